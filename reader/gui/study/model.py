"""The model of the table of hits: gives the cells that are seen, from lines kept as columns."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, Qt

from reader.core.query import StoryHead, Width
from reader.gui.language.dates import short_date
from reader.gui.look.tables import Index
from reader.gui.reading.hits import Sought
from reader.gui.reading.html import same_length_text
from reader.gui.reading.story_text import isolated
from reader.study.lines import Batch
from reader.study.width import is_right_to_left, left_part, right_part

LEFT, HIT, RIGHT, OUTLET, DATE, HEADLINE = range(6)
TITLES = (
    "Left context",
    "Hit",
    "Right context",
    "Outlet",
    "Date",
    "Headline",
)
_ABSOLUTE = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
_ALIGNED = {
    LEFT: _ABSOLUTE | Qt.AlignmentFlag.AlignRight,
    RIGHT: _ABSOLUTE | Qt.AlignmentFlag.AlignLeft,
    HIT: Qt.AlignmentFlag.AlignCenter,
}
_MIRRORED = {LEFT: _ALIGNED[RIGHT], RIGHT: _ALIGNED[LEFT], HIT: _ALIGNED[HIT]}
DIRECTION_ROLE = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
_WIDTH = Width()
_DISPLAY = Qt.ItemDataRole.DisplayRole
_TOOL_TIP = Qt.ItemDataRole.ToolTipRole
_ALIGNMENT = Qt.ItemDataRole.TextAlignmentRole
_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole
_ROLES = frozenset((_DISPLAY, _TOOL_TIP, _ACCESSIBLE, DIRECTION_ROLE))
_KEPT = 500
"""Rows that are kept as they are shown: more than a screen has."""


def title_of(column: int) -> str:
    """Return the title of a column; in files the left context is what stands before the hit in reading order."""
    return QCoreApplication.translate("ContextModel", TITLES[column])


def lean_of(column: int, *, is_mirrored: bool) -> Qt.AlignmentFlag:
    """Return how a context or a hit, and the title above it, lean: contexts towards the hit."""
    return (_MIRRORED if is_mirrored else _ALIGNED)[column]


@dataclass(frozen=True, slots=True)
class Line:
    """One hit between its contexts in reading order, and the head of its story."""

    left: str
    text: str
    right: str
    ordinal: int
    head: StoryHead

    @property
    def sought(self) -> Sought:
        """What the reading pane looks for."""
        return Sought(self.ordinal, self.left, self.text, self.right)


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines as they are shown: batches and where each ends, which lines in which order, their heads and the width."""

    batches: tuple[Batch, ...] = ()
    ends: tuple[int, ...] = ()
    order: NDArray[np.int64] | None = None
    heads: tuple[StoryHead, ...] = ()
    width: Width = _WIDTH

    def place_of(self, row: int) -> int:
        """Return the place of a row's line among all lines as they were found."""
        return row if self.order is None else int(self.order[row])

    def line(self, row: int) -> Line:
        """Return the line of a row."""
        place = self.place_of(row)
        number = bisect_right(self.ends, place)
        batch = self.batches[number]
        at = place - (self.ends[number - 1] if number else 0)
        text, start, end = batch.texts[at], int(batch.starts[at]), int(batch.ends[at])
        head = self.heads[int(batch.stories[at])]
        return Line(text[:start], text[start:end], text[end:], int(batch.ordinals[at]), head)

    def cells(self, row: int) -> tuple[str, ...]:
        """Return the cells of a row as they are copied and exported: contexts in reading order, dates in ISO 8601."""
        line = self.line(row)
        left, right = left_part(line.left, self.width), right_part(line.right, self.width)
        return (left, line.text, right, line.head.outlet, line.head.published, line.head.headline)

    def count(self) -> int:
        """Return how many lines are shown."""
        return self.total if self.order is None else len(self.order)

    @property
    def total(self) -> int:
        """How many lines there are, shown or not."""
        return self.ends[-1] if self.ends else 0


class ContextModel(QAbstractTableModel):
    """All lines, or those of a filter, in order. ``listing`` may be read on any thread: it never changes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_mirrored = False
        self.listing = Listing()
        self._shown: dict[int, _Shown] = {}
        self._shown_listing, self._shown_mirrored = self.listing, False

    @property
    def total(self) -> int:
        """How many lines there are, shown or not."""
        return self.listing.total

    def clear(self) -> None:
        """Forget all lines."""
        self.beginResetModel()
        self.listing = Listing(width=self.listing.width)
        self.endResetModel()

    def append(self, batch: Batch, heads: Sequence[StoryHead]) -> None:
        """Add lines behind the others, and the heads of their stories."""
        old, first = self.listing, self.total
        more = replace(old, heads=(*old.heads, *heads))
        if not len(batch):
            self.listing = more
            return
        self.beginInsertRows(QModelIndex(), first, first + len(batch) - 1)
        self.listing = replace(more, batches=(*old.batches, batch), ends=(*old.ends, first + len(batch)))
        self.endInsertRows()

    def arrange(self, lines: Batch, order: NDArray[np.int64]) -> None:
        """Show these lines, which are all of them, in this order; what is not in it is not shown."""
        self.beginResetModel()
        self.listing = replace(self.listing, batches=(lines,), ends=(len(lines),), order=order)
        self.endResetModel()

    def show_width(self, width: Width) -> None:
        """Show contexts of this width."""
        self.listing = replace(self.listing, width=width)
        if self.rowCount():
            self.dataChanged.emit(self.index(0, LEFT), self.index(self.rowCount() - 1, RIGHT))

    def line(self, row: int) -> Line:
        """Return the line of a row."""
        return self.listing.line(row)

    def cells(self, row: int) -> tuple[str, ...]:
        """Return the cells of a row as they are copied and exported."""
        return self.listing.cells(row)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of lines that are shown."""
        return 0 if parent.isValid() else self.listing.count()

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return the titles of the columns; in a mirrored table the left one is the one on the left, too."""
        if (
            orientation is not Qt.Orientation.Horizontal
            or not 0 <= section < len(TITLES)
            or role not in (_DISPLAY, _ALIGNMENT)
        ):
            return None
        if role == _ALIGNMENT:
            return lean_of(section, is_mirrored=self.is_mirrored) if section <= RIGHT else None
        swapped = {LEFT: RIGHT, RIGHT: LEFT} if self.is_mirrored else {}
        return title_of(swapped.get(section, section))

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return a cell, as a tip the whole context, or whether the row is written from right to left.

        A row written the other way than the window has its contexts on the other sides, so that it reads on.
        """
        if role not in _ROLES or not 0 <= index.row() < self.rowCount():
            return None
        shown = self._row(index.row())
        if role == DIRECTION_ROLE:
            return shown.is_rtl
        if role == _TOOL_TIP and index.column() < OUTLET:
            return shown.whole
        return shown.cells[index.column()]

    def _row(self, row: int) -> "_Shown":
        """Return what a row shows, worked out once while it is in sight: a table asks for each cell many times."""
        if self._shown_listing is not self.listing or self._shown_mirrored != self.is_mirrored:
            self._shown.clear()
            self._shown_listing, self._shown_mirrored = self.listing, self.is_mirrored
        known = self._shown.get(row)
        if known is None:
            if len(self._shown) >= _KEPT:
                self._shown.clear()
            known = self._shown[row] = _shown(self.line(row), self.listing.width, is_mirrored=self.is_mirrored)
        return known


@dataclass(frozen=True, slots=True)
class _Shown:
    """A row as it is shown: its cells, the whole of it for a tip, and whether it is written from right to left."""

    cells: tuple[str, ...]
    whole: str
    is_rtl: bool


def _shown(line: Line, width: Width, *, is_mirrored: bool) -> _Shown:
    is_rtl = is_right_to_left(f"{line.text}{line.right}{line.left}")
    left, right = left_part(line.left, width), right_part(line.right, width)
    before, behind = (right, left) if is_rtl != is_mirrored else (left, right)
    date = isolated(short_date(line.head.published))
    cells = (before, line.text, behind, line.head.outlet, date, line.head.headline)
    whole = same_length_text(f"{line.left}{line.text}{line.right}")
    return _Shown(tuple(same_length_text(cell) for cell in cells), whole, is_rtl)
