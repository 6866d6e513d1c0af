"""The table of collocates, its window, and its order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QHBoxLayout, QLabel, QSpinBox, QTableView, QVBoxLayout, QWidget

from reader.gui.look.buttons import tool_button
from reader.gui.look.tables import Index, dress
from reader.gui.reading.html import same_length_text
from reader.study.collocates import Collocate, Window
from reader.study.lines import NEAR

WORD, LIKELIHOOD = 0, 5
TITLES = (
    "Word",
    "Near",
    "L",
    "R",
    "All",
    "LL",
    "MI",
)
TIPS = (
    "A word near the hits",
    "How often it stands near the hits",
    "How often on the left",
    "How often on the right",
    "How often it stands in all stories",
    "Log-likelihood ratio (Dunning): how sure it is that this is not by chance",
    "Mutual information (Church and Hanks): how many times more often than by chance, as a power of two",
)
_NOWHERE = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole
_TOOL_TIP = Qt.ItemDataRole.ToolTipRole
_ALIGNMENT = Qt.ItemDataRole.TextAlignmentRole
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class CollocateChosen:
    """The lines with this word near the hit are wanted; with "" all lines."""

    word: str


class CollocateModel(QAbstractTableModel):
    """Collocates, sorted by any column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Collocate] = []
        self._column, self._is_descending = LIKELIHOOD, True

    def show(self, rows: Sequence[Collocate]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self.rows = self._sorted(rows)
        self.endResetModel()

    def _sorted(self, rows: Sequence[Collocate]) -> list[Collocate]:
        by_word = sorted(rows, key=lambda row: row.word)
        return sorted(by_word, key=lambda row: row[self._column], reverse=self._is_descending)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        if column < 0:
            return
        self._column, self._is_descending = column, order is Qt.SortOrder.DescendingOrder
        self.layoutAboutToBeChanged.emit()
        self.rows = self._sorted(self.rows)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return the titles of the columns."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(TITLES):
            return None
        if role == _ALIGNMENT:
            return _RIGHT if section != WORD else None
        texts = {_DISPLAY: TITLES, _TOOL_TIP: TIPS}.get(Qt.ItemDataRole(role))
        return QCoreApplication.translate("CollocateModel", texts[section]) if texts else None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return a cell."""
        if not 0 <= index.row() < len(self.rows):
            return None
        if role == _ALIGNMENT:
            return _RIGHT if index.column() != WORD else None
        if role != _DISPLAY:
            return None
        cell = self.rows[index.row()][index.column()]
        if isinstance(cell, str):
            return same_length_text(cell)
        return QLocale().toString(cell, "f", 2) if isinstance(cell, float) else QLocale().toString(cell)


class CollocatePanel(QWidget):
    """Collocates and what is counted as one.

    ``changed`` and ``export_requested`` carry nothing, ``collocate_chosen`` a ``CollocateChosen``.
    """

    changed = Signal()
    export_requested = Signal()
    collocate_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = CollocateModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        dress(self.table, self.tr("Collocates"), WORD)
        header = self.table.horizontalHeader()
        header.setMinimumSectionSize(7 * self.fontMetrics().averageCharWidth())
        header.setResizeContentsPrecision(0)  # of the rows that are seen
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(LIKELIHOOD, Qt.SortOrder.DescendingOrder)
        self.left = self._box(self.tr("Words to the left"), 0, NEAR, 5)
        self.right = self._box(self.tr("Words to the right"), 0, NEAR, 5)
        self.least = self._box(self.tr("Least times near the hits"), 1, 9_999, 3)
        self.without_function_words = QCheckBox(self.tr("Without function words"))
        self.without_function_words.setChecked(True)
        self.without_function_words.setAccessibleName(self.tr("Leave function words out"))
        self.without_function_words.toggled.connect(lambda _: self.changed.emit())
        self.all_lines = tool_button(self.tr("All lines"), self.tr("Show all lines again"), flat=False)
        self.all_lines.setEnabled(False)
        self.all_lines.clicked.connect(lambda: self.choose(""))
        self.export = tool_button(self.tr("Export…"), self.tr("Export the collocates as a table"), flat=False)
        self.export.clicked.connect(self.export_requested.emit)
        self.table.activated.connect(lambda index: self.choose(self.model.rows[index.row()].word))
        self._lay_out()

    def _box(self, name: str, low: int, high: int, value: int) -> QSpinBox:
        box = QSpinBox(minimum=low, maximum=high, value=value)
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.valueChanged.connect(lambda _: self.changed.emit())
        return box

    def _lay_out(self) -> None:
        counted = QHBoxLayout()
        boxes = ((self.tr("Window"), self.left, self.tr("L")), ("", self.right, self.tr("R")))
        for before, box, after in boxes:
            for widget in (QLabel(before), box, QLabel(after)):
                counted.addWidget(widget)
        for widget in (QLabel(self.tr("At least")), self.least):
            counted.addWidget(widget)
        counted.addStretch(1)
        buttons = QHBoxLayout()
        for button in (self.without_function_words, self.all_lines, self.export):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._bars = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._bars.setContentsMargins(8, 4, 8, 4)
        for bar in (counted, buttons):
            self._bars.addLayout(bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._bars)
        column.addWidget(self.table, 1)

    @property
    def window_wanted(self) -> Window:
        """How far from the hit words are counted."""
        return Window(self.left.value(), self.right.value())

    def choose(self, word: str) -> None:
        """Ask for the lines with a word, or for all lines."""
        self.all_lines.setEnabled(bool(word))
        self.collocate_chosen.emit(CollocateChosen(word))
