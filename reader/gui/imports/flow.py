"""Imports as the window sees them: asking for files, the strip, the report, resuming."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.core.cancel import CancelToken
from reader.core.changes import (
    CancelImport,
    Event,
    ImportFinished,
    ImportPaths,
    ImportProgress,
    ImportRow,
    ImportRows,
    ImportText,
    KeepPassage,
    PassagesFound,
    ResumeImport,
    UpkeepFinished,
)
from reader.core.errors import ReaderError
from reader.core.evidence import RepeatedPassage
from reader.core.model import ArticleId
from reader.core.records import ImportRecord
from reader.gui.dialogs.simple import PasteDialog, TextPasted
from reader.gui.imports.passages import PassageKept, PassageShown
from reader.gui.imports.report import ReportDialog, ReportWanted, RowOpened
from reader.gui.imports.strip import ImportStrip
from reader.gui.jobs import Jobs
from reader.gui.messages import Message, Weight
from reader.gui.ports import Shelf
from reader.gui.worker_link import WorkerLink
from reader.resources import resource

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ImportState:
    """Whether an import is running."""

    is_running: bool


class ImportFlow(QObject):
    """``state_changed`` carries an ``ImportState``, ``said`` a ``Message``, ``story_wanted`` a ``RowOpened``."""

    state_changed = Signal(object)
    said = Signal(object)
    story_wanted = Signal(object)

    def __init__(self, window: QWidget, strip: ImportStrip, jobs: Jobs, shelf: Shelf, link: WorkerLink) -> None:
        super().__init__(window)
        self._window, self._strip, self._jobs, self._shelf, self._link = window, strip, jobs, shelf, link
        self._report: ReportDialog | None = None
        self._last_import = 0
        self._running = False
        self.choose_files: Callable[[], Sequence[str]] = self._ask_for_files
        self.choose_folder: Callable[[], str] = self._ask_for_folder
        self.choose_target: Callable[[], str] = self._ask_for_target
        strip.cancel_requested.connect(self.cancel)
        strip.report_requested.connect(self.show_report)

    @property
    def is_running(self) -> bool:
        """Whether an import is running."""
        return self._running

    @property
    def report(self) -> ReportDialog | None:
        """The report dialog, once it was opened."""
        return self._report

    def import_files(self) -> None:
        """Ask for files and import them."""
        self.import_paths(tuple(self.choose_files()))

    def import_folder(self) -> None:
        """Ask for a folder and import it."""
        folder = self.choose_folder()
        self.import_paths((folder,) if folder else ())

    def import_sample(self) -> None:
        """Import the sample archive that ships with the program."""
        self.import_paths((str(resource("sample")),))

    def import_paths(self, paths: tuple[str, ...]) -> None:
        """Import files and folders."""
        if paths and not self._link.send(ImportPaths(tuple(str(Path(path).absolute()) for path in paths))):
            self._refuse()

    def paste(self) -> PasteDialog:
        """Ask for the text of a story and import it; returns the open dialog."""
        dialog = PasteDialog(self._window)
        dialog.text_pasted.connect(self._import_text)
        dialog.open()
        return dialog

    def _import_text(self, pasted: TextPasted) -> None:
        if not self._link.send(ImportText(pasted.text)):
            self._refuse()

    def _refuse(self) -> None:
        text = self.tr("This window can only read the library at the moment, so nothing was imported.")
        self.said.emit(Message(text, Weight.WARNING))

    def cancel(self) -> None:
        """Stop after the file at hand."""
        if self._running:
            self._link.send(CancelImport())
            self._strip.show_cancelling()

    def offer_resume(self, unfinished: Sequence[int]) -> None:
        """Offer to go on with the newest unfinished import."""
        if unfinished and not self._running:
            newest = max(unfinished)
            text = self.tr("An import was not finished. What it had imported is in the library.")
            resume = Message(text, Weight.NOTICE, self.tr("Go on with it"), lambda: self._resume(newest))
            self.said.emit(resume)

    def _resume(self, import_id: int) -> None:
        if not self._link.send(ResumeImport(import_id)):
            self._refuse()

    def take(self, event: Event) -> None:
        """Show what the worker tells of an import."""
        if isinstance(event, ImportProgress):
            self._last_import = event.import_id
            self._strip.show_progress(event)
            self._set_running(running=True)
        elif isinstance(event, ImportRows):
            if self._report is not None and self._report.import_id == event.import_id:
                self._report.append_rows(event.rows)
        elif isinstance(event, PassagesFound | UpkeepFinished):
            if self._report is not None and self._report.import_id:
                self._load_passages(self._report.import_id)
        elif isinstance(event, ImportFinished):
            self._last_import = event.progress.import_id
            self._strip.show_finished(event)
            self._running = False
            self.state_changed.emit(ImportState(is_running=False))

    def worker_gone(self) -> None:
        """Take the strip away: nobody is importing."""
        if self._running:
            self._strip.hide()
            self._set_running(running=False)

    def _set_running(self, *, running: bool) -> None:
        if running is not self._running:
            self._running = running
            self.state_changed.emit(ImportState(running))

    def show_report(self) -> None:
        """Open the report of the last import."""
        if self._report is None:
            self._report = ReportDialog(self._window)
            self._report.report_wanted.connect(self._load_rows)
            self._report.row_opened.connect(self.story_wanted)
            self._report.save_requested.connect(self.save_report)
            self._report.passages.keep_requested.connect(self._keep_passage)
            self._report.passages.show_requested.connect(self._show_passage)
        self._report.show()
        self._report.raise_()
        self._jobs.run(self._read_imports, done=self._list_imports, failed=self._say_error)

    def _read_imports(self, _: CancelToken) -> tuple[ImportRecord, ...]:
        library = self._shelf.library()
        library.refresh()
        return library.imports()

    def _list_imports(self, records: tuple[ImportRecord, ...]) -> None:
        if self._report is None:
            return
        newest = self._last_import or max((record.import_id for record in records), default=0)
        self._report.show_imports(records, newest)
        self._load_rows(ReportWanted(newest))

    def _load_rows(self, wanted: ReportWanted) -> None:
        def done(rows: tuple[ImportRow, ...]) -> None:
            if self._report is not None:
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
        if not self._link.send(KeepPassage(passage.outlet, passage.key, wanted.keep)):
            self._refuse()

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

    def save_report(self) -> None:
        """Ask where to, and save the rows of the report that are shown."""
        target = self.choose_target()
        if not target or self._report is None:
            return
        try:
            self._report.save(Path(target))
        except OSError as error:
            text = self.tr("The report could not be saved to {path}: {reason}. Choose another place.")
            reason = error.strerror or type(error).__name__
            self.said.emit(Message(text.format(path=target, reason=reason), Weight.ERROR))
        else:
            log.info("Import report saved")

    def _say_error(self, error: ReaderError) -> None:
        self.said.emit(Message(str(error), Weight.ERROR))

    def _ask_for_files(self) -> Sequence[str]:
        kinds = self.tr("Saved articles (*.html *.htm *.xhtml *.txt *.text *.gz);;All files (*)")
        return QFileDialog.getOpenFileNames(self._window, self.tr("Import files"), "", kinds)[0]

    def _ask_for_folder(self) -> str:
        return QFileDialog.getExistingDirectory(self._window, self.tr("Import folder"))

    def _ask_for_target(self) -> str:
        kinds = self.tr("CSV (*.csv);;JSON (*.json)")
        return QFileDialog.getSaveFileName(self._report, self.tr("Save the report"), "import report.csv", kinds)[0]


def local_paths(dropped: QMimeData) -> tuple[str, ...]:
    """Return the files and folders of a drop; what is not on this computer is left out."""
    return tuple(url.toLocalFile() for url in dropped.urls() if url.isLocalFile() and not url.host())
