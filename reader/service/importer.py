"""Imports files in slices: read, extract in another process, keep the original, add the stories, commit, tell.

The list of files is in the store before the first one is read, so a crash at any moment loses nothing that was told:
a row is sent only after its commit, and what has no row is imported when the import is resumed.
"""

import hashlib
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from reader.core.changes import Event, ImportFinished, ImportProgress, ImportRow, ImportRows, Outcome
from reader.core.errors import LibraryError, ReaderError
from reader.core.terms import STANDARD, Terms
from reader.service.adding import TWICE, Adder, FileAtWork, Settled
from reader.service.extraction import Extraction
from reader.service.pool import ExtractionPool
from reader.service.serving import Answer
from reader.service.walk import promises_story
from reader.store import PendingFile, Store

COMMIT_FILES = 50
COMMIT_S = 0.25
"""Files are committed together, at most so many or so long after the first of them was extracted."""

IN_FLIGHT_BYTES = 128_000_000
HEAVY_BYTES = 64_000_000
"""What is extracted is committed as soon as its pictures have so many bytes."""
PROGRESS_S = 0.1
WALK_SLICE = 2_000
WAIT_S = 0.05
RATE_AFTER_S = 0.5
IMPORTED = (Outcome.IMPORTED, Outcome.VERSION, Outcome.COPY)


class ImportJob:
    """One import, worked on in slices by ``step`` until it returns False."""

    def __init__(
        self,
        store: Store,
        pool: ExtractionPool,
        load: Callable[[Path], bytes],
        tell: Callable[[Event], None],
        *,
        found: Iterator[str | ImportRow] | None = None,
        import_id: int | None = None,
        terms: Terms = STANDARD,
        named: Sequence[str] = (),
    ) -> None:
        """Begin an import of the files ``found``, or go on with the one of ``import_id``.

        Files that were not ``named`` but found in a folder are left out where they are of no known kind.
        """
        self._store = store
        self._pool = pool
        self._load = load
        self._tell = tell
        self._found = found
        self._import_id = import_id
        self._listed: list[str] = []
        self._unlisted: list[ImportRow] = []
        self._waiting: deque[PendingFile] = deque()
        self._terms = terms
        self._named = frozenset(named)
        self._in_flight: dict[int, FileAtWork] = {}
        self._shares: dict[int, float] = {}
        self._settled: list[Settled] = []
        self._settled_at = 0.0
        self._heavy_bytes = 0
        self._progress = ImportProgress(0, 0, 0, 0, 0, 0, 0, 0.0, None)
        self._begun_at = 0.0
        self._begun_with = 0
        self._told_at = 0.0
        self._is_begun = False

    @property
    def import_id(self) -> int:
        """The number of the import, 0 before it is registered."""
        return self._import_id or 0

    def step(self, wake: Sequence[Connection] = ()) -> bool:
        """Do a slice of work, at most waiting until ``wake`` can be read; return whether there is more to do.

        Raises LibraryError if the store cannot take more; what was told stays, and the import can be resumed.
        """
        if not self._is_begun:
            return self._list_slice() or self._begin()
        self._feed()
        if self._in_flight or self._pool.room <= 0:  # a cancelled import may have left files on their way
            for answer in self._pool.collect(WAIT_S, wake):
                self._take(answer)
        is_last = not self._in_flight and not self._waiting
        overdue = time.monotonic() - self._settled_at >= COMMIT_S or self._heavy_bytes >= HEAVY_BYTES
        if self._settled and (is_last or overdue or len(self._settled) >= COMMIT_FILES):
            self._commit()
        self._tell_progress()
        return not is_last

    def stop(self) -> None:
        """Commit what has been extracted; the rest stays pending. Raises LibraryError."""
        if self._is_begun and self._settled:
            self._commit()
        self._pool.abandon(self._in_flight.keys())

    def finish(self, *, cancelled: bool) -> None:
        """Tell the end; an import that was not cancelled is closed and can no longer be resumed."""
        if self._import_id is not None and not cancelled:
            with self._store.transaction():
                self._store.finish_import(self._import_id)
        progress = replace(self._progress, current="", left_seconds=None if cancelled else 0.0)
        self._tell(progress)
        self._tell(ImportFinished(progress, cancelled))

    def _list_slice(self) -> bool:
        """Take in the next files of a walk; return whether there may be more."""
        if self._found is None:
            return False
        for number, item in enumerate(self._found):
            if isinstance(item, ImportRow):
                self._unlisted.append(item)
            else:
                self._listed.append(item)
            if number >= WALK_SLICE:
                return True
        self._found = None
        return False

    def _begin(self) -> bool:
        """Register the list, or read that of a resumed import; return whether there is anything to do."""
        is_new = self._import_id is None
        if self._import_id is None:
            with self._store.transaction():
                self._import_id = self._store.register_import(self._listed, self._unlisted)
        record = self._store.import_record(self._import_id)
        if record is None:
            raise LibraryError("This import is not in the library any more.")
        self._progress = record.progress
        self._waiting.extend(self._store.pending(self._import_id))
        self._begun_at, self._begun_with = time.monotonic(), self._progress.done
        self._is_begun = True
        self._tell(self._progress)
        if is_new and self._unlisted:
            self._tell(ImportRows(self._import_id, tuple(self._unlisted)))
        self._listed, self._unlisted = [], []
        return bool(self._waiting)

    def _feed(self) -> None:
        """Read the next files and send them to be extracted, as far as there is room."""
        held = sum(len(file.content) for file in self._in_flight.values())
        while self._waiting and self._pool.room > 0 and (held < IN_FLIGHT_BYTES or not self._in_flight):
            if len(self._settled) >= COMMIT_FILES:
                return
            held += self._start(self._waiting.popleft())

    def _start(self, pending: PendingFile) -> int:
        """Read a file; send it to be extracted unless its bytes are known. Return the bytes to hold."""
        is_named = pending.path in self._named or promises_story(pending.path)
        file = FileAtWork(pending, is_named=is_named, seen=pending.seen, left_out=dict(pending.left_out))
        if self._is_large(file):
            ticket = self._pool.submit(pending.path, skip=pending.seen, large_bytes=file.size_bytes)
            self._in_flight[ticket] = file
            return 0
        try:
            file.content = self._load(Path(pending.path))
        except ReaderError as error:
            file.reason = str(error)
            self._settle(Settled(file))
            return 0
        file.size_bytes = len(file.content)
        file.sha256 = hashlib.sha256(file.content).hexdigest()
        twin = self._twin(file.sha256)
        if twin is not None:
            twin.twins.append(pending)
            return 0
        if self._is_known(file):
            self._settle(Settled(file))
            return 0
        self._in_flight[self._pool.submit(pending.path, skip=pending.seen)] = file
        return file.size_bytes

    def _is_large(self, file: FileAtWork) -> bool:
        """Return whether a file is over the limit of a document: it is read by an extraction process alone."""
        try:
            path = Path(file.pending.path)
            file.size_bytes = path.stat().st_size if path.is_file() else 0
        except (OSError, ValueError):
            return False
        file.is_large = file.size_bytes > self._terms.document
        return file.is_large

    def _is_known(self, file: FileAtWork) -> bool:
        """Return whether a file of these bytes has been imported, and say so in the file."""
        file.article_id = self._store.has_original(file.sha256)
        if file.article_id is None:
            return False
        file.outcome, file.reason, file.content = Outcome.ALREADY_HERE, TWICE, b""
        return True

    def _twin(self, sha256: str) -> FileAtWork | None:
        """Return a file of the same bytes that is not committed yet."""
        waiting = (settled.file for settled in self._settled if settled.is_last)
        return next((file for file in (*self._in_flight.values(), *waiting) if file.sha256 == sha256), None)

    def _take(self, answer: Answer) -> None:
        """Take in a part of a file that this import sent; one that another import left on its way is given up."""
        file, part = self._in_flight.get(answer.ticket), answer.extraction
        if file is None:
            if not part.is_last:
                self._pool.abandon({answer.ticket})
            return
        if file.is_large and not file.sha256 and part.sha256:
            file.sha256 = part.sha256
            if self._is_known(file):
                self._pool.abandon({answer.ticket})
                part = Extraction(part.sha256)
                file.seen = 0
        if part.is_last:
            del self._in_flight[answer.ticket]
            self._shares.pop(answer.ticket, None)
        else:
            self._shares[answer.ticket] = part.share
        if part.is_last or part.findings:
            self._settle(Settled(file, None if file.outcome is Outcome.ALREADY_HERE else part))

    def _settle(self, settled: Settled) -> None:
        if not self._settled:
            self._settled_at = time.monotonic()
        self._settled.append(settled)
        if settled.extraction is not None:
            self._heavy_bytes += sum(story.picture_bytes for story in settled.extraction.stories)

    def _commit(self) -> None:
        """Keep the originals, then add stories and rows in one transaction, then tell the rows."""
        settled, self._settled, self._heavy_bytes = self._settled, [], 0
        rows = Adder(self._store, self._progress.import_id).add(settled)
        for start in range(0, len(rows), 200):
            self._tell(ImportRows(self._progress.import_id, tuple(rows[start : start + 200])))
        self._count(rows)

    def _count(self, rows: Sequence[ImportRow]) -> None:
        outcomes = [row.outcome for row in rows]
        before = self._progress
        done = before.done + sum(not row.member for row in rows)
        self._progress = replace(
            before,
            done=done,
            imported=before.imported + sum(outcome in IMPORTED for outcome in outcomes),
            already_here=before.already_here + outcomes.count(Outcome.ALREADY_HERE),
            failed=before.failed + outcomes.count(Outcome.FAILED),
            check=before.check + outcomes.count(Outcome.CHECK),
            versions=before.versions + outcomes.count(Outcome.VERSION),
            copies=before.copies + outcomes.count(Outcome.COPY),
            missing=before.missing + outcomes.count(Outcome.MISSING),
            left_out=before.left_out + outcomes.count(Outcome.LEFT_OUT),
            current=rows[-1].path if rows else before.current,
        )
        self._estimate()

    def _estimate(self) -> None:
        """Work out the rate and the time that is left, with what has been read of the containers at hand."""
        share = sum(self._shares.values())
        elapsed_s = time.monotonic() - self._begun_at
        worked = self._progress.done + share - self._begun_with
        is_known = elapsed_s > (RATE_AFTER_S if self._progress.done < self._progress.total else 0.0) and worked > 0
        rate = worked / elapsed_s if is_known else 0.0
        left = self._progress.total - self._progress.done - share
        self._progress = replace(
            self._progress, rate=rate, share=share, left_seconds=max(0.0, left) / rate if rate else None
        )

    def _tell_progress(self) -> None:
        if time.monotonic() - self._told_at >= PROGRESS_S:
            self._told_at = time.monotonic()
            self._estimate()
            self._tell(self._progress)
