"""What the segments to merge give: of every field, the values of the documents that stay, in stretches of terms."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from reader.search.codec.columns import Live, SegmentColumns
from reader.search.codec.field import Field
from reader.search.codec.packing import unpack
from reader.search.codec.postings import starts_of
from reader.search.codec.segment import Integers, smallest

STRETCH = 600_000
"""Postings (or positions) merged at a time."""
_MEMORABLE = 8
"""After so many steps the memory that reading has filled is given back."""


@dataclass(frozen=True)
class Source:
    """A segment to merge: its columns, which documents stay (None for all), and the new number of the first."""

    columns: SegmentColumns
    live: Live | None
    offset: int

    @cached_property
    def kept(self) -> int:
        """How many documents stay."""
        return self.columns.count if self.live is None else int(self.live.sum())

    def filtered(self, values: Integers) -> Integers:
        """Return the values by document of those that stay."""
        return values if self.live is None else values[self.live]

    def renumbered(self, documents: Integers) -> Integers:
        """Return the new numbers of documents that stay."""
        return documents.astype(np.int64) + self.offset if self.live is None else self._numbers[documents]

    @cached_property
    def _numbers(self) -> Integers:
        """The new numbers of documents."""
        live = np.ones(self.columns.count, bool) if self.live is None else self.live
        numbers: Integers = np.cumsum(live) + (self.offset - 1)
        return numbers


class Part:
    """A field of one source: how many postings and positions of each term stay, and the terms' merged numbers."""

    def __init__(self, source: Source, owner: Field) -> None:
        self.source = source
        self.field = owner
        self.starts = owner.starts.astype(np.int64)
        self.counts: Integers = np.diff(self.starts)
        self.merged = np.empty(owner.count, np.int32)
        self.position_counts: Integers = np.zeros(owner.count, np.int64)
        self.position_starts: Integers = np.zeros(owner.count + 1, np.int64)

    def count(self) -> Iterator[None]:
        """Count what stays, in steps."""
        frequencies = self.field.frequencies
        if self.source.live is None and frequencies is None:
            return
        sizes: Integers = self.counts.copy()
        all_positions: Integers = self.position_counts.copy()
        for first, last in stretches(self.starts):
            begins = self.starts[first:last] - self.starts[first]
            keep = self._keep(first, last)
            if keep is not None:
                sizes[first:last] = np.add.reduceat(keep, begins, dtype=np.int64)
            if frequencies is not None:
                part = frequencies[int(self.starts[first]) : int(self.starts[last])]
                all_positions[first:last] = np.add.reduceat(part, begins, dtype=np.int64)
                kept = part if keep is None else np.where(keep, part, 0)
                self.position_counts[first:last] = np.add.reduceat(kept, begins, dtype=np.int64)
            yield
        self.counts = smallest(sizes)
        self.position_counts = smallest(self.position_counts)
        self.position_starts = smallest(starts_of(all_positions))

    def documents(self, first: int, last: int) -> Integers:
        """Return the new numbers of the documents of a stretch of terms."""
        found = self.field.documents.between(first, last)
        live = self.source.live
        return self.source.renumbered(found if live is None else found[live[found]])

    def weights(self, first: int, last: int) -> Integers:
        """Return the weights of the postings of a stretch of terms."""
        return self._kept(self.field.weights, first, last)

    def frequencies(self, first: int, last: int) -> Integers:
        """Return the frequencies of the postings of a stretch of terms."""
        values = self.field.frequencies
        return np.empty(0, np.uint8) if values is None else self._kept(values, first, last)

    def positions(self, first: int, last: int) -> Integers:
        """Return the positions of a stretch of terms."""
        values = self.field.positions
        begin, end = self._position_range(first, last)
        return np.empty(0, np.uint8) if values is None else self._kept_positions(values[begin:end], first, last)

    def cases(self, first: int, last: int) -> Integers:
        """Return the letter cases at the positions of a stretch of terms."""
        values = self.field.packed_cases
        begin, end = self._position_range(first, last)
        if values is None:
            return np.empty(0, np.uint8)
        return self._kept_positions(unpack(values, begin, end), first, last)

    def _position_range(self, first: int, last: int) -> tuple[int, int]:
        return int(self.position_starts[first]), int(self.position_starts[last])

    def _keep(self, first: int, last: int) -> Live | None:
        return None if self.source.live is None else self.source.live[self.field.documents.between(first, last)]

    def _kept(self, values: Integers, first: int, last: int) -> Integers:
        part = values[int(self.starts[first]) : int(self.starts[last])]
        keep = self._keep(first, last)
        return part if keep is None else part[keep]

    def _kept_positions(self, values: Integers, first: int, last: int) -> Integers:
        keep = self._keep(first, last)
        if keep is None or self.field.frequencies is None:
            return values
        return values[np.repeat(keep, self.field.frequencies[int(self.starts[first]) : int(self.starts[last])])]


def forgetting(sources: Sequence[Source], steps: Iterator[None]) -> Iterator[None]:
    """Go through steps, letting go of the memory that reading the sources has filled now and then, and at the end."""
    for number, step in enumerate(steps, 1):
        if number % _MEMORABLE == 0:
            _forget(sources)
        yield step
    _forget(sources)


def _forget(sources: Sequence[Source]) -> None:
    for source in sources:
        source.columns.file.forget()


def stretches(starts: Integers) -> Iterator[tuple[int, int]]:
    """Yield ranges of terms whose values are bounded in number; a larger term makes a range of its own."""
    cuts = [0]
    while cuts[-1] < len(starts) - 1:
        last = int(np.searchsorted(starts, starts[cuts[-1]] + STRETCH, "right")) - 1
        cuts.append(max(last, cuts[-1] + 1))
    yield from pairwise(cuts)
