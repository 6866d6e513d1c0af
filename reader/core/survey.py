"""What files and folders hold by their heads alone, counted before an import."""

from dataclasses import dataclass
from enum import Enum


class LeftOutKind(Enum):
    """Why a name in a folder is not looked at. The values read on from a count."""

    ASSET_FOLDERS = "folders of pictures and scripts of saved pages"
    PICTURES = "pictures"
    OTHER = "other files that hold no stories"
    HIDDEN = "hidden files and folders"
    LINKS = "links that lead out of the folder"


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many files are of a kind that can be read; ``name`` is that of the format: "web pages"."""

    name: str
    files: int
    size_bytes: int


@dataclass(frozen=True, slots=True)
class UnknownCount:
    """Files that no format takes, by suffix ("" for none); ``reason`` is why the first of them cannot be read."""

    suffix: str
    files: int
    size_bytes: int
    reason: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file or folder that could not be looked at, and a sentence why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class UnclearTable:
    """The first rows of a table of stories of whose columns it is not clear what they mean."""

    path: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """What was counted so far. ``kinds``, ``unknown`` and ``left_out`` have the largest counts first.

    ``files`` are all that an import would open. Of ``unreadable`` and ``tables`` only the first are listed.
    """

    files: int = 0
    size_bytes: int = 0
    kinds: tuple[KindCount, ...] = ()
    unknown: tuple[UnknownCount, ...] = ()
    unreadable_count: int = 0
    unreadable: tuple[Unreadable, ...] = ()
    left_out: tuple[tuple[LeftOutKind, int], ...] = ()
    tables: tuple[UnclearTable, ...] = ()

    @property
    def recognised(self) -> int:
        """How many files are of a kind that can be read."""
        return sum(kind.files for kind in self.kinds)

    @property
    def not_recognised(self) -> int:
        """How many files are of no kind that can be read."""
        return sum(one.files for one in self.unknown)

    @property
    def is_all_clear(self) -> bool:
        """Whether every file can be read and nothing is to be asked."""
        return not (self.unknown or self.unreadable_count or self.tables)
