"""The report of an import: a row per file, a filter, and saving it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reader.core.changes import ImportRow, Outcome
from reader.core.model import ArticleId
from reader.core.records import ImportRecord
from reader.gui.imports.model import ROW_ROLE, OutcomeFilter, ReportModel
from reader.gui.imports.passages import PassageList
from reader.gui.imports.wording import ended, outcome_name
from reader.gui.language.dates import short_moment


@dataclass(frozen=True, slots=True)
class ReportWanted:
    """The import whose rows are wanted."""

    import_id: int


@dataclass(frozen=True, slots=True)
class RetryWanted:
    """The import whose failed files are to be imported once more."""

    import_id: int


@dataclass(frozen=True, slots=True)
class FolderWanted:
    """The file whose folder the reader wants to see in the system's file manager."""

    path: str


@dataclass(frozen=True, slots=True)
class RowOpened:
    """The story of a row the reader wants to see, with what was removed from it or without."""

    article_id: ArticleId
    with_removed: bool = False


class ReportDialog(QDialog):
    """Not modal. ``save_requested`` carries nothing, the other signals the facts of their names."""

    report_wanted = Signal(object)
    row_opened = Signal(object)
    retry_wanted = Signal(object)
    folder_wanted = Signal(object)
    save_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import report"))
        self.resize(820, 520)
        self._rows = ReportModel(self)
        self._filter = OutcomeFilter(self)
        self._filter.setSourceModel(self._rows)
        self.imports = QComboBox()
        self.imports.setAccessibleName(self.tr("Which import"))
        self._outcomes = QComboBox()
        self._outcomes.setAccessibleName(self.tr("Show files by outcome"))
        self._count = QLabel()
        self._table = self._make_table()
        self._save = QPushButton(self.tr("Save as…"))
        self._save.setAccessibleName(self.tr("Save the report as CSV or JSON"))
        self.retry = QPushButton(self.tr("Retry failed"))
        self.retry.setAccessibleName(self.tr("Import the failed files once more"))
        self.show_story = QPushButton(self.tr("Open story"))
        self.show_story.setAccessibleName(self.tr("Open the story of the chosen file"))
        self.show_folder = QPushButton(self.tr("Open folder"))
        self.show_folder.setAccessibleName(self.tr("Open the folder of the chosen file"))
        self._can_write = True
        self.passages = PassageList()
        self._lay_out()
        self._fill_outcomes()
        self._outcomes.currentIndexChanged.connect(self._keep)
        self.imports.activated.connect(lambda: self.report_wanted.emit(ReportWanted(self.import_id)))
        self._save.clicked.connect(self.save_requested)
        self._table.activated.connect(lambda index: self._open(index.data(ROW_ROLE)))
        self._table.selectionModel().currentChanged.connect(self._enable)
        self.retry.clicked.connect(lambda: self.retry_wanted.emit(RetryWanted(self.import_id)))
        self.show_story.clicked.connect(lambda: self._open(self.current_row))
        self.show_folder.clicked.connect(self._want_folder)

    def _make_table(self) -> QTableView:
        table = QTableView(sortingEnabled=True, showGrid=False, wordWrap=False)
        table.setAccessibleName(self.tr("Files of the import"))
        table.setModel(self._filter)
        table.setAlternatingRowColors(True)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 10)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.resizeSection(0, 260)
        header.resizeSection(1, 120)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        table.setTabKeyNavigation(False)
        return table

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.imports, 1)
        top.addWidget(self._outcomes)
        bottom = QHBoxLayout()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        bottom.addWidget(self._count, 1)
        for button in (self.show_story, self.show_folder, self.retry, self._save):
            button.setAutoDefault(False)
            bottom.addWidget(button)
        bottom.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self._table, 1)
        column.addWidget(self.passages)
        column.addLayout(bottom)

    @property
    def import_id(self) -> int:
        """The import that is shown, or 0."""
        chosen = self.imports.currentData()
        return chosen if isinstance(chosen, int) else 0

    @property
    def model(self) -> ReportModel:
        """All rows, unfiltered."""
        return self._rows

    @property
    def current_row(self) -> ImportRow | None:
        """The row of the report that is chosen."""
        row = self._table.currentIndex().data(ROW_ROLE)
        return row if isinstance(row, ImportRow) else None

    def choose_row(self, number: int) -> None:
        """Choose a row on screen."""
        self._table.setCurrentIndex(self._filter.index(number, 0))

    def allow_writing(self, *, allowed: bool) -> None:
        """Say whether anything can be imported at the moment."""
        self._can_write = allowed
        self._enable()

    def _enable(self) -> None:
        """Enable what can be done with the chosen row and with this import."""
        row = self.current_row
        self.show_story.setEnabled(row is not None and row.article_id is not None)
        self.show_folder.setEnabled(row is not None)
        has_failed = self._rows.counts[Outcome.FAILED] > 0
        self.retry.setEnabled(self._can_write and has_failed and self.import_id > 0)

    def _want_folder(self) -> None:
        if self.current_row is not None:
            self.folder_wanted.emit(FolderWanted(self.current_row.path))

    def show_imports(self, records: Sequence[ImportRecord], chosen: int) -> None:
        """List the imports of the past, newest first, and choose one."""
        self.imports.clear()
        for record in sorted(records, key=lambda record: record.import_id, reverse=True):
            when = short_moment(record.started)
            what = ended(record.progress, cancelled=not record.finished)
            self.imports.addItem(f"{when}  —  {what}", record.import_id)
        at = self.imports.findData(chosen)
        if at < 0:
            self.imports.insertItem(0, self.tr("This import"), chosen)
            at = 0
        self.imports.setCurrentIndex(at)

    def show_rows(self, rows: Sequence[ImportRow]) -> None:
        """Show the rows of the chosen import."""
        self._rows.show(rows)
        self._fill_outcomes()

    def append_rows(self, rows: Sequence[ImportRow]) -> None:
        """Add rows of the running import."""
        self._rows.append(rows)
        self._fill_outcomes()

    def _fill_outcomes(self) -> None:
        """Name the outcomes with their counts; the choice stays."""
        chosen = self._outcomes.currentIndex()
        self._outcomes.blockSignals(True)
        self._outcomes.clear()
        self._outcomes.addItem(self.tr("All files ({count})").format(count=len(self._rows.rows)), None)
        for outcome in Outcome:
            count = self._rows.counts[outcome]
            self._outcomes.addItem(f"{outcome_name(outcome)} ({count})", outcome)
        self._outcomes.setCurrentIndex(max(0, chosen))
        self._outcomes.blockSignals(False)
        self._say_count()

    def _keep(self) -> None:
        chosen = self._outcomes.currentData()
        self._filter.keep(chosen if isinstance(chosen, Outcome) else None)
        self._say_count()

    def _say_count(self) -> None:
        self._count.setText(self.tr("%n files", "", self._filter.rowCount()))
        self._enable()

    def choose_outcome(self, outcome: Outcome | None) -> None:
        """Show the files of one outcome, or all."""
        self._outcomes.setCurrentIndex(0 if outcome is None else 1 + list(Outcome).index(outcome))

    def shown_rows(self) -> tuple[ImportRow, ...]:
        """Return the rows the filter keeps, in the order on screen."""
        found = (self._filter.index(at, 0).data(ROW_ROLE) for at in range(self._filter.rowCount()))
        return tuple(row for row in found if isinstance(row, ImportRow))

    def open_row(self, number: int) -> None:
        """Ask for the story of a row on screen."""
        self._open(self._filter.index(number, 0).data(ROW_ROLE))

    def _open(self, row: object) -> None:
        if isinstance(row, ImportRow) and row.article_id is not None:
            self.row_opened.emit(RowOpened(row.article_id))
