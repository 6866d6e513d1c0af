"""The columns behind Whoosh's own interfaces, so that any Whoosh query runs over them, class by class.

Searches run on the arrays directly (see ``executor``); these classes are the contract with Whoosh, the fallback for
query classes that the executor does not know, and the oracle of its tests.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from whoosh.codec.base import Codec, FieldCursor, PerDocumentReader, Segment, TermsReader
from whoosh.columns import ColumnReader
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Format
from whoosh.reading import TermInfo, TermNotFound

from reader.search.codec.columns import Live, SegmentColumns
from reader.search.codec.field import WEIGHT_SCALE, Field
from reader.search.codec.matcher import ColumnCursor, ColumnMatcher, Scorer
from reader.search.schema import FACETS, NUMBERS

EXTENSION = ".col"
_SIGN = 1 << 63
"""Added to signed numbers by Whoosh, so that they sort as unsigned ones."""


class ColumnSegment(Segment):
    """A segment and which of its documents are deleted."""

    def __init__(self, indexname: str, name: str = "", count: int = 0, deleted: Live | None = None) -> None:
        super().__init__(indexname)
        if name:
            self.segid = name.removeprefix(f"{indexname}_")
        self.count = count
        self.deleted = deleted
        self.size_bytes = 0
        self.crc = 0

    @property
    def file_name(self) -> str:
        """The name of its file."""
        return str(self.make_filename(EXTENSION))

    def codec(self) -> "ColumnCodec":
        """Return the codec that reads it."""
        return ColumnCodec()

    def set_doc_count(self, doccount: int) -> None:
        """Set how many documents there are, deleted ones included."""
        self.count = doccount

    def doc_count_all(self) -> int:
        """Return how many documents there are, deleted ones included."""
        return self.count

    def deleted_count(self) -> int:
        """Return how many documents are deleted."""
        return 0 if self.deleted is None else int(self.deleted.sum())

    def deleted_docs(self) -> list[int]:
        """Return the deleted documents."""
        return [] if self.deleted is None else np.flatnonzero(self.deleted).tolist()

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted."""
        return self.deleted is not None and bool(self.deleted[docnum])

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Mark a document as deleted, or take the mark off."""
        marks = np.zeros(self.count, bool) if self.deleted is None else self.deleted.copy()
        marks[docnum] = delete
        self.deleted = marks if marks.any() else None

    def should_assemble(self) -> bool:
        """Return that its file is not to be packed with others."""
        return False

    def live(self) -> Live | None:
        """Return which documents are not deleted; None for all."""
        return None if self.deleted is None else ~self.deleted


class ColumnCodec(Codec):
    """Reads segments; writing goes by whole batches (see ``writer``)."""

    length_stats = False

    def terms_reader(self, storage: FileStorage, segment: ColumnSegment) -> "ColumnTermsReader":
        """Return a reader of the segment's terms."""
        return ColumnTermsReader(_columns(storage, segment))

    def per_document_reader(self, storage: FileStorage, segment: ColumnSegment) -> "ColumnPerDocumentReader":
        """Return a reader of the segment's document values."""
        return ColumnPerDocumentReader(_columns(storage, segment), segment)

    def per_document_writer(self, storage: FileStorage, segment: ColumnSegment) -> "Unused":  # noqa: ARG002
        """Return nothing to write to: stories are added in batches."""
        return Unused()

    def field_writer(self, storage: FileStorage, segment: ColumnSegment) -> "Unused":  # noqa: ARG002
        """Return nothing to write to: stories are added in batches."""
        return Unused()

    def new_segment(self, storage: FileStorage, indexname: str) -> ColumnSegment:  # noqa: ARG002 - Whoosh's signature
        """Return a segment to be written."""
        return ColumnSegment(indexname)


class Unused:
    """A writer that Whoosh expects to close, and that is never written to."""

    is_closed = True

    def close(self) -> None:
        """Do nothing."""


def _columns(storage: FileStorage, segment: ColumnSegment) -> SegmentColumns:
    return SegmentColumns(Path(storage.folder) / segment.make_filename(EXTENSION))


class ColumnTermsReader(TermsReader):
    """Terms of a segment."""

    def __init__(self, columns: SegmentColumns) -> None:
        self.columns = columns

    def _found(self, fieldname: str, text: bytes) -> tuple[Field, int]:
        field = self.columns.field(fieldname)
        number = -1 if field is None else field.find(text)
        if field is None or number < 0:
            raise TermNotFound(f"{fieldname}:{text!r}")
        return field, number

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field = self.columns.field(term[0])
        return field is not None and field.find(term[1]) >= 0

    def indexed_field_names(self) -> list[str]:
        """Return the names of the fields that have terms."""
        names = (name[:-2] for name in self.columns.file.names() if name.endswith("/T"))
        return sorted(names)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Yield all terms, by field, in order."""
        for name in self.indexed_field_names():
            yield from self.terms_from(name, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Yield the terms of a field from ``prefix`` on."""
        field = self.columns.field(fieldname)
        if field is not None:
            for number in range(field.lower_bound(prefix), field.count):
                yield fieldname, field.term(number)

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield all terms with what is known of them."""
        for fieldname, text in self.terms():
            yield (fieldname, text), self.term_info(fieldname, text)

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield the terms of a field from ``prefix`` on with what is known of them."""
        for name, text in self.terms_from(fieldname, prefix):
            yield (name, text), self.term_info(name, text)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Return what is known of a term; raises ``TermNotFound``."""
        field, number = self._found(fieldname, text)
        part = field.slice(number)
        weights = field.weights[part]
        documents = field.documents.of(number)
        lengths = field.lengths[documents]
        return TermInfo(
            weight=float(weights.sum(dtype=np.int64)) / WEIGHT_SCALE,
            df=part.stop - part.start,
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(weights.max()) / WEIGHT_SCALE,
            minid=int(documents[0]),
            maxid=int(documents[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Return the weight of a term in all documents."""
        try:
            return float(self.term_info(fieldname, text).weight())
        except TermNotFound:
            return 0.0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Return how many documents have a term."""
        try:
            field, number = self._found(fieldname, text)
        except TermNotFound:
            return 0
        part = field.slice(number)
        return int(part.stop) - int(part.start)

    def cursor(self, fieldname: str, fieldobj: object) -> FieldCursor:  # noqa: ARG002 - Whoosh's signature
        """Return a cursor over the terms of a field."""
        field = self.columns.field(fieldname)
        if field is None:
            raise TermNotFound(fieldname)
        return ColumnCursor(field)

    def matcher(self, fieldname: str, text: bytes, format_: Format, scorer: Scorer | None = None) -> "ColumnMatcher":
        """Return a matcher over the postings of a term; raises ``TermNotFound``."""
        field, number = self._found(fieldname, text)
        base = self.columns.field(fieldname.replace("_stem", "").replace("stem", "text"))
        return ColumnMatcher(field, number, base or field, format_, scorer)

    def close(self) -> None:
        """Let go of the segment; its file stays mapped while arrays of it are in use."""


class ColumnPerDocumentReader(PerDocumentReader):
    """Document values of a segment."""

    def __init__(self, columns: SegmentColumns, segment: ColumnSegment) -> None:
        self.columns = columns
        self._segment = segment

    def doc_count(self) -> int:
        """Return how many documents are not deleted."""
        return self._segment.doc_count()

    def doc_count_all(self) -> int:
        """Return how many documents there are."""
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        """Whether any document is deleted."""
        return self._segment.has_deletions()

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted."""
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> list[int]:
        """Return the deleted documents."""
        return self._segment.deleted_docs()

    def live(self) -> Live | None:
        """Return which documents are not deleted; None for all."""
        return self._segment.live()

    def has_column(self, fieldname: str) -> bool:
        """Whether there is a column of this name."""
        return fieldname in NUMBERS or fieldname in FACETS

    def column_reader(self, fieldname: str, column: object) -> ColumnReader:  # noqa: ARG002 - Whoosh's signature
        """Return a column as a list by document, its values coded as Whoosh does."""
        if fieldname in NUMBERS:
            return _ListReader([number + _SIGN for number in self.columns.numbers(fieldname).tolist()])
        names = [name.encode("utf-8", "surrogatepass") for name in self.columns.names(fieldname)]
        return _ListReader([names[code] for code in self.columns.codes(fieldname).tolist()])

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return the length of a field in a document."""
        field = self.columns.field(fieldname)
        return default if field is None else int(field.lengths[docnum])

    def field_length(self, fieldname: str) -> int:
        """Return the length of a field in all documents."""
        field = self.columns.field(fieldname)
        return 0 if field is None else field.total_length

    def min_field_length(self, fieldname: str) -> int:
        """Return the least length of a field."""
        field = self.columns.field(fieldname)
        return 0 if field is None or not self.columns.count else int(field.lengths.min())

    def max_field_length(self, fieldname: str) -> int:
        """Return the greatest length of a field."""
        field = self.columns.field(fieldname)
        return 0 if field is None or not self.columns.count else int(field.lengths.max())

    def stored_fields(self, docnum: int) -> dict[str, object]:
        """Return what is stored of a document."""
        return {"row": self.columns.row(docnum).to_json()}

    def close(self) -> None:
        """Let go of the segment; its file stays mapped while arrays of it are in use."""


class _ListReader(ColumnReader):
    def __init__(self, values: list[object]) -> None:
        self._values = values

    def __getitem__(self, docnum: int) -> object:
        return self._values[docnum]

    def __len__(self) -> int:
        return len(self._values)
