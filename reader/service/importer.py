"""Imports files in slices: read, extract in another process, keep the original, add the stories, commit, tell.

The list of files is in the store before the first one is read, so a crash at any moment loses nothing that was told:
a row is sent only after its commit, and what has no row is imported when the import is resumed.
"""

import hashlib
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path

from reader.core.changes import Event, ImportFinished, ImportProgress, ImportRow, ImportRows, Outcome
from reader.core.errors import LibraryError, ReaderError
from reader.core.model import ArticleId
from reader.service.extraction import ExtractedStory, Extraction
from reader.service.pool import ExtractionPool
from reader.store import PendingFile, Store

COMMIT_FILES = 50
COMMIT_S = 0.25
"""Files are committed together, at most so many or so long after the first of them was extracted."""

IN_FLIGHT_BYTES = 128_000_000
PROGRESS_S = 0.1
WALK_SLICE = 2_000
WAIT_S = 0.05
RATE_AFTER_S = 0.5

TWICE = "The same file is already in the library."
CHANGED = "The file changed while it was being imported. Import it again."
NO_STORY = "There is no story in this file."


@dataclass(slots=True)
class _File:
    """A file being worked on: its bytes as read, and later what came out of it. ``twins`` have the same bytes."""

    pending: PendingFile
    content: bytes = b""
    sha256: str = ""
    extraction: Extraction | None = None
    outcome: Outcome | None = None
    reason: str = ""
    article_id: ArticleId | None = None
    headline: str = ""
    twins: list[PendingFile] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[int, ImportRow]]:
        """Yield the report rows of the file and its twins with their places in the list."""
        outcome = self.outcome or Outcome.FAILED
        yield (
            self.pending.ordinal,
            ImportRow(self.pending.path, outcome, self.reason, self.article_id, self.headline),
        )
        for twin in self.twins:
            row = ImportRow(twin.path, outcome, self.reason, self.article_id, self.headline)
            if self.article_id is not None:
                row = replace(row, outcome=Outcome.ALREADY_HERE, reason=TWICE)
            yield twin.ordinal, row


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
    ) -> None:
        """Begin an import of the files ``found``, or go on with the one of ``import_id``."""
        self._store = store
        self._pool = pool
        self._load = load
        self._tell = tell
        self._found = found
        self._import_id = import_id
        self._listed: list[str] = []
        self._unlisted: list[ImportRow] = []
        self._waiting: deque[PendingFile] = deque()
        self._in_flight: dict[int, _File] = {}
        self._settled: list[_File] = []
        self._settled_at = 0.0
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
                file = self._in_flight.pop(answer.ticket, None)
                if file is not None:
                    file.extraction = answer.extraction
                    self._settle(file)
        is_last = not self._in_flight and not self._waiting
        overdue = time.monotonic() - self._settled_at >= COMMIT_S
        if self._settled and (is_last or overdue or len(self._settled) >= COMMIT_FILES):
            self._commit()
        self._tell_progress()
        return not is_last

    def stop(self) -> None:
        """Commit what has been extracted; the rest stays pending. Raises LibraryError."""
        if self._is_begun and self._settled:
            self._commit()

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
        file = _File(pending)
        try:
            file.content = self._load(Path(pending.path))
        except ReaderError as error:
            file.reason = str(error)
            self._settle(file)
            return 0
        file.sha256 = hashlib.sha256(file.content).hexdigest()
        twin = self._twin(file.sha256)
        if twin is not None:
            twin.twins.append(pending)
            return 0
        file.article_id = self._store.has_original(file.sha256)
        if file.article_id is not None:
            file.outcome, file.reason, file.content = Outcome.ALREADY_HERE, TWICE, b""
            self._settle(file)
            return 0
        self._in_flight[self._pool.submit(pending.path)] = file
        return len(file.content)

    def _twin(self, sha256: str) -> _File | None:
        """Return a file of the same bytes that is not committed yet."""
        return next((file for file in (*self._in_flight.values(), *self._settled) if file.sha256 == sha256), None)

    def _settle(self, file: _File) -> None:
        if not self._settled:
            self._settled_at = time.monotonic()
        self._settled.append(file)

    def _commit(self) -> None:
        """Keep the originals, then add stories and rows in one transaction, then tell the rows."""
        files, self._settled = self._settled, []
        stored = [self._keep(file) for file in files]
        rows: list[ImportRow] = []
        with self._store.transaction():
            for file, stored_bytes in zip(files, stored, strict=True):
                if stored_bytes is not None and file.extraction is not None:
                    self._add(file, file.extraction.stories, stored_bytes)
                for ordinal, row in file.rows():
                    self._store.record_row(self._progress.import_id, ordinal, row)
                    rows.append(row)
        for start in range(0, len(rows), 200):
            self._tell(ImportRows(self._progress.import_id, tuple(rows[start : start + 200])))
        self._count(rows)

    def _keep(self, file: _File) -> int | None:
        """Decide what becomes of an extracted file; keep its bytes if it holds stories and return their stored size."""
        if file.extraction is None:
            return None
        if file.extraction.failure or not file.extraction.stories:
            file.reason = file.extraction.failure or NO_STORY
            return None
        if file.extraction.sha256 != file.sha256:
            file.reason = CHANGED
            return None
        return self._store.originals.keep(file.content, file.sha256)

    def _add(self, file: _File, stories: Sequence[ExtractedStory], stored_bytes: int) -> None:
        """Add the stories of a file inside the transaction."""
        self._store.add_original(file.sha256, len(file.content), stored_bytes, file.pending.path)
        doubts: list[str] = []
        for place, story in enumerate(stories):
            article_id = self._store.add_article(
                story.article,
                sha256=file.sha256,
                place=place,
                member=story.member,
                source_path=file.pending.path,
                passages=story.passages,
            )
            doubts += story.article.doubts
            if place == 0:
                file.article_id = article_id
                file.headline = story.article.headline.value if story.article.headline else ""
        file.outcome = Outcome.CHECK if doubts else Outcome.IMPORTED
        file.reason = "; ".join(doubts)

    def _count(self, rows: Sequence[ImportRow]) -> None:
        outcomes = [row.outcome for row in rows]
        elapsed_s = time.monotonic() - self._begun_at
        done = self._progress.done + len(rows)
        is_known = elapsed_s > (RATE_AFTER_S if done < self._progress.total else 0.0)
        rate = (done - self._begun_with) / elapsed_s if is_known else 0.0
        self._progress = replace(
            self._progress,
            done=done,
            imported=self._progress.imported + outcomes.count(Outcome.IMPORTED),
            already_here=self._progress.already_here + outcomes.count(Outcome.ALREADY_HERE),
            failed=self._progress.failed + outcomes.count(Outcome.FAILED),
            check=self._progress.check + outcomes.count(Outcome.CHECK),
            rate=rate,
            left_seconds=(self._progress.total - done) / rate if rate else None,
            current=rows[-1].path if rows else "",
        )

    def _tell_progress(self) -> None:
        if time.monotonic() - self._told_at >= PROGRESS_S:
            self._told_at = time.monotonic()
            self._tell(self._progress)
