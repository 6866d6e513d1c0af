"""What a worker does of itself while nobody waits: finds repeated passages, and cleans stories anew."""

import logging
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection

from reader.core.changes import Event, ForgetRule, KeepPassage, Reclean, RemovePassage, Restore, Unrestore
from reader.core.errors import LibraryError
from reader.core.terms import Terms
from reader.service.pool import ExtractionPool
from reader.service.recleaner import Recleaner
from reader.service.removing import having
from reader.service.repetition import PassageFinder
from reader.service.wiring import Wiring
from reader.store import Store

log = logging.getLogger(__name__)

UpkeepWish = Restore | Unrestore | RemovePassage | ForgetRule | KeepPassage | Reclean


class Upkeep:
    """Alternates between looking for passages and cleaning anew until neither finds more to do.

    It has extraction processes of its own, so that a restore is seen at once while an import runs.
    """

    def __init__(self, store: Store, wiring: Wiring, tell: Callable[[Event], None]) -> None:
        self._store = store
        self._pool = ExtractionPool(wiring)
        self._recleaner = Recleaner(store, self._pool, tell)
        self._finder = PassageFinder(store, tell)
        self._is_paused = False
        self._begin_if_due()

    @property
    def has_work(self) -> bool:
        """Whether ``step`` would do something."""
        return not self._is_paused and (self._finder.has_work or self._recleaner.has_work)

    @property
    def is_urgent(self) -> bool:
        """Whether the reader waits for a story."""
        return not self._is_paused and self._recleaner.is_urgent

    def read_on(self, terms: Terms) -> None:
        """Read files on these terms from now on."""
        self._pool.read_on(terms)

    def import_ended(self, import_id: int) -> None:
        """Look for passages that the stories of an import have made known."""
        self._is_paused = False
        self._finder.begin(import_id)

    def take_changed(self) -> int:
        """Return how many stories differ since this was last asked."""
        return self._recleaner.take_changed()

    def step(self, wake: Sequence[Connection] = (), *, only_urgent: bool = False) -> None:
        """Do a slice of work, at most waiting until ``wake`` can be read.

        Raises LibraryError if the store cannot take more; then nothing is done until the next wish or import.
        """
        try:
            if self._finder.has_work and not only_urgent:
                if not self._finder.step():
                    self._recleaner.wake()
            else:
                self._recleaner.step(wake, only_urgent=only_urgent)
                if not self._recleaner.has_work:
                    self._begin_if_due()
        except LibraryError:
            self._is_paused = True
            raise

    def fulfil(self, wish: UpkeepWish) -> None:
        """Take in what the reader wants kept or cleaned anew. Raises LibraryError."""
        with self._store.transaction():
            match wish:
                case Restore():
                    self._restore(wish, is_restored=True)
                case Unrestore():
                    self._restore(wish, is_restored=False)
                case RemovePassage() | ForgetRule():
                    self._remove(wish)
                case KeepPassage(outlet, passage, keep):
                    outlet_id = self._store.repetition.outlet_id(outlet)
                    if outlet_id is not None:
                        self._store.recleaning.restore_everywhere(outlet_id, passage, is_restored=keep)
                case Reclean(article_ids):
                    if article_ids:
                        self._store.recleaning.queue(article_ids)
                    else:
                        self._store.recleaning.queue_all()
        self._is_paused = False
        self._recleaner.wake(is_urgent=isinstance(wish, Restore | Unrestore | RemovePassage | ForgetRule))

    def close(self) -> None:
        """End the extraction processes; what is not done stays on the list."""
        self._pool.close()

    def _restore(self, wish: Restore | Unrestore, *, is_restored: bool) -> None:
        store = self._store.recleaning
        outlet_id = store.outlet_of(wish.article_id) if wish.everywhere else None
        if outlet_id is not None:
            store.restore_everywhere(outlet_id, wish.passage, is_restored=is_restored)
            store.queue((wish.article_id,), is_urgent=True)
        else:
            store.restore_here(wish.article_id, wish.passage, is_restored=is_restored)

    def _remove(self, wish: RemovePassage | ForgetRule) -> None:
        """Take in a rule of the reader's own, or take it back."""
        rules, list_ = self._store.reader_rules, self._store.recleaning
        outlet_id = list_.outlet_of(wish.article_id) if wish.everywhere else None
        if outlet_id is not None:
            if isinstance(wish, RemovePassage):
                rules.remove_everywhere(outlet_id, wish.passage, wish.text, is_part=wish.is_part)
                words = wish.text if wish.is_part else ""
            else:
                words = rules.part_everywhere(outlet_id, wish.passage)
                rules.forget_everywhere(outlet_id, wish.passage)
            if words:
                list_.queue(having(self._store, outlet_id, words))
            else:
                list_.queue_stories_with(outlet_id, wish.passage)
        elif isinstance(wish, RemovePassage):
            rules.remove_here(wish.article_id, wish.passage, wish.text, is_part=wish.is_part)
        else:
            rules.forget_here(wish.article_id, wish.passage)
        list_.queue((wish.article_id,), is_urgent=True)

    def _begin_if_due(self) -> None:
        if not self._store.read_only and self._store.repetition.due():
            newest = self._store.imports()[:1]
            self._finder.begin(newest[0].import_id if newest else 0)
