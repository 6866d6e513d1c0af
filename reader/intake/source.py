"""A file, or a member of a container, that can be read from its beginning as often as needed without being held."""

import io
import os
import re
from collections.abc import Callable
from contextlib import closing
from functools import cached_property
from pathlib import Path, PurePath
from typing import BinaryIO, Self

from reader.core.errors import TooLargeError, UnreadableFileError
from reader.core.terms import Terms

_PAGE_START = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,200}(?:<!doctype\s{1,9}html|<html)[\s>]", re.IGNORECASE)
HEAD_BYTES = 65_536
TAIL_BYTES = 66_000
"""What a source shows of its end: the directory record of a zip file lies there."""
_STEP_BYTES = 1_000_000


class Source:
    """Bytes by name. ``size`` is None where only reading to the end would tell; then there is no ``tail``.

    ``name`` is a path or a member's name, a hint for people and for telling formats apart, never used to open
    anything. ``path`` is set for a file on the disk alone: what was saved beside it can be looked for there.
    """

    def __init__(
        self, name: str, opener: Callable[[], BinaryIO], size: int | None = None, path: Path | None = None
    ) -> None:
        self.name = name
        self.size = size
        self.path = path
        self._opener = opener
        self._stream: BinaryIO | None = None

    @classmethod
    def of_bytes(cls, content: bytes, name: str) -> Self:
        """Return bytes in memory as a source."""
        return cls(name, lambda: io.BytesIO(content), len(content))

    @classmethod
    def of_file(cls, path: Path) -> Self:
        """Return a file as a source.

        Raises UnreadableFileError when it is missing, a folder, not permitted or cannot be read. Pipes and devices are
        refused, because reading them may never end.
        """
        try:
            if path.is_dir():
                raise UnreadableFileError("This is a folder, not a file. Import the folder to import what is in it.")
            if path.exists() and not path.is_file():
                raise UnreadableFileError("This is no regular file (but a pipe or a device). Copy it into a file.")
            size = path.stat().st_size
        except (OSError, ValueError) as error:
            raise unreadable(error) from error
        return cls(str(path), lambda: _opened(path), size, path)

    @property
    def suffix(self) -> str:
        """The lower-case suffix of the name, with its dot, or ""."""
        return PurePath(self.name.replace("\\", "/")).suffix.lower()

    @property
    def short_name(self) -> str:
        """The last part of the name, without folders."""
        return self.name.replace("\\", "/").rsplit("/", 1)[-1]

    @property
    def position(self) -> int:
        """How far the stream opened last has been read, in bytes; 0 before, and where it cannot tell."""
        try:
            return self._stream.tell() if self._stream is not None else 0
        except (OSError, ValueError):
            return 0

    def open(self) -> BinaryIO:
        """Return a new stream at the beginning, to be closed by the caller; files on the disk can be sought in."""
        self._stream = self._opener()
        return self._stream

    def open_beside(self) -> BinaryIO:
        """Return another stream at the beginning, as ``open`` does, without ``position`` telling of it."""
        return self._opener()

    def read(self, limit: int) -> bytes:
        """Return all bytes. Raises TooLargeError over the limit, before reading where the size is known."""
        if self.size is not None and self.size > limit:
            raise too_large(self.size, limit)
        parts: list[bytes] = []
        left = limit + 1
        with closing(self._opener()) as stream:
            try:
                # A stream reserves what is asked for: never much more than there is.
                while left and (part := stream.read(min(left, (self.size or _STEP_BYTES) + 1))):
                    parts.append(part)
                    left -= len(part)
            except OSError as error:
                raise unreadable(error) from error
        if not left:
            raise too_large(None, limit)
        return b"".join(parts)

    def read_document(self, terms: Terms) -> bytes:
        """Return all bytes as one document: a file within ``document``, what was unpacked within ``expanded``."""
        return self.read(terms.document if self.path is not None else terms.expanded)

    @cached_property
    def head(self) -> bytes:
        """The first 64 kB."""
        with closing(self._opener()) as stream:
            try:
                return stream.read(HEAD_BYTES)
            except OSError as error:
                raise unreadable(error) from error

    @cached_property
    def begins_like_page(self) -> bool:
        """Whether the first thing in it is the doctype of HTML or an html element."""
        return _PAGE_START.match(self.head) is not None

    @cached_property
    def tail(self) -> bytes:
        """The last 66 kB, or b"" where the size is not known or a member of a container would be unpacked for it."""
        if self.size is None:
            return b""
        if self.size <= HEAD_BYTES:
            return self.head
        with closing(self._opener()) as stream:
            if not stream.seekable():
                return b""
            try:
                stream.seek(max(0, self.size - TAIL_BYTES), os.SEEK_SET)
                return stream.read(TAIL_BYTES)
            except OSError as error:
                raise unreadable(error) from error


def too_large(size: int | None, limit: int) -> TooLargeError:
    """Return the error for a document over the limit; ``size`` is None where it is not known."""
    begin = f"The file has {size / 1_000_000:.0f} MB, more" if size is not None else "The file has more"
    return TooLargeError(
        f"{begin} than the {limit // 1_000_000} MB that a saved story may have. "
        "Cut out the part that is wanted and import that."
    )


def unreadable(error: Exception) -> UnreadableFileError:
    """Return the error for a fault of the file system, as a sentence."""
    if isinstance(error, FileNotFoundError):
        return UnreadableFileError("The file is not there any more. It may have been moved, renamed or deleted.")
    if isinstance(error, PermissionError):
        return UnreadableFileError(
            "You are not permitted to read this file. Change its permissions or copy it to a folder of yours."
        )
    detail = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return UnreadableFileError(
        f"The file could not be read ({detail}). Check the disk or the connection to it, then try again."
    )


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except (OSError, ValueError) as error:
        raise unreadable(error) from error
