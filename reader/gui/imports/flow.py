"""Imports as the window sees them: asking for files, the count before, the strip, resuming."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.core.changes import (
    CancelImport,
    Event,
    ImportFinished,
    ImportPaths,
    ImportProgress,
    ImportText,
    ResumeImport,
)
from reader.gui.dialogs.simple import PasteDialog, TextPasted
from reader.gui.frame.messages import Message, Weight
from reader.gui.imports.counting import CountFlow
from reader.gui.imports.strip import ImportStrip
from reader.gui.wiring.worker_link import WorkerLink
from reader.resources import resource


@dataclass(frozen=True, slots=True)
class ImportState:
    """Whether an import is running."""

    is_running: bool


class ImportFlow(QObject):
    """``state_changed`` carries an ``ImportState``, ``said`` a ``Message``."""

    state_changed = Signal(object)
    said = Signal(object)

    def __init__(self, window: QWidget, strip: ImportStrip, link: WorkerLink) -> None:
        super().__init__(window)
        self._window, self._strip, self._link = window, strip, link
        self._running = False
        self.choose_files: Callable[[], Sequence[str]] = self._ask_for_files
        self.choose_folder: Callable[[], str] = self._ask_for_folder
        strip.cancel_requested.connect(self.cancel)
        self.counting = CountFlow(window, link)
        self.counting.wanted.connect(lambda counted: self._import(counted.paths))
        self.counting.said.connect(self.said)

    @property
    def is_running(self) -> bool:
        """Whether an import is running."""
        return self._running

    def import_files(self) -> None:
        """Ask for files and import them."""
        self.import_paths(tuple(self.choose_files()))

    def import_folder(self) -> None:
        """Ask for a folder and import it."""
        folder = self.choose_folder()
        self.import_paths((folder,) if folder else ())

    def import_sample(self) -> None:
        """Import the sample archive that ships with the program."""
        self._import((str(resource("sample")),))

    def import_paths(self, paths: tuple[str, ...]) -> None:
        """Import files and folders, after a count of what they hold and, if it is worth it, a question."""
        if paths and not self.counting.begin(tuple(str(Path(path).absolute()) for path in paths)):
            self._refuse()

    def _import(self, paths: tuple[str, ...]) -> None:
        if not self._link.send(ImportPaths(paths)):
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
        """Show what the worker tells of a count or an import."""
        self.counting.take(event)
        if isinstance(event, ImportProgress):
            self._strip.show_progress(event)
            self._set_running(running=True)
        elif isinstance(event, ImportFinished):
            self._strip.show_finished(event)
            self._running = False
            self.state_changed.emit(ImportState(is_running=False))

    def worker_gone(self) -> None:
        """Take the strip away: nobody is importing, and nobody counts."""
        self.counting.worker_gone()
        if self._running:
            self._strip.hide()
            self._set_running(running=False)

    def _set_running(self, *, running: bool) -> None:
        if running is not self._running:
            self._running = running
            self.state_changed.emit(ImportState(running))

    def _ask_for_files(self) -> Sequence[str]:
        kinds = self.tr("All files (*);;Web pages and texts (*.html *.htm *.xhtml *.mhtml *.mht *.txt *.md *.pdf)")
        return QFileDialog.getOpenFileNames(self._window, self.tr("Import files"), "", kinds)[0]

    def _ask_for_folder(self) -> str:
        return QFileDialog.getExistingDirectory(self._window, self.tr("Import folder"))


def local_paths(dropped: QMimeData) -> tuple[str, ...]:
    """Return the files and folders of a drop; what is not on this computer is left out."""
    return tuple(url.toLocalFile() for url in dropped.urls() if url.isLocalFile() and not url.host())
