"""The links of imported lists whose stories are not here: looked through, copied, exported, dismissed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
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

from reader.core.records import MissingLink
from reader.gui.dialogs.fuzzy import folded
from reader.gui.language.dates import short_date
from reader.gui.look.buttons import key_on
from reader.gui.look.tables import Columns, TableRow, TextTable, dress


@dataclass(frozen=True, slots=True)
class LinksDismissed:
    """The links the reader wants to hear no more of."""

    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinksExported:
    """The links that go into a file."""

    links: tuple[MissingLink, ...]


class MissingDialog(QDialog):
    """Not modal. ``dismissed`` carries a ``LinksDismissed``, ``export_wanted`` a ``LinksExported``."""

    dismissed = Signal(object)
    export_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Links without a story"))
        self.resize(900, 520)
        self._links: tuple[MissingLink, ...] = ()
        self.line = QLineEdit(placeholderText=self.tr("Find in the list"), clearButtonEnabled=True)
        self.line.setAccessibleName(self.tr("Find in the list"))
        self.line.textChanged.connect(self._fill)
        titles = (self.tr("Title"), self.tr("Address"), self.tr("Date"), self.tr("List"))
        self.rows = TextTable(Columns(titles), self)
        self.table = QTableView()
        self.table.setModel(self.rows)
        dress(self.table, self.tr("Links without a story"), 1)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.count = QLabel()
        self._lay_out()

    def _lay_out(self) -> None:
        self.copy = QPushButton(self.tr("Copy addresses"), autoDefault=False)
        self.export = QPushButton(self.tr("Export CSV…"), autoDefault=False)
        self.dismiss = QPushButton(self.tr("Dismiss (Del)"), autoDefault=False)
        self.copy.clicked.connect(self._copy)
        self.export.clicked.connect(lambda: self.export_wanted.emit(LinksExported(self.chosen())))
        self.dismiss.clicked.connect(self._dismiss)
        key_on(self.table, "Ctrl+C", self._copy)
        key_on(self.table, "Del", self._dismiss)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.close)
        line = QHBoxLayout()
        for button in (self.copy, self.export, self.dismiss):
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(self.count)
        hint = QLabel(
            self.tr(
                "Lists that were imported name these addresses, but no story of them is here. Open them in the "
                "browser, save the pages and import them: tags, stars and dates of the list go to the stories then."
            ),
            wordWrap=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(hint)
        column.addWidget(self.line)
        column.addWidget(self.table, 1)
        column.addLayout(line)
        column.addWidget(buttons)

    def show_links(self, links: Sequence[MissingLink]) -> None:
        """Show these links."""
        self._links = tuple(links)
        self._fill()

    def _fill(self) -> None:
        word = folded(self.line.text())
        kept = [each for each in self._links if word in folded(f"{each.title} {each.url} {each.source}")]
        self.rows.show(
            [
                TableRow(
                    (each.title, each.url, short_date(each.added), each.source.rsplit("/", 1)[-1]), each.source, each
                )
                for each in kept
            ]
        )
        self.count.setText(self.tr("%n links", "", len(kept)))
        for button in (self.copy, self.export, self.dismiss):
            button.setEnabled(bool(kept))

    def chosen(self) -> tuple[MissingLink, ...]:
        """Return the links that are selected, or all that are listed where no more than one is."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        listed = [row.fact for row in self.rows.rows if isinstance(row.fact, MissingLink)]
        return tuple(listed[row] for row in rows) if len(rows) > 1 else tuple(listed)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(each.url for each in self.chosen()))

    def _dismiss(self) -> None:
        """Dismiss what is selected, never all without a selection."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        facts = [self.rows.rows[row].fact for row in rows]
        urls = tuple(each.url for each in facts if isinstance(each, MissingLink))
        if urls:
            self.dismissed.emit(LinksDismissed(urls))
