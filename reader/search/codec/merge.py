"""Several segments into one, without looking at a text again; deleted documents are dropped.

Documents keep their order, so the postings of a term are those of each segment one after the other. Works through the
terms in stretches of a few million postings, one array at a time, so that memory does not grow with the segments.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reader.search.codec.build import starts_of, write_names
from reader.search.codec.columns import Live, SegmentColumns
from reader.search.codec.documents import write_documents
from reader.search.codec.field import STRIDE, Field
from reader.search.codec.segment import Integers, SegmentWriter, lines, smallest
from reader.search.codec.stored import write_merged
from reader.search.schema import FACETS, NUMBERS

_STRETCH = 600_000
"""Postings (or positions) merged at a time."""
_BASES = {"stem": "text", "caption_stem": "caption"}


@dataclass(frozen=True)
class Source:
    """A segment to merge: its columns, which documents stay (None for all), and their new numbers."""

    columns: SegmentColumns
    live: Live | None
    numbers: Integers

    @property
    def kept(self) -> int:
        """How many documents stay."""
        return self.columns.count if self.live is None else int(self.live.sum())

    def filtered(self, values: Integers) -> Integers:
        """Return the values by document of those that stay."""
        return values if self.live is None else values[self.live]


def merge(segments: list[tuple[SegmentColumns, Live | None]], path: Path) -> tuple[int, int]:
    """Write one segment file of all documents that stay; durable on return. Returns its size and CRC-32."""
    sources: list[Source] = []
    total = 0
    for columns, live in segments:
        order = np.arange(columns.count) if live is None else np.cumsum(live) - 1
        sources.append(Source(columns, live, order + total))
        total += sources[-1].kept
    with SegmentWriter(path) as writer:
        names = sorted({name[:-2] for columns, _ in segments for name in columns.file.names() if name.endswith("/T")})
        final: dict[str, _Merger] = {}
        for name in sorted(names, key=lambda name: (name in _BASES, name)):
            merger = final[name] = _Merger(name, sources, total)
            merger.write(writer)
            merger.forget()
            merger.drop_terms()
            if name in _BASES:
                merger.write_members(writer, final[_BASES[name]])
        _write_columns(writer, sources)
        writer.close({"documents": total})
        return writer.written


class _Part:
    """A field of one source: how many postings and positions of each term stay, and the terms' merged numbers."""

    def __init__(self, source: Source, owner: Field) -> None:
        self.source = source
        self.field = owner
        self.starts = owner.starts.astype(np.int64)
        self.keep: NDArray[np.bool_] | None = None if source.live is None else owner.documents.marked(source.live)
        self.counts: Integers = np.diff(self.starts)
        if self.keep is not None and len(self.counts):
            self.counts = np.add.reduceat(self.keep, self.starts[:-1], dtype=np.int64)
        self.position_counts: Integers = np.empty(0, np.int64)
        self.position_starts: Integers = np.zeros(1, np.int64)
        if owner.frequencies is not None and len(self.counts):
            self.position_counts = np.add.reduceat(owner.frequencies, self.starts[:-1], dtype=np.int64)
            self.position_starts = starts_of(self.position_counts)
            if self.keep is not None:
                kept = np.where(self.keep, owner.frequencies, 0)
                self.position_counts = np.add.reduceat(kept, self.starts[:-1], dtype=np.int64)
        self.terms = owner.terms(0, owner.count)
        self.merged = np.empty(0, np.int64)

    def kept(self, values: Integers, first: int, last: int) -> Integers:
        """Return the values of the postings from ``first`` up to ``last`` that stay."""
        part = values[first:last]
        return part if self.keep is None else part[self.keep[first:last]]

    def kept_documents(self, first_term: int, last_term: int) -> Integers:
        """Return the documents of a stretch of terms that stay."""
        found = self.field.documents.between(first_term, last_term)
        stretch = slice(int(self.starts[first_term]), int(self.starts[last_term]))
        return found if self.keep is None else found[self.keep[stretch]]

    def kept_positions(self, first_term: int, last_term: int) -> Integers:
        """Return the positions of a stretch of terms that stay."""
        if self.field.positions is None or self.field.frequencies is None:
            return np.empty(0, np.int64)
        part = self.field.positions[int(self.position_starts[first_term]) : int(self.position_starts[last_term])]
        if self.keep is None:
            return part
        stretch = slice(int(self.starts[first_term]), int(self.starts[last_term]))
        return part[np.repeat(self.keep[stretch], self.field.frequencies[stretch])]


class _Merger:
    """Merges one field."""

    def __init__(self, name: str, sources: list[Source], documents: int) -> None:
        self.name = name
        self.sources = sources
        self.documents = documents
        owners = ((source, source.columns.field(name)) for source in sources)
        self.parts = [_Part(source, owner) for source, owner in owners if owner is not None]
        self.terms = sorted({term for part in self.parts for term in part.terms})
        numbers = {term: number for number, term in enumerate(self.terms)}
        counts = np.zeros(len(self.terms), np.int64)
        positions = np.zeros(len(self.terms), np.int64)
        for part in self.parts:
            part.merged = np.fromiter((numbers[term] for term in part.terms), np.int64, len(part.terms))
            counts[part.merged] += part.counts
            if len(part.position_counts):
                positions[part.merged] += part.position_counts
        self.counts = counts
        self.positions = positions
        self.has_positions = any(part.field.positions is not None for part in self.parts)
        stays = counts > 0
        self.final = np.where(stays, np.cumsum(stays) - 1, -1)
        self.stays = stays

    def write(self, writer: SegmentWriter) -> None:
        """Write the arrays of the field."""
        blob, offsets = lines([term for term, stays in zip(self.terms, self.stays.tolist(), strict=True) if stays])
        name = self.name
        writer.add_bytes(f"{name}/T", blob)
        writer.add(f"{name}/O", offsets)
        starts = starts_of(self.counts[self.stays])
        writer.add(f"{name}/S", smallest(starts))
        write_documents(writer, name, self.documents, starts, self._documents())
        self.forget()
        writer.add_pieces(f"{name}/W", self._widest("W"), self._values("W"))
        lengths = [self._lengths(source) for source in self.sources]
        writer.add(f"{name}/L", smallest(np.concatenate(lengths)))
        if self.has_positions:
            kept_starts: list[Integers] = []
            writer.add_pieces(f"{name}/F", self._widest("F"), self._noting_starts(kept_starts))
            self.forget()
            writer.add_pieces(f"{name}/P", self._widest("P"), self._positions())
            writer.add(f"{name}/B", smallest(np.concatenate([np.empty(0, np.int64), *kept_starts])))

    def drop_terms(self) -> None:
        """Let go of the terms, once they are written."""
        self.terms = []
        for part in self.parts:
            part.terms = []

    def forget(self) -> None:
        """Let go of the memory that reading the sources has filled."""
        for source in self.sources:
            source.columns.file.forget()

    def write_members(self, writer: SegmentWriter, base: "_Merger") -> None:
        """Write which terms of the base field have each stem."""
        pairs = [np.empty(0, np.int64)]
        base_parts = {id(part.source): part for part in base.parts}
        for part in self.parts:
            members, counts = part.field.all_members()
            stems = np.repeat(self.final[part.merged], counts)
            words = base.final[base_parts[id(part.source)].merged[members]]
            there = (stems >= 0) & (words >= 0)
            pairs.append((stems[there] << 32) | words[there])
        once = np.unique(np.concatenate(pairs))
        writer.add(f"{self.name}/M", smallest(once & 0xFFFFFFFF))
        writer.add(f"{self.name}/N", smallest(starts_of(np.bincount(once >> 32, minlength=int(self.stays.sum())))))

    def _widest(self, letter: str) -> np.dtype[np.generic]:
        """Return the widest type of an array in the sources."""
        arrays = {"W": "weights", "F": "frequencies", "P": "positions"}
        found = [getattr(part.field, arrays[letter]).dtype for part in self.parts]
        return max(found, key=lambda kind: kind.itemsize, default=np.dtype(np.uint8))

    def _lengths(self, source: Source) -> Integers:
        owner = source.columns.field(self.name)
        return np.zeros(source.kept, np.int64) if owner is None else source.filtered(owner.lengths)

    def _stretches(self, counts: Integers) -> Iterator[tuple[int, int, Integers]]:
        """Yield ranges of terms of bounded size, and where each of their terms begins in the merged stretch."""
        starts = starts_of(counts)
        first = 0
        while first < len(counts):
            last = int(np.searchsorted(starts, starts[first] + _STRETCH, "right")) - 1
            last = min(max(last, first + 1), len(counts))
            yield first, last, starts[first:last] - starts[first]
            first = last

    def _documents(self) -> Iterator[Integers]:
        for first, last, begins in self._stretches(self.counts):
            values = []
            for part, low, high in self._terms_between(first, last):
                values.append(part.source.numbers[part.kept_documents(low, high)])
            yield self._placed(first, last, begins, values, self.counts, is_position=False)

    def _values(self, letter: str) -> Iterator[Integers]:
        for first, last, begins in self._stretches(self.counts):
            values = []
            for part, low, high in self._terms_between(first, last):
                column = part.field.weights if letter == "W" else part.field.frequencies
                if column is not None:
                    values.append(part.kept(column, int(part.starts[low]), int(part.starts[high])))
            yield self._placed(first, last, begins, values, self.counts, is_position=False)

    def _noting_starts(self, kept_starts: list[Integers]) -> Iterator[Integers]:
        """Yield the frequencies, and note where the positions of every 64th posting begin."""
        postings = positions = 0
        for piece in self._values("F"):
            starts = np.cumsum(piece, dtype=np.int64) - piece + positions
            kept_starts.append(starts[-postings % STRIDE :: STRIDE])
            postings += len(piece)
            positions += int(piece.sum(dtype=np.int64))
            yield piece

    def _positions(self) -> Iterator[Integers]:
        for first, last, begins in self._stretches(self.positions):
            values = [part.kept_positions(low, high) for part, low, high in self._terms_between(first, last)]
            yield self._placed(first, last, begins, values, self.positions, is_position=True)

    def _terms_between(self, first: int, last: int) -> Iterator[tuple[_Part, int, int]]:
        """Yield for every part the range of its own terms whose merged numbers lie between."""
        for part in self.parts:
            low, high = np.searchsorted(part.merged, (first, last)).tolist()
            yield part, low, high

    def _placed(
        self, first: int, last: int, begins: Integers, values: list[Integers], counts: Integers, *, is_position: bool
    ) -> Integers:
        """Return the parts' values of a stretch of terms, put in the order of terms."""
        size = int(counts[first:last].sum())
        dtype = np.result_type(*(value.dtype for value in values)) if values else np.dtype(np.uint8)
        out = np.empty(size, dtype)
        at = begins.copy()
        for (part, low, high), value in zip(self._terms_between(first, last), values, strict=True):
            own = (part.position_counts if is_position else part.counts)[low:high]
            places = part.merged[low:high] - first
            ends = np.cumsum(own)
            out[np.repeat(at[places] - (ends - own), own) + np.arange(len(value))] = value
            at[places] += own
        return out


def _write_columns(writer: SegmentWriter, sources: list[Source]) -> None:
    for name in NUMBERS:
        writer.add(f"column/{name}", np.concatenate([s.filtered(s.columns.numbers(name)) for s in sources]))
    for name in FACETS:
        values: list[str] = []
        for source in sources:
            names = source.columns.names(name)
            values.extend(names[code] for code in source.filtered(source.columns.codes(name)).tolist())
        write_names(writer, name, values)
    write_merged(writer, [(source.columns.file, source.live) for source in sources])
