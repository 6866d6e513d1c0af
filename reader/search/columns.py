"""Columns of all stories in memory: for sorting and counting over whole results."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reader.core.query import FacetCount, SortKey
from reader.search.codec.columns import SegmentColumns
from reader.search.codec.segment import Integers
from reader.search.dates import year_and_month
from reader.search.schema import FACETS, NUMBERS

Scores = NDArray[np.float32]
_MONTH = 10**8


@dataclass(frozen=True)
class Columns:
    """Numbers and named values by document number; ``names[f][codes[f][d]]`` is the value of document d."""

    numbers: dict[str, Integers]
    codes: dict[str, Integers]
    names: dict[str, list[str]]

    @classmethod
    def load(cls, segments: tuple[SegmentColumns, ...]) -> "Columns":
        """Join the columns of the segments of an index."""
        empty = np.empty(0, np.int64)
        numbers = {name: np.concatenate([empty, *(each.numbers(name) for each in segments)]) for name in NUMBERS}
        codes: dict[str, Integers] = {}
        names: dict[str, list[str]] = {}
        for name in FACETS:
            own = [each.names(name) for each in segments]
            names[name] = sorted({value for values in own for value in values})
            places = {value: place for place, value in enumerate(names[name])}
            moved = [np.array([places[value] for value in values], np.int64) for values in own]
            parts = (each[segment.codes(name)] for each, segment in zip(moved, segments, strict=True))
            codes[name] = np.concatenate([empty, *parts])
        return cls(numbers, codes, names)

    def order(self, found: Integers, scores: Scores, sort: SortKey, most: int) -> Integers:
        """Return the places in ``found`` (document numbers) of the first ``most`` in the asked order.

        Ties are newest first, then by id.
        """
        if sort is SortKey.RELEVANCE and len(scores) and scores.min() == scores.max():
            sort = SortKey.NEWEST
        first = self._first_key(found, scores, sort)
        chosen = np.arange(len(found))
        if len(found) > 2 * most > 0:
            chosen = np.flatnonzero(first <= np.partition(first, most - 1)[most - 1])
        newest = -self.numbers["published"][found[chosen]]
        ids = self.numbers["id"][found[chosen]]
        if sort is SortKey.OLDEST:
            newest = -newest
        return chosen[np.lexsort((ids, newest, first[chosen]))][:most]

    def _first_key(self, found: Integers, scores: Scores, sort: SortKey) -> NDArray[np.generic]:
        """Return what is sorted by first, the least first."""
        match sort:
            case SortKey.RELEVANCE:
                return -scores
            case SortKey.NEWEST:
                return -self.numbers["published"][found]
            case SortKey.OLDEST:
                published = self.numbers["published"][found]
                return np.where(published, published, np.iinfo(np.int64).max)
            case SortKey.SAVED:
                return -self.numbers["saved"][found]
            case SortKey.OUTLET:
                return self._folded_ranks("outlet")[self.codes["outlet"][found]]
            case SortKey.LENGTH:
                return -self.numbers["words"][found]

    def facets(self, found: Integers) -> tuple[tuple[str, tuple[FacetCount, ...]], ...]:
        """Return the counts of outlets, years, months, languages and sections over ``found``, the most frequent first.

        Years and months are in order of time. Stories without a value are not counted.
        """
        months = np.unique(self.numbers["published"][found] // _MONTH, return_counts=True)
        by_month: dict[str, int] = {}
        by_year: dict[str, int] = {}
        for month, stories in zip(months[0].tolist(), months[1].tolist(), strict=True):
            year, name = year_and_month(month * _MONTH)
            if year:
                by_month[name] = stories
                by_year[year] = by_year.get(year, 0) + stories
        return (
            ("outlet", self._named("outlet", found)),
            ("year", tuple(FacetCount(*item) for item in by_year.items())),
            ("month", tuple(FacetCount(*item) for item in by_month.items())),
            ("language", self._named("language", found)),
            ("section", self._named("section", found)),
        )

    def counted(self, name: str) -> list[tuple[str, int]]:
        """Return the values of a column of names and how many stories have each, deleted ones included."""
        counts = np.bincount(self.codes[name], minlength=len(self.names[name])).tolist()
        return list(zip(self.names[name], counts, strict=False))

    def _named(self, name: str, found: Integers) -> tuple[FacetCount, ...]:
        counts = np.bincount(self.codes[name][found], minlength=len(self.names[name])).tolist()
        counted = [
            FacetCount(value, stories) for value, stories in zip(self.names[name], counts, strict=False) if stories
        ]
        return tuple(sorted((c for c in counted if c.value), key=lambda c: (-c.stories, c.value)))

    def _folded_ranks(self, name: str) -> Integers:
        """Return for each code its place in the order of names without regard to letter case, unnamed ones last."""
        values = self.names[name]
        folded = [(value == "", value.casefold()) for value in values]
        ranks = {value: rank for rank, value in enumerate(sorted(set(folded)))}
        return np.array([ranks[value] for value in folded], np.int64)
