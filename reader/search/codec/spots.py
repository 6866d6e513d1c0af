"""Places of words in many stories at once, as columns, and what proximity means on them.

A spot is a document and an inclusive range of positions in it. Keys are ``document << 32 | position``, so that spots of
different documents are never near each other and one sort orders them all. Distances are those of
``reader.search.places``.
"""

from dataclasses import dataclass

import numpy as np

from reader.search.codec.segment import Integers

SHIFT = 32
_POSITION = (1 << SHIFT) - 1


@dataclass(frozen=True, slots=True)
class Spots:
    """Spots in order: keys of their first and of their last position."""

    first: Integers
    last: Integers

    @property
    def documents(self) -> Integers:
        """The document of every spot."""
        return self.first >> SHIFT


def spots(documents: Integers, positions: Integers) -> Spots:
    """Return spots of single words, in any order."""
    keys = (documents.astype(np.int64) << SHIFT) | positions.astype(np.int64)
    keys.sort()
    return Spots(keys, keys)


def none() -> Spots:
    """Return no spots."""
    empty = np.empty(0, np.int64)
    return Spots(empty, empty)


def joined(parts: list[Spots]) -> Spots:
    """Return all spots of the parts, each once."""
    first = np.concatenate([part.first for part in parts]) if parts else np.empty(0, np.int64)
    last = np.concatenate([part.last for part in parts]) if parts else np.empty(0, np.int64)
    if not len(first):
        return Spots(first, last)
    if len(parts) > 1:
        order = np.lexsort((last, first))
        first, last = first[order], last[order]
    is_new = np.ones(len(first), bool)
    is_new[1:] = (first[1:] != first[:-1]) | (last[1:] != last[:-1])
    return Spots(first[is_new], last[is_new])


def following(left: Spots, right: Spots) -> Spots:
    """Return the spots where a left one is followed by a right one without a gap; the right ones are single words."""
    if not len(right.first):
        return none()
    wanted = left.last + 1
    at = np.minimum(np.searchsorted(right.first, wanted), len(right.first) - 1)
    there = right.first[at] == wanted
    return Spots(left.first[there], wanted[there])


def near(left: Spots, right: Spots, distance: int, *, ordered: bool) -> Spots:
    """Return the spots that cover a left and a right at most ``distance`` apart, the closest for each of them."""
    found = _after(left, right, distance)
    if not ordered:
        found += _after(right, left, distance)
    return joined(found)


def near_documents(left: Spots, right: Spots, distance: int, *, ordered: bool) -> Integers:
    """Return the documents, in order and perhaps more than once, in which ``near`` finds spots.

    Single words are merged into one line: where some are near each other, so are two neighbours of different kinds.
    """
    if left.first is not left.last or right.first is not right.last:
        return near(left, right, distance, ordered=ordered).documents
    line = np.concatenate((left.first << 1, (right.first << 1) | 1))
    line.sort(kind="stable")  # merges the two
    keys = line >> 1
    steps = keys[1:] - keys[:-1]
    if len(steps) and not steps.all():  # the same word is left and right: that hides others
        return near(left, right, distance, ordered=ordered).documents
    sides = line & 1
    close = (sides[1:] > sides[:-1]) if ordered else (sides[1:] != sides[:-1])
    close &= steps <= distance
    documents: Integers = keys[1:][close] >> SHIFT
    return documents


def lonely(left: Spots, right: Spots, distance: int) -> Spots:
    """Return the left spots without a right one at most ``distance`` away, on either side, and not over it."""
    starts = np.sort(right.first)
    ends = np.sort(right.last)
    before = np.searchsorted(starts, left.last + distance, "right")
    gone = np.searchsorted(ends, _earlier(left.first, distance), "left")
    alone = before == gone
    return Spots(left.first[alone], left.last[alone])


def inside(all_spots: Spots, first: int, last: int) -> Spots:
    """Return the spots that lie wholly between two positions, inclusive."""
    kept = ((all_spots.first & _POSITION) >= first) & ((all_spots.last & _POSITION) <= last)
    return Spots(all_spots.first[kept], all_spots.last[kept])


def repeated(all_spots: Spots, count: int) -> Spots:
    """Return the spots of documents that have at least ``count`` of them."""
    documents = all_spots.documents
    low = np.searchsorted(documents, documents, "left")
    high = np.searchsorted(documents, documents, "right")
    kept = high - low >= count
    return Spots(all_spots.first[kept], all_spots.last[kept])


def _after(left: Spots, right: Spots, distance: int) -> list[Spots]:
    """Return covers of a left and the nearest right after it, and of a right and the nearest left before it."""
    if not len(left.first) or not len(right.first):
        return []
    at = np.searchsorted(right.first, left.last, "right")
    there = np.minimum(at, len(right.first) - 1)
    close = (at < len(right.first)) & (right.first[there] - left.last <= distance)
    order = np.argsort(left.last, kind="stable")
    ends = left.last[order]
    before = np.searchsorted(ends, right.first, "left") - 1
    back = np.maximum(before, 0)
    near_back = (before >= 0) & (right.first - ends[back] <= distance)
    return [
        Spots(left.first[close], right.last[there[close]]),
        Spots(left.first[order[back[near_back]]], right.last[near_back]),
    ]


def takes_part(places: Spots, others: Spots, distance: int, *, before: bool, after: bool) -> Spots:
    """Return the places with one of ``others`` at most ``distance`` after (or before) them."""
    kept = np.zeros(len(places.first), bool)
    if after:
        starts = np.sort(others.first)
        kept |= np.searchsorted(starts, places.last + distance, "right") > np.searchsorted(starts, places.last, "right")
    if before:
        ends = np.sort(others.last)
        far = np.searchsorted(ends, _earlier(places.first, distance), "left")
        kept |= np.searchsorted(ends, places.first, "left") > far
    return Spots(places.first[kept], places.last[kept])


def _earlier(keys: Integers, distance: int) -> Integers:
    """Return the keys of positions ``distance`` before, but not before the beginning of their documents."""
    earlier: Integers = keys - np.minimum(keys & _POSITION, distance)
    return earlier
