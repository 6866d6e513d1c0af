"""The library on disk: SQLite and the kept originals. The only owner of SQL; knows nothing of Qt, HTML or Whoosh."""

from reader.store.connection import DATABASE, is_writable
from reader.store.failures import is_full
from reader.store.imports import PendingFile
from reader.store.originals import Originals
from reader.store.recleaning import KeptFile
from reader.store.relations import Kinship, Relative
from reader.store.repetition import DueOutlet, FoundPassage, SeenPassage
from reader.store.resources import Resources
from reader.store.store import READ_ONLY, Store
from reader.store.values import ListedStory, StoreChanges
from reader.store.watching import Stamp, WatchStore

__all__ = [
    "DATABASE",
    "READ_ONLY",
    "DueOutlet",
    "FoundPassage",
    "KeptFile",
    "Kinship",
    "ListedStory",
    "Originals",
    "PendingFile",
    "Relative",
    "Resources",
    "SeenPassage",
    "Stamp",
    "Store",
    "StoreChanges",
    "WatchStore",
    "is_full",
    "is_writable",
]
