"""Sentences and paragraphs of many stories at once: spots moved so that those of different ones stand far apart.

The same trick as ``places.in_units``, on columns: what is near inside of a unit stays near, what is in two units is
more than ``APART`` apart, so that nearness says which spots share one.
"""

import numpy as np

from reader.search.codec.field import Field
from reader.search.codec.segment import Integers
from reader.search.codec.spots import SHIFT, Spots
from reader.search.language.tree import Unit
from reader.search.places import APART
from reader.search.schema import PARAGRAPHS, SENTENCES

_ARRAYS = {Unit.SENTENCE: SENTENCES, Unit.PARAGRAPH: PARAGRAPHS}


def unit_starts(owner: Field, unit: Unit, document: int) -> list[int]:
    """Return the positions at which the units of a document begin, ascending."""
    positions, starts = owner.runs(_ARRAYS[unit])
    found: list[int] = positions[int(starts[document]) : int(starts[document + 1])].tolist()
    return found


class Units:
    """The sentences or the paragraphs of a segment; ``owner`` is its text field."""

    def __init__(self, owner: Field, unit: Unit) -> None:
        self._positions, self._starts = owner.runs(_ARRAYS[unit])

    def moved(self, spots: Spots) -> Spots:
        """Return spots by unit; their order stays as it is."""
        first = self._moved(spots.first)
        return Spots(first, first if spots.last is spots.first else self._moved(spots.last))

    def _moved(self, keys: Integers) -> Integers:
        documents, positions = keys >> SHIFT, keys & APART
        # Every document begins a unit, also one of which no start is known: so its number counts.
        units = self._begun(documents, positions) + documents
        units <<= SHIFT
        units |= positions
        return units

    def _begun(self, documents: Integers, positions: Integers) -> Integers:
        """Return where the first unit lies that begins after a position: found by halving, in all documents at once."""
        low = self._starts[documents].astype(np.int64)
        high = self._starts[documents + 1].astype(np.int64)
        for _ in range(int((high - low).max(initial=0)).bit_length()):
            middle = (low + high) >> 1
            is_open = low < high
            begun = is_open & (self._positions[np.where(is_open, middle, 0)] <= positions)
            low = np.where(begun, middle + 1, low)
            high = np.where(begun, high, middle)
        return low

    def back(self, moved: Spots) -> Spots:
        """Return moved spots where they were; those of a place lie in one document."""
        begins = self._starts[:-1].astype(np.int64) + np.arange(len(self._starts) - 1)
        documents = (np.searchsorted(begins, moved.first >> SHIFT, "right") - 1) << SHIFT
        return Spots(documents | (moved.first & APART), documents | (moved.last & APART))


def undivided(moved: Spots) -> Spots:
    """Return those of some moved spots that lie in one unit."""
    if moved.last is moved.first:
        return moved
    kept = moved.first >> SHIFT == moved.last >> SHIFT
    return Spots(moved.first[kept], moved.last[kept])
