"""Tags stories that are chosen in the list: reads their tags, shows the editor, sends wishes, offers to undo them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.core.cancel import CancelToken
from reader.core.changes import AddTags, Event, RemoveTags, TagsChanged, TagWish
from reader.core.errors import ReaderError
from reader.core.model import ArticleId
from reader.gui.jobs import Jobs
from reader.gui.messages import Message, Weight
from reader.gui.ports import Shelf
from reader.gui.tagging.editor import TagEditor, TagsEdited, TagsOf
from reader.gui.worker_link import WorkerLink

Chosen = Callable[[], tuple[ArticleId, ...]]


class TagFlow(QObject):
    """``said`` carries a ``Message``; ``tagged`` tells that tags are other than they were."""

    said = Signal(object)
    tagged = Signal()

    def __init__(self, window: QWidget, jobs: Jobs, shelf: Shelf, link: WorkerLink, chosen: Chosen) -> None:
        super().__init__(window)
        self._window, self._jobs, self._shelf, self._link, self._chosen = window, jobs, shelf, link, chosen
        self.editor: TagEditor | None = None
        self._undoing = self._together = 0
        self._gathered: list[TagWish] = []
        self._text = ""
        link.event_arrived.connect(self._take)

    def edit(self) -> None:
        """Open the tag editor for the stories that are chosen."""
        ids = self._chosen()
        if ids:
            self._jobs.run(lambda _: self._read(ids, _), done=self._show, failed=self._failed)

    def _read(self, ids: tuple[ArticleId, ...], _: CancelToken) -> TagsOf:
        library = self._shelf.library()
        return TagsOf(ids, library.tag_counts(ids), tuple(name for name, _ in library.tag_counts()))

    def _show(self, tags: TagsOf) -> None:
        if self.editor is not None:
            self.editor.close()
        self.editor = TagEditor(tags, self._window)
        self.editor.tags_edited.connect(self._edited)
        self.editor.open()

    def _edited(self, edited: TagsEdited) -> None:
        wishes: list[TagWish] = []
        if edited.add:
            wishes.append(AddTags(edited.article_ids, edited.add))
        if edited.remove:
            wishes.append(RemoveTags(edited.article_ids, edited.remove))
        self._send(wishes)

    def _send(self, wishes: list[TagWish]) -> bool:
        for wish in wishes:
            if not self._link.send(wish):
                text = self.tr("This window can only read the library at the moment, so nothing was changed.")
                self.said.emit(Message(text, Weight.WARNING))
                return False
        return True

    def change(self, wishes: Sequence[TagWish], text: str) -> None:
        """Send wishes that belong together; when all are fulfilled they are told of, and undone, as one."""
        if self._send(list(wishes)):
            self._together, self._gathered, self._text = len(wishes), [], text

    def _gather(self, event: TagsChanged) -> None:
        self._together -= 1
        self._gathered = [*event.undo, *self._gathered]
        undo = self._gathered
        if not self._together and undo:
            self.said.emit(Message(self._text, button=self.tr("Undo"), action=lambda: self._undo(undo)))

    def _take(self, event: Event) -> None:
        if not isinstance(event, TagsChanged):
            return
        self.tagged.emit()
        if self._together:
            self._gather(event)
        elif self._undoing:
            self._undoing -= 1
        elif event.undo:
            undo = list(event.undo)
            self.said.emit(Message(self._told(event.wish), button=self.tr("Undo"), action=lambda: self._undo(undo)))

    def _undo(self, wishes: list[TagWish]) -> None:
        self._undoing += len(wishes)
        if not self._send(wishes):
            self._undoing = 0

    def _told(self, wish: TagWish) -> str:
        if isinstance(wish, AddTags):
            return self.tr("%n stories were tagged: {tags}", "", len(wish.article_ids)).format(
                tags=", ".join(wish.tags)
            )
        if isinstance(wish, RemoveTags):
            return self.tr("Taken off %n stories: {tags}", "", len(wish.article_ids)).format(tags=", ".join(wish.tags))
        return self.tr("The tags of the library were changed.")

    def _failed(self, error: ReaderError) -> None:
        self.said.emit(Message(str(error), Weight.ERROR))
