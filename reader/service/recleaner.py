"""Cleans stories anew from their originals, in slices: those on the store's list, with what the library knows of them.

The list is in the store, so a crash loses nothing: a story leaves it in the transaction that puts it in place.
"""

import logging
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection

from reader.core.changes import Event, LibraryChanged
from reader.core.evidence import Evidence
from reader.core.model import ArticleId
from reader.service.extraction import Extraction, Original
from reader.service.pool import ExtractionPool
from reader.store import KeptFile, Store

log = logging.getLogger(__name__)

COMMIT_FILES = 50
COMMIT_S = 0.5
WAIT_S = 0.05
_Sent = tuple[KeptFile, tuple[Evidence, ...]]


class Recleaner:
    """Works on the list of stories to clean anew. ``wake`` says that something may have been put on it."""

    def __init__(self, store: Store, pool: ExtractionPool, tell: Callable[[Event], None]) -> None:
        self._store = store
        self._pool = pool
        self._tell = tell
        self._in_flight: dict[int, _Sent] = {}
        self._settled: list[tuple[_Sent, Extraction]] = []
        self._settled_at = 0.0
        self._is_asleep = False
        self._is_urgent = False
        self._changed = 0

    @property
    def has_work(self) -> bool:
        """Whether ``step`` would do something."""
        return not self._is_asleep and not self._store.read_only

    @property
    def is_urgent(self) -> bool:
        """Whether somebody is waiting for a story."""
        return self._is_urgent and self.has_work

    def wake(self, *, is_urgent: bool = False) -> None:
        """Look at the list again."""
        self._is_asleep = False
        self._is_urgent = self._is_urgent or is_urgent

    def take_changed(self) -> int:
        """Return how many stories differ since this was last asked."""
        changed, self._changed = self._changed, 0
        return changed

    def step(self, wake: Sequence[Connection] = (), *, only_urgent: bool = False) -> None:
        """Do a slice of work, at most waiting until ``wake`` can be read. Raises LibraryError."""
        self._feed(only_urgent=only_urgent)
        if self._in_flight:
            for answer in self._pool.collect(0.0 if only_urgent else WAIT_S, wake):
                sent = self._in_flight.pop(answer.ticket, None)
                if sent is not None:
                    if not self._settled:
                        self._settled_at = time.monotonic()
                    self._settled.append((sent, answer.extraction))
        is_last = not self._in_flight
        if self._settled and (
            is_last or len(self._settled) >= COMMIT_FILES or time.monotonic() - self._settled_at > COMMIT_S
        ):
            self._commit()
        if is_last and not self._store.recleaning.next(1, only_urgent=only_urgent):
            self._is_urgent = False
            self._is_asleep = not only_urgent or self._is_asleep

    def _feed(self, *, only_urgent: bool) -> None:
        """Send the next originals to be extracted, as far as there is room."""
        busy = {file.sha256 for file, _ in (*self._in_flight.values(), *(sent for sent, _ in self._settled))}
        room = self._pool.room
        if room <= 0:
            return
        for sha256 in self._store.recleaning.next(room + len(busy), only_urgent=only_urgent):
            file = self._store.recleaning.file(sha256) if sha256 not in busy else None
            if file is None or self._pool.room <= 0:
                continue
            evidence = self._evidence(file)
            folder = str(self._store.folder / "originals")
            original = Original(folder, sha256, file.size_bytes, evidence, file.snapshots)
            self._in_flight[self._pool.submit(file.path, original)] = file, evidence

    def _evidence(self, file: KeptFile) -> tuple[Evidence, ...]:
        """Return the evidence for the stories of a file by their place."""
        by_place = {place: self._store.recleaning.evidence(article_id) for place, article_id in file.articles}
        return tuple(by_place.get(place, Evidence()) for place in range(max(by_place) + 1))

    def _commit(self) -> None:
        """Put the stories in place in one transaction, then tell which have changed."""
        settled, self._settled = self._settled, []
        changed: list[ArticleId] = []
        for _, extraction in settled:
            for story in extraction.stories:
                self._store.keep_pictures(story.pictures)
        with self._store.transaction():
            for (file, evidence), extraction in settled:
                changed += self._put(file, evidence, extraction)
        self._changed += len(changed)
        if changed:
            self._tell(LibraryChanged(updated=tuple(changed)))

    def _put(self, file: KeptFile, evidence: tuple[Evidence, ...], extraction: Extraction) -> list[ArticleId]:
        """Put the stories of a file in place inside the transaction and return those that differ.

        What became known while the file was being extracted is not in it: then it stays on the list.
        """
        if extraction.failure:
            log.warning("A story could not be cleaned anew: %s", extraction.failure)
        changed: list[ArticleId] = []
        for place, article_id in file.articles:
            if extraction.failure or place >= len(extraction.stories):
                self._store.recleaning.dequeue(article_id)
            elif _cuts(self._store.recleaning.evidence(article_id)) == _cuts(evidence[place]):
                story = extraction.stories[place]
                pictures = [one.kept for one in story.pictures]
                if self._store.replace_article(article_id, story.article, story.passages, pictures):
                    changed.append(article_id)
        return changed


def _cuts(
    evidence: Evidence,
) -> tuple[frozenset[tuple[int, bool]], frozenset[int], frozenset[int], frozenset[str]]:
    """Return what of the evidence decides about the text; the counts do not."""
    return (
        frozenset((key, one.anywhere) for key, one in evidence.repeated.items()),
        evidence.restored,
        evidence.unwanted,
        evidence.unwanted_parts,
    )
