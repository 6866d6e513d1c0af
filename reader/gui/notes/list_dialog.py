"""The list of all highlights and notes of the library: searched, filtered, sorted, opened, exported."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
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

from reader.core.highlights import COLOURS, AnnotationRow
from reader.gui.look.tables import FACT_ROLE, dress
from reader.gui.look.themes import Colours
from reader.gui.notes.colours import ink_name, swatch
from reader.gui.notes.list_model import ANY_COLOUR, ONLY_NOTES, QUOTE, STORY, AnnotationModel


@dataclass(frozen=True, slots=True)
class AnnotationChosen:
    """The highlight or note that the reader wants to see in its story."""

    row: AnnotationRow


@dataclass(frozen=True, slots=True)
class AnnotationsExported:
    """The rows that the reader wants in a file, as they are listed."""

    rows: tuple[AnnotationRow, ...]


class AnnotationsDialog(QDialog):
    """Not modal. ``export_wanted`` carries an ``AnnotationsExported``.

    ``chosen``, ``edit_wanted``, ``delete_wanted`` and ``attach_wanted`` carry an ``AnnotationChosen``.
    """

    chosen = Signal(object)
    edit_wanted = Signal(object)
    delete_wanted = Signal(object)
    attach_wanted = Signal(object)
    export_wanted = Signal(object)

    def __init__(self, colours: Colours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Highlights and notes"))
        self.resize(920, 520)
        self.words = QLineEdit(placeholderText=self.tr("Search in highlights and notes"), clearButtonEnabled=True)
        self.words.setAccessibleName(self.tr("Search in highlights and notes"))
        self.colour = QComboBox()
        self.colour.setAccessibleName(self.tr("Which of them"))
        self.colour.addItem(self.tr("All"), ANY_COLOUR)
        self.colour.addItem(self.tr("With a note"), ONLY_NOTES)
        for number in range(1, COLOURS + 1):
            self.colour.addItem(swatch(number, colours, QSize(24, 14)), ink_name(number), number)
        self.lost = QCheckBox(self.tr("Not in the text any more"))
        self.model = AnnotationModel(colours, self)
        self.table = QTableView()
        self.table.setModel(self.model)
        dress(self.table, self.tr("Highlights and notes"), stretched=QUOTE)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(STORY, Qt.SortOrder.AscendingOrder)
        for column in (2, 3):
            self.table.horizontalHeader().setSectionResizeMode(
                column, self.table.horizontalHeader().ResizeMode.Interactive
            )
            self.table.setColumnWidth(column, 200)
        self._count = QLabel()
        self.go_there = QPushButton(self.tr("Open"))
        self.go_there.setAccessibleName(self.tr("Open the story there"))
        self.export = QPushButton(self.tr("Export…"))
        self.export.setAccessibleName(self.tr("Export the listed highlights and notes"))
        self.edit = QPushButton(self.tr("Edit…"))
        self.edit.setAccessibleName(self.tr("Edit the note or the highlight"))
        self.delete = QPushButton(self.tr("Delete"))
        self.delete.setAccessibleName(self.tr("Delete the note or the highlight"))
        self.attach = QPushButton(self.tr("Attach…"))
        self.attach.setAccessibleName(self.tr("Attach the highlight to other words of its story"))
        self._lay_out()
        self.words.textChanged.connect(self._choose)
        self.colour.currentIndexChanged.connect(self._choose)
        self.lost.toggled.connect(self._choose)
        self.go_there.clicked.connect(self._open)
        for button, wanted in (
            (self.edit, self.edit_wanted),
            (self.delete, self.delete_wanted),
            (self.attach, self.attach_wanted),
        ):
            button.clicked.connect(lambda _checked=False, signal=wanted: self._ask(signal))
        self.table.selectionModel().currentChanged.connect(self._enable)
        self.model.modelReset.connect(self._enable)
        self.table.doubleClicked.connect(self._open)
        self.export.clicked.connect(lambda: self.export_wanted.emit(AnnotationsExported(tuple(self.model.rows))))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.words, 1)
        top.addWidget(self.colour)
        top.addWidget(self.lost)
        bottom = QHBoxLayout()
        bottom.addWidget(self._count, 1)
        for button in (self.go_there, self.edit, self.delete, self.attach, self.export):
            button.setAutoDefault(False)
            bottom.addWidget(button)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        bottom.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addLayout(bottom)

    def show_rows(self, rows: Sequence[AnnotationRow]) -> None:
        """List these; the current row stays where it is."""
        at = max(0, self.table.currentIndex().row())
        self.model.show(rows)
        self._counted(at)

    def _choose(self) -> None:
        self.model.choose(self.words.text(), self.colour.currentData(), only_lost=self.lost.isChecked())
        self._counted(0)

    def _counted(self, at: int) -> None:
        total = len(self.model.rows)
        if total:
            self.table.setCurrentIndex(self.model.index(min(at, total - 1), 0))
        self._count.setText(self.tr("%n highlights and notes", "", total))
        self._enable()
        self.export.setEnabled(total > 0)

    def _enable(self) -> None:
        row = self.current
        for button in (self.go_there, self.edit, self.delete):
            button.setEnabled(row is not None)
        self.attach.setEnabled(row is not None and row.highlight is not None)

    @property
    def current(self) -> AnnotationRow | None:
        """The row that the list stands at."""
        row = self.table.currentIndex().data(FACT_ROLE)
        return row if isinstance(row, AnnotationRow) else None

    def _ask(self, wanted: SignalInstance) -> None:
        row = self.current
        if row is not None:
            wanted.emit(AnnotationChosen(row))

    def _open(self) -> None:
        self._ask(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return open the story of the current row, and Delete delete it."""
        if event.key() == Qt.Key.Key_Delete and self.focusWidget() is self.table:
            self._ask(self.delete_wanted)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (self.table.hasFocus() or self.words.hasFocus()):
            self._open()
        else:
            super().keyPressEvent(event)
