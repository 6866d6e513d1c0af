"""Single words near each other, on one line of 32-bit keys.

A key holds which of the documents in question a word is in, its position, and in the last bit whether it is a left or
a right one. Where some are near each other, so are two neighbours of different kinds.
"""

import numpy as np
from numpy.typing import NDArray

from reader.search.codec.field import Field
from reader.search.codec.picking import Picked
from reader.search.codec.segment import Integers

_SHIFT = 17
MOST_DOCUMENTS = 1 << 15
"""A key has room for twice as many, but smaller arrays are quicker."""
_MOST_POSITION = (1 << (_SHIFT - 1)) - 1

Keys = NDArray[np.uint32]


def can_be_packed(owner: Field) -> bool:
    """Whether the positions of a field are small enough for keys."""
    return owner.positions is not None and owner.positions.itemsize <= np.dtype(np.uint16).itemsize


def near_turns(left: Picked, right: Picked, distance: int, *, ordered: bool) -> Integers | None:
    """Return which documents have a left and a right one at most ``distance`` apart, in order, perhaps repeatedly.

    None where a word is left and right at the same place: that hides others.
    """
    line = np.concatenate((_keys(left), _keys(right) | np.uint32(1)))
    line.sort(kind="stable")  # merges runs
    distance = min(distance, _MOST_POSITION)
    close = (line[1:] - line[:-1] <= 2 * distance + 1).nonzero()[0]
    before, after = line.take(close), line.take(close + 1)
    steps = (after >> 1) - (before >> 1)
    if not steps.all():
        return None
    kept = (after & 1) > (before & 1) if ordered else (after & 1) != (before & 1)
    kept &= steps <= distance
    turns = before >> _SHIFT
    kept &= turns == after >> _SHIFT
    found: Integers = turns[kept]
    return found


def _keys(side: Picked) -> Keys:
    positions, turns = side.owner.placed(*side.places(), side.turns)
    keys = turns.astype(np.uint32)
    keys <<= _SHIFT - 1
    keys |= positions
    keys <<= 1
    return keys
