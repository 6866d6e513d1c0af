"""Words within some edits of another: an edit puts a letter in, leaves one out, changes one or swaps two neighbours.

The distance is that of optimal string alignment (Damerau 1964, each stretch edited once). One edit is answered by
neighbourhoods: two words that close share a form with at most one letter left out. Two edits are answered by comparing
all words of about that length and those letters, a column of letters at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from reader.search.words import is_paired

_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_LOW = np.uint64(0xFFFFFFFF)
_HIGH = np.uint64(32)
_LONGEST = 64
"""Words with more letters have no neighbours: they are addresses and accidents."""
_LETTERS = 32
_PAIRED = "\u1100"
"""No letter before this one is of a script that is found by pairs."""

Numbers = NDArray[np.int64]
_POPULATION = np.array([number.bit_count() for number in range(1 << 16)], np.uint8)


def is_within(left: str, right: str, most: int) -> bool:
    """Whether two words are at most ``most`` edits apart."""
    if left == right:
        return True
    if most == 1:
        return _is_one_apart(left, right)
    if abs(len(left) - len(right)) > most or len(set(left) ^ set(right)) > 2 * most:
        return False
    two_back: list[int] = []
    back = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        row = [i]
        for j, other in enumerate(right, 1):
            best = min(back[j] + 1, row[j - 1] + 1, back[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                best = min(best, two_back[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return False
        two_back, back = back, row
    return back[-1] <= most


def _is_one_apart(left: str, right: str) -> bool:
    """Whether two different words are one edit apart."""
    if len(left) > len(right):
        left, right = right, left
    if len(right) - len(left) > 1:
        return False
    at = 0
    for at, letter in enumerate(left):
        if letter != right[at]:
            break
    else:
        return True
    if len(left) < len(right):
        return left[at:] == right[at + 1 :]
    swapped = left[at + 1 : at + 2] == right[at] and right[at + 1 : at + 2] == left[at]
    return left[at + 1 :] == right[at + 1 :] or (swapped and left[at + 2 :] == right[at + 2 :])


@dataclass(frozen=True)
class Neighbours:
    """All words of a field by their letters; ``totals`` is in how many stories each is.

    ``points`` holds the code points of all words, one after the other, ``starts`` where each begins.
    """

    words: list[str]
    totals: Numbers
    points: NDArray[np.uint32]
    starts: Numbers
    lengths: Numbers

    @classmethod
    def of(cls, words: Sequence[str], totals: Numbers) -> "Neighbours":
        """Return the neighbours among some words; those of scripts without blanks are none, nor are very long ones."""
        kept = np.array(
            [len(word) <= _LONGEST and not (word[:1] >= _PAIRED and is_paired(word)) for word in words], bool
        )
        own = list(compress(words, kept.tolist()))
        points = np.frombuffer("".join(own).encode("utf-32-le", "surrogatepass"), np.uint32)
        lengths = np.array([len(word) for word in own], np.int64)
        return cls(own, totals[kept], points, np.cumsum(lengths) - lengths, lengths)

    def near(self, word: str, most: int) -> list[tuple[str, int]]:
        """Return the words at most ``most`` edits from ``word`` with their totals, the most frequent first."""
        if not self.words or not word or len(word) > _LONGEST:
            return []
        numbers = self._one_edit(word) if most == 1 else self._compared(word, most)
        found = [(self.words[number], int(self.totals[number])) for number in numbers]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    # One edit.

    @cached_property
    def _shorter(self) -> NDArray[np.uint64]:
        """Hashes of every word and of its forms with one letter left out, above the word's number, sorted."""
        lengths, starts = self.lengths, self.starts
        owner = np.repeat(np.arange(len(lengths)), lengths)
        places = np.arange(len(self.points)) - starts[owner]
        powers = _powers()
        terms = _mixed(self.points) * powers[places]
        sums = np.cumsum(terms, dtype=np.uint64)
        before = sums - terms
        before -= before[starts[owner]]
        ends = np.append(sums, np.uint64(0))[starts + lengths - 1] - np.where(
            starts > 0, sums[starts - 1], np.uint64(0)
        )
        left_out = before + (ends[owner] - before - terms) * np.uint64(_INVERSE)
        hashes = np.concatenate([ends, left_out])
        numbers = np.concatenate([np.arange(len(lengths)), owner]).astype(np.uint64)
        packed: NDArray[np.uint64] = (hashes >> _HIGH << _HIGH) | numbers
        packed.sort()
        return packed

    def _one_edit(self, word: str) -> list[int]:
        points = np.frombuffer(word.encode("utf-32-le", "surrogatepass"), np.uint32)
        terms = _mixed(points) * _powers()[: len(points)]
        sums = np.cumsum(terms, dtype=np.uint64)
        hashes = np.append(sums - terms + (sums[-1] - sums) * np.uint64(_INVERSE), sums[-1]) >> _HIGH << _HIGH
        low = np.searchsorted(self._shorter, hashes).tolist()
        high = np.searchsorted(self._shorter, hashes | _LOW, "right").tolist()
        found: set[int] = set()
        for first, last in zip(low, high, strict=True):
            if first < last:
                found.update((self._shorter[first:last] & _LOW).tolist())
        return [number for number in found if is_within(word, self.words[number], 1)]

    # More edits.

    @cached_property
    def _letters(self) -> NDArray[np.uint32]:
        """For every word the set of its letters, as bits."""
        bits = np.uint32(1) << (self.points % np.uint32(_LETTERS))
        return np.bitwise_or.reduceat(bits, self.starts).astype(np.uint32)

    def _compared(self, word: str, most: int) -> list[int]:
        points = np.frombuffer(word.encode("utf-32-le", "surrogatepass"), np.uint32)
        letters = np.bitwise_or.reduce(np.uint32(1) << (points % np.uint32(_LETTERS)))
        like = np.flatnonzero(np.abs(self.lengths - len(word)) <= most)
        other = self._letters[like] ^ letters
        like = like[_POPULATION[other & 0xFFFF] + _POPULATION[other >> 16] <= 2 * most]
        if not len(like):
            return []
        lengths = self.lengths[like]
        places = self.starts[like][:, None] + np.arange(int(lengths.max()))
        matrix = self.points[np.minimum(places, len(self.points) - 1)].T.copy()
        close: list[int] = like[_distances(points.tolist(), matrix, lengths, most) <= most].tolist()
        return close


def _mixed(points: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Return numbers for letters that are far apart; none is 0."""
    return (points.astype(np.uint64) + np.uint64(1)) * np.uint64(0xD1342543DE82EF95)


_POWERS: list[NDArray[np.uint64]] = []


def _powers() -> NDArray[np.uint64]:
    if not _POWERS:
        _POWERS.append(np.array([pow(_BASE, place, 1 << 64) for place in range(_LONGEST)], np.uint64))
    return _POWERS[0]


def _distances(word: Sequence[int], matrix: NDArray[np.uint32], lengths: Numbers, most: int) -> NDArray[np.uint8]:
    """Return the distance of ``word`` to each column of letters, right up to ``most`` and more than that beyond.

    Works in a band: a letter more than ``most`` places away cannot be the same letter.
    """
    size, count = matrix.shape
    far = np.full(count, most + 1, np.uint8)
    one = np.uint8(1)
    two_back: list[NDArray[np.uint8]] = []
    back = [np.full(count, min(j, most + 1), np.uint8) for j in range(size + 1)]
    for i, letter in enumerate(word, 1):
        row = [far] * (size + 1)
        if i <= most:
            row[0] = np.full(count, i, np.uint8)
        for j in range(max(1, i - most), min(size, i + most) + 1):
            best = back[j - 1] + (matrix[j - 1] != letter)
            np.minimum(best, np.minimum(back[j], row[j - 1]) + one, out=best)
            if i > 1 and j > 1:
                swapped = (matrix[j - 2] == letter) & (matrix[j - 1] == word[i - 2])
                np.minimum(best, np.where(swapped, two_back[j - 2] + one, far), out=best)
            row[j] = best
        two_back, back = back, row
    found = far.copy()
    for j in range(max(0, len(word) - most), min(size, len(word) + most) + 1):
        np.copyto(found, back[j], where=lengths == j)
    return found
