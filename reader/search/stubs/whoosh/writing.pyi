from whoosh.codec.base import Codec
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex, Lock

from reader.search.codec.whoosh_codec import ColumnSegment

class SegmentWriter:
    is_closed: bool
    writelock: Lock | None
    indexname: str
    newsegment: ColumnSegment
    schema: Schema
    segments: list[ColumnSegment]
    storage: FileStorage
    _added: bool
    def __init__(self, ix: FileIndex, *, codec: Codec | None = ...) -> None: ...
    def add_document(self, **fields: object) -> None: ...
    def _close_segment(self) -> None: ...
    def cancel(self) -> None: ...
    def commit(self, *, merge: bool | None = ...) -> None: ...
