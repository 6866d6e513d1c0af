"""Keeps removed passages that the reader wants back: here, or everywhere in the outlet; can be undone."""

from PySide6.QtCore import QObject, Signal

from reader.core.changes import Event, ForgetRule, LibraryChanged, RemovePassage, Restore, Unrestore, UpkeepFinished
from reader.core.model import ArticleId
from reader.gui.frame.messages import Message, Weight
from reader.gui.reading.asked import RemovalChosen
from reader.gui.reading.story_flow import StoryFlow
from reader.gui.reading.story_view import StoryView
from reader.gui.wiring.worker_link import WorkerLink
from reader.service.restoring import key_of

LONGEST = 60


class RestoreFlow(QObject):
    """``said`` carries a ``Message``: what was done, with its undoing."""

    said = Signal(object)

    def __init__(self, view: StoryView, flow: StoryFlow, link: WorkerLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view, self._flow, self._link = view, flow, link
        self._awaited: set[ArticleId] = set()
        view.pane.removal_chosen.connect(self.restore)

    def restore_chosen(self, *, everywhere: bool) -> None:
        """Restore the removal that the keyboard stands at in the removed view."""
        number = self._view.pane.current_removal()
        if number is None:
            text = self.tr("Choose what to keep first: press R, then Tab to go from one removed passage to the next.")
            self.said.emit(Message(text, Weight.NOTICE))
        else:
            self.restore(RemovalChosen(number, everywhere))

    def restore(self, chosen: RemovalChosen) -> None:
        """Have a removed passage kept from now on."""
        open_story = self._flow.story
        if open_story is None or not 0 <= chosen.number < len(open_story.story.article.removals):
            return
        article_id, article = open_story.story.article_id, open_story.story.article
        removal = article.removals[chosen.number]
        key = key_of(article, removal)
        if not self._link.send(Restore(article_id, key, chosen.everywhere)):
            self.said.emit(Message(self.tr("This window can only read the library at the moment."), Weight.WARNING))
            return
        self._awaited.add(article_id)
        words = " ".join(removal.span.of(article.text).split())
        short = words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
        outlet = article.outlet.value if article.outlet else self.tr("stories without a known outlet")
        text = (
            self.tr("“{text}” is kept from now on in all stories of {outlet}.").format(text=short, outlet=outlet)
            if chosen.everywhere
            else self.tr("“{text}” is kept in this story from now on.").format(text=short)
        )
        undo = Unrestore(article_id, key, chosen.everywhere)
        self.said.emit(Message(text, Weight.NOTICE, self.tr("Undo"), lambda: self._undo(undo)))

    def _undo(self, wish: Unrestore) -> None:
        if self._link.send(wish):
            self._awaited.add(wish.article_id)

    def carry_out(self, wish: RemovePassage | ForgetRule) -> bool:
        """Send a rule of the reader's own; the story is read anew when it is done. False where that is impossible."""
        if not self._link.send(wish):
            self.said.emit(Message(self.tr("This window can only read the library at the moment."), Weight.WARNING))
            return False
        self._awaited.add(wish.article_id)
        return True

    def take(self, event: Event) -> None:
        """Read the story on screen anew once it was cleaned anew as the reader wished."""
        if isinstance(event, UpkeepFinished):
            self._awaited.clear()
        elif isinstance(event, LibraryChanged):
            article_id = self._flow.article_id
            if article_id in self._awaited and article_id in event.updated:
                self._flow.reload()
