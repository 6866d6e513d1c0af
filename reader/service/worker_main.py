"""The worker process: the one writer of a library. It fulfils wishes in slices and tells what it did as events."""

import logging
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from reader.core.changes import (
    AddTags,
    CancelImport,
    CancelSurvey,
    DeleteTag,
    Event,
    ForgetRule,
    ImportPaths,
    ImportRow,
    ImportText,
    KeepPassage,
    LibraryChanged,
    Outcome,
    ReadOnTerms,
    RebuildIndex,
    Reclean,
    RemovePassage,
    RemoveTags,
    RenameTag,
    Restore,
    ResumeImport,
    RetryImport,
    SetRead,
    SetStarred,
    Shutdown,
    SurveyPaths,
    TagWish,
    Unrestore,
    UpkeepFinished,
    Wish,
    WorkerFailed,
    WorkerReady,
)
from reader.core.errors import LibraryError, ReaderError
from reader.core.highlights import AnnotationWish
from reader.core.links import DismissLinks
from reader.core.outlines import OutlineOriginal
from reader.core.queries import QueriesChanged, QueryWish
from reader.core.reading_places import KeepPlace
from reader.core.terms import Terms
from reader.core.watched import LookAtWatched, UnwatchFolder, WatchFolder
from reader.intake.load import load
from reader.intake.names import is_importable
from reader.service.annotating import annotate
from reader.service.importer import ImportJob
from reader.service.keeper import IndexKeeper
from reader.service.linking import dismiss_links
from reader.service.lock import held, lock_file
from reader.service.outlining import Outliner
from reader.service.pasted import forget_pasted, keep_pasted
from reader.service.places import index_folder
from reader.service.pool import ExtractionPool
from reader.service.querying import fulfil
from reader.service.reading_places import keep_place
from reader.service.tag_rules import RuleTagger
from reader.service.tagging import change_tags
from reader.service.upkeep import Upkeep
from reader.service.walk import walk
from reader.service.watch_duty import WatchDuty
from reader.service.wiring import Wiring
from reader.store import DATABASE, Store, is_writable

if TYPE_CHECKING:
    from reader.service.survey import SurveyJob

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a worker is started with. Without a ``settings_folder`` it watches no folders."""

    folder: Path
    cache_root: Path | None
    wiring: Wiring
    settings_folder: Path | None = None


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
        self._rules = RuleTagger(store, folder, assignment.wiring.search_package(), self._tell)
        self._upkeep = Upkeep(store, assignment.wiring, self._tell)
        self._outlines = Outliner(store, assignment.wiring, self._tell)
        self._watching = WatchDuty(store, assignment.settings_folder, self._tell)
        self._never = os.path.realpath(store.folder)
        self._queue: deque[ImportJob] = deque()
        self._quiet: ImportJob | None = None
        self._surveys: deque[SurveyJob] = deque()
        self._is_running = True

    def run(self) -> None:
        """Work until told to stop. Raises EOFError or BrokenPipeError if the other end is gone."""
        try:
            self._close_done_imports()
            self._tell(WorkerReady(self._store.unfinished_imports()))
            self._watching.tell()
            self._keeper.open()
            while self._is_running:
                self._take_wishes(can_wait=not self._has_work)
                if self._surveys and not self._surveys[0].step():
                    self._surveys.popleft()
                if self._outlines.has_work:
                    self._outlines.step()
                if self._queue:
                    self._import_slice()
                elif self._keeper.has_work and not self._can_index_later():
                    self._keeper.step()
                self._rules.step(self._keeper.sequence)
                if self._upkeep.is_urgent or not self._queue:
                    self._upkeep_slice()
                if not self._queue:
                    self._look_at_watched()
        finally:
            self._pool.close()
            self._upkeep.close()
            self._outlines.close()
            self._stop_import()
            self._keeper.close()

    @property
    def _has_work(self) -> bool:
        works = (self._outlines, self._keeper, self._upkeep, self._rules)
        return bool(self._queue or self._surveys) or any(work.has_work for work in works)

    def _look_at_watched(self) -> None:
        """Look into watched folders for a moment, and import what is new there."""
        try:
            found = self._watching.step()
        except LibraryError as error:
            self._tell(WorkerFailed(str(error)))
            return
        if found is not None:
            job = self._job(found=found.found(), tell=found.take)
            self._quiet = job if found.is_quiet else None
            self._queue.append(job)

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
        wait_s = self._watching.wait_s if can_wait else 0.0
        while self._is_running and self._connection.poll(wait_s):
            wait_s = 0.0
            wish: Wish = self._connection.recv()
            try:
                if isinstance(wish, QueryWish):
                    fulfil(self._store, wish)
                    self._tell(QueriesChanged())
                elif isinstance(wish, OutlineOriginal):
                    self._outlines.fulfil(wish.article_id)
                elif isinstance(wish, KeepPlace):
                    keep_place(self._store, wish)
                elif isinstance(wish, DismissLinks):
                    self._tell(dismiss_links(self._store, wish))
                elif isinstance(wish, AnnotationWish):
                    self._tell(annotate(self._store, wish))
                else:
                    self._fulfil(wish)
            except LibraryError as error:
                self._tell(WorkerFailed(str(error)))

    def _fulfil(self, wish: Wish) -> None:
        match wish:
            case ImportPaths() | ImportText() | ResumeImport() | RetryImport():
                self._queue.append(self._wanted(wish))
            case CancelImport():
                self._cancel()
            case SetRead() | AddTags() | RemoveTags() | RenameTag() | DeleteTag() | SetStarred():
                self._mark(wish)
            case SurveyPaths() | CancelSurvey():
                self._survey(wish)
            case WatchFolder() | UnwatchFolder() | LookAtWatched():
                self._watching.fulfil(wish)
            case ReadOnTerms(terms):
                self._read_on(terms)
            case Restore() | Unrestore() | RemovePassage() | ForgetRule() | KeepPassage() | Reclean():
                self._upkeep.fulfil(wish)
            case RebuildIndex():
                self._keeper.rebuild()
            case Shutdown():
                self._is_running = False

    def _wanted(self, wish: ImportPaths | ImportText | ResumeImport | RetryImport) -> ImportJob:
        match wish:
            case ImportPaths(paths):
                return self._job(found=walk(paths, is_importable, never=self._never), named=paths)
            case RetryImport(import_id):
                paths = self._failed(import_id)
                return self._job(found=walk(paths, is_importable, never=self._never), named=paths)
            case ImportText(text, name):
                return self._job(found=iter((keep_pasted(self._store, text, name),)))
            case ResumeImport(import_id):
                return self._job(import_id=import_id)

    def _read_on(self, terms: Terms) -> None:
        """Read what is imported from now on on these terms."""
        self._terms = terms
        self._load = partial(load, terms=terms)
        self._pool.read_on(terms)
        self._upkeep.read_on(terms)

    def _mark(self, wish: SetRead | SetStarred | TagWish) -> None:
        if not isinstance(wish, SetRead | SetStarred):
            change_tags(self._store, wish, self._tell)
            return
        with self._store.transaction():
            if isinstance(wish, SetRead):
                self._store.set_read(wish.article_ids, wish.is_read)
            else:
                self._store.set_starred(wish.article_ids, wish.is_starred)
        self._tell(LibraryChanged(updated=wish.article_ids))

    def _survey(self, wish: SurveyPaths | CancelSurvey) -> None:
        if isinstance(wish, SurveyPaths):
            from reader.service.survey import SurveyJob  # noqa: PLC0415 - loads every format, which an import need not

            job = SurveyJob(wish.ticket, wish.paths, self._tell, terms=self._terms, never=self._never)
            self._surveys.append(job)
            return
        for job in [job for job in self._surveys if job.ticket == wish.ticket]:
            self._surveys.remove(job)
            job.cancel()

    def _failed(self, import_id: int) -> tuple[str, ...]:
        """Return the files of an import that failed or have members that did, ready to be opened again.

        Raises LibraryError where there are none.
        """
        failed = [row for row in self._store.import_rows(import_id) if row.outcome is Outcome.FAILED]
        if not failed:
            raise LibraryError(f"No file of import {import_id} failed, so there is nothing to try again.")
        with self._store.transaction():
            self._store.reopen_containers({row.path for row in failed if row.member})
        return tuple(dict.fromkeys(row.path for row in failed))

    def _job(
        self,
        *,
        found: Iterator[str | ImportRow] | None = None,
        import_id: int | None = None,
        named: tuple[str, ...] = (),
        tell: Callable[[Event], None] | None = None,
    ) -> ImportJob:
        return ImportJob(
            self._store,
            self._pool,
            self._load,
            tell or self._tell,
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
            if not self._queue:
                forget_pasted(self._store)
        except LibraryError as error:
            self._tell(WorkerFailed(str(error)))
            if job in self._queue:
                self._queue.remove(job)
            job.finish(cancelled=True)
            self._import_ended(job)

    def _cancel(self) -> None:
        """Stop the first import that the reader can see; one that has not begun is only taken off the list."""
        job = next((job for job in self._queue if job is not self._quiet), None)
        if job is not None:
            self._queue.remove(job)
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
