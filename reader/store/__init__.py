"""The library on disk: SQLite and the kept originals. The only owner of SQL; knows nothing of Qt, HTML or Whoosh."""

from reader.store.failures import is_full
from reader.store.imports import PendingFile
from reader.store.store import ListedStory, Store, StoreChanges

__all__ = ["ListedStory", "PendingFile", "Store", "StoreChanges", "is_full"]
