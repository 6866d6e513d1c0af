"""Sums of the frequencies before a posting within its block of 16, for many postings at once.

A block is two words of 64 bits: what comes behind the posting is masked out, and the bytes of a word are added up by a
multiplication.
"""

import numpy as np
from numpy.typing import NDArray

from reader.search.codec.segment import Integers

BLOCK = 16
_BEFORE = np.tri(BLOCK, BLOCK, -1, np.uint8) * np.uint8(255)
"""For each place in a block the bytes before it."""
_MASKS = _BEFORE.view(np.uint64).reshape(-1)
_EVERY_OTHER = np.uint64(0x00FF00FF00FF00FF)
_ONES = np.uint64(0x0001000100010001)
_BYTE = np.uint64(8)
_TOP = np.uint64(48)

Words = NDArray[np.uint64]


def sums_before(words: Words, postings: Integers) -> Integers:
    """Return for each posting the sum of the bytes before it in its block."""
    at = postings >> 3
    at &= -2
    masks = postings & (BLOCK - 1)
    masks <<= 1
    sums = _pairs(words.take(at) & _MASKS.take(masks))
    at += 1
    masks += 1
    sums += _pairs(words.take(at) & _MASKS.take(masks))
    sums *= _ONES
    sums >>= _TOP
    return sums.view(np.int64)


def _pairs(words: Words) -> Words:
    """Return the sums of the pairs of bytes of words."""
    pairs = words & _EVERY_OTHER
    words >>= _BYTE
    words &= _EVERY_OTHER
    pairs += words
    return pairs
