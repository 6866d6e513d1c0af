"""Words to numbers, many at a time: an open-addressed table of arrays, keyed by the very bytes of the words.

A word is one or more 64-bit numbers, padded with zeros, so equal keys are equal words: there are no collisions to
overlook.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reader.search.codec.segment import Integers

KEY_BYTES = 8
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_OTHER_FACTOR = np.uint64(0xC2B2AE3D27D4EB4F)
_FIRST_BITS = 14
_WORD_BITS = 64
_MOST_LOAD = 3
"""A slot in so many is taken at most."""

Keys = Sequence[NDArray[np.uint64]]
"""A word each: the first eight bytes of every word, then the second, and so on; little-endian."""


class WordTable:
    """Numbers of words whose keys are all of one width."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._count = 0
        self._make(_FIRST_BITS)

    def find(self, keys: Keys) -> Integers:
        """Return the numbers of words, -1 for those that are not there."""
        slots = self._slots_of(keys)
        found = self._numbers[slots]
        left = np.flatnonzero(~self._equal(slots, keys))
        slots = slots[left]
        differs = found[left] >= 0
        left, slots = left[differs], slots[differs]
        while len(left):
            slots = slots + 1 & self._mask
            here = self._numbers[slots]
            found[left] = here
            differs = (here >= 0) & ~self._equal(slots, [key[left] for key in keys])
            left, slots = left[differs], slots[differs]
        return found

    def add(self, keys: Keys, numbers: Integers) -> None:
        """Add words that are not there, each once."""
        self._count += len(numbers)
        if self._count * _MOST_LOAD > self._mask:
            self._grow()
        self._place(keys, numbers)

    def _equal(self, slots: Integers, keys: Keys) -> NDArray[np.bool_]:
        equal: NDArray[np.bool_] = self._keys[0][slots] == keys[0]
        for own, key in zip(self._keys[1:], keys[1:], strict=True):
            equal &= own[slots] == key
        return equal

    def _slots_of(self, keys: Keys) -> Integers:
        mixed = keys[0] * _FACTOR
        for key in keys[1:]:
            mixed ^= key * _OTHER_FACTOR
            mixed ^= mixed >> np.uint64(29)
            mixed *= _FACTOR
        return (mixed >> self._shift).view(np.int64)

    def _make(self, bits: int) -> None:
        size = 1 << bits
        self._mask = size - 1
        self._shift = np.uint64(_WORD_BITS - bits)
        self._numbers = np.full(size, -1, np.int32)
        self._keys = [np.zeros(size, np.uint64) for _ in range(self.width)]

    def _grow(self) -> None:
        taken = np.flatnonzero(self._numbers >= 0)
        keys = [own[taken] for own in self._keys]
        numbers = self._numbers[taken]
        self._make((self._count * _MOST_LOAD).bit_length())
        self._place(keys, numbers)

    def _place(self, keys: Keys, numbers: Integers) -> None:
        slots = self._slots_of(keys)
        left = np.arange(len(numbers))
        while len(left):
            free = self._numbers[slots] < 0
            candidates, at = left[free], slots[free]
            self._numbers[at] = numbers[candidates]
            for own, key in zip(self._keys, keys, strict=True):
                own[at] = key[candidates]
            lost = self._numbers[slots] != numbers[left]
            left, slots = left[lost], slots[lost] + 1 & self._mask
