"""Notes on whole stories: written, changed and deleted in the window, each with its undoing."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.core.errors import ReaderError
from reader.core.highlights import AnnotationRow, Annotations, AnnotationWish, PutBackNote, SetNote, StoryNote
from reader.core.model import ArticleId
from reader.gui.frame.messages import Message, Weight
from reader.gui.notes.note_dialog import NoteDeleted, NoteDialog, NoteEdited
from reader.gui.reading.story_flow import StoryFlow
from reader.gui.wiring.jobs import Jobs
from reader.gui.wiring.ports import Shelf
from reader.gui.wiring.worker_link import WorkerLink


class StoryNotes(QObject):
    """``said`` carries a ``Message``; ``asked`` says that the dialog of notes is open."""

    said = Signal(object)
    asked = Signal()

    def __init__(self, window: QWidget, reading: StoryFlow, services: tuple[Jobs, Shelf, WorkerLink]) -> None:
        super().__init__(window)
        self._window, self._reading = window, reading
        self._jobs, self._shelf, self._link = services
        self.dialog: NoteDialog | None = None

    def write(self) -> None:
        """Open the notes on the story on screen."""
        story = self._reading.story
        if story is None:
            return
        article_id, article = story.request.article_id, story.story.article
        headline = article.headline.value if article.headline else ""
        self._jobs.run(
            lambda _token: self._shelf.library().annotations(article_id),
            done=lambda found: self._open(headline, found),
            failed=self._fail,
        )

    def edit(self, row: AnnotationRow) -> None:
        """Open one note, of a list of notes."""
        if row.note is not None:
            self._open(row.headline, Annotations(row.article_id, (), (row.note,)))

    def _open(self, headline: str, found: Annotations) -> None:
        if self.dialog is not None:
            self.dialog.close()
            self.dialog.deleteLater()
        self.dialog = dialog = NoteDialog(headline, found.notes, self._window)
        dialog.edited.connect(lambda edited: self._save(found.article_id, edited))
        dialog.deleted.connect(lambda deleted: self._delete(found.article_id, deleted))
        dialog.show()
        self.asked.emit()

    def _save(self, article_id: ArticleId, edited: NoteEdited) -> None:
        note, text = edited.note, edited.text
        if note is None:
            if text.strip() and self._send(SetNote(article_id, text)):
                self.said.emit(Message(self.tr("The note was kept with the story.")))
        elif not text.strip():
            self.delete(article_id, note)
        elif text != note.text and self._send(SetNote(article_id, text, note.note_id)):
            self._say_with_undo(self.tr("The note was changed."), PutBackNote(article_id, note))

    def _delete(self, article_id: ArticleId, deleted: NoteDeleted) -> None:
        self.delete(article_id, deleted.note)

    def delete(self, article_id: ArticleId, note: StoryNote) -> None:
        """Delete a note; that can be undone."""
        if self._send(SetNote(article_id, "", note.note_id)):
            self._say_with_undo(self.tr("The note was deleted."), PutBackNote(article_id, note))

    def _say_with_undo(self, text: str, undo: PutBackNote) -> None:
        self.said.emit(Message(text, Weight.NOTICE, self.tr("Undo"), lambda: self._undo(undo)))

    def _undo(self, wish: PutBackNote) -> None:
        self._send(wish)

    def _send(self, wish: AnnotationWish) -> bool:
        if self._link.send(wish):
            return True
        self.said.emit(Message(self.tr("This window can only read the library at the moment."), Weight.WARNING))
        return False

    def _fail(self, error: ReaderError) -> None:
        self.said.emit(Message(str(error), Weight.ERROR))
