"""The form that writes a query: rows of field, meaning and words, and dates; the text is shown and explained live."""

from dataclasses import dataclass

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from reader.core.query import SearchAnswer
from reader.gui.language.sentences import told
from reader.gui.look.buttons import tool_button
from reader.gui.query.building import DATE, FIELDS, MOST_ROWS, Meaning, Row, query_of
from reader.gui.query.reading import rows_of


@dataclass(frozen=True, slots=True)
class QueryBuilt:
    """The query of the form as it stands; ``is_whole`` when it is to be searched for."""

    query: str
    is_whole: bool


class BuilderRow(QWidget):
    """One row of the form. ``changed`` and ``removal_requested`` carry nothing."""

    changed = Signal()
    removal_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field, self.meaning = QComboBox(), QComboBox()
        self.within = QSpinBox(minimum=1, maximum=255, value=5)
        self.words = QLineEdit(placeholderText=self.tr("Words"))
        self.remove = tool_button("×", self.tr("Remove the row"))
        for field, name in zip(FIELDS, self._fields(), strict=True):
            self.field.addItem(name, field)
        for meaning, name in self._meanings().items():
            self.meaning.addItem(name, meaning)
        self.field.setAccessibleName(self.tr("Where"))
        self.meaning.setAccessibleName(self.tr("How the words are meant"))
        self.within.setAccessibleName(self.tr("Words between them at most"))
        self.words.setAccessibleName(self.tr("Words"))
        self.within.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        for widget in (self.field, self.meaning, self.within):
            line.addWidget(widget)
        line.addWidget(self.words, 1)
        line.addWidget(self.remove)
        self.field.currentIndexChanged.connect(self.changed)
        self.meaning.currentIndexChanged.connect(self._meaning_changed)
        self.within.valueChanged.connect(self.changed)
        self.words.textEdited.connect(self.changed)
        self.remove.clicked.connect(self.removal_requested)

    def _fields(self) -> tuple[str, ...]:
        return (
            self.tr("Whole story"),
            self.tr("Headline"),
            self.tr("Beginning"),
            self.tr("Body"),
            self.tr("Author"),
            self.tr("Outlet"),
            self.tr("Section"),
            self.tr("Captions"),
            self.tr("Tags"),
            self.tr("Notes"),
        )

    def _meanings(self) -> dict[Meaning, str]:
        return {
            Meaning.ALL: self.tr("all of the words"),
            Meaning.ANY: self.tr("any of the words"),
            Meaning.PHRASE: self.tr("exactly"),
            Meaning.NEAR: self.tr("words near each other"),
            Meaning.NONE: self.tr("none of the words"),
            Meaning.TYPED: self.tr("as typed, with operators"),
        }

    def _meaning_changed(self) -> None:
        self.within.setVisible(self.meaning.currentData() is Meaning.NEAR)
        self.field.setEnabled(self.meaning.currentData() is not Meaning.TYPED)
        self.changed.emit()

    def put(self, row: Row) -> None:
        """Let the row say this."""
        self.words.setText(row.words)
        self.within.setValue(row.within)
        self.field.setCurrentIndex(max(0, self.field.findData(row.field)))
        self.meaning.setCurrentIndex(max(0, self.meaning.findData(row.meaning)))

    def value(self) -> Row:
        """Return what stands in the row."""
        return Row(self.words.text(), self.meaning.currentData(), self.field.currentData(), self.within.value())


class BuilderDialog(QDialog):
    """The form. ``query_built`` carries a ``QueryBuilt`` with every change, and at the end."""

    query_built = Signal(object)

    def __init__(self, parent: QWidget | None = None, query: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Build a query"))
        self.setMinimumWidth(700)
        self.rows: list[BuilderRow] = []
        self._column = QVBoxLayout()
        self.add = QPushButton(self.tr("Add a row"), autoDefault=False)
        self.add.clicked.connect(self.add_row)
        self.since, self.until = self._date(self.tr("Published since")), self._date(self.tr("Published until"))
        self.text = QLineEdit(readOnly=True)
        self.text.setAccessibleName(self.tr("The query"))
        self.reading = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.reading.setAccessibleName(self.tr("How the query is read"))
        self.reading.setForegroundRole(self.reading.palette().ColorRole.PlaceholderText)
        self.reading.setMinimumHeight(3 * self.fontMetrics().height())
        self.reading.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.search = QPushButton(self.tr("Search"), default=True)
        # Enter in a row searches: a button that becomes the default by itself would take it.
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        buttons.addButton(self.search, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._done)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(self._column)
        column.addLayout(self._dates())
        column.addWidget(self.text)
        column.addWidget(self.reading, 1)
        column.addWidget(buttons)
        self._begin(query)

    def _begin(self, query: str) -> None:
        """Show a query in rows, an empty one as an empty row."""
        rows, since, until = rows_of(query)
        for row in rows or (Row(""),):
            self.add_row()
            self.rows[-1].put(row)
        self.since.setText(since)
        self.until.setText(until)
        self._changed()

    def _date(self, name: str) -> QLineEdit:
        line = QLineEdit(placeholderText=self.tr("2011 or 2011-03-22"))
        line.setAccessibleName(name)
        line.setMinimumWidth(line.fontMetrics().horizontalAdvance(line.placeholderText()) + 24)
        line.setValidator(QRegularExpressionValidator(QRegularExpression(DATE), line))
        line.textEdited.connect(self._changed)
        return line

    def _dates(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addWidget(self.add)
        line.addStretch(1)
        for field in (self.since, self.until):
            line.addWidget(QLabel(field.accessibleName()))
            line.addWidget(field)
        return line

    def add_row(self) -> None:
        """Add an empty row and go there."""
        row = BuilderRow()
        row.changed.connect(self._changed)
        row.removal_requested.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._column.addWidget(row)
        self._allow()
        row.words.setFocus()

    def _remove(self, row: BuilderRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.rows[-1].words.setFocus()
        self._allow()
        self._changed()

    def _allow(self) -> None:
        self.add.setEnabled(len(self.rows) < MOST_ROWS)
        for row in self.rows:
            row.remove.setEnabled(len(self.rows) > 1)

    @property
    def query(self) -> str:
        """The query of the form."""
        return query_of([row.value() for row in self.rows], self.since.text(), self.until.text())

    def _changed(self) -> None:
        query = self.query
        self.text.setText(query)
        self.search.setEnabled(bool(query))
        self.reading.setText("")
        self.query_built.emit(QueryBuilt(query, is_whole=False))

    def show_answer(self, answer: SearchAnswer) -> None:
        """Say how the query is read and how many stories it finds, unless it has changed meanwhile."""
        if answer.query == self.query and answer.query:
            stories = self.tr("%n stories", "", answer.total)
            self.reading.setText("  ·  ".join((stories, answer.reads_as, *map(told, answer.notes))))

    def _done(self) -> None:
        self.query_built.emit(QueryBuilt(self.query, is_whole=True))
        self.accept()
