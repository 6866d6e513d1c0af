"""Columns of all stories in memory: for sorting and counting over whole results."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import IndexReader

from reader.core.query import FacetCount, SortKey
from reader.search.dates import year_and_month
from reader.search.schema import FACETS, NUMBERS

Integers = NDArray[np.int64]
Scores = NDArray[np.float64]
_MONTH = 10**8


@dataclass(frozen=True)
class Columns:
    """Numbers and named values by document number; ``names[f][codes[f][d]]`` is the value of document d."""

    numbers: dict[str, Integers]
    codes: dict[str, Integers]
    names: dict[str, list[str]]

    @classmethod
    def load(cls, reader: IndexReader) -> "Columns":
        """Read the columns of an index."""
        count = reader.doc_count_all()
        if not count:
            empty = np.empty(0, np.int64)
            return cls(dict.fromkeys(NUMBERS, empty), dict.fromkeys(FACETS, empty), {name: [] for name in FACETS})
        numbers: dict[str, Integers] = {}
        for name in NUMBERS:
            column = reader.column_reader(name)
            numbers[name] = np.fromiter((int(str(column[d])) for d in range(count)), np.int64, count)
        codes: dict[str, Integers] = {}
        names: dict[str, list[str]] = {}
        for name in FACETS:
            column = reader.column_reader(name)
            values = [str(column[d]) for d in range(count)]
            names[name] = sorted(set(values))
            places = {value: place for place, value in enumerate(names[name])}
            codes[name] = np.fromiter((places[value] for value in values), np.int64, count)
        return cls(numbers, codes, names)

    def order(self, found: Integers, scores: Scores, sort: SortKey) -> Integers:
        """Return the places in ``found`` (document numbers) in the asked order; ties are newest first, then by id."""
        newest = -self.numbers["published"][found]
        ids = self.numbers["id"][found]
        keys: tuple[NDArray[np.generic], ...]
        match sort:
            case SortKey.RELEVANCE:
                keys = (ids, newest, -scores)
            case SortKey.NEWEST:
                keys = (ids, newest)
            case SortKey.OLDEST:
                published = self.numbers["published"][found]
                keys = (ids, published, published == 0)
            case SortKey.SAVED:
                keys = (ids, newest, -self.numbers["saved"][found])
            case SortKey.OUTLET:
                outlets = self._folded_ranks("outlet")[self.codes["outlet"][found]]
                keys = (ids, newest, outlets)
            case SortKey.LENGTH:
                keys = (ids, newest, -self.numbers["words"][found])
        return np.lexsort(keys)

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
