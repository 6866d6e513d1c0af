"""All words of a field over all segments, as one text to look through."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reader.search.edits import Neighbours
from reader.search.language.patterns import expression

_ANY = r"[^\n]"


@dataclass(frozen=True)
class WordList:
    """The words, and in how many stories each is."""

    words: list[str]
    totals: NDArray[np.int64]

    @classmethod
    def of(cls, totals: Iterable[tuple[bytes, int]]) -> "WordList":
        """Return the list of some terms and their totals."""
        terms, counts = [], []
        for term, count in totals:
            terms.append(term)
            counts.append(count)
        words = b"\n".join(terms).decode("utf-8", "surrogatepass").split("\n") if terms else []
        return cls(words, np.array(counts, np.int64))

    @cached_property
    def neighbours(self) -> Neighbours:
        """The words by their letters."""
        return Neighbours.of(self.words, self.totals)

    @cached_property
    def _text(self) -> str:
        return "\n".join(self.words)

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        lengths = np.array([len(word) + 1 for word in self.words], np.int64)
        starts: NDArray[np.int64] = np.cumsum(lengths) - lengths
        return starts

    def like(self, pattern: str) -> list[tuple[str, int]]:
        """Return the words that match a pattern with their totals, the most frequent first."""
        line = expression(pattern, any_sign=_ANY)
        found = re.compile(f"^{line}$", re.MULTILINE).finditer(self._text)
        places = np.searchsorted(self._starts, [match.start() for match in found])
        pairs = [(self.words[place], int(self.totals[place])) for place in places.tolist()]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
