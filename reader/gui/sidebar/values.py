"""All values of a facet in a list of their own: searched, put in order, chosen and left out by keyboard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QItemSelectionModel, QLocale, QModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reader.core.filters import Filters
from reader.core.query import FacetCount
from reader.gui.dialogs.fuzzy import folded
from reader.gui.look.tables import Index, dress
from reader.gui.reading.html import same_length_text

_NOWHERE = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole
_IN, _OUT = 1, -1


@dataclass(frozen=True, slots=True)
class FiltersEdited:
    """What the reader wants of one facet."""

    facet: str
    include: tuple[str, ...]
    exclude: tuple[str, ...]


class ValueModel(QAbstractTableModel):
    """Values with their counts, and whether each is chosen or left out."""

    def __init__(
        self, counts: Sequence[FacetCount], name_of: Callable[[str], str], titles: tuple[str, str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._titles = titles
        self._names = {value: name_of(value) for value, _ in counts}
        self._counts = tuple(counts)
        self.marks: dict[str, int] = {}
        self.shown: list[FacetCount] = []

    def arrange(self, sought: str, *, by_name: bool) -> None:
        """Show the values whose names have what is sought, by name, or the most frequent first."""
        self.beginResetModel()
        word = folded(sought)
        kept = [each for each in self._counts if word in folded(self._names[each.value])]
        self.shown = sorted(
            kept,
            key=lambda each: (0 if by_name else -each.stories, self._names[each.value].casefold()),
        )
        self.endResetModel()

    def mark(self, rows: Sequence[int], mark: int) -> None:
        """Mark values as chosen or left out; where all are marked so already the mark goes."""
        values = [self.shown[row].value for row in rows]
        wanted = 0 if all(self.marks.get(value, 0) == mark for value in values) else mark
        for value in values:
            self.marks[value] = wanted
        if self.shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.shown) - 1, 1))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of values that are shown."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return two: name and count."""
        return 0 if parent.isValid() else 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return the titles of the columns."""
        is_title = orientation is Qt.Orientation.Horizontal and role == _DISPLAY and 0 <= section < len(self._titles)
        return self._titles[section] if is_title else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that a value can be ticked."""
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else usual

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return name, count, tick, or a sentence of all of it."""
        if not 0 <= index.row() < len(self.shown):
            return None
        value, stories = self.shown[index.row()]
        name, mark = same_length_text(self._names[value]), self.marks.get(value, 0)
        if role == _DISPLAY:
            return name if index.column() == 0 else QLocale().toString(stories)
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            return (Qt.CheckState.Checked if mark == _IN else Qt.CheckState.Unchecked).value
        if role == Qt.ItemDataRole.FontRole and mark == _OUT and index.column() == 0:
            font = QFont()
            font.setStrikeOut(True)
            return font
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 1:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = {
                _IN: QCoreApplication.translate("SidebarModel", "chosen"),
                _OUT: QCoreApplication.translate("SidebarModel", "excluded"),
            }
            counted = QCoreApplication.translate("SidebarModel", "%n stories", "", stories)
            return ", ".join(part for part in (name, counted, said.get(mark, "")) if part)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a value, or take the tick off."""
        if role != Qt.ItemDataRole.CheckStateRole or not 0 <= index.row() < len(self.shown):
            return False
        self.mark([index.row()], _IN)
        return True


class ValueTable(QTableView):
    """Space chooses what is selected, the minus key leaves it out; the same key once more takes that back."""

    def __init__(self, model: ValueModel, name: str) -> None:
        super().__init__()
        self._values = model
        self.setModel(model)
        dress(self, name, 0)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def mark(self, mark: int) -> None:
        """Mark what is selected."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        if rows:
            self._values.mark(rows, mark)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose on Space, leave out on minus."""
        if event.key() == Qt.Key.Key_Space:
            self.mark(_IN)
        elif event.key() == Qt.Key.Key_Minus:
            self.mark(_OUT)
        else:
            super().keyPressEvent(event)


class ValueDialog(QDialog):
    """The list. ``filters_edited`` carries a ``FiltersEdited`` when the reader is done."""

    filters_edited = Signal(object)

    def __init__(
        self,
        facet: str,
        counts: Sequence[FacetCount],
        filters: Filters,
        names: tuple[str, Callable[[str], str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._facet = facet
        title, name_of = names
        self.setWindowTitle(title)
        self.model = ValueModel(counts, name_of, (self.tr("Name"), self.tr("Stories")), self)
        self.model.marks = dict.fromkeys(filters.included(facet), _IN)
        self.model.marks |= dict.fromkeys(filters.excluded(facet), _OUT)
        self.line = QLineEdit(placeholderText=self.tr("Find in the list"), clearButtonEnabled=True)
        self.line.setAccessibleName(self.tr("Find in the list"))
        self.order = QComboBox()
        self.order.setAccessibleName(self.tr("Order of the list"))
        self.order.addItem(self.tr("Most stories first"), userData=False)
        self.order.addItem(self.tr("By name"), userData=True)
        self.order.setCurrentIndex(1 if facet == "year" else 0)
        self.table = ValueTable(self.model, title)
        self.line.textChanged.connect(self._arrange)
        self.line.returnPressed.connect(self._to_table)
        self.order.currentIndexChanged.connect(self._arrange)
        self._lay_out()
        self._arrange()
        self.resize(460, 560)

    def _lay_out(self) -> None:
        self.choose = QPushButton(self.tr("Choose (Space)"), autoDefault=False)
        self.leave = QPushButton(self.tr("Leave out (−)"), autoDefault=False)
        self.choose.clicked.connect(lambda: self.table.mark(_IN))
        self.leave.clicked.connect(lambda: self.table.mark(_OUT))
        hint = QLabel(self.tr("Several values are alternatives. With Shift and the arrow keys a range is selected."))
        hint.setWordWrap(True)
        hint.setForegroundRole(hint.palette().ColorRole.PlaceholderText)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setAutoDefault(False)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        buttons.accepted.connect(self._done)
        buttons.rejected.connect(self.reject)
        top, middle = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.line, 1)
        top.addWidget(self.order)
        middle.addWidget(self.choose)
        middle.addWidget(self.leave)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addLayout(middle)
        column.addWidget(hint)
        column.addWidget(buttons)

    def _arrange(self) -> None:
        self.model.arrange(self.line.text(), by_name=bool(self.order.currentData()))
        if self.model.rowCount():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(self.model.index(0, 0), flags)

    def _to_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _done(self) -> None:
        marked = self.model.marks.items()
        chosen = tuple(value for value, mark in marked if mark == _IN)
        left_out = tuple(value for value, mark in marked if mark == _OUT)
        self.filters_edited.emit(FiltersEdited(self._facet, chosen, left_out))
        self.accept()
