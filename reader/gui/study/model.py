"""The model of the table of hits: gives the cells that are seen, from lines kept as columns."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, Qt

from reader.core.query import StoryHead, Width
from reader.gui.dates import short_date
from reader.gui.reading.hits import Sought
from reader.gui.reading.html import same_length_text
from reader.gui.reading.story_text import isolated
from reader.gui.tables import Index
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
DIRECTION_ROLE = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole
_TOOL_TIP = Qt.ItemDataRole.ToolTipRole
_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


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


class ContextModel(QAbstractTableModel):
    """All lines, or those of a filter, in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.width = Width()
        self.is_mirrored = False
        self.heads: list[StoryHead] = []
        self._batches: list[Batch] = []
        self._ends: list[int] = []
        self._order: NDArray[np.int64] | None = None

    @property
    def batches(self) -> tuple[Batch, ...]:
        """The lines as they came."""
        return tuple(self._batches)

    @property
    def total(self) -> int:
        """How many lines there are, shown or not."""
        return self._ends[-1] if self._ends else 0

    def clear(self) -> None:
        """Forget all lines."""
        self.beginResetModel()
        self.heads, self._batches, self._ends, self._order = [], [], [], None
        self.endResetModel()

    def append(self, batch: Batch, heads: Sequence[StoryHead]) -> None:
        """Add lines behind the others, and the heads of their stories."""
        self.heads.extend(heads)
        if not len(batch):
            return
        first = self.total
        self.beginInsertRows(QModelIndex(), first, first + len(batch) - 1)
        self._batches.append(batch)
        self._ends.append(first + len(batch))
        self.endInsertRows()

    def arrange(self, lines: Batch, order: NDArray[np.int64]) -> None:
        """Show these lines, which are all of them, in this order; what is not in it is not shown."""
        self.beginResetModel()
        self._batches, self._ends, self._order = [lines], [len(lines)], order
        self.endResetModel()

    def show_width(self, width: Width) -> None:
        """Show contexts of this width."""
        self.width = width
        if self.rowCount():
            self.dataChanged.emit(self.index(0, LEFT), self.index(self.rowCount() - 1, RIGHT))

    def line(self, row: int) -> Line:
        """Return the line of a row."""
        place = row if self._order is None else int(self._order[row])
        number = bisect_right(self._ends, place)
        batch = self._batches[number]
        at = place - (self._ends[number - 1] if number else 0)
        text, start, end = batch.texts[at], int(batch.starts[at]), int(batch.ends[at])
        head = self.heads[int(batch.stories[at])]
        return Line(text[:start], text[start:end], text[end:], int(batch.ordinals[at]), head)

    def cells(self, row: int) -> tuple[str, ...]:
        """Return the cells of a row as they are copied and exported: contexts in reading order, dates in ISO 8601."""
        line = self.line(row)
        left, right = left_part(line.left, self.width), right_part(line.right, self.width)
        return (left, line.text, right, line.head.outlet, line.head.published, line.head.headline)

    def frozen_cells(self, rows: Sequence[int]) -> Callable[[int, int], list[tuple[str, ...]]]:
        """Return what gives the cells of some rows as they are now, from one of them up to another, on any thread."""
        now = ContextModel()
        now.width, now.heads, now._order = self.width, self.heads, self._order
        now._batches, now._ends = self._batches, self._ends
        chosen = tuple(rows)
        return lambda first, last: [now.cells(row) for row in chosen[first:last]]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of lines that are shown."""
        if parent.isValid():
            return 0
        return self.total if self._order is None else len(self._order)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return the titles of the columns."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(TITLES) or role != _DISPLAY:
            return None
        return QCoreApplication.translate("ContextModel", TITLES[section])

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return a cell, the whole row in words, or whether the row is written from right to left.

        A row written the other way than the window has its contexts on the other sides, so that it reads on.
        """
        if not 0 <= index.row() < self.rowCount() or role not in (_DISPLAY, _TOOL_TIP, _ACCESSIBLE, DIRECTION_ROLE):
            return None
        line = self.line(index.row())
        is_rtl = is_right_to_left(line.text) or is_right_to_left(line.left + line.right)
        if role == DIRECTION_ROLE:
            return is_rtl
        if role == _TOOL_TIP and index.column() < OUTLET:
            return same_length_text(f"{line.left}{line.text}{line.right}")
        return same_length_text(self._cell(line, index.column(), is_swapped=is_rtl != self.is_mirrored))

    def _cell(self, line: Line, column: int, *, is_swapped: bool) -> str:
        if column in (LEFT, RIGHT):
            if (column == LEFT) != is_swapped:
                return left_part(line.left, self.width)
            return right_part(line.right, self.width)
        others = {HIT: line.text, OUTLET: line.head.outlet, HEADLINE: line.head.headline}
        return others[column] if column in others else isolated(short_date(line.head.published))
