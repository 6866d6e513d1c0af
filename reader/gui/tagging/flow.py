"""Tags stories that are chosen in the list: reads their tags, shows the editor, sends wishes, offers to undo them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from reader.core.cancel import CancelToken
from reader.core.changes import AddTags, Event, RemoveTags, TagsChanged, TagWish
from reader.core.errors import ReaderError
from reader.gui.frame.messages import Message, Weight
from reader.gui.tagging.editor import TagEditor, TagsEdited, TagsOf
from reader.gui.wiring.jobs import Jobs
from reader.gui.wiring.ports import Shelf
from reader.gui.wiring.worker_link import WorkerLink
from reader.service.chosen import Chosen

WhatIsChosen = Callable[[], Chosen]
AT_ONCE = 1_000
"""A wish for more stories may take a while to be sent, and is sent from the reading thread."""


RULES_MS = 1_000
"""Rules tag batch by batch while an import runs; what is shown follows at this distance."""


class TagFlow(QObject):
    """``said`` carries a ``Message``; ``tagged`` tells that tags are other than they were."""

    said = Signal(object)
    tagged = Signal()

    def __init__(self, window: QWidget, jobs: Jobs, shelf: Shelf, link: WorkerLink, chosen: WhatIsChosen) -> None:
        super().__init__(window)
        self._window, self._jobs, self._shelf, self._link, self._chosen = window, jobs, shelf, link, chosen
        self.editor: TagEditor | None = None
        self._undoing = self._together = 0
        self._gathered: list[TagWish] = []
        self._text = ""
        self._soon = QTimer(self, singleShot=True, interval=RULES_MS)
        self._soon.timeout.connect(self.tagged)
        link.event_arrived.connect(self._take)

    def edit(self) -> None:
        """Open the tag editor for the stories that are chosen."""
        chosen = self._chosen()
        if chosen.count:
            self._jobs.run(lambda cancel: self._read(chosen, cancel), done=self._show, failed=self._failed)

    def _read(self, chosen: Chosen, cancel: CancelToken) -> TagsOf:
        library = self._shelf.library()
        ids = chosen.read(library, cancel)
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

    def _send(self, wishes: list[TagWish]) -> None:
        if any(isinstance(wish, AddTags | RemoveTags) and len(wish.article_ids) > AT_ONCE for wish in wishes):
            self._jobs.run(lambda _: all(map(self._link.send, wishes)), done=self._sent, failed=self._failed)
        else:
            self._sent(all(map(self._link.send, wishes)))

    def _sent(self, was_sent: bool) -> None:
        if not was_sent:
            self._undoing = self._together = 0
            text = self.tr("This window can only read the library at the moment, so nothing was changed.")
            self.said.emit(Message(text, Weight.WARNING))

    def change(self, wishes: Sequence[TagWish], text: str) -> None:
        """Send wishes that belong together; when all are fulfilled they are told of, and undone, as one."""
        self._together, self._gathered, self._text = len(wishes), [], text
        self._send(list(wishes))

    def _gather(self, event: TagsChanged) -> None:
        self._together -= 1
        self._gathered = [*event.undo, *self._gathered]
        undo = self._gathered
        if not self._together and undo:
            self.said.emit(Message(self._text, button=self.tr("Undo"), action=lambda: self._undo(undo)))

    def _take(self, event: Event) -> None:
        if not isinstance(event, TagsChanged):
            return
        if event.is_by_rule:
            self._soon.start()
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
        self._send(wishes)

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
