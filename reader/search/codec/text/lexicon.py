"""Numbered byte strings that know their order: the words and the stems of a build."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from reader.search.codec.segment import Integers

_FEW = 4
"""When less than one term in so many is used, those are sorted alone."""


class Lexicon:
    """Terms, numbered as they come."""

    def __init__(self) -> None:
        self.terms: list[bytes] = []
        self._numbers: dict[bytes, int] = {}
        self._order = np.empty(0, np.int64)

    def __len__(self) -> int:
        return len(self.terms)

    def number(self, term: bytes) -> int:
        """Return the number of a term; a new one if it is new."""
        number = self._numbers.get(term)
        if number is None:
            number = self._numbers[term] = len(self.terms)
            self.terms.append(term)
        return number

    def numbers(self, terms: Iterable[bytes]) -> list[int]:
        """Return the numbers of terms."""
        return [self.number(term) for term in terms]

    def ranked(self, used: NDArray[np.bool_]) -> tuple[list[bytes], Integers, Integers]:
        """Return the terms that are used, sorted; their numbers; and by number the rank among them (of others: any)."""
        numbers = np.flatnonzero(used)
        if len(numbers) * _FEW < len(self.terms):
            numbers = np.array(sorted(numbers.tolist(), key=self.terms.__getitem__), np.int64)
        else:
            self._sort()
            numbers = self._order[used[self._order]]
        ranks = np.zeros(len(self.terms), np.int32)
        ranks[numbers] = np.arange(len(numbers))
        return [self.terms[number] for number in numbers.tolist()], numbers, ranks

    def _sort(self) -> None:
        """Sort all terms again, from what was sorted before: the sort makes use of it."""
        if len(self._order) < len(self.terms):
            fresh = sorted(range(len(self._order), len(self.terms)), key=self.terms.__getitem__)
            self._order = np.array(sorted([*self._order.tolist(), *fresh], key=self.terms.__getitem__), np.int64)
