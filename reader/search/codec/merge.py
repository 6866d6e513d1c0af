"""Several segments into one, without looking at a text again; deleted documents are dropped.

Documents keep their order. Works in steps of bounded time and memory, so that a merge can go on beside other work.
"""

from collections.abc import Generator, Iterator
from pathlib import Path

import numpy as np

from reader.search.codec.build import write_lists, write_names
from reader.search.codec.columns import Live, SegmentColumns
from reader.search.codec.merging.fields import FieldMerge
from reader.search.codec.merging.parts import Source, forgetting
from reader.search.codec.postings import starts_of
from reader.search.codec.segment import Integers, SegmentWriter, smallest
from reader.search.codec.stored import writing_merged
from reader.search.schema import BREAKS, FACETS, LISTS, NUMBERS, TEXT

_BASES = {"stem": "text", "caption_stem": "caption"}

Segments = list[tuple[SegmentColumns, Live | None]]


def merge(segments: Segments, path: Path) -> tuple[int, int]:
    """Write one segment file of all documents that stay; durable on return. Returns its size and CRC-32."""
    steps = merge_steps(segments, path)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            size, crc = end.value
            return size, crc


def merge_steps(segments: Segments, path: Path) -> Generator[None, None, tuple[int, int]]:
    """Do as ``merge`` does, in steps; closed before its end it leaves no file.

    The sources are checked first, as their damage would look as if all were well once it is merged.
    """
    for columns, _ in segments:
        yield from columns.file.verifying()
    sources: list[Source] = []
    total = 0
    for columns, live in segments:
        sources.append(Source(columns, live, total))
        total += sources[-1].kept
    with SegmentWriter(path) as writer:
        names = sorted({name[:-2] for columns, _ in segments for name in columns.file.names() if name.endswith("/T")})
        merged: dict[str, FieldMerge] = {}
        for name in sorted(names, key=lambda name: (name in _BASES, name)):
            field = merged[name] = FieldMerge(name, sources, total)
            yield from field.write(writer)
            if name in _BASES:
                yield from field.write_members(writer, merged[_BASES[name]])
        merged.clear()
        yield from _write_columns(writer, sources)
        for content, starts in BREAKS:
            yield from _write_runs(writer, sources, f"{TEXT}/{content}", f"{TEXT}/{starts}")
        writer.close({"documents": total})
        return writer.written


def _write_columns(writer: SegmentWriter, sources: list[Source]) -> Iterator[None]:
    for name in NUMBERS:
        writer.add(f"column/{name}", np.concatenate([s.filtered(s.columns.numbers(name)) for s in sources]))
    for name in FACETS:
        values: list[str] = []
        for source in sources:
            names = source.columns.names(name)
            values.extend(names[code] for code in source.filtered(source.columns.codes(name)).tolist())
        write_names(writer, name, values)
        yield
    for name in LISTS:
        write_lists(writer, name, [listed for source in sources for listed in _lists(source, name)])
        yield
    files = [(source.columns.file, source.live) for source in sources]
    yield from forgetting(sources, writing_merged(writer, files))


def _lists(source: Source, name: str) -> Iterator[list[str]]:
    """Yield the lists of names of the documents that stay."""
    names = source.columns.names(name)
    listed = [names[code] for code in source.columns.codes(name).tolist()]
    starts = source.columns.list_starts(name)
    firsts, ends = source.filtered(starts[:-1]).tolist(), source.filtered(starts[1:]).tolist()
    for first, end in zip(firsts, ends, strict=True):
        yield listed[first:end]


def _write_runs(writer: SegmentWriter, sources: list[Source], content: str, starts: str) -> Iterator[None]:
    """Write values of which every document has a run."""
    sizes = [source.filtered(_sizes(source.columns.file.array(starts))) for source in sources]
    kind = max((s.columns.file.array(content).dtype for s in sources), key=lambda each: each.itemsize)
    yield from forgetting(sources, writer.adding(content, kind, _pieces(sources, content, starts)))
    writer.add(starts, smallest(starts_of(np.concatenate(sizes))))


def _sizes(starts: Integers) -> Integers:
    wide = starts.astype(np.int64)
    return wide[1:] - wide[:-1]


def _pieces(sources: list[Source], content: str, starts: str) -> Iterator[Integers]:
    """Yield the parts of a run of values by document that stay."""
    for source in sources:
        values = source.columns.file.array(content)
        source.columns.file.forget()
        if source.live is None:
            yield values
            continue
        places = source.columns.file.array(starts).astype(np.int64)
        changes = np.flatnonzero(np.diff(source.live.astype(np.int8), prepend=0, append=0))
        for first, last in zip(changes[::2].tolist(), changes[1::2].tolist(), strict=True):
            yield values[int(places[first]) : int(places[last])]
