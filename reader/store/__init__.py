"""The library on disk: SQLite and the kept originals. The only owner of SQL; knows nothing of Qt, HTML or Whoosh."""

from reader.store.connection import DATABASE, is_writable
from reader.store.failures import is_full
from reader.store.imports import PendingFile
from reader.store.store import READ_ONLY, ListedStory, Store, StoreChanges

__all__ = [
    "DATABASE",
    "READ_ONLY",
    "ListedStory",
    "PendingFile",
    "Store",
    "StoreChanges",
    "is_full",
    "is_writable",
]
