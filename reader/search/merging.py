"""Merging segments beside other work: which ones, and one merge under way.

A merge writes a file that no manifest names yet. Stories may be added and deleted meanwhile; what was deleted from the
merged segments is deleted from the new one before it takes their place. A crash leaves a file that is swept away.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from time import monotonic

import numpy as np

from reader.search.codec.columns import SegmentColumns
from reader.search.codec.merge import merge_steps
from reader.search.codec.whoosh_codec import ColumnSegment
from reader.search.files import SegmentRecord
from reader.search.storage import NAME, record_of, segment_of

CROWD = 12
"""With more segments than this, some are merged even while stories are being added."""
_MOST = 32
"""Segments merged at a time."""
_SHARE = 2
"""A segment is merged with all smaller ones once these together hold one part in so many of its stories."""

Records = Sequence[SegmentRecord]


def to_merge(records: Records) -> tuple[SegmentRecord, ...]:
    """Return the segments to merge next; none when it is well as it is."""
    segments = [(segment_of(record), record) for record in records]
    ordered = sorted(((segment.doc_count(), record) for segment, record in segments), key=lambda pair: -pair[0])
    if len(ordered) > CROWD:
        return _in_order(records, _smallest(ordered))
    after = list(accumulate(reversed([size for size, _ in ordered]), initial=0))[::-1]
    for place, (size, _) in enumerate(ordered[:-1]):
        if after[place + 1] * _SHARE >= size:
            return _in_order(records, [record for _, record in ordered[place:]])
    return tuple(record for segment, record in segments if segment.deleted_count() * 2 > segment.doc_count_all())[:1]


def _smallest(ordered: Sequence[tuple[int, SegmentRecord]]) -> list[SegmentRecord]:
    """Return the smallest segments, without such as are larger than all the smaller ones together."""
    chosen = list(ordered[-_MOST:])
    while len(chosen) > _SHARE and chosen[0][0] > sum(size for size, _ in chosen[1:]):
        chosen = chosen[1:]
    return [record for _, record in chosen]


def _in_order(records: Records, chosen: Sequence[SegmentRecord]) -> tuple[SegmentRecord, ...]:
    names = {record.name for record in chosen}
    return tuple(record for record in records if record.name in names)


@dataclass
class Merging:
    """A merge under way."""

    sources: tuple[SegmentRecord, ...]
    target: ColumnSegment
    _steps: Generator[None, None, tuple[int, int]]
    is_finished: bool = False

    @classmethod
    def begin(cls, folder: Path, sources: tuple[SegmentRecord, ...]) -> "Merging":
        """Begin to merge some segments of a state."""
        target = ColumnSegment(NAME)
        segments = [segment_of(record) for record in sources]
        target.set_doc_count(sum(segment.doc_count() for segment in segments))
        parts = [(SegmentColumns(folder / segment.file_name), segment.live()) for segment in segments]
        return cls(sources, target, merge_steps(parts, folder / target.file_name))

    def go_on(self, until: float) -> None:
        """Merge until a moment of the monotonic clock, or to the end."""
        try:
            next(self._steps)
            while monotonic() < until:
                next(self._steps)
        except StopIteration as end:
            self.target.size_bytes, self.target.crc = end.value
            self.is_finished = True

    def give_up(self) -> None:
        """Stop, and delete what was written."""
        self._steps.close()

    def merged_into(self, records: Records) -> tuple[SegmentRecord, ...]:
        """Return a state in which the new segment has taken the place of the merged ones."""
        current = {record.name: record for record in records}
        gone = [self._deleted_since(record, current.get(record.name)) for record in self.sources]
        deleted = np.concatenate(gone)
        self.target.deleted = deleted if deleted.any() else None
        names = {record.name for record in self.sources}
        first = next((place for place, record in enumerate(records) if record.name in names), 0)
        kept = [record for record in records if record.name not in names]
        if not deleted.all():
            kept.insert(first, record_of(self.target))
        return tuple(kept)

    @staticmethod
    def _deleted_since(before: SegmentRecord, now: SegmentRecord | None) -> np.typing.NDArray[np.bool_]:
        """Return which of the documents that were merged have been deleted since."""
        deleted = segment_of(now).deleted if now is not None else np.ones(before.documents, bool)
        if deleted is None:
            deleted = np.zeros(before.documents, bool)
        live = segment_of(before).live()
        return deleted if live is None else deleted[live]
