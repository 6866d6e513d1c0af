"""The imports of the past: when, how many files, and what became of them."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reader.core.records import ImportRecord
from reader.gui.imports.report import ReportWanted, RetryWanted
from reader.gui.language.dates import short_moment
from reader.gui.look.tables import FACT_ROLE, Columns, TableRow, TextTable, dress


class PastImportsDialog(QDialog):
    """Not modal. ``report_wanted`` and ``retry_wanted`` carry the facts of those names.

    ``resume_wanted`` carries a ``ReportWanted`` of the import to go on with.
    """

    report_wanted = Signal(object)
    retry_wanted = Signal(object)
    resume_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Past imports"))
        self.resize(760, 420)
        titles = (
            self.tr("Begun"),
            self.tr("Files"),
            self.tr("Imported"),
            self.tr("Already here"),
            self.tr("To check"),
            self.tr("Failed"),
            self.tr("State"),
        )
        self.model = TextTable(Columns(titles, frozenset(range(1, 6))), self)
        self.table = QTableView()
        self.table.setModel(self.model)
        dress(self.table, self.tr("Imports"), stretched=6)
        self._count = QLabel()
        self.report = QPushButton(self.tr("Report…"))
        self.report.setAccessibleName(self.tr("Open the report of the chosen import"))
        self.retry = QPushButton(self.tr("Retry failed"))
        self.retry.setAccessibleName(self.tr("Import the failed files of the chosen import once more"))
        self.resume = QPushButton(self.tr("Go on"))
        self.resume.setAccessibleName(self.tr("Go on with the chosen import"))
        self._can_write = True
        self._lay_out()
        self.report.clicked.connect(self._want_report)
        self.table.activated.connect(self._want_report)
        self.retry.clicked.connect(lambda: self.retry_wanted.emit(RetryWanted(self._chosen_id)))
        self.resume.clicked.connect(lambda: self.resume_wanted.emit(ReportWanted(self._chosen_id)))
        self.table.selectionModel().currentChanged.connect(self._enable)

    def _lay_out(self) -> None:
        bottom = QHBoxLayout()
        bottom.addWidget(self._count, 1)
        for button in (self.report, self.retry, self.resume):
            button.setAutoDefault(False)
            bottom.addWidget(button)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        bottom.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self.table, 1)
        column.addLayout(bottom)

    @property
    def chosen(self) -> ImportRecord | None:
        """The import of the current row."""
        record = self.table.currentIndex().data(FACT_ROLE)
        return record if isinstance(record, ImportRecord) else None

    @property
    def _chosen_id(self) -> int:
        return self.chosen.import_id if self.chosen is not None else 0

    def show_imports(self, records: Sequence[ImportRecord]) -> None:
        """List the imports, newest first; the chosen one stays chosen."""
        chosen = self._chosen_id
        newest = sorted(records, key=lambda record: -record.import_id)
        self.model.show([self._row(record) for record in newest])
        at = next((row for row, record in enumerate(newest) if record.import_id == chosen), 0)
        self.table.setCurrentIndex(self.model.index(at, 0))
        self._count.setText(self.tr("%n imports", "", len(newest)))
        self._enable()

    def allow_writing(self, *, allowed: bool) -> None:
        """Say whether anything can be imported at the moment."""
        self._can_write = allowed
        self._enable()

    def _row(self, record: ImportRecord) -> TableRow:
        number, progress = QLocale().toString, record.progress
        left = progress.total - progress.done
        state = self.tr("finished") if record.finished else self.tr("%n files left", "", left)
        stories = progress.imported + progress.check
        counts = (progress.total, stories, progress.already_here, progress.check, progress.failed)
        cells = (short_moment(record.started), *(number(count) for count in counts), state)
        return TableRow(cells, fact=record)

    def _enable(self) -> None:
        record = self.chosen
        self.report.setEnabled(record is not None)
        self.retry.setEnabled(self._can_write and record is not None and record.progress.failed > 0)
        self.resume.setEnabled(self._can_write and record is not None and not record.finished)

    def _want_report(self) -> None:
        if self.chosen is not None:
            self.report_wanted.emit(ReportWanted(self._chosen_id))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return open the report of the chosen import."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.table.hasFocus():
            self._want_report()
        else:
            super().keyPressEvent(event)
