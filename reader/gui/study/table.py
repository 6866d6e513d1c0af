"""The table of hits: contexts lean on the hit between them, rows are chosen, opened and copied."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QItemSelectionRange, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from reader.gui.look.tables import Index, choose_row, dress
from reader.gui.study.model import DATE, DIRECTION_ROLE, HEADLINE, HIT, LEFT, OUTLET, RIGHT, ContextModel, lean_of

_WIDTHS_EM = {HIT: 14, OUTLET: 18, DATE: 12, HEADLINE: 34}
_FEW = 200
_CONTEXT_EM = 30
"""Where there is no room for more, the columns behind the contexts are reached by scrolling."""


@dataclass(frozen=True, slots=True)
class LineChosen:
    """A line is to be shown in the reading pane; ``is_opened`` if the reader wants to go there."""

    row: int
    is_opened: bool


class ContextDelegate(QStyledItemDelegate):
    """Draws contexts towards the hit, cut off at their far ends, and the hit in bold."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Lean the text of a cell as its column wants."""
        super().initStyleOption(option, index)
        column = index.column()
        if column > RIGHT:
            return
        is_rtl = bool(index.data(DIRECTION_ROLE))
        is_mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        option.displayAlignment = lean_of(column, is_mirrored=is_mirrored)
        is_before = (column == LEFT) == (is_rtl == is_mirrored)
        option.textElideMode = Qt.TextElideMode.ElideLeft if is_before else Qt.TextElideMode.ElideRight
        option.direction = Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight
        if column == HIT:
            option.font.setBold(True)


class ContextTable(QTableView):
    """The table. ``line_chosen`` carries a ``LineChosen``."""

    line_chosen = Signal(object)

    def __init__(self, model: ContextModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = model
        model.is_mirrored = self.isRightToLeft()
        self.setModel(model)
        self.setItemDelegate(ContextDelegate(self))
        dress(self, self.tr("Hits in context"), LEFT)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setSelectionModel(QItemSelectionModel(model, header))  # with the table's it asks each row for its column
        em = self.fontMetrics().averageCharWidth()
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in _WIDTHS_EM.items():
            header.resizeSection(column, width * em)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self._double_clicked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room among the contexts; where it is scarce they and the hit alone fill it."""
        super().resizeEvent(event)
        header, em = self.horizontalHeader(), self.fontMetrics().averageCharWidth()
        room, hit = self.viewport().width(), header.sectionSize(HIT)
        others = sum(header.sectionSize(column) for column in (OUTLET, DATE, HEADLINE))
        beside = (room - hit - others) // 2
        wide = beside if beside >= _CONTEXT_EM * em else max((room - hit) // 2, _CONTEXT_EM * em // 2)
        for column in (LEFT, RIGHT):
            header.resizeSection(column, wide)

    def changeEvent(self, event: QEvent) -> None:
        """Take another direction of the window."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._lines.is_mirrored = self.isRightToLeft()
            self._lines.headerDataChanged.emit(Qt.Orientation.Horizontal, LEFT, RIGHT)
            self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the window's keys."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the line on Enter, preview it on Space."""
        row = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and row >= 0:
            self.line_chosen.emit(LineChosen(row, event.key() != Qt.Key.Key_Space))
            return
        super().keyPressEvent(event)

    def _double_clicked(self, index: QModelIndex) -> None:
        self.line_chosen.emit(LineChosen(index.row(), is_opened=True))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Paint what is seen; where something reads the screen, Qt's own way lists every cell of a selection."""
        if sum(part.height() for part in (*_parts_of(selected), *_parts_of(deselected))) <= _FEW:
            super().selectionChanged(selected, deselected)
        else:
            self.viewport().update()

    def chosen_rows(self) -> NDArray[np.int64]:
        """Return the selected rows in their order; whole ranges are not asked cell by cell."""
        parts = _parts_of(self.selectionModel().selection())
        ranges = [np.arange(part.top(), part.bottom() + 1) for part in parts]
        return np.unique(np.concatenate(ranges)) if ranges else np.zeros(0, np.int64)

    def go_to(self, row: int) -> None:
        """Select a row alone and show it."""
        choose_row(self, row)
        self.scrollTo(self.currentIndex(), QTableView.ScrollHint.PositionAtCenter)


def _parts_of(selection: QItemSelection) -> list[QItemSelectionRange]:
    return [selection.at(number) for number in range(selection.count())]
