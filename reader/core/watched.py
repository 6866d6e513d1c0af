"""Watched folders: how they stand, what came from them, and wishes about them. Part of ``changes``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WatchedFolder:
    """A folder whose new and changed files are imported by themselves.

    ``files`` it held at the last look, at the time ``looked`` (ISO 8601 in UTC, "" before the first); ``taken`` of its
    files were imported at some time. ``trouble`` is a sentence where it could not be looked at.
    """

    path: str
    is_paused: bool = False
    looked: str = ""
    files: int = 0
    taken: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class WatchedFolders:
    """The watched folders of the library, told at the worker's start, on every change and on ``LookAtWatched``.

    ``is_settled`` says that all were looked at, and that nothing new waits to come to rest or to be imported.
    """

    folders: tuple[WatchedFolder, ...]
    is_settled: bool = False


@dataclass(frozen=True, slots=True)
class WatchImported:
    """Files of watched ``folders`` were imported; the report is that of ``import_id``."""

    import_id: int
    folders: tuple[str, ...]
    imported: int
    already_here: int
    failed: int


@dataclass(frozen=True, slots=True)
class WatchFolder:
    """Import new and changed files of a folder (absolute path) from now on, or pause that."""

    path: str
    is_paused: bool = False


@dataclass(frozen=True, slots=True)
class UnwatchFolder:
    """Watch a folder no longer; what was imported stays."""

    path: str


@dataclass(frozen=True, slots=True)
class LookAtWatched:
    """Look at all watched folders now, and tell how they stand."""
