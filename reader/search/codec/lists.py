"""Posting lists as the executor joins them: documents as 64-bit numbers, which arrays are indexed with fastest."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reader.search.codec.columns import SegmentColumns
from reader.search.codec.field import Field
from reader.search.codec.leaves import Leaf, term_numbers
from reader.search.codec.segment import Integers

_SPARSE = 12
"""Looking a document up in a sorted list takes as long as walking over so many (100,000 made stories)."""
_MOST_SHORT = (1 << 16) - 1
_MOST_SMALL = 257
"""The weights of so many words, a byte each, add up to two bytes at most."""


@dataclass(frozen=True, slots=True)
class Postings:
    """The documents of a leaf in order, each once, and its doubled weights in them."""

    owner: Field
    leaf: Leaf
    documents: Integers
    weights: Integers

    def at(self, places: Integers) -> "Postings":
        """Return those at some places in the list."""
        return Postings(self.owner, self.leaf, self.documents[places], self.weights[places])


class Lists:
    """The documents of terms, remembered as long as a query is run."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], Integers] = {}

    def of(self, owner: Field, number: int) -> Integers:
        """Return the documents of a term."""
        key = (owner.name, number)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = owner.documents.of(number)
        return found


def postings_of(columns: SegmentColumns, leaf: Leaf) -> Postings | None:
    """Return the postings of a leaf in a segment, the terms of a set taken as one word; None when there are none."""
    owner = columns.field(leaf.fieldname)
    numbers = term_numbers(owner, leaf) if owner is not None else ()
    if owner is None or not numbers:
        return None
    if len(numbers) == 1:
        return Postings(owner, leaf, owner.documents.of(numbers[0]), owner.weights[owner.slice(numbers[0])])
    summed = summed_weights(owner, numbers, columns.count)
    found = (summed > 0).nonzero()[0]
    return Postings(owner, leaf, found, summed.take(found))


def postings_within(
    columns: SegmentColumns, leaf: Leaf, documents: Integers, lists: Lists | None = None
) -> Postings | None:
    """Return the weights of a leaf in some documents, 0 where it is not; None when it is in none of the segment."""
    owner = columns.field(leaf.fieldname)
    numbers = term_numbers(owner, leaf) if owner is not None else ()
    if owner is None or not numbers:
        return None
    if len(numbers) > 1:
        return Postings(owner, leaf, documents, summed_weights(owner, numbers, columns.count).take(documents))
    own = owner.documents.of(numbers[0]) if lists is None else lists.of(owner, numbers[0])
    own_weights = owner.weights[owner.slice(numbers[0])]
    if len(documents) * _SPARSE < len(own):
        at = np.searchsorted(own, documents)
        at[at == len(own)] = 0
        return Postings(owner, leaf, documents, np.where(own[at] == documents, own_weights[at], 0))
    table = np.zeros(columns.count, np.uint8)
    table[own] = own_weights
    return Postings(owner, leaf, documents, table.take(documents))


def summed_weights(owner: Field, numbers: Sequence[int], count: int) -> Integers:
    """Return the weights of several terms added up, for every document of a segment."""
    documents, weights = pooled(owner, numbers)
    kind = np.dtype(np.uint16 if len(numbers) <= _MOST_SMALL else np.uint32)
    summed = np.zeros(count, kind)
    np.add.at(summed, documents, weights.astype(kind))
    return summed


def pooled(owner: Field, numbers: Sequence[int]) -> tuple[Integers, Integers]:
    """Return the documents and weights of several terms, one after the other."""
    if numbers[-1] - numbers[0] + 1 == len(numbers):
        part = slice(int(owner.starts[numbers[0]]), int(owner.starts[numbers[-1] + 1]))
        return owner.documents.between(numbers[0], numbers[-1] + 1), owner.weights[part]
    documents = np.concatenate([owner.documents.of(number) for number in numbers])
    return documents, np.concatenate([owner.weights[owner.slice(number)] for number in numbers])


def shared(left: Integers, right: Integers, count: int) -> tuple[Integers, Integers]:
    """Return the places in two ascending lists of what is in both; documents are numbers below ``count``."""
    if len(right) < len(left):
        in_right, in_left = shared(right, left, count)
        return in_left, in_right
    if len(left) * _SPARSE < len(right):
        at = np.searchsorted(right, left)
        at[at == len(right)] = 0
        in_left = (right[at] == left).nonzero()[0]
        return in_left, at[in_left]
    turns = np.zeros(count, np.uint16 if len(left) <= _MOST_SHORT else np.uint32)
    turns[left] = np.arange(1, len(left) + 1, dtype=turns.dtype)
    found = turns.take(right)
    in_right = (found != 0).nonzero()[0]
    return found.take(in_right).astype(np.int64) - 1, in_right


def once(ordered: Integers) -> Integers:
    """Return the values of an ordered array, each once."""
    if not len(ordered):
        return ordered
    is_new = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=is_new[1:])
    return ordered if is_new.all() else ordered[is_new]


def mask_of(documents: Integers, count: int) -> NDArray[np.bool_]:
    """Return which of ``count`` documents are among some."""
    mask = np.zeros(count, bool)
    mask[documents] = True
    return mask
