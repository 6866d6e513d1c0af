"""Whoosh's segment writer, taking a run of stories as its new segment."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from reader.search.codec.build import Run
from reader.search.codec.columns import SegmentColumns
from reader.search.codec.whoosh_codec import ColumnCodec, ColumnSegment


class ColumnWriter(SegmentWriter):
    """Writes one new state of an index.

    Stock parts: the lock, the life cycle of ``commit`` and ``cancel``. Segments are merged elsewhere, so commit with
    ``merge=False``. After ``commit``, ``committed`` holds the segments of the new state; their files are on disk, and
    it is for the caller to name them in a manifest.
    """

    def __init__(self, index: FileIndex, run: Run) -> None:
        self.run = run
        self.committed: list[ColumnSegment] = []
        super().__init__(index, codec=ColumnCodec())
        self.folder = Path(index.storage.folder)
        self._added = run.documents > 0

    def delete_ids(self, ids: Sequence[int]) -> None:
        """Delete the stories of some ids from the segments there are; unknown ones are passed over."""
        wanted = np.array(ids, np.int64)
        for segment in self.segments:
            columns = SegmentColumns(self.folder / segment.file_name)
            gone = np.isin(columns.numbers("id"), wanted)
            if gone.any():
                segment.deleted = gone if segment.deleted is None else segment.deleted | gone

    def _flush_segment(self) -> None:
        pass

    def _finalize_segment(self) -> ColumnSegment:
        self._close_segment()
        target = self.newsegment
        target.size_bytes, target.crc = self.run.write(self.folder / target.file_name)
        target.set_doc_count(self.run.documents)
        target.deleted = self.run.replaced()
        return target

    def _commit_toc(self, segments: list[ColumnSegment]) -> None:
        self.committed = [segment for segment in segments if segment.doc_count()]
