"""Takes a story, or words of it, out of the window: copies, quotes, citations, paper and PDF."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QWidget

from reader.core.settings import Settings
from reader.gui.frame.messages import Message, Weight
from reader.gui.look.fonts import reading_family
from reader.gui.reading.asked import ZoomAsked
from reader.gui.reading.html import OBJECT
from reader.gui.reading.loading import OpenStory
from reader.gui.reading.printing import Sheet, print_story, printer
from reader.gui.reading.quoting import citation, quote
from reader.gui.reading.story_flow import StoryFlow
from reader.gui.reading.story_view import StoryView

IN_MENU = (
    "copy",
    "copy_quote",
    "copy_citation",
    "copy_markdown",
    "",
    "select_all",
    "find",
    "",
    "show_removed",
    "show_original",
    "open_original",
    "compare",
    "",
    "remove_words_here",
    "remove_words_everywhere",
    "remove_here",
    "remove_everywhere",
    "",
    "print_preview",
    "print_story",
    "save_pdf",
)


class TakingWindow(Protocol):
    """What is needed of the window."""

    settings: Settings

    def change_size(self, size_px: int) -> None:
        """Show stories in letters of this size."""


class TakeFlow(QObject):
    """``said`` carries a ``Message``: what was copied or written."""

    said = Signal(object)

    def __init__(self, window: QWidget, taking: TakingWindow, view: StoryView, flow: StoryFlow) -> None:
        super().__init__(window)
        self._window, self._taking, self._view, self._flow = window, taking, view, flow
        self._action: Callable[[str], QAction] | None = None
        view.pane.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.pane.customContextMenuRequested.connect(self._show_menu)
        view.pane.zoom_asked.connect(self._zoom)

    def offer(self, action: Callable[[str], QAction]) -> None:
        """Take the window's actions by their names for the menu of the story."""
        self._action = action

    def _zoom(self, asked: ZoomAsked) -> None:
        self._taking.change_size(self._taking.settings.font_size_px + asked.steps)

    def menu(self) -> QMenu:
        """Return the menu of the story."""
        menu = QMenu(self._view.pane)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in IN_MENU if self._action is not None else ():
            if name and self._action is not None:
                menu.addAction(self._action(name))
            else:
                menu.addSeparator()
        return menu

    def _show_menu(self, at: QPoint) -> None:
        if self._flow.story is not None:
            self.menu().popup(self._view.pane.viewport().mapToGlobal(at))

    def _selected(self) -> str:
        cursor = self._view.pane.textCursor()
        return cursor.selection().toPlainText().replace(f"{OBJECT}\n", "").replace(OBJECT, "")

    def copy_quote(self) -> None:
        """Copy the selected words in quotation marks with their citation; without words only the citation."""
        story, words = self._flow.story, self._selected()
        if story is None:
            return
        if words.strip():
            self._copy(quote(words, story.story.article), self.tr("The quote was copied with its citation."))
        else:
            self.copy_citation()

    def copy_citation(self) -> None:
        """Copy author, headline, outlet, date and address."""
        if self._flow.story is not None:
            self._copy(citation(self._flow.story.story.article), self.tr("The citation was copied."))

    def copy_markdown(self) -> None:
        """Copy what is selected, or the whole page of the story, as Markdown."""
        if self._flow.story is not None:
            cursor = self._view.pane.textCursor()
            document = self._view.pane.document()
            words = cursor.selection().toMarkdown() if cursor.hasSelection() else document.toMarkdown()
            self._copy(words.replace(OBJECT, "").strip() + "\n", self.tr("The text was copied as Markdown."))

    def _copy(self, text: str, said: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.said.emit(Message(said))

    def print_on(self, to: QPrinter) -> int:
        """Print the story as it is shown; return on how many pages."""
        story = self._flow.story
        return self._print(story, to) if story is not None else 0

    def _print(self, story: OpenStory, to: QPrinter) -> int:
        settings = self._taking.settings
        sheet = Sheet(story.parts, story.story.article, settings, reading_family(settings.font_family))
        return print_story(sheet, to, self._view.pane.picture)

    def print_story(self) -> None:
        """Ask for a printer and print the story."""
        if self._flow.story is None:
            return
        to = printer()
        dialog = QPrintDialog(to, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda result: self.print_on(to) if result == QDialog.DialogCode.Accepted else None)
        dialog.setModal(True)
        dialog.show()

    def preview(self) -> None:
        """Show the story as it would be printed."""
        if self._flow.story is None:
            return
        to = printer()
        dialog = QPrintPreviewDialog(to, self._window)
        dialog.destroyed.connect(partial(_let_go, to))  # the dialog draws on the printer but does not own it
        dialog.setWindowTitle(self.tr("Print preview"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.resize(900, 800)
        story = self._flow.story
        dialog.paintRequested.connect(lambda to: self._print(story, to))
        dialog.open()

    def save_pdf(self) -> None:
        """Ask for a file and write the story into it as PDF."""
        if self._flow.story is None:
            return
        title = self.tr("Save the story as PDF")
        path, _ = QFileDialog.getSaveFileName(self._window, title, "story.pdf", self.tr("PDF files (*.pdf)"))
        if path:
            self.write_pdf(path)

    def write_pdf(self, path: str) -> None:
        """Write the story into a file as PDF."""
        try:
            Path(path).open("ab").close()  # Qt does not say why a file cannot be written
        except OSError as error:
            text = self.tr("The PDF could not be written to {path}: {reason}.")
            self.said.emit(Message(text.format(path=path, reason=error.strerror), Weight.ERROR))
            return
        to = printer()
        to.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        to.setOutputFileName(path)
        pages = self.print_on(to)
        if to.printerState() is QPrinter.PrinterState.Error or not pages:
            self.said.emit(Message(self.tr("The PDF could not be written whole. Is the disk full?"), Weight.ERROR))
        else:
            self.said.emit(Message(self.tr("The story was saved as PDF, %n pages.", "", pages)))


def _let_go(_printer: QPrinter, _dialog: QObject | None = None) -> None:
    """Do nothing: what is connected to this lives until then."""
