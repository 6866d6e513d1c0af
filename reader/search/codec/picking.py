"""The postings of several words in some documents, all words at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from reader.search.codec.field import Field
from reader.search.codec.segment import Integers

_FEW = 12
"""So many times fewer documents than postings are looked up one by one."""
_MOST_AT_ONCE = 1 << 20
_MOST_SHORT = (1 << 16) - 1

Lists = Callable[[Field, int], Integers]
"""Returns the documents of a term."""


@dataclass(frozen=True)
class Among:
    """Some of ``count`` documents, ascending."""

    documents: Integers
    count: int

    @cached_property
    def turns(self) -> Integers:
        """For all documents which of these each is, counted from 1; 0 for none of them."""
        turns: Integers = np.zeros(self.count, np.uint16 if len(self.documents) <= _MOST_SHORT else np.uint32)
        turns[self.documents] = np.arange(1, len(self.documents) + 1, dtype=turns.dtype)
        return turns

    def is_few(self, postings: int) -> bool:
        """Whether it is quicker to look each document up among so many postings."""
        return len(self.documents) * _FEW < postings

    def only(self, turns: Integers) -> None:
        """Forget the documents but those of some turns, without counting anew."""
        others = np.ones(len(self.documents), bool)
        others[turns] = False
        self.turns[self.documents[others]] = 0


@dataclass(frozen=True, slots=True)
class Picked:
    """Postings of a field, ascending, and which of some documents each is of, counted from 0."""

    owner: Field
    postings: Integers
    turns: Integers

    def places(self) -> tuple[Integers, Integers]:
        """Return where the positions of each posting begin and how many there are."""
        return self.owner.position_starts(self.postings), self.owner.counts(self.postings)


def picked(owner: Field, numbers: Sequence[int], among: Among, lists: Lists) -> Picked:
    """Return the postings of some words, whose numbers ascend, in some documents."""
    size = int(owner.sizes_of(np.array(numbers)).sum())
    if size > _MOST_AT_ONCE and len(numbers) > 1:  # bounds the memory
        middle = len(numbers) // 2
        halves = [picked(owner, part, among, lists) for part in (numbers[:middle], numbers[middle:])]
        postings, turns = (np.concatenate(each) for each in zip(*((h.postings, h.turns) for h in halves), strict=True))
        return Picked(owner, postings, turns)
    own = [lists(owner, number) for number in numbers]
    if among.is_few(size):
        return _looked_up(owner, numbers, among.documents, own)
    every = own[0] if len(own) == 1 else np.concatenate(own)
    turns = among.turns.take(every)
    chosen = (turns != 0).nonzero()[0]
    turns = turns.take(chosen)
    turns -= 1
    first = owner.slice(numbers[0]).start
    if numbers[-1] - numbers[0] + 1 == len(numbers):
        chosen += first
        return Picked(owner, chosen, turns)
    sizes = np.fromiter(map(len, own), np.int64, len(own))
    ends = sizes.cumsum()
    borders = chosen.searchsorted(ends)
    starts = np.array([owner.slice(number).start for number in numbers]) - (ends - sizes)
    chosen += starts.repeat(np.diff(borders, prepend=0))
    return Picked(owner, chosen, turns)


def _looked_up(owner: Field, numbers: Sequence[int], documents: Integers, lists: Sequence[Integers]) -> Picked:
    """Return the postings by looking each document up in each list."""
    postings: list[Integers] = []
    turns: list[Integers] = []
    for number, own in zip(numbers, lists, strict=True):
        if not len(own):
            continue
        places = own.searchsorted(documents)
        places[places == len(own)] = 0
        there = (own.take(places) == documents).nonzero()[0]
        if len(there):
            postings.append(places.take(there) + owner.slice(number).start)
            turns.append(there)
    if len(turns) == 1:
        return Picked(owner, postings[0], turns[0])
    empty = np.empty(0, np.int64)
    return Picked(owner, np.concatenate([empty, *postings]), np.concatenate([empty, *turns]))
