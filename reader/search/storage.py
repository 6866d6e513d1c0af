"""Whoosh's storage and index, pinned to the state that the manifest names.

Nothing of the old state is deleted before the new one is complete: Whoosh asks for deletions as it commits, and gets
them after the manifest is written. Whoosh keeps pickles, so a folder that others can write to is refused (see
``files``).
"""

import pickle
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.index import IndexError as WhooshIndexError
from whoosh.reading import ReaderClosed, TermNotFound

from reader.core.errors import IndexDamagedError
from reader.search.files import Manifest, check_owner, check_sizes, check_sum, read_manifest
from reader.search.schema import FORMAT, schema

NAME = "stories"
_ATTEMPTS = 5
_DAMAGE = (
    WhooshIndexError, ReaderClosed, TermNotFound, pickle.UnpicklingError, struct.error, zlib.error, FileNotFoundError,
    EOFError, ValueError, KeyError, IndexError, AttributeError, TypeError, AssertionError, UnicodeError, OverflowError,
)  # fmt: skip
"""What Whoosh raises when it meets bytes that are not an index."""


class PatientStorage(FileStorage):
    """A folder that only notes which files are to go."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.unwanted: set[str] = set()

    def delete_file(self, name: str) -> None:
        """Note that the file is to be deleted."""
        self.unwanted.add(name)


class PinnedIndex(FileIndex):
    """An index read at one generation of its table of contents, whatever else lies in the folder."""

    def __init__(self, storage: FileStorage, generation: int) -> None:
        self.generation = generation
        self.storage = storage
        self.indexname = NAME
        self._schema = schema()
        self._read_toc()

    @staticmethod
    def create_empty(storage: FileStorage) -> None:
        """Write the table of contents of an index without stories, as generation 0."""
        TOC.create(storage, schema(), NAME)

    def _read_toc(self) -> TOC:
        return TOC.read(self.storage, self.indexname, self.generation, self._schema)

    def latest_generation(self) -> int:
        """Return the generation it is pinned to."""
        return self.generation


def toc_name(generation: int) -> str:
    """Return the file name of a table of contents."""
    return f"_{NAME}_{generation}.toc"


def open_pinned(folder: Path) -> tuple[PinnedIndex, Manifest]:
    """Return the newest complete state of the index in ``folder``.

    Raises ``IndexDamagedError`` when there is none, when a file is missing or cut short, or when it cannot be trusted.
    """
    check_owner(folder)
    for attempt in range(_ATTEMPTS):
        manifest = read_manifest(folder, FORMAT)
        try:
            check_sizes(folder, manifest)
            name = toc_name(manifest.generation)
            check_sum(folder, name, manifest.files[name])
            with damage():
                return PinnedIndex(FileStorage(str(folder)), manifest.generation), manifest
        except (IndexDamagedError, KeyError) as error:
            moved_on = read_manifest(folder, FORMAT).generation != manifest.generation
            if moved_on and attempt < _ATTEMPTS - 1:
                continue  # a writer replaced the state in between
            if isinstance(error, KeyError):
                raise IndexDamagedError("The search index is incomplete. It is built anew from the library.") from error
            raise
    raise IndexDamagedError("The search index changes too quickly to be opened.")


@contextmanager
def damage() -> Iterator[None]:
    """Turn what Whoosh raises on bytes that are no index into ``IndexDamagedError``."""
    try:
        yield
    except _DAMAGE as error:
        raise IndexDamagedError("The search index is damaged. It is built anew from the library.") from error
