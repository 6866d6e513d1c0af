"""The worker's part in watching folders: keeps the list, looks in time, and follows the imports of what it found."""

import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from reader.core.changes import Event, ImportFinished, ImportProgress, ImportRows
from reader.core.errors import LibraryError, LibraryReadOnlyError
from reader.core.watched import LookAtWatched, UnwatchFolder, WatchedFolders, WatchFolder, WatchImported
from reader.service.watch_list import WatchList
from reader.service.watching import Batch, Watcher
from reader.store import READ_ONLY, Store

log = logging.getLogger(__name__)

QUIET_FILES = 50
"""An import of up to so many files is told once, at its end; of more, as any other import."""

Tell = Callable[[Event], None]
WatchWish = WatchFolder | UnwatchFolder | LookAtWatched


class WatchDuty:
    """Watches the folders on the list of a library that can be written."""

    def __init__(self, store: Store, settings_folder: Path | None, tell: Tell) -> None:
        self._store = store
        self._tell = tell
        self._list = WatchList(None if store.read_only else settings_folder, store.library_id)
        self._library = os.path.realpath(store.folder)
        self._watcher = Watcher(store.watching, self._list.folders, never=self._library)
        self._has_asked = False

    @property
    def wait_s(self) -> float | None:
        """How long nothing is to be done; None while no folder is watched."""
        return self._watcher.wait_s

    def tell(self) -> None:
        """Tell how the folders stand."""
        self._tell(WatchedFolders(self._watcher.states, self._watcher.is_settled))

    def fulfil(self, wish: WatchWish) -> None:
        """Change the list, or look at once. Raises LibraryError."""
        if self._store.read_only:
            raise LibraryReadOnlyError(READ_ONLY)
        match wish:
            case WatchFolder(path, is_paused):
                self._watch(path, is_paused=is_paused)
            case UnwatchFolder(path):
                self._list.unwatch(path)
                with self._store.transaction():
                    self._store.watching.forget(path)
                self._watcher.watch(self._list.folders)
            case LookAtWatched():
                self._watcher.look_soon()
        self._has_asked = True
        self.tell()

    def _watch(self, path: str, *, is_paused: bool) -> None:
        if os.path.realpath(path) == self._library:
            raise LibraryError("This is the library's own folder. Watch the folder that new files are saved to.")
        self._list.watch(path, is_paused=is_paused)
        self._watcher.watch(self._list.folders)

    def step(self) -> "WatchImport | None":
        """Look for a moment if it is time; return what is to be imported now, or None. Raises LibraryError."""
        if self._watcher.wait_s != 0.0:
            return None
        batch = self._watcher.step()
        if self._watcher.wait_s != 0.0 and self._has_asked:
            self._has_asked = not self._watcher.is_settled
            self.tell()
        return WatchImport(batch, self._store, self._watcher, self._tell) if batch is not None else None


class WatchImport:
    """An import of watched files, seen from its events: remembers the files once their list is in the library."""

    def __init__(self, batch: Batch, store: Store, watcher: Watcher, tell: Tell) -> None:
        self._batch = batch
        self._store = store
        self._watcher = watcher
        self._tell = tell
        self._is_remembered = False
        self.is_quiet = len(batch.files) <= QUIET_FILES

    def found(self) -> Iterator[str]:
        """Yield the files."""
        return iter(self._batch.paths)

    def take(self, event: Event) -> None:
        """Take what the import tells, and tell the end of it on."""
        if not self.is_quiet or not isinstance(event, ImportProgress | ImportRows | ImportFinished):
            self._tell(event)
        if isinstance(event, ImportProgress) and event.import_id and not self._is_remembered:
            self._is_remembered = True
            with self._store.transaction():
                self._store.watching.remember(self._batch.files)
        elif isinstance(event, ImportFinished):
            self._watcher.let_go(self._batch, failed=event.cancelled)
            progress = event.progress
            stories = progress.imported + progress.check
            counts = (stories, progress.already_here, progress.failed)
            self._tell(WatchImported(progress.import_id, self._batch.folders, *counts))
            self._tell(WatchedFolders(self._watcher.states, self._watcher.is_settled))
