"""Which folders are watched for a library: a TOML file a library in the settings folder of this user.

Not in the library: one that comes from somebody else must not make the program read folders of this computer.
"""

import logging
import tomllib
from dataclasses import dataclass
from pathlib import Path

from reader.core.errors import LibraryError
from reader.service.keeping import write_toml

log = logging.getLogger(__name__)

FOLDER = "watched"


@dataclass(frozen=True, slots=True)
class Watched:
    """A folder to look into, unless that is paused."""

    path: str
    is_paused: bool = False


class WatchList:
    """The watched folders of the library of this id; ``settings_folder`` None keeps nothing and watches nothing."""

    def __init__(self, settings_folder: Path | None, library_id: str) -> None:
        self._file = None if settings_folder is None else settings_folder / FOLDER / f"{library_id}.toml"
        self.folders: tuple[Watched, ...] = self._load()

    def watch(self, path: str, *, is_paused: bool) -> None:
        """Add a folder, or pause one or go on with it. Raises LibraryError."""
        if path in (one.path for one in self.folders):
            self._save(tuple(Watched(path, is_paused) if one.path == path else one for one in self.folders))
        else:
            self._save((*self.folders, Watched(path, is_paused)))

    def unwatch(self, path: str) -> None:
        """Take a folder off the list. Raises LibraryError."""
        self._save(tuple(one for one in self.folders if one.path != path))

    def _save(self, folders: tuple[Watched, ...]) -> None:
        if self._file is None:
            raise LibraryError("There is no settings folder to keep the list of watched folders in.")
        table = {"folder": [{"path": one.path, "paused": one.is_paused} for one in folders]}
        try:
            write_toml(self._file, table)
        except UnicodeEncodeError as error:
            raise LibraryError("This folder's name cannot be written down. Rename it, then watch it.") from error
        except OSError as error:
            raise LibraryError(f"The list of watched folders could not be saved: {error.strerror or error}.") from error
        self.folders = folders

    def _load(self) -> tuple[Watched, ...]:
        if self._file is None:
            return ()
        try:
            listed = tomllib.loads(self._file.read_text(encoding="utf-8")).get("folder", [])
        except FileNotFoundError:
            return ()
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            log.warning("The list of watched folders cannot be read: %s", error)
            return ()
        entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
        paths = dict.fromkeys(entry["path"] for entry in entries if isinstance(entry.get("path"), str))
        paused = {entry["path"] for entry in entries if entry.get("path") in paths and entry.get("paused") is True}
        return tuple(Watched(path, path in paused) for path in paths)
