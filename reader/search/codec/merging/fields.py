"""The terms and postings of one field of several segments into one, in steps of bounded time and memory.

The postings of a term are those of each segment, one after the other. A pair is a term and a segment that has it; pairs
in the order of terms say in which order the values of the segments come, whatever the values are.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from reader.search.codec.documents import writing_documents
from reader.search.codec.field import STRIDE
from reader.search.codec.merging.parts import Part, Source, forgetting, stretches
from reader.search.codec.packing import PACKED, pack_pieces
from reader.search.codec.postings import starts_of
from reader.search.codec.segment import Integers, SegmentWriter, lines, smallest, smallest_type
from reader.search.codec.sorting import order_of

_TERMS = 40_000
"""Terms merged at a time."""


class _Order:
    """In which order the values of the parts come: how many each pair has, in the order of terms."""

    def __init__(self, parts: Sequence[Part], pairs: Integers, counts: Sequence[Integers]) -> None:
        self._parts = parts
        merged = np.concatenate([part.merged for part in parts])[pairs]
        self._starts = [smallest(starts_of(count)) for count in counts]
        self._counts = smallest(np.concatenate(counts))[pairs]
        self._sources = np.concatenate([starts[:-1] for starts in self._starts])[pairs]
        owners = np.repeat(np.arange(len(parts)), [len(part.merged) for part in parts])
        self._owners = owners.astype(smallest_type(len(parts)))[pairs]
        firsts = np.flatnonzero(np.diff(merged, prepend=-1))
        self._pair_starts = np.append(firsts, len(merged))
        self.totals = np.add.reduceat(self._counts, firsts, dtype=np.int64) if len(firsts) else np.empty(0, np.int64)

    def values(self, read: Callable[[Part, int, int], Integers]) -> Iterator[Integers]:
        """Yield the values of all terms, in pieces."""
        for first, last in stretches(starts_of(self.totals)):
            ranges = [np.searchsorted(part.merged, (first, last)).tolist() for part in self._parts]
            reads = (read(part, low, high) for part, (low, high) in zip(self._parts, ranges, strict=True))
            if last - first == 1:
                yield from reads
                continue
            found = list(reads)
            sizes = [len(values) for values in found]
            before = [int(starts[low]) for starts, (low, _) in zip(self._starts, ranges, strict=True)]
            shifts = starts_of(np.array(sizes))[:-1] - np.array(before)
            here = slice(int(self._pair_starts[first]), int(self._pair_starts[last]))
            counts = self._counts[here].astype(np.int64)
            moves = self._sources[here].astype(np.int64) + shifts[self._owners[here]] - (np.cumsum(counts) - counts)
            yield np.concatenate(found)[np.repeat(moves, counts) + np.arange(sum(sizes))]


class FieldMerge:
    """Merges one field."""

    def __init__(self, name: str, sources: Sequence[Source], documents: int) -> None:
        self.name = name
        self._sources = sources
        self._documents = documents
        self._parts: list[Part] = []
        self._blobs: list[bytes] = []
        self._lengths: list[int] = []
        self._final = np.empty(0, np.int64)
        self._terms = 0

    def write(self, writer: SegmentWriter) -> Iterator[None]:
        """Write the arrays of the field, in steps."""
        yield from forgetting(self._sources, self._write(writer))

    def _write(self, writer: SegmentWriter) -> Iterator[None]:
        for source in self._sources:
            owner = source.columns.field(self.name)
            if owner is not None:
                self._parts.append(Part(source, owner))
                yield
                yield from self._parts[-1].count()
        yield from self._merge_terms()
        pairs = smallest(np.argsort(np.concatenate([part.merged for part in self._parts]), kind="stable"))
        yield
        order = _Order(self._parts, pairs, [part.counts for part in self._parts])
        yield
        name = self.name
        writer.add_bytes(f"{name}/T", b"".join(self._blobs))
        writer.add(f"{name}/O", starts_of(np.array(self._lengths, np.int64)).astype(np.uint32))
        self._blobs.clear()
        starts = starts_of(order.totals[order.totals > 0])
        writer.add(f"{name}/S", smallest(starts))
        yield from writing_documents(writer, name, self._documents, starts, order.values(Part.documents))
        yield from writer.adding(f"{name}/W", self._widest("weights"), order.values(Part.weights))
        writer.add(f"{name}/L", smallest(np.concatenate([self._field_lengths(source) for source in self._sources])))
        yield
        if any(part.field.positions is not None for part in self._parts):
            kept_starts: list[Integers] = []
            frequencies = _noting_starts(order.values(Part.frequencies), kept_starts)
            yield from writer.adding(f"{name}/F", self._widest("frequencies"), frequencies)
            writer.add(f"{name}/B", smallest(np.concatenate([np.empty(0, np.int64), *kept_starts])))
            del order
            yield from self._write_positions(writer, pairs)

    def _write_positions(self, writer: SegmentWriter, pairs: Integers) -> Iterator[None]:
        order = _Order(self._parts, pairs, [part.position_counts for part in self._parts])
        yield
        yield from writer.adding(f"{self.name}/P", self._widest("positions"), order.values(Part.positions))
        if any(part.field.packed_cases is not None for part in self._parts):
            cases = pack_pieces(order.values(Part.cases))
            yield from writer.adding(f"{self.name}/{PACKED}", np.dtype(np.uint8), cases)

    def write_members(self, writer: SegmentWriter, base: "FieldMerge") -> Iterator[None]:
        """Write which terms of the base field have each stem, in steps."""
        first = np.full(len(base._final), -1, np.int64)
        more = [np.empty(0, np.int64)]
        base_parts = {id(part.source): part for part in base._parts}
        for part in self._parts:
            members, counts = part.field.all_members()
            stems = np.repeat(self._final[part.merged], counts)
            words = base._final[base_parts[id(part.source)].merged[members]]
            there = (stems >= 0) & (words >= 0)
            stems, words = stems[there], words[there]
            is_new = first[words] < 0
            first[words[is_new]] = stems[is_new]
            is_other = first[words] != stems  # in another language
            more.append((stems[is_other] << 32) | words[is_other])
            yield
        words = np.flatnonzero(first >= 0)
        words = words[order_of(first[words], self._terms)]
        pairs = (first[words] << 32) | words
        others = np.concatenate(more)
        if len(others):
            pairs = np.unique(np.concatenate((pairs, others)))
        yield
        writer.add(f"{self.name}/M", smallest(pairs & 0xFFFFFFFF))
        writer.add(f"{self.name}/N", smallest(starts_of(np.bincount(pairs >> 32, minlength=self._terms))))
        yield

    def _merge_terms(self) -> Iterator[None]:
        """Merge the terms, in steps; those without a posting that stays get no final number."""
        bounds = [[0, *cuts, part.field.count] for part, cuts in zip(self._parts, self._cuts(), strict=True)]
        finals: list[Integers] = [self._final]
        merged = 0
        for step in range(len(bounds[0]) - 1 if bounds else 0):
            ranges = [(each[step], each[step + 1]) for each in bounds]
            lists = [part.field.terms(low, high) for part, (low, high) in zip(self._parts, ranges, strict=True)]
            terms = sorted(set().union(*lists))
            numbers = dict(zip(terms, range(len(terms)), strict=True))
            counts = np.zeros(len(terms), np.int64)
            for part, (low, high), own in zip(self._parts, ranges, lists, strict=True):
                places = np.fromiter(map(numbers.__getitem__, own), np.int64, len(own))
                counts[places] += part.counts[low:high]
                part.merged[low:high] = places + merged
            stays = counts > 0
            kept = terms if stays.all() else [term for term, stay in zip(terms, stays.tolist(), strict=True) if stay]
            blob, offsets = lines(kept)
            self._blobs.append(blob)
            self._lengths.extend(np.diff(offsets.astype(np.int64)).tolist())
            finals.append(np.where(stays, np.cumsum(stays) - 1 + self._terms, -1))
            self._terms += len(kept)
            merged += len(terms)
            yield
        self._final = np.concatenate(finals)

    def _cuts(self) -> list[list[int]]:
        """Return for every part where its terms are cut for merging, at the same terms for all."""
        longest = max((part.field for part in self._parts), key=lambda field: field.count, default=None)
        step = max(1, _TERMS // max(1, len(self._parts)))
        heads = [] if longest is None else [longest.term(number) for number in range(step, longest.count, step)]
        return [[part.field.lower_bound(head) for head in heads] for part in self._parts]

    def _widest(self, column: str) -> np.dtype[np.generic]:
        """Return the widest type of an array in the sources."""
        found = [getattr(part.field, column).dtype for part in self._parts]
        return max(found, key=lambda kind: kind.itemsize, default=np.dtype(np.uint8))

    def _field_lengths(self, source: Source) -> Integers:
        owner = source.columns.field(self.name)
        return np.zeros(source.kept, np.int64) if owner is None else source.filtered(owner.lengths)


def _noting_starts(pieces: Iterator[Integers], kept_starts: list[Integers]) -> Iterator[Integers]:
    """Yield the frequencies, and note where the positions of every ``STRIDE``-th posting begin."""
    postings = positions = 0
    for piece in pieces:
        starts = np.cumsum(piece, dtype=np.int64) - piece + positions
        kept_starts.append(starts[-postings % STRIDE :: STRIDE].copy())
        postings += len(piece)
        positions += int(piece.sum(dtype=np.int64))
        yield piece
