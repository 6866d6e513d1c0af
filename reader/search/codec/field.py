"""A field of a segment: its sorted terms, and their postings as slices of arrays.

Arrays of a field, all named ``<field>/<letter>``: ``T`` the terms as lines of UTF-8 and ``O`` their offsets; ``S``
where the postings of each term begin; ``D`` and ``H`` documents; ``F`` frequencies; ``W`` weights, doubled; ``P``
positions and ``B`` where those of every 16th posting begin; ``L`` the length of the field in each document. A field of
stems has no positions of its own: ``M`` lists the terms of the base field that have each stem, ``N`` where each list
begins. The text has facts about positions: ``C`` the letter case at each of ``P`` (two bits, see ``packing``), and
where sentences and paragraphs begin in each document (``schema.BREAKS``).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from itertools import pairwise

import numpy as np

from reader.search.codec.documents import Documents
from reader.search.codec.packing import PACKED, pick, unpack
from reader.search.codec.segment import Integers, SegmentFile
from reader.search.codec.sums import BLOCK, Words, sums_before
from reader.search.schema import PARAGRAPHS, SENTENCES

STRIDE = BLOCK
"""The start of the positions is kept for every so many postings."""
Part = slice
"""Where the postings of a term lie."""
_DENSE = 6
"""Summing the frequencies of so many postings takes as long as looking up one start (100,000 made stories)."""
_HEAD = 64
_PLACE_BITS = 40
_TURN_BITS = 23
WEIGHT_SCALE = 2


class Field:
    """Terms and postings of one field of a segment."""

    def __init__(self, file: SegmentFile, name: str) -> None:
        self.name = name
        self._file = file
        self._offsets = file.array(f"{name}/O")
        self.count = len(self._offsets) - 1
        self._blob = file.raw(f"{name}/T")
        self._heads = [self.term(number) for number in range(0, self.count, _HEAD)]
        self.starts = file.array(f"{name}/S")
        self.documents = Documents(file, name, self.starts)
        self.weights = file.array(f"{name}/W")
        self.lengths = file.array(f"{name}/L")
        self.frequencies = self._optional("F")
        self._frequency_words = self._words_of_frequencies()
        self.positions = self._optional("P")
        self._position_starts = self._optional("B")
        self.packed_cases = self._optional(PACKED)
        self._members = self._optional("M")
        self._member_starts = self._optional("N")
        self.known: dict[object, Sequence[int]] = {}
        self.known_sizes: dict[object, int] = {}
        self.total_length = int(self.lengths.sum(dtype=np.int64))

    def _optional(self, letter: str) -> Integers | None:
        name = f"{self.name}/{letter}"
        return self._file.array(name) if self._file.has(name) else None

    def _words_of_frequencies(self) -> Words | None:
        is_short = self.frequencies is not None and self.frequencies.dtype == np.uint8
        return self._file.words(f"{self.name}/F") if is_short else None

    def term(self, number: int) -> bytes:
        """Return a term by its number; numbers are in order of bytes."""
        return self._blob[int(self._offsets[number]) : int(self._offsets[number + 1]) - 1]

    def terms(self, first: int, last: int) -> list[bytes]:
        """Return the terms from ``first`` up to ``last``, exclusive."""
        places = self._offsets[first : last + 1].tolist()
        return [self._blob[a : b - 1] for a, b in pairwise(places)]

    def lower_bound(self, term: bytes) -> int:
        """Return the number of the first term that is not less than ``term``."""
        head = bisect_right(self._heads, term) - 1
        if head < 0:
            return 0
        low, high = head * _HEAD, min((head + 1) * _HEAD, self.count)
        content = self._blob[int(self._offsets[low]) : int(self._offsets[high]) - 1]
        return low + bisect_left(content.split(b"\n"), term)

    def find(self, term: bytes) -> int:
        """Return the number of a term, -1 when there is none."""
        number = self.lower_bound(term)
        return number if number < self.count and self.term(number) == term else -1

    def prefix_range(self, prefix: bytes) -> tuple[int, int]:
        """Return the numbers of the first term that begins with ``prefix`` and of the first after those."""
        stripped = prefix.rstrip(b"\xff")
        end = self.lower_bound(stripped[:-1] + bytes([stripped[-1] + 1])) if stripped else self.count
        return self.lower_bound(prefix), end

    def matching(self, pattern: re.Pattern[bytes], first: int, last: int) -> Integers:
        """Return the numbers of the terms from ``first`` up to ``last`` that a pattern of whole lines matches."""
        base = int(self._offsets[first])
        found = [match.start() for match in pattern.finditer(self._blob[base : int(self._offsets[last])])]
        return np.searchsorted(self._offsets[first:last], np.array(found, self._offsets.dtype) + base) + first

    def ending(self, end: bytes, first: int, last: int, least: int) -> Integers:
        """Return the numbers of the terms from ``first`` up to ``last`` with this end and at least so many bytes."""
        base = int(self._offsets[first])
        offsets = self._offsets[first : last + 1].astype(np.int64) - base
        chosen = np.flatnonzero(offsets[1:] - offsets[:-1] > least)
        octets = np.frombuffer(self._blob, np.uint8, int(offsets[-1]), base)
        behind = offsets[1:]
        for back, octet in enumerate(reversed(end), 2):
            chosen = chosen[octets[behind[chosen] - back] == octet]
        return chosen + first

    def slice(self, number: int) -> Part:
        """Return where the postings of a term lie."""
        return slice(int(self.starts[number]), int(self.starts[number + 1]))

    def sizes(self, first: int, last: int) -> Integers:
        """Return how many postings each of the terms from ``first`` up to ``last`` has."""
        starts = self.starts[first : last + 1].astype(np.int64)
        return np.diff(starts)

    def sizes_of(self, numbers: Integers) -> Integers:
        """Return how many postings each of some terms has."""
        sizes: Integers = self.starts[numbers + 1].astype(np.int64) - self.starts[numbers]
        return sizes

    def members(self, number: int) -> Integers:
        """Return the terms of the base field that have this stem; a field with positions is its own base."""
        if self._members is None or self._member_starts is None:
            return np.array([number], np.int64)
        return self._members[int(self._member_starts[number]) : int(self._member_starts[number + 1])]

    def all_members(self) -> tuple[Integers, Integers]:
        """Return the members of all terms, one after the other, and how many each has."""
        if self._members is None or self._member_starts is None:
            return np.arange(self.count), np.ones(self.count, np.int64)
        starts = self._member_starts.astype(np.int64)
        return self._members, starts[1:] - starts[:-1]

    def positions_of(self, posting: int) -> list[int]:
        """Return the positions of a posting."""
        if self.positions is None or self.frequencies is None:
            return []
        start = int(self.position_starts(np.array([posting]))[0])
        return [int(position) for position in self.positions[start : start + int(self.frequencies[posting])].tolist()]

    def cases(self, first: int, last: int) -> Integers:
        """Return the letter case at a range of places in ``positions`` (see ``traits``)."""
        return np.zeros(last - first, np.uint8) if self.packed_cases is None else unpack(self.packed_cases, first, last)

    def cases_at(self, places: Integers) -> Integers:
        """Return the letter case at some places in ``positions``."""
        return np.zeros(len(places), np.uint8) if self.packed_cases is None else pick(self.packed_cases, places)

    def sentence_starts(self, documents: Integers) -> tuple[Integers, Integers]:
        """Return the positions at which the sentences of documents begin, ascending in each, and where its run begins.

        There is one run more than documents: the end. A field without sentences has empty runs.
        """
        return self._runs(SENTENCES, documents)

    def paragraph_starts(self, documents: Integers) -> tuple[Integers, Integers]:
        """Return the positions at which the paragraphs of documents begin, as ``sentence_starts`` does."""
        return self._runs(PARAGRAPHS, documents)

    def runs(self, names: tuple[str, str]) -> tuple[Integers, Integers]:
        """Return the positions at which something begins in all documents, and where those of each document lie.

        ``names`` is one of ``schema.BREAKS``. A field without them has one position, which is no document's.
        """
        content, starts = (f"{self.name}/{name}" for name in names)
        if not self._file.has(content) or not len(self._file.array(content)):
            return np.zeros(1, np.uint32), np.zeros(len(self.lengths) + 1, np.int64)
        return self._file.array(content), self._file.array(starts)

    def _runs(self, names: tuple[str, str], documents: Integers) -> tuple[Integers, Integers]:
        content, all_starts = self.runs(names)
        ends = np.zeros(len(documents) + 1, np.int64)
        first = all_starts[documents].astype(np.int64)
        counts = all_starts[documents.astype(np.int64) + 1] - first
        np.cumsum(counts, out=ends[1:])
        places = np.repeat(first - ends[:-1], counts) + np.arange(int(ends[-1]))
        return content[places], ends

    def position_starts(self, postings: Integers) -> Integers:
        """Return where the positions of some postings begin, which ascend.

        Sums the frequencies from the first to the last of them where they are dense, and else those in their blocks.
        """
        if self._position_starts is None or self.frequencies is None or not len(postings):
            return np.zeros(len(postings), np.int64)
        first, last = int(postings[0]) // STRIDE, int(postings[-1])
        found: Integers
        if last - first * STRIDE < _DENSE * len(postings):
            stretch = self.frequencies[first * STRIDE : last + 1]
            sums = np.cumsum(stretch, dtype=np.int64)
            sums -= stretch
            found = sums.take(postings - first * STRIDE)
            found += int(self._position_starts[first])
            return found
        words = self._frequency_words
        found = self._sums_before(postings) if words is None else sums_before(words, postings)
        found += self._position_starts.take(postings // STRIDE)
        return found

    def counts(self, postings: Integers) -> Integers:
        """Return how many positions each of some postings has."""
        frequencies = self.frequencies
        return np.zeros(len(postings), np.int64) if frequencies is None else frequencies.take(postings).astype(np.int64)

    def _sums_before(self, postings: Integers) -> Integers:
        """Return the sums of the frequencies before postings in their blocks, where a byte does not hold each."""
        if self.frequencies is None:
            return np.zeros(len(postings), np.int64)
        places = (postings // STRIDE * STRIDE)[:, None] + np.arange(STRIDE)
        before = np.where(places < postings[:, None], self.frequencies.take(places, mode="clip"), 0)
        sums: Integers = before.sum(1, dtype=np.int64)
        return sums

    def keys(self, postings: Integers, documents: Integers, cases: Collection[int] | None = None) -> Integers:
        """Return the positions of some postings, which ascend, as keys with their documents in the upper half.

        Of the positions only those in some letter ``cases``, if such are given.
        """
        if self.positions is None:
            return np.empty(0, np.int64)
        starts, counts = self.position_starts(postings), self.counts(postings)
        documents = documents << 32
        if cases is None:
            return self.spread(starts, counts, documents)
        where = all_places(starts, counts)
        kept = np.isin(self.cases_at(where), list(cases))
        keys: Integers = np.repeat(documents, counts)[kept] | self.positions[where[kept]]
        return keys

    def spread(self, starts: Integers, counts: Integers, bases: Integers) -> Integers:
        """Return so many positions from each of some starts on, with the base of each added."""
        keys = np.repeat(bases, counts)
        keys |= self.gathered(starts, counts)
        return keys

    def gathered(self, starts: Integers, counts: Integers) -> Integers:
        """Return so many positions from each of some starts on."""
        if self.positions is None:
            return np.empty(0, np.uint16)
        return self.positions.take(all_places(starts, counts))

    def placed(self, starts: Integers, counts: Integers, turns: Integers) -> tuple[Integers, Integers]:
        """Return so many positions from each of some starts on, and a number given with the start for each position.

        Start and number are repeated as one, since repeating takes longest.
        """
        if self.positions is None or not len(turns) or len(self.lengths) >> _TURN_BITS:
            return self.gathered(starts, counts), turns.repeat(counts)
        bases = starts - counts.cumsum()
        bases += counts
        bases |= turns.astype(np.int64) << _PLACE_BITS
        where = bases.repeat(counts)
        numbers = where >> _PLACE_BITS
        where &= (1 << _PLACE_BITS) - 1
        where += np.arange(len(where))
        return self.positions.take(where), numbers


def all_places(starts: Integers, counts: Integers) -> Integers:
    """Return so many places from each of some starts on."""
    ends = counts.cumsum()
    where = np.repeat(starts - ends + counts, counts)
    where += np.arange(len(where))
    return where
