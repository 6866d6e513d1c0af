"""Columns of all stories in memory: for sorting whole results, and for counting over them (see ``facets``)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reader.core.query import SortKey
from reader.search.codec.columns import SegmentColumns
from reader.search.codec.leaves import Scores
from reader.search.codec.scoring import Hits
from reader.search.codec.segment import Integers
from reader.search.schema import FACETS, NUMBERS

_SAMPLE = 20
_SAMPLED = 3 * _SAMPLE
_MARGIN = 8
_SAMPLE_SIZE = 4_000
_LAST_FIRST = {SortKey.NEWEST: "published", SortKey.SAVED: "saved", SortKey.LENGTH: "words"}


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

    def first(self, hits: Hits, total: int, sort: SortKey, most: int) -> tuple[Integers, Scores]:
        """Return the first ``most`` of the ``total`` hits (document numbers) in the asked order, and their scores."""
        table = hits.table
        if table is not None and sort is SortKey.RELEVANCE and total > _SAMPLED * most > 0:
            numbers = _highest(table, total, most)
            if numbers is not None:
                hits = Hits(numbers, table.take(numbers))
        order = self.order(hits.documents, hits.scores, sort, most)
        return hits.documents[order], hits.scores[order]

    def order(self, found: Integers, scores: Scores, sort: SortKey, most: int) -> Integers:
        """Return the places in ``found`` (document numbers) of the first ``most`` in the asked order.

        Ties are newest first, then by id.
        """
        if most <= 0 or not len(found):
            return np.empty(0, np.int64)
        first = self._first_key(found, scores, sort)
        if len(found) <= most:
            return np.lexsort((*self._ties(found, sort), first))[:most]
        chosen = _least(first, most)
        if len(chosen) == len(found) and sort is SortKey.RELEVANCE:
            # Perhaps all are equal. Then the newest are first, and those need not be told from all others by sorting.
            first = self._first_key(found, scores, SortKey.NEWEST) if first.min() == first.max() else first
            chosen = _least(first, most)
        return chosen[np.lexsort((*self._ties(found[chosen], sort), first[chosen]))[:most]]

    def _ties(self, found: Integers, sort: SortKey) -> tuple[Integers, Integers]:
        """Return what is sorted by last and last but one."""
        published = self.numbers["published"][found]
        return self.numbers["id"][found], published if sort is SortKey.OLDEST else -published

    def _first_key(self, found: Integers, scores: Scores, sort: SortKey) -> NDArray[np.generic]:
        """Return what is sorted by first, the least first."""
        match sort:
            case SortKey.RELEVANCE:
                return -scores
            case SortKey.OUTLET | SortKey.OUTLET_DOWN | SortKey.SECTION | SortKey.LANGUAGE:
                name = "outlet" if sort is SortKey.OUTLET_DOWN else sort.value
                return self._folded_ranks(name, down=sort is SortKey.OUTLET_DOWN)[self.codes[name][found]]
            case SortKey.OLDEST | SortKey.SAVED_FIRST:
                dates = self.numbers["published" if sort is SortKey.OLDEST else "saved"][found]
                return np.where(dates, dates, np.iinfo(np.int64).max)
            case SortKey.SHORTEST:
                return self.numbers["words"][found]
            case SortKey.NEWEST | SortKey.SAVED | SortKey.LENGTH:
                return -self.numbers[_LAST_FIRST[sort]][found]

    def counted(self, name: str) -> list[tuple[str, int]]:
        """Return the values of a column of names and how many stories have each, deleted ones included."""
        counts = np.bincount(self.codes[name], minlength=len(self.names[name])).tolist()
        return list(zip(self.names[name], counts, strict=False))

    def _folded_ranks(self, name: str, *, down: bool) -> Integers:
        """Return for each code its place in the order of names without regard to letter case, unnamed ones last."""
        values = self.names[name]
        folded = [value.casefold() for value in values]
        ranks = {value: rank for rank, value in enumerate(sorted(set(folded), reverse=down))}
        places = (ranks[fold] if value else len(ranks) for value, fold in zip(values, folded, strict=True))
        return np.array(list(places), np.int64)


def _highest(table: Scores, total: int, most: int) -> Integers | None:
    """Return, in order, the places of the ``most`` highest of ``total`` scores above 0 and of others near the last.

    None when a sample does not tell them.
    """
    sample = table[:: len(table) // _SAMPLE_SIZE or 1]
    sample = sample[sample > 0]  # a partition takes long where many are equal
    wanted = 2 * (most * len(sample) // total) + _MARGIN
    if wanted >= len(sample):
        return None
    border = np.partition(sample, len(sample) - wanted)[len(sample) - wanted]
    numbers: Integers = (table >= border).nonzero()[0]
    return numbers if len(numbers) >= most else None


def _least(values: NDArray[np.generic], most: int) -> Integers:
    """Return, in order, the places of the ``most`` least values and of others that may equal the last of them.

    A sample tells a value that enough others do not exceed, nearly always, much sooner than a partition of all.
    """
    if len(values) > _SAMPLED * most:
        sample = values[:: len(values) // (_SAMPLE * most) or 1]
        wanted = most * len(sample) // len(values)
        border = np.partition(sample, 2 * wanted + _MARGIN)[2 * wanted + _MARGIN]
        chosen: Integers = (values <= border).nonzero()[0]
        if most <= len(chosen) < len(values) // 2:
            return chosen
    if len(values) > 2 * most:
        return np.flatnonzero(values <= np.partition(values, most - 1)[most - 1])
    return np.arange(len(values))
