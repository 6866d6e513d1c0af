"""Turns faults of SQLite and of the disk into the program's own errors, each with a sentence for the user."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from reader.core.errors import (
    LibraryDamagedError,
    LibraryError,
    LibraryLockedError,
    LibraryReadOnlyError,
    StorageFullError,
)

FULL_ERRNOS = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})
"""What the system says when a disk is full, a file may not grow or a quota is reached."""

FULL_CODES = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_TRUNCATE}
)
"""Extended codes of SQLite for a write that found no room."""

FULL_SENTENCE = "The disk is full: nothing that was imported is lost. Make room, then try again."


def is_full(error: OSError) -> bool:
    """Return whether ``error`` means that there is no room left to write."""
    return error.errno in FULL_ERRNOS


@contextmanager
def translated() -> Iterator[None]:
    """Run a block in which faults of SQLite and full disks rise as a ``LibraryError`` of the matching kind."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        translation = _translation(error)
        if translation is None:
            raise
        raise translation from error
    except OSError as error:
        if is_full(error):
            raise StorageFullError(FULL_SENTENCE) from error
        raise


def _translation(error: sqlite3.DatabaseError) -> LibraryError | None:
    """Return the error to raise instead, or None where SQLite complains about our own mistake."""
    extended = getattr(error, "sqlite_errorcode", None)
    if not isinstance(extended, int):
        return None
    if extended in FULL_CODES:
        return StorageFullError(FULL_SENTENCE)
    match extended & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LibraryLockedError("The library is busy in another window. Try again in a moment.")
        case sqlite3.SQLITE_READONLY:
            return LibraryReadOnlyError("The library is in a folder that cannot be written.")
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return LibraryDamagedError(
                "The library's database is damaged. Restore library.sqlite from a backup; the originals are untouched."
            )
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_IOERR | sqlite3.SQLITE_PERM:
            return LibraryError(f"The library cannot be read or written: {error}. Check the disk and the permissions.")
    return None
