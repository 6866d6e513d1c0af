"""Small tables of text for dialogs: one model and one way for them to look."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from reader.gui.reading.html import same_length_text
from reader.gui.reading.story_text import own_way

Index = QModelIndex | QPersistentModelIndex
FACT_ROLE = Qt.ItemDataRole.UserRole
NARROWEST_EM = 11
_NOWHERE = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole
_TOOL_TIP = Qt.ItemDataRole.ToolTipRole
_ALIGNMENT = Qt.ItemDataRole.TextAlignmentRole
_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: what its cells say, what its tip says (else the cell's text), and the value it stands for."""

    cells: tuple[str, ...]
    tip: str = ""
    fact: object = None


@dataclass(frozen=True, slots=True)
class Columns:
    """The titles of a table's columns, and which of them hold numbers."""

    titles: tuple[str, ...]
    numbers: frozenset[int] = field(default_factory=frozenset)


class TextTable(QAbstractTableModel):
    """Rows of text under titles."""

    def __init__(self, columns: Columns, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self.rows: tuple[TableRow, ...] = ()

    def show(self, rows: Sequence[TableRow]) -> None:
        """Replace the rows; as many as before are changed in place, so that the current row stays."""
        if len(rows) == len(self.rows):
            self.rows = tuple(rows)
            if rows:
                last = self.index(len(rows) - 1, len(self._columns.titles) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._columns.titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return the titles of the columns."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns.titles):
            return None
        if role == _ALIGNMENT:
            return self._alignment(section)
        return self._columns.titles[section] if role == _DISPLAY else None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return what a cell shows, its tip, how it stands, or the value of its row."""
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        text = row.cells[index.column()]
        if role in (_DISPLAY, _ACCESSIBLE):
            return own_way(same_length_text(text)) if role == _DISPLAY else same_length_text(text)
        if role == _TOOL_TIP:
            return same_length_text(row.tip or text)
        if role == _ALIGNMENT:
            return self._alignment(index.column())
        return row.fact if role == FACT_ROLE else None

    def _alignment(self, column: int) -> int:
        return int(_RIGHT if column in self._columns.numbers else _LEFT)


def dress(table: QTableView, name: str, stretched: int) -> None:
    """Make a table look as ours do: whole rows, no grid, Tab leaves it, one column as wide as there is room."""
    table.setAccessibleName(name)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setAlternatingRowColors(True)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 10)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    header.setMinimumSectionSize(NARROWEST_EM * table.fontMetrics().averageCharWidth())
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)


def choose_row(table: QTableView, row: int) -> None:
    """Choose a row; ``selectRow`` chooses none in a mirrored table that has not been shown yet."""
    table.setCurrentIndex(table.model().index(row, 0))
