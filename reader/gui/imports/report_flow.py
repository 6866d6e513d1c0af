"""Reports as the window sees them: of the last import and of all past ones, saving them, trying again what failed."""

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.core.cancel import CancelToken
from reader.core.changes import (
    Event,
    ImportFinished,
    ImportProgress,
    ImportRow,
    ImportRows,
    KeepPassage,
    PassagesFound,
    ResumeImport,
    RetryImport,
    UpkeepFinished,
    Wish,
)
from reader.core.errors import ReaderError
from reader.core.evidence import RepeatedPassage
from reader.core.model import ArticleId
from reader.core.records import ImportRecord
from reader.core.watched import WatchImported
from reader.gui.frame.messages import Message, Weight
from reader.gui.imports.passages import PassageKept, PassageShown
from reader.gui.imports.past import PastImportsDialog
from reader.gui.imports.report import FolderWanted, ReportDialog, ReportWanted, RetryWanted, RowOpened
from reader.gui.wiring.jobs import Jobs
from reader.gui.wiring.ports import Shelf
from reader.gui.wiring.worker_link import WorkerLink
from reader.service.report import write as write_report

log = logging.getLogger(__name__)


class ReportFlow(QObject):
    """``said`` carries a ``Message``, ``story_wanted`` a ``RowOpened``."""

    said = Signal(object)
    story_wanted = Signal(object)

    def __init__(self, window: QWidget, jobs: Jobs, shelf: Shelf, link: WorkerLink) -> None:
        super().__init__(window)
        self._window, self._jobs, self._shelf, self._link = window, jobs, shelf, link
        self._report: ReportDialog | None = None
        self._past: PastImportsDialog | None = None
        self._last_import = 0
        self._can_write = False
        self.choose_target: Callable[[], str] = self._ask_for_target
        self.open_folder: Callable[[str], object] = _open_folder

    @property
    def report(self) -> ReportDialog | None:
        """The report dialog, once it was opened."""
        return self._report

    @property
    def past(self) -> PastImportsDialog | None:
        """The list of past imports, once it was opened."""
        return self._past

    def allow_writing(self, *, allowed: bool) -> None:
        """Say whether anything can be imported at the moment."""
        self._can_write = allowed
        for dialog in (self._report, self._past):
            if dialog is not None:
                dialog.allow_writing(allowed=allowed)

    def take(self, event: Event) -> None:
        """Show what the worker tells of an import, where its report is open."""
        report = self._report
        if isinstance(event, ImportProgress):
            self._last_import = event.import_id or self._last_import
        elif isinstance(event, ImportRows):
            if report is not None and report.import_id == event.import_id:
                report.append_rows(event.rows)
        elif isinstance(event, PassagesFound | UpkeepFinished):
            if report is not None and report.import_id:
                self._load_passages(report.import_id)
        elif isinstance(event, ImportFinished):
            self._last_import = event.progress.import_id or self._last_import
        if isinstance(event, ImportFinished | WatchImported) and self._past is not None and self._past.isVisible():
            self._jobs.run(self._read_imports, done=self._past.show_imports, failed=self._say_error)

    def show_report(self) -> None:
        """Open the report of the last import."""
        self._open_report(0)

    def show_past(self) -> None:
        """Open the list of past imports."""
        if self._past is None:
            self._past = PastImportsDialog(self._window)
            self._past.report_wanted.connect(self.show_report_of)
            self._past.retry_wanted.connect(self._retry)
            self._past.resume_wanted.connect(lambda wanted: self._send(ResumeImport(wanted.import_id)))
        self._past.allow_writing(allowed=self._can_write)
        self._past.show()
        self._past.raise_()
        self._jobs.run(self._read_imports, done=self._past.show_imports, failed=self._say_error)

    def show_report_of(self, wanted: ReportWanted) -> None:
        """Open the report of one import."""
        self._open_report(wanted.import_id)

    def _open_report(self, import_id: int) -> None:
        """Open the report of an import, or with 0 that of the last one."""
        if self._report is None:
            self._report = ReportDialog(self._window)
            self._report.report_wanted.connect(self._load_rows)
            self._report.row_opened.connect(self.story_wanted)
            self._report.save_requested.connect(self.save_report)
            self._report.retry_wanted.connect(self._retry)
            self._report.folder_wanted.connect(self._show_folder)
            self._report.passages.keep_requested.connect(self._keep_passage)
            self._report.passages.show_requested.connect(self._show_passage)
        report = self._report
        report.allow_writing(allowed=self._can_write)
        report.show()
        report.raise_()

        def done(records: tuple[ImportRecord, ...]) -> None:
            chosen = import_id or self._last_import or max((record.import_id for record in records), default=0)
            report.show_imports(records, chosen)
            self._load_rows(ReportWanted(chosen))

        self._jobs.run(self._read_imports, done=done, failed=self._say_error)

    def _read_imports(self, _: CancelToken) -> tuple[ImportRecord, ...]:
        library = self._shelf.library()
        library.refresh()
        return library.imports()

    def _load_rows(self, wanted: ReportWanted) -> None:
        def done(rows: tuple[ImportRow, ...]) -> None:
            if self._report is not None and self._report.import_id == wanted.import_id:
                self._report.show_rows(rows)

        if wanted.import_id:
            self._load_passages(wanted.import_id)
            self._jobs.run(
                lambda _: self._shelf.library().import_rows(wanted.import_id), done=done, failed=self._say_error
            )

    def _load_passages(self, import_id: int) -> None:
        def done(passages: tuple[RepeatedPassage, ...]) -> None:
            if self._report is not None and self._report.import_id == import_id:
                self._report.passages.show_passages(passages)

        self._jobs.run(lambda _: self._shelf.library().repeated_passages(import_id), done=done, failed=self._say_error)

    def _keep_passage(self, wanted: PassageKept) -> None:
        passage = wanted.passage
        self._send(KeepPassage(passage.outlet, passage.key, wanted.keep))

    def _show_passage(self, wanted: PassageShown) -> None:
        def done(stories: tuple[ArticleId, ...]) -> None:
            if stories:
                self.story_wanted.emit(RowOpened(stories[0], with_removed=True))

        passage = wanted.passage
        self._jobs.run(
            lambda _: self._shelf.library().stories_with(passage.outlet, passage.key, 1),
            done=done,
            failed=self._say_error,
        )

    def _retry(self, wanted: RetryWanted) -> None:
        self._send(RetryImport(wanted.import_id))

    def _send(self, wish: Wish) -> None:
        if not self._link.send(wish):
            text = self.tr("This window can only read the library at the moment, so nothing was imported.")
            self.said.emit(Message(text, Weight.WARNING))

    def _show_folder(self, wanted: FolderWanted) -> None:
        """Open the folder of a file in the system's file manager; the disk is asked on the reading thread."""

        def done(folder: str) -> None:
            if folder:
                self.open_folder(folder)
            else:
                text = self.tr("The folder of {name} is not there any more.")
                self.said.emit(Message(text.format(name=Path(wanted.path).name), Weight.NOTICE))

        self._jobs.run(lambda _: local_folder_of(wanted.path), done=done, failed=self._say_error)

    def save_report(self) -> None:
        """Ask where to, and save the rows of the report that are shown."""
        target = self.choose_target()
        if not target or self._report is None:
            return
        rows = self._report.shown_rows()
        failure = self.tr("The report could not be saved to {path}: {reason}. Choose another place.")

        def write(_: CancelToken) -> None:
            try:
                write_report(rows, Path(target))
            except OSError as error:
                reason = error.strerror or type(error).__name__
                raise ReaderError(failure.format(path=target, reason=reason)) from error

        self._jobs.run(write, done=lambda _: log.info("Import report saved"), failed=self._say_error)

    def _say_error(self, error: ReaderError) -> None:
        self.said.emit(Message(str(error), Weight.ERROR))

    def _ask_for_target(self) -> str:
        kinds = self.tr("CSV (*.csv);;JSON (*.json)")
        return QFileDialog.getSaveFileName(self._report, self.tr("Save the report"), "import report.csv", kinds)[0]


def local_folder_of(path: str) -> str:
    """Return the folder a file lies or lay in, "" where it is gone or on another computer."""
    if path.startswith(("\\\\", "//")):
        return ""
    folder = Path(path).parent
    try:
        return str(folder) if folder.is_absolute() and folder.is_dir() else ""
    except OSError:
        return ""


def _open_folder(folder: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(folder))
