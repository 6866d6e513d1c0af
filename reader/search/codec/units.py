"""Sentences and paragraphs of many stories at once: where they begin, and spots moved so that each stands far apart.

The same trick as ``places.in_units``, on columns: what is near inside of a unit stays near, what is in two units is
more than ``APART`` apart, so that nearness says which spots share one.
"""

import numpy as np

from reader.search.codec.field import Field
from reader.search.codec.segment import Integers
from reader.search.codec.spots import SHIFT, Spots
from reader.search.language.tree import Unit
from reader.search.places import APART


def unit_starts(owner: Field, unit: Unit, documents: Integers) -> Integers:
    """Return the keys of the positions at which units of some ascending documents begin, ascending."""
    read = owner.sentence_starts if unit is Unit.SENTENCE else owner.paragraph_starts
    positions, ends = read(documents)
    keys = np.repeat(documents.astype(np.int64) << SHIFT, np.diff(ends))
    keys |= positions.astype(np.int64)
    return keys


class Moved:
    """Spots of some documents by unit; ``starts`` are the keys at which units begin."""

    def __init__(self, starts: Integers, *parts: Spots) -> None:
        originals = np.concatenate([np.concatenate((part.first, part.last)) for part in parts])
        originals.sort()
        self._originals = originals
        self._starts = starts
        self._keys = self._moved(originals)
        self.parts = [Spots(self._moved(part.first), self._moved(part.last)) for part in parts]

    def _moved(self, keys: Integers) -> Integers:
        # Every document begins a unit, also one of which no start is known.
        units = np.searchsorted(self._starts, keys, "right") + (keys >> SHIFT)
        return (units << SHIFT) | (keys & APART)

    def back(self, moved: Spots) -> Spots:
        """Return spots made of the ends of the moved ones where they were."""
        first = self._originals[np.searchsorted(self._keys, moved.first)]
        return Spots(first, self._originals[np.searchsorted(self._keys, moved.last)])


def undivided(moved: Spots) -> Spots:
    """Return those of some moved spots that lie in one unit."""
    kept = moved.first >> SHIFT == moved.last >> SHIFT
    return Spots(moved.first[kept], moved.last[kept])
