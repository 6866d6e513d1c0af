"""Whoosh's segment writer, adding stories by the batch and merging segments as arrays."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from reader.core.query import SearchDocument
from reader.search.codec.build import Run
from reader.search.codec.columns import Live, SegmentColumns
from reader.search.codec.merge import merge
from reader.search.codec.vocabulary import Vocabulary
from reader.search.codec.whoosh_codec import ColumnCodec, ColumnSegment
from reader.search.stems import Stems

_FANOUT = 5
"""So many segments of one level are merged into one of the next: about ten segments at 100,000 stories."""
_SMALLEST_LEVEL = 40


class ColumnWriter(SegmentWriter):
    """Writes one new state of an index.

    Stock parts: the lock, the life cycle of ``commit`` and ``cancel``, merge policies. After ``commit``, ``committed``
    holds the segments of the new state; their files are on disk, and it is for the caller to name them in a manifest.
    """

    def __init__(self, index: FileIndex, vocabulary: Vocabulary, stems: Stems) -> None:
        self.run = Run(vocabulary, stems)
        self.queue: list[tuple[SegmentColumns, Live | None]] = []
        self.committed: list[ColumnSegment] = []
        super().__init__(index, codec=ColumnCodec())
        self.folder = Path(index.storage.folder)

    def add_stories(self, stories: Sequence[SearchDocument]) -> None:
        """Add stories; those with the same id must have been deleted."""
        if stories:
            self.run.add(stories)
            self._added = True

    def delete_ids(self, ids: Sequence[int]) -> None:
        """Delete the stories of some ids; unknown ones are passed over."""
        wanted = np.array(ids, np.int64)
        for segment in self.segments:
            columns = SegmentColumns(self.folder / segment.file_name)
            gone = np.isin(columns.numbers("id"), wanted)
            if gone.any():
                segment.deleted = gone if segment.deleted is None else segment.deleted | gone

    def add_reader(self, reader: SegmentReader) -> None:
        """Take a whole segment into the new one."""
        segment = reader.segment()
        self.queue.append((SegmentColumns(self.folder / segment.file_name), segment.live()))
        self._added = True

    def _flush_segment(self) -> None:
        pass

    def _finalize_segment(self) -> ColumnSegment:
        self._close_segment()
        target = self.newsegment
        if self.queue:
            parts = list(self.queue)
            if self.run.documents:
                fresh = ColumnSegment(self.indexname)
                self.run.write(self.folder / fresh.file_name)
                parts.append((SegmentColumns(self.folder / fresh.file_name), None))
            target.size_bytes, target.crc = merge(parts, self.folder / target.file_name)
            target.set_doc_count(sum(c.count if live is None else int(live.sum()) for c, live in parts))
        else:
            target.size_bytes, target.crc = self.run.write(self.folder / target.file_name)
            target.set_doc_count(self.run.documents)
        return target

    def _commit_toc(self, segments: list[ColumnSegment]) -> None:
        self.committed = [segment for segment in segments if segment.doc_count()]


def keep_few(writer: ColumnWriter, segments: list[ColumnSegment]) -> list[ColumnSegment]:
    """Merge the segments of a level into the new one when there are many, and those that are half deleted.

    A merge policy of Whoosh: returns the segments that stay as they are.
    """
    chosen = [segment for segment in segments if segment.deleted_count() * 2 > segment.doc_count_all()]
    rest = [segment for segment in segments if segment not in chosen]
    size = writer.run.documents + sum(segment.doc_count() for segment in chosen)
    while size:
        level = _level(size)
        same = [segment for segment in rest if _level(segment.doc_count()) <= level]
        if len(same) + 1 < _FANOUT:
            break
        chosen.extend(same)
        rest = [segment for segment in rest if segment not in same]
        size += sum(segment.doc_count() for segment in same)
    for segment in chosen:
        if segment.doc_count():
            writer.add_reader(SegmentReader(writer.storage, writer.schema, segment))
    return rest


def _level(documents: int) -> int:
    level = 0
    while documents > _SMALLEST_LEVEL:
        documents //= _FANOUT
        level += 1
    return level
