"""Shows the list of highlights and notes, keeps it up to date, and opens and exports what is in it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.core.cancel import CancelToken
from reader.core.changes import Event, LibraryChanged
from reader.core.errors import ReaderError
from reader.core.highlights import COLOURS
from reader.export.annotations import NOTES_ENDINGS, NotesFormat
from reader.gui.frame.messages import Message, Weight
from reader.gui.imports.report import RowOpened
from reader.gui.notes.colours import ink_name
from reader.gui.notes.flow import HighlightFlow
from reader.gui.notes.list_dialog import AnnotationChosen, AnnotationsDialog, AnnotationsExported
from reader.gui.notes.story_notes import StoryNotes
from reader.gui.reading.story_flow import StoryFlow
from reader.gui.reading.story_view import StoryView
from reader.gui.wiring.jobs import Jobs
from reader.gui.wiring.ports import Shelf
from reader.gui.wiring.worker_link import WorkerLink
from reader.service.exporting import save_annotations


class AnnotationsFlow(QObject):
    """``said`` carries a ``Message``, ``story_wanted`` a ``RowOpened``."""

    said = Signal(object)
    story_wanted = Signal(object)

    def __init__(
        self,
        window: QWidget,
        panes: tuple[StoryView, StoryFlow, HighlightFlow],
        services: tuple[Jobs, Shelf, WorkerLink],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._view, self._reading, self._highlights = panes
        self._jobs, self._shelf, self._link = services
        self._job = CancelToken()
        self.dialog: AnnotationsDialog | None = None
        self.choose_file: Callable[[], str] = self._ask_for_file
        self.story_notes = StoryNotes(window, self._reading, services)
        self.story_notes.said.connect(self.said)
        self._link.event_arrived.connect(self.take)

    def show_dialog(self) -> None:
        """Open the list."""
        if self.dialog is not None:
            self.dialog.close()
            self.dialog.deleteLater()
        self.dialog = AnnotationsDialog(self._view.pane.colours, self._window)
        self.dialog.chosen.connect(self._open)
        self.dialog.export_wanted.connect(self._export)
        self.dialog.edit_wanted.connect(self._edit)
        self.dialog.delete_wanted.connect(self._delete)
        self.dialog.attach_wanted.connect(self._attach)
        self.dialog.show()
        self._read()

    def take(self, event: Event) -> None:
        """Read the list anew after a change, while it is open."""
        if isinstance(event, LibraryChanged) and self.dialog is not None and self.dialog.isVisible():
            self._read()

    def _read(self) -> None:
        dialog = self.dialog
        if dialog is not None:
            self._job.cancel()
            self._job = self._jobs.run(
                lambda _token: self._shelf.library().all_annotations(), done=dialog.show_rows, failed=self._fail
            )

    def _fail(self, error: ReaderError) -> None:
        self.said.emit(Message(str(error), Weight.ERROR))

    def _open(self, chosen: AnnotationChosen) -> None:
        highlight = chosen.row.highlight
        self.story_wanted.emit(RowOpened(chosen.row.article_id))
        if highlight is not None:
            self._highlights.go_to(chosen.row.article_id, highlight.highlight_id)

    def _export(self, wanted: AnnotationsExported) -> None:
        name = self.choose_file()
        if not name:
            return
        path = Path(name)
        known = {ending: form for form, ending in NOTES_ENDINGS.items()}
        form = known.get(path.suffix.lower(), NotesFormat.MARKDOWN)
        if not path.suffix:
            path = path.with_name(path.name + NOTES_ENDINGS[form])
        colours = [ink_name(number) for number in range(1, COLOURS + 1)]

        def done(_nothing: None) -> None:
            text = self.tr("Highlights and notes were written to {name}.")
            self.said.emit(Message(text.format(name=path.name)))

        self._jobs.run(lambda _token: save_annotations(path, wanted.rows, form, colours), done=done, failed=self._fail)

    def _edit(self, chosen: AnnotationChosen) -> None:
        row = chosen.row
        if row.highlight is not None:
            self._highlights.edit(row.highlight)
        else:
            self.story_notes.edit(row)

    def _delete(self, chosen: AnnotationChosen) -> None:
        row = chosen.row
        if row.highlight is not None:
            self._highlights.delete(row.highlight)
        elif row.note is not None:
            self.story_notes.delete(row.article_id, row.note)

    def _attach(self, chosen: AnnotationChosen) -> None:
        """Open the story of a highlight and have the reader select what it is to be attached to."""
        if chosen.row.highlight is not None:
            self.story_wanted.emit(RowOpened(chosen.row.article_id))
            self._highlights.attach(chosen.row.highlight)

    def _ask_for_file(self) -> str:
        kinds = self.tr("Markdown (*.md);;Table (*.csv);;JSON (*.json)")
        return QFileDialog.getSaveFileName(
            self._window, self.tr("Export highlights and notes"), "highlights.md", kinds
        )[0]
