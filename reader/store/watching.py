"""What files of watched folders looked like when they were last taken, so that only new and changed ones are read."""

import os
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from reader.store.encoding import path_column, path_value
from reader.store.failures import translated


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a file looks from outside: its size, and when it was written last, in nanoseconds as its disk counts them."""

    size_bytes: int
    modified_ns: int


class WatchStore:
    """Remembers the stamps of files by folder and name. Changes happen inside a transaction of the store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def seen(self, directory: str) -> dict[str, Stamp]:
        """Return the files of a folder (without those below it) that were taken, by name."""
        with translated():
            cursor = self._connection.execute(
                "SELECT name, size_bytes, modified_ns FROM watched_files WHERE directory = ?", (path_column(directory),)
            )
            return {path_value(row["name"]): Stamp(row["size_bytes"], row["modified_ns"]) for row in cursor}

    def remember(self, files: Iterable[tuple[str, Stamp]]) -> None:
        """Note that these files (by path) were taken as they look."""
        rows = ((*os.path.split(path), stamp.size_bytes, stamp.modified_ns) for path, stamp in files)
        self._connection.executemany(
            "INSERT OR REPLACE INTO watched_files (directory, name, size_bytes, modified_ns) VALUES (?, ?, ?, ?)",
            ((path_column(directory), path_column(name), *stamp) for directory, name, *stamp in rows),
        )

    def forget(self, folder: str) -> None:
        """Forget all files of a folder and of those below it."""
        self._connection.executemany("DELETE FROM watched_files WHERE directory = ?", self._below(folder))

    def count(self, folder: str) -> int:
        """Return how many files of a folder and of those below it were taken."""
        with translated():
            return sum(
                self._connection.execute("SELECT count(*) FROM watched_files WHERE directory = ?", key).fetchone()[0]
                for key in self._below(folder)
            )

    def _below(self, folder: str) -> list[tuple[str | bytes]]:
        """Return the keys of a folder and of those below it; a name may be text or bytes, which SQL cannot compare."""
        inside = folder.rstrip(os.sep) + os.sep
        found = self._connection.execute("SELECT DISTINCT directory FROM watched_files")
        paths = (path_value(row["directory"]) for row in found)
        return [(path_column(path),) for path in paths if path == folder or path.startswith(inside)]
