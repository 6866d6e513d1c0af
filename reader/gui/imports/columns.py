"""Asks once what the columns of a table mean: a look at its first rows, and a choice for each column."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reader.core.model import Field
from reader.core.survey import UnclearTable
from reader.core.terms import ColumnNames
from reader.gui.look.tables import Columns, TableRow, TextTable, dress
from reader.gui.reading.html import same_length_text

PREVIEW_ROWS = 5
LONGEST_CELL = 120
WIDEST_COLUMN = 240
NAMES = {
    Field.HEADLINE: "Headline",
    Field.BODY: "Text of the story",
    Field.DESCRIPTION: "Standfirst",
    Field.AUTHOR: "Author",
    Field.OUTLET: "Outlet",
    Field.SECTION: "Section",
    Field.PUBLISHED: "Published",
    Field.MODIFIED: "Modified",
    Field.URL: "Address",
    Field.LANGUAGE: "Language",
    Field.TAG: "Tag",
}
"""What a column can be, in the order of the choice."""


@dataclass(frozen=True, slots=True)
class ColumnsNamed:
    """What the reader says that the columns of a header mean."""

    names: ColumnNames


class ColumnsDialog(QDialog):
    """``columns_named`` carries a ``ColumnsNamed``. A table without a column for the text cannot be read."""

    columns_named = Signal(object)

    def __init__(self, table: UnclearTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Name the columns of a table"))
        self.resize(760, 560)
        self._table = table
        name = table.path.replace("\\", "/").rsplit("/", 1)[-1]
        text = self.tr(
            "It is not clear what the columns of {name} mean. Say it once: it holds for all tables with these columns."
        )
        lead = QLabel(text.format(name=same_length_text(name)), wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.combos: list[QComboBox] = []
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.use = QPushButton(self.tr("Use these columns"), default=True)
        buttons.addButton(self.use, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._done)
        buttons.rejected.connect(self.reject)
        self._note = QLabel(self.tr("Choose the column that holds the text of the story."))
        self._note.setForegroundRole(self._note.palette().ColorRole.PlaceholderText)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(lead)
        column.addWidget(self._preview())
        column.addWidget(self._choices(), 1)
        column.addWidget(self._note)
        column.addWidget(buttons)
        self._enable()
        self.combos[0].setFocus()

    def _preview(self) -> QTableView:
        width = len(self._table.header)
        model = TextTable(Columns(tuple(same_length_text(title) for title in self._table.header)), self)
        padded = ((*row, *[""] * width)[:width] for row in self._table.rows[:PREVIEW_ROWS])
        model.show([TableRow(tuple(_short(cell) for cell in row)) for row in padded])
        view = QTableView()
        view.setModel(model)
        dress(view, self.tr("First rows of the table"), stretched=width - 1)
        header = view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        view.resizeColumnsToContents()
        for column in range(width):
            header.resizeSection(column, min(header.sectionSize(column), WIDEST_COLUMN))
        header.setStretchLastSection(True)
        view.setFixedHeight((view.verticalHeader().defaultSectionSize() + 2) * (PREVIEW_ROWS + 1) + 18)
        return view

    def _choices(self) -> QScrollArea:
        inside = QWidget()
        form = QFormLayout(inside)
        form.setVerticalSpacing(8)
        for number, title in enumerate(self._table.header):
            combo = QComboBox()
            combo.addItem(self.tr("Nothing"), None)
            for field, name in NAMES.items():
                combo.addItem(QCoreApplication.translate("ColumnsDialog", name), field)
            shown = same_length_text(title) or self.tr("Column {number}").format(number=number + 1)
            combo.setAccessibleName(self.tr("What the column {title} means").format(title=shown))
            combo.currentIndexChanged.connect(self._enable)
            self.combos.append(combo)
            label = QLabel(_short(shown), textFormat=Qt.TextFormat.PlainText)
            label.setBuddy(combo)
            form.addRow(label, combo)
        area = QScrollArea(widgetResizable=True)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    @property
    def names(self) -> ColumnNames:
        """What the columns mean, as chosen now."""
        chosen = (combo.currentData() for combo in self.combos)
        return ColumnNames(self._table.header, tuple(one if isinstance(one, Field) else None for one in chosen))

    def choose(self, column: int, field: Field | None) -> None:
        """Choose what a column means."""
        self.combos[column].setCurrentIndex(0 if field is None else 1 + list(NAMES).index(field))

    def _enable(self) -> None:
        has_text = Field.BODY in self.names.fields
        self.use.setEnabled(has_text)
        self._note.setText("" if has_text else self.tr("Choose the column that holds the text of the story."))

    def _done(self) -> None:
        self.columns_named.emit(ColumnsNamed(self.names))
        self.accept()


def _short(cell: str) -> str:
    return cell if len(cell) <= LONGEST_CELL else cell[: LONGEST_CELL - 1] + "…"
