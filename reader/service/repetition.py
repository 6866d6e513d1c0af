"""Finds the passages that are boilerplate of an outlet, a few at a time, when the outlet's stories have changed."""

import time
from collections import Counter
from collections.abc import Callable

from reader.clean.repetition import FEWEST_STORIES, LEAST_SHARE, MANY_STORIES, Sightings, judge
from reader.core.changes import Event, PassagesFound
from reader.core.evidence import Trait
from reader.store import DueOutlet, FoundPassage, SeenPassage, Store

SLICE_S = 0.2
MOST_COMPARED = 60
"""Near-copies are looked for among at most so many of the stories that have a passage."""

SAME_SHARE = 0.6
"""Stories are near-copies if so much of the shorter one, in characters, stands in the other: versions of one story."""

LASTING_WEEKS = 4
"""A passage that was published over so many weeks says nothing about two stories being versions of one."""


class PassageFinder:
    """Goes through the outlets that are due. ``begin`` starts it; what is found is told when all are done."""

    def __init__(self, store: Store, tell: Callable[[Event], None]) -> None:
        self._store = store
        self._tell = tell
        self._import_id = 0
        self._is_begun = False
        self._outlet: DueOutlet | None = None
        self._unseen: list[int] = []
        self._waiting: list[int] = []
        self._seen: dict[int, SeenPassage] = {}
        self._found: dict[int, FoundPassage] = {}
        self._new: set[tuple[int, int]] = set()

    @property
    def has_work(self) -> bool:
        """Whether ``step`` would do something."""
        return self._is_begun and not self._store.read_only

    def begin(self, import_id: int = 0) -> None:
        """Look at the outlets that are due; what is found is remembered with this import (0: with none)."""
        self._is_begun = True
        self._import_id = import_id or self._import_id

    def step(self) -> bool:
        """Do a slice of work and return whether there is more to do. Raises LibraryError."""
        if self._outlet is None:
            self._next_outlet()
            return self._is_begun
        until = time.monotonic() + SLICE_S
        while self._unseen and time.monotonic() < until:
            key = self._unseen.pop()
            self._seen[key] = self._store.repetition.seen(self._outlet.outlet_id, key)
        while self._waiting and time.monotonic() < until:
            self._look_at(self._outlet, self._waiting.pop())
        if not self._waiting:
            self._settle(self._outlet)
        return True

    def _next_outlet(self) -> None:
        due = self._store.repetition.due()
        if not due:
            self._finish()
            return
        self._outlet = due[0]
        keys = self._store.repetition.candidates(due[0], fewest=FEWEST_STORIES, share=LEAST_SHARE, many=MANY_STORIES)
        self._unseen, self._waiting = list(keys), list(keys)
        self._seen, self._found = {}, {}

    def _settle(self, outlet: DueOutlet) -> None:
        with self._store.transaction():
            new = self._store.repetition.settle(outlet, self._found, self._import_id or None)
        self._new |= {(outlet.outlet_id, key) for key in new}
        self._outlet = None

    def _finish(self) -> None:
        import_id, new = self._import_id, {key for _, key in self._new}
        self._is_begun, self._import_id, self._new = False, 0, set()
        if new:
            passages = tuple(one for one in self._store.repetition.repeated(import_id or None) if one.key in new)
            self._tell(PassagesFound(import_id, passages))

    def _look_at(self, outlet: DueOutlet, key: int) -> None:
        """Judge one passage; near-copies are only looked for where it would be boilerplate without them."""
        seen = self._seen[key]
        stories = sum(count for _, _, count in seen.counts)
        if judge(_sightings(outlet, seen, stories)).is_boilerplate:
            finding = judge(_sightings(outlet, seen, self._distinct(outlet, key, stories)))
            if finding.is_boilerplate:
                self._found[key] = FoundPassage(key, stories, finding.anywhere)

    def _distinct(self, outlet: DueOutlet, key: int, stories: int) -> int:
        """Return in how many stories a passage stands if near-copies count once; estimated where there are many."""
        some = self._store.repetition.stories_with(outlet.outlet_id, key)
        step = max(1, -(-len(some) // MOST_COMPARED))
        sample = some[::step]
        lines = self._store.repetition.passages_of(sample)
        for own in lines.values():
            for other in [one for one in own if one == key or self._is_lasting(one)]:
                del own[other]
        groups = count_groups([lines[article_id] for article_id in sample])
        return round(stories * groups / max(1, len(sample)))

    def _is_lasting(self, key: int) -> bool:
        seen = self._seen.get(key)
        return seen is not None and len({week for _, week, _ in seen.counts if week is not None}) >= LASTING_WEEKS


def _sightings(outlet: DueOutlet, seen: SeenPassage, stories: int) -> Sightings:
    traits: Counter[Trait] = Counter()
    weeks: Counter[int] = Counter()
    for trait, week, count in seen.counts:
        traits[trait] += count
        if week is not None:
            weeks[week] += count
    return Sightings(stories, outlet.stories, tuple(traits.items()), tuple(weeks.values()))


def count_groups(stories: list[dict[int, int]]) -> int:
    """Return how many stories there are if near-copies count as one; each maps its lines' keys to their lengths."""
    group = list(range(len(stories)))

    def root(at: int) -> int:
        while group[at] != at:
            at = group[at]
        return at

    for one in range(len(stories)):
        for other in range(one):
            if root(one) != root(other) and _are_versions(stories[one], stories[other]):
                group[root(one)] = root(other)
    return sum(root(at) == at for at in range(len(stories)))


def _are_versions(one: dict[int, int], other: dict[int, int]) -> bool:
    shorter, longer = sorted((one, other), key=lambda lines: sum(lines.values()))
    total = sum(shorter.values())
    return total > 0 and sum(length for key, length in shorter.items() if key in longer) >= SAME_SHARE * total
