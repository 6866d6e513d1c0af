"""A zip archive of a reader program, read member by member within the limits; nothing is written anywhere."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Container
from contextlib import closing
from typing import Self
from urllib.parse import unquote

from reader.core.errors import InputError, TooLargeError, UnreadableFileError
from reader.core.model import Attached
from reader.core.terms import Terms
from reader.intake.source import Source, too_large

MAGIC = b"PK\x03\x04"


class Archive:
    """An open archive: ``names`` of its members in their order. Use it in a ``with`` statement.

    Raises UnreadableFileError where it is damaged, TooLargeError where it has too many members.
    """

    def __init__(self, source: Source, terms: Terms) -> None:
        self._terms = terms
        stream = source.open()
        if not stream.seekable():
            with closing(stream):
                stream = io.BytesIO(source.read_document(terms))
        self._stream = stream
        try:
            self._zip = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            stream.close()
            raise UnreadableFileError(
                "The zip archive is damaged or ends in the middle. Get it again from where it came."
            ) from error
        self._members = {one.filename: one for one in self._zip.infolist() if one.filename and not one.is_dir()}
        if len(self._members) > terms.members:
            self.close()
            raise TooLargeError(
                f"The archive has more than {terms.members:,} files. Unpack it and import the files inside."
            )
        self.names = tuple(self._members)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the archive and the file."""
        self._zip.close()
        self._stream.close()

    def read(self, name: str) -> bytes:
        """Return a member. Raises InputError where it is missing, damaged or over the limits."""
        member = self._members.get(name)
        limit = self._terms.document
        if member is None:
            raise InputError("This file is missing in the archive.")
        if member.file_size > limit:
            raise too_large(member.file_size, limit)
        if member.file_size > max(self._terms.ratio_floor, self._terms.ratio * member.compress_size):
            raise TooLargeError("This file unpacks to far more than its size. Unpack it yourself to see what it is.")
        try:
            with self._zip.open(member) as stream:
                content = stream.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError) as error:
            raise UnreadableFileError("This file in the archive is damaged or locked by a password.") from error
        if len(content) > limit:
            raise too_large(None, limit)
        return content

    def attached(self, folder: str) -> Attached:
        """Return a way to the files below ``folder``, by references as a page in it writes them."""
        return _way(folder.rstrip("/"), self._members, self.read)


def _way(folder: str, names: Container[str], read: Callable[[str], bytes]) -> Attached:
    def attached(reference: str) -> bytes | None:
        plain = unquote(reference.split("#", 1)[0].split("?", 1)[0]).replace("\\", "/")
        name = posixpath.normpath(posixpath.join(folder, plain))
        if not name.startswith(folder + "/") or name not in names:
            return None
        try:
            return read(name)
        except (InputError, ValueError):
            return None

    return attached
