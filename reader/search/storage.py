"""The index as Whoosh sees it: a ``FileIndex`` whose table of contents is our manifest.

Segments are columns (see ``codec``); nothing is pickled. A state is complete once its manifest is in place, so readers
see the old one or the new one, whatever else lies in the folder.
"""

import base64
import binascii
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.reading import EmptyReader, IndexReader, MultiReader, SegmentReader

from reader.core.errors import IndexDamagedError
from reader.search.codec.columns import Live, SegmentColumns
from reader.search.codec.units import unit_starts
from reader.search.codec.whoosh_codec import ColumnPerDocumentReader, ColumnSegment
from reader.search.files import (
    FileRecord,
    Manifest,
    SegmentRecord,
    check_owner,
    check_sizes,
    check_sums,
    check_touched,
    read_manifest,
)
from reader.search.language.tree import Unit
from reader.search.schema import FORMAT, TEXT, schema

NAME = "stories"
_ATTEMPTS = 5
_SMALL_BYTES = 16 << 20
"""An index up to this size is checked whole whenever it is opened; a larger one when ``verify`` is asked for."""
_SUSPICIOUS = (FileNotFoundError, ValueError, LookupError, TypeError, ArithmeticError, MemoryError)
"""What is raised on damaged bytes, among other things."""


class ColumnIndex(FileIndex):
    """The newest complete state of an index folder."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.manifest = manifest
        self.storage = FileStorage(str(folder))
        self.indexname = NAME
        self._schema = schema()

    @classmethod
    def open(cls, folder: Path) -> "ColumnIndex":
        """Return the newest complete state.

        Raises ``IndexDamagedError`` when there is none, when a file is missing or cut short, or when somebody else may
        write to the folder.
        """
        check_owner(folder)
        for attempt in range(_ATTEMPTS):
            manifest = read_manifest(folder, FORMAT)
            try:
                check_sizes(folder, manifest)
                if manifest.size_bytes <= _SMALL_BYTES:
                    check_sums(folder, manifest)
                else:
                    check_touched(folder, manifest)
            except IndexDamagedError:
                if attempt + 1 < _ATTEMPTS and read_manifest(folder, FORMAT).generation != manifest.generation:
                    continue  # a writer replaced the state in between
                raise
            return cls(folder, manifest)
        raise IndexDamagedError("The search index changes too quickly to be opened.")

    def _read_toc(self) -> TOC:
        segments = [segment_of(record) for record in self.manifest.segments]
        return TOC(self._schema, segments, self.manifest.generation)

    def latest_generation(self) -> int:
        """Return the generation of the state."""
        return self.manifest.generation

    @classmethod
    def _reader(
        cls,
        storage: FileStorage,
        schema: Schema,
        segments: list[ColumnSegment],
        generation: int,
        reuse: IndexReader | None = None,  # noqa: ARG003 - readers of an older state have nothing to give
    ) -> IndexReader:
        readers = [ColumnReader(storage, schema, segment, generation=generation) for segment in segments]
        if not readers:
            return EmptyReader(schema)
        return readers[0] if len(readers) == 1 else MultiReader(readers, generation=generation)


class ColumnReader(SegmentReader):
    """A reader of one segment that lets the executor at its columns."""

    _perdoc: ColumnPerDocumentReader

    @property
    def columns(self) -> SegmentColumns:
        """The columns of the segment."""
        return self._perdoc.columns

    @property
    def live(self) -> Live | None:
        """Which documents are not deleted; None for all."""
        return self._perdoc.live()

    def unit_starts(self, unit: Unit, document: int) -> list[int]:
        """Return the positions at which the sentences or paragraphs of a document begin, ascending."""
        owner = self.columns.field(TEXT)
        return [] if owner is None else unit_starts(owner, unit, document)

    def letters(self, fieldname: str, document: int) -> dict[int, int]:
        """Return the letter case at each position of a document; looks through all postings of the field."""
        owner = self.columns.field(fieldname)
        if owner is None or owner.frequencies is None or owner.positions is None:
            return {}
        found: dict[int, int] = {}
        wanted = np.zeros(self.columns.count, bool)
        wanted[document] = True
        for posting in np.flatnonzero(owner.documents.marked(wanted)).tolist():
            start = int(owner.position_starts(np.array([posting]))[0])
            end = start + int(owner.frequencies[posting])
            positions = owner.positions[start:end].tolist()
            found.update(zip(positions, owner.cases(start, end).tolist(), strict=True))
        return found


def segment_of(record: SegmentRecord) -> ColumnSegment:
    """Return the segment of a record; raises ``IndexDamagedError`` when its deletions cannot be read."""
    deleted = None
    if record.deleted:
        try:
            bits = zlib.decompress(base64.b64decode(record.deleted, validate=True))
            deleted = np.unpackbits(np.frombuffer(bits, np.uint8), count=record.documents).astype(bool)
        except (binascii.Error, zlib.error, ValueError) as error:
            raise IndexDamagedError("The search index is damaged. It is built anew from the library.") from error
    segment = ColumnSegment(NAME, record.name, record.documents, deleted)
    segment.size_bytes, segment.crc = record.file.size, record.file.crc
    return segment


def record_of(segment: ColumnSegment) -> SegmentRecord:
    """Return the record of a segment."""
    deleted = ""
    if segment.deleted is not None:
        deleted = base64.b64encode(zlib.compress(np.packbits(segment.deleted).tobytes())).decode()
    file = FileRecord(segment.size_bytes, segment.crc)
    return SegmentRecord(segment.segment_id(), segment.count, deleted, segment.file_name, file)


@contextmanager
def damage(folder: Path, manifest: Manifest) -> Iterator[None]:
    """Turn what is raised on bytes that are no index into ``IndexDamagedError``, if a checksum says so too."""
    try:
        yield
    except _SUSPICIOUS:
        check_sums(folder, manifest)
        raise
