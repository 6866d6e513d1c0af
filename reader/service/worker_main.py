"""The worker process: the one writer of a library. It fulfils wishes in slices and tells what it did as events."""

import logging
import re
import secrets
import shutil
import signal
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path, PurePath

from reader.core.changes import (
    CancelImport,
    Event,
    ImportPaths,
    ImportRow,
    ImportText,
    KeepPassage,
    LibraryChanged,
    RebuildIndex,
    Reclean,
    Restore,
    ResumeImport,
    SetRead,
    SetStarred,
    Shutdown,
    Unrestore,
    UpkeepFinished,
    Wish,
    WorkerFailed,
    WorkerReady,
)
from reader.core.errors import LibraryError, LibraryReadOnlyError, ReaderError
from reader.intake.load import load
from reader.intake.names import is_importable
from reader.service.importer import ImportJob
from reader.service.keeper import IndexKeeper
from reader.service.lock import held, lock_file
from reader.service.places import index_folder
from reader.service.pool import ExtractionPool
from reader.service.upkeep import Upkeep
from reader.service.walk import walk
from reader.service.wiring import Wiring
from reader.store import DATABASE, READ_ONLY, Store, is_writable

log = logging.getLogger(__name__)

PASTED = "pasted"
"""Folder inside the library where a pasted story waits until it is imported."""

_UNSAFE = re.compile(r'[\x00-\x1f<>:"|?*\ud800-\udfff]')
"""Characters that some system does not take in a file's name."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a worker is started with."""

    folder: Path
    cache_root: Path | None
    wiring: Wiring


def work(connection: Connection, assignment: Assignment) -> None:
    """Open the library for writing and fulfil wishes until Shutdown or until the other end is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with _opened(assignment) as store:
            Worker(connection, store, assignment).run()
    except (EOFError, BrokenPipeError, ConnectionResetError):
        log.info("The window is gone")
    except ReaderError as error:
        connection.send(WorkerFailed(str(error), fatal=True))


@contextmanager
def _opened(assignment: Assignment) -> Iterator[Store]:
    """Open the store while this process alone may write to it, or for reading where nobody may.

    A library that cannot be written is still searched: its index lies in the user's cache.
    """
    folder = assignment.folder
    store: Store | None = None
    index = folder
    if (folder / DATABASE).exists() and not is_writable(folder):
        store = Store.open(folder, read_only=True)
        index = index_folder(folder, store.library_id, assignment.cache_root)
    with held(lock_file(folder, index, read_only=store is not None)):
        store = store or Store.open(folder)
        try:
            if not store.read_only:
                store.originals.sweep()
                store.resources.sweep()
            yield store
        finally:
            store.close()


class Worker:
    """The loop of the worker: wishes first, then a slice of the import or of the index."""

    def __init__(self, connection: Connection, store: Store, assignment: Assignment) -> None:
        self._connection = connection
        self._store = store
        self._pool = ExtractionPool(assignment.wiring)
        self._terms = assignment.wiring.terms
        self._load = partial(load, terms=self._terms)
        folder = index_folder(store.folder, store.library_id, assignment.cache_root)
        self._keeper = IndexKeeper(store, folder, assignment.wiring.search_package(), self._tell)
        self._upkeep = Upkeep(store, assignment.wiring, self._tell)
        self._queue: deque[ImportJob] = deque()
        self._is_running = True

    def run(self) -> None:
        """Work until told to stop. Raises EOFError or BrokenPipeError if the other end is gone."""
        try:
            self._close_done_imports()
            self._tell(WorkerReady(self._store.unfinished_imports()))
            self._keeper.open()
            while self._is_running:
                self._take_wishes(can_wait=not (self._queue or self._keeper.has_work or self._upkeep.has_work))
                if self._queue:
                    self._import_slice()
                elif self._keeper.has_work and not self._can_index_later():
                    self._keeper.step()
                if self._upkeep.is_urgent or not self._queue:
                    self._upkeep_slice()
        finally:
            self._pool.close()
            self._upkeep.close()
            self._stop_import()
            self._keeper.close()

    def _can_index_later(self) -> bool:
        """Return whether the index can wait for more stories that are being cleaned anew."""
        return self._upkeep.has_work and not self._keeper.is_rebuilding and not self._keeper.is_due()

    def _upkeep_slice(self) -> None:
        if self._upkeep.has_work:
            try:
                self._upkeep.step((self._connection,), only_urgent=bool(self._queue))
            except LibraryError as error:
                self._tell(WorkerFailed(str(error)))
            self._tell_upkeep_finished()

    def _import_ended(self, job: ImportJob) -> None:
        self._upkeep.import_ended(job.import_id)
        self._tell_upkeep_finished()

    def _tell_upkeep_finished(self) -> None:
        if not self._queue and not self._upkeep.has_work:
            self._keeper.flush()
            self._tell(UpkeepFinished(self._upkeep.take_changed()))

    def _tell(self, event: Event) -> None:
        self._connection.send(event)

    def _take_wishes(self, *, can_wait: bool) -> None:
        while self._is_running and (can_wait or self._connection.poll()):
            can_wait = False
            wish: Wish = self._connection.recv()
            try:
                self._fulfil(wish)
            except LibraryError as error:
                self._tell(WorkerFailed(str(error)))

    def _fulfil(self, wish: Wish) -> None:
        match wish:
            case ImportPaths(paths):
                self._queue.append(self._job(found=walk(paths, is_importable), named=paths))
            case ImportText(text, name):
                self._queue.append(self._job(found=iter((self._keep_pasted(text, name),))))
            case ResumeImport(import_id):
                self._queue.append(self._job(import_id=import_id))
            case CancelImport():
                self._cancel()
            case SetRead(article_ids, is_read):
                with self._store.transaction():
                    self._store.set_read(article_ids, is_read)
                self._tell(LibraryChanged(updated=article_ids))
            case SetStarred(article_ids, is_starred):
                with self._store.transaction():
                    self._store.set_starred(article_ids, is_starred)
                self._tell(LibraryChanged(updated=article_ids))
            case Restore() | Unrestore() | KeepPassage() | Reclean():
                self._upkeep.fulfil(wish)
            case RebuildIndex():
                self._keeper.rebuild()
            case Shutdown():
                self._is_running = False

    def _job(
        self,
        *,
        found: Iterator[str | ImportRow] | None = None,
        import_id: int | None = None,
        named: tuple[str, ...] = (),
    ) -> ImportJob:
        return ImportJob(
            self._store,
            self._pool,
            self._load,
            self._tell,
            found=found,
            import_id=import_id,
            terms=self._terms,
            named=named,
        )

    def _import_slice(self) -> None:
        """Go on with the first import of the queue; one the store cannot take is put off, to be resumed."""
        job = self._queue[0]
        try:
            if job.step((self._connection,)):
                if self._keeper.is_due():
                    self._keeper.step()
                return
            self._keeper.flush()
            self._queue.popleft()
            job.finish(cancelled=False)
            self._import_ended(job)
            self._forget_pasted()
        except LibraryError as error:
            self._tell(WorkerFailed(str(error)))
            if job in self._queue:
                self._queue.remove(job)
            job.finish(cancelled=True)
            self._import_ended(job)

    def _cancel(self) -> None:
        if self._queue:
            job = self._queue.popleft()
            job.stop()
            self._keeper.flush()
            job.finish(cancelled=True)
            self._import_ended(job)

    def _stop_import(self) -> None:
        """Commit what the import at hand has extracted, if the store can take it."""
        if self._queue:
            try:
                self._queue[0].stop()
            except (LibraryError, OSError) as error:
                log.warning("The last files of the import were not committed: %s", error)

    def _close_done_imports(self) -> None:
        """Close imports that were killed between their last row and their end."""
        for import_id in self._store.unfinished_imports():
            if not self._store.read_only and not self._store.pending(import_id):
                with self._store.transaction():
                    self._store.finish_import(import_id)

    def _keep_pasted(self, text: str, name: str) -> str:
        """Write pasted text into the library as a file of that name and return its path."""
        file_name = _UNSAFE.sub("_", PurePath(name.replace("\\", "/")).name[:80]) or "pasted story.txt"
        if not file_name.lower().endswith((".txt", ".text")):
            file_name += ".txt"
        if self._store.read_only:
            raise LibraryReadOnlyError(READ_ONLY)
        folder = self._store.folder / PASTED / secrets.token_hex(4)
        folder.mkdir(parents=True)
        path = folder / file_name
        path.write_text(text, encoding="utf-8", errors="replace", newline="")
        return str(path)

    def _forget_pasted(self) -> None:
        """Remove pasted files once no import may need them: their bytes are kept as originals."""
        folder = self._store.folder / PASTED
        if folder.is_dir() and not self._queue and not self._store.unfinished_imports():
            shutil.rmtree(folder, ignore_errors=True)
