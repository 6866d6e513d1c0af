"""Tags what comes in: each rule is a saved search that is asked which of the new stories it finds."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from reader.core.changes import AddTags, Event, LibraryChanged, RemoveTags, TagsChanged, WorkerFailed
from reader.core.errors import IndexDamagedError, LibraryError
from reader.core.model import ArticleId
from reader.core.queries import SavedSearch, TagRule
from reader.core.query import SearchRequest
from reader.service.ports import IndexReaderPort, SearchPackage
from reader.service.states import States
from reader.store import Store

log = logging.getLogger(__name__)

SLICE = 300
"""Stories that a rule looks at in a slice: a wish waits meanwhile."""

DEADLINE_MS = 60_000
_AMONG = "tag:\x00"


class RuleTagger:
    """Looks at every story once for every rule, in the order they came, as soon as it can be found.

    How far a rule has looked is kept with the tags it gave, in one transaction: a kill loses nothing and tags nothing
    twice, and what the reader takes off stays off.
    """

    def __init__(self, store: Store, folder: Path, package: SearchPackage, tell: Callable[[Event], None]) -> None:
        self._store, self._folder, self._package, self._tell = store, folder, package, tell
        self._states = States(store)
        self._failed_at = -1
        self.has_work = False

    def step(self, sequence: int) -> None:
        """Let one rule look at some stories; ``sequence`` is the change number up to which the index is complete."""
        self.has_work = False
        if self._store.read_only or sequence == self._failed_at:
            return
        try:
            self.has_work = self._step(sequence)
        except IndexDamagedError as error:
            log.info("Rules wait for the search index: %s", error)
            self._failed_at = sequence
        except LibraryError as error:
            self._failed_at = sequence
            self._tell(WorkerFailed(str(error)))

    def _step(self, sequence: int) -> bool:
        rule = self._store.tag_rules.due()
        stories = self._store.tag_rules.unseen(rule, sequence, SLICE) if rule is not None else ()
        if rule is None or not stories:
            return False
        found = self._found(rule, stories)
        with self._store.transaction():
            self._store.curation.tag(found, (rule.tag,))
            self._store.tag_rules.advance(rule, stories[-1], len(found))
        if found:
            self._tell(LibraryChanged(updated=found))
            self._tell(TagsChanged(AddTags(found, (rule.tag,)), (RemoveTags(found, (rule.tag,)),), is_by_rule=True))
        return True

    def _found(self, rule: TagRule, stories: Sequence[ArticleId]) -> tuple[ArticleId, ...]:
        search = next(each for each in self._store.queries.saved() if each.search_id == rule.search_id)
        index = self._package.open_reader(self._folder)
        try:
            return found_among(index, self._states.of(search.query), search, stories)
        finally:
            index.close()


def found_among(
    index: IndexReaderPort, states: dict[str, frozenset[int]], search: SavedSearch, stories: Sequence[ArticleId]
) -> tuple[ArticleId, ...]:
    """Return which of some stories a saved search finds, oldest first.

    They are handed to the index as those of a tag that no query can name, and this tag is asked for.
    """
    among: frozenset[int] = frozenset(stories)
    include, wanted = dict(search.filters.include), search.filters.included("tag")
    if wanted:
        tagged = frozenset[int]().union(*(states.get(f"tag:{tag}", frozenset()) for tag in wanted if tag))
        every = frozenset[int]().union(*(ids for name, ids in states.items() if name.startswith("tag:")))
        among &= (tagged | (among - every)) if "" in wanted else tagged
    if not among:
        return ()
    request = SearchRequest(
        search.query,
        limit=len(stories),
        include=include | {"tag": (_AMONG.removeprefix("tag:"),)},
        exclude=dict(search.filters.exclude),
    )
    return tuple(sorted(index.rank(request, deadline_ms=DEADLINE_MS, restrict=states | {_AMONG: among}).ids))
