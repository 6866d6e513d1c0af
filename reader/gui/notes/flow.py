"""Highlights in the story on screen: made, shown, edited and taken away by keys and mouse."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from reader.core.anchoring import anchor_of
from reader.core.cancel import CancelToken
from reader.core.changes import Event, LibraryChanged
from reader.core.errors import ReaderError
from reader.core.highlights import (
    AddHighlight,
    Annotations,
    AnnotationWish,
    ChangeHighlight,
    DeleteHighlight,
    Highlight,
    MoveHighlight,
    PutBackHighlight,
)
from reader.core.model import ArticleId, Span
from reader.gui.frame.messages import Message, Weight
from reader.gui.notes.colours import look_of
from reader.gui.notes.editor import HighlightDialog, HighlightEdited
from reader.gui.notes.places import Places, located
from reader.gui.notes.sentence import sentence_around
from reader.gui.reading.hits import Hit
from reader.gui.reading.html import Shown, safe_text
from reader.gui.reading.loading import OpenStory
from reader.gui.reading.paragraphs import View
from reader.gui.reading.story_flow import StoryFlow, StoryOpened
from reader.gui.reading.story_view import StoryView
from reader.gui.wiring.jobs import Jobs
from reader.gui.wiring.ports import Shelf
from reader.gui.wiring.worker_link import WorkerLink

QUOTE_CHARS = 60
MOST_TOLD, LONGEST_TIP = 5, 1_000
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class _Read:
    """The highlights of a story and where they stand in it as it was on screen when they were asked for."""

    story: OpenStory | None
    annotations: Annotations
    places: Places | None
    spots: list[tuple[Hit, Highlight]]


def _looks(story: OpenStory) -> tuple[ArticleId, View, list[tuple[Shown, ...]]]:
    return story.request.article_id, story.request.view, [part.shown for part in story.parts]


class HighlightFlow(QObject):
    """``said`` carries a ``Message``; ``shown`` says that the highlights of the story are on screen."""

    said = Signal(object)
    shown = Signal()

    def __init__(
        self,
        window: QWidget,
        view: StoryView,
        reading: StoryFlow,
        services: tuple[Jobs, Shelf, WorkerLink],
    ) -> None:
        super().__init__(window)
        self._window, self._view, self._reading = window, view, reading
        self._jobs, self._shelf, self._link = services
        self.colour = 1
        self._job = CancelToken()
        self._annotations: Annotations | None = None
        self._story: OpenStory | None = None
        self._places: Places | None = None
        self._spots: list[tuple[Hit, Highlight]] = []
        self._going_to: int | None = None
        self._waiting: bool | None = None
        self._attaching: Highlight | None = None
        self.dialog: HighlightDialog | None = None
        reading.opened.connect(self._opened)
        self._link.event_arrived.connect(self.take)
        view.pane.underlays = self._underlays
        view.pane.installEventFilter(self)
        view.pane.viewport().installEventFilter(self)

    @property
    def highlights(self) -> tuple[Highlight, ...]:
        """The highlights of the story on screen."""
        return self._annotations.highlights if self._annotations else ()

    @property
    def is_ready(self) -> bool:
        """Whether it is known where the text on screen stands in the story, so that words of it can be highlighted."""
        return self._places is not None

    def go_to(self, article_id: ArticleId, highlight_id: int) -> None:
        """Show a highlight, as soon as its story is on screen."""
        self._going_to = highlight_id
        if self._reading.story is not None and self._reading.story.request.article_id == article_id:
            self._read(article_id)

    def attach(self, highlight: Highlight) -> None:
        """Ask for the words of its story that a highlight is to be attached to."""
        self._attaching = highlight
        quote = safe_text(" ".join(highlight.anchor.quote.split()))
        short = quote if len(quote) <= QUOTE_CHARS else f"{quote[: QUOTE_CHARS - 1]}…"
        text = self.tr("Select the words that “{quote}” belongs to now, then press H or:").format(quote=short)
        self.said.emit(Message(text, Weight.NOTICE, self.tr("Attach here"), self._attach))

    def _attach(self) -> None:
        highlight, span = self._attaching, self._selected_span()
        if highlight is None:
            return
        if span is None or self._places is None or self._reading.article_id != highlight.article_id:
            self.attach(highlight)  # nothing is selected yet: the offer stays
            return
        self._attaching = None
        if self._send(MoveHighlight(highlight.highlight_id, anchor_of(self._places.text, span))):
            self._clear_selection()
            undo = PutBackHighlight(highlight)
            text = self.tr("The highlight was attached.")
            self.said.emit(Message(text, Weight.NOTICE, self.tr("Undo"), lambda: self._undo(undo)))

    def _selected_span(self) -> Span | None:
        selected = self._view.pane.selected()
        is_clean = self._reading.view is View.CLEAN
        return self._places.marked(self._part(), *selected) if self._places and selected and is_clean else None

    def _opened(self, opened: StoryOpened) -> None:
        """Keep the marks while the same text is laid out in the same way, such as for another query."""
        story, before = self._reading.story, self._story
        is_same = story is not None and before is not None and _looks(story) == _looks(before)
        if not is_same:
            self._annotations, self._places, self._spots, self._waiting = None, None, [], None
        self._story = story
        if self._attaching is not None and self._attaching.article_id != opened.article_id:
            self._attaching = None
        self._view.pane.mark_again()
        self._read(opened.article_id)

    def take(self, event: Event) -> None:
        """Read the highlights anew once they may have changed."""
        article_id = self._reading.article_id
        if isinstance(event, LibraryChanged) and article_id is not None and article_id in event.updated:
            self._read(article_id)

    def _read(self, article_id: ArticleId) -> None:
        story, places = self._story, self._places

        def call(_token: CancelToken) -> _Read:
            annotations = self._shelf.library().annotations(article_id)
            known = places
            if known is None and story is not None and story.request.view is View.CLEAN:
                known = Places(story.story.article, story.parts)
            spots = located(known, annotations.highlights) if known is not None else []
            return _Read(story, annotations, known, spots)

        self._job.cancel()
        self._job = self._jobs.run(call, done=self._take, failed=self._fail, later=True)

    def _fail(self, error: ReaderError) -> None:
        self.said.emit(Message(str(error), Weight.ERROR))

    def _take(self, read: "_Read") -> None:
        if read.story is not self._story or read.annotations.article_id != self._reading.article_id:
            return
        self._annotations, self._places, self._spots = read.annotations, read.places, read.spots
        self._count(read.annotations)
        self._view.pane.mark_again()
        self.shown.emit()
        if self._story is None or self._story.request.article_id != read.annotations.article_id:
            return  # the story is still on its way to the screen
        wanted, self._going_to = self._going_to, None
        waiting, self._waiting = self._waiting, None
        if waiting is not None and read.places is not None:
            self._make(with_note=waiting)
        if wanted is not None:
            self._stand_at(next((spot for spot in self._spots if spot[1].highlight_id == wanted), None))

    def _count(self, annotations: Annotations) -> None:
        """Say on the bar of the story which notes there are, and whether highlights have lost their places."""
        notes = annotations.notes
        lost = sum(one.is_orphan for one in annotations.highlights)
        counts = (
            self.tr("%n notes", "", len(notes)) if notes else "",
            self.tr("%n lost highlights", "", lost) if lost else "",
        )
        tip = "\n\n".join(safe_text(note.text[:LONGEST_TIP]).replace("\u2028", "\n") for note in notes[:MOST_TOLD])
        self._view.bar.show_notes(" · ".join(filter(None, counts)), tip)

    def _underlays(self) -> Sequence[tuple[Hit, QTextCharFormat]]:
        """Return what is highlighted on the page that the pane shows."""
        part, colours = self._part(), self._view.pane.colours
        return [(hit, look_of(one.colour, colours)) for hit, one in self._spots if hit.part == part]

    def _part(self) -> int:
        story = self._reading.story
        shown = self._view.pane.part
        parts = story.parts if story is not None else ()
        return next((number for number, part in enumerate(parts) if part is shown), -1)

    def highlight(self) -> None:
        """Highlight what is selected, or the sentence of the current hit, in the last colour.

        While a highlight is to be attached elsewhere, it goes there.
        """
        waits = self._attaching
        if waits is not None and waits.article_id == self._reading.article_id and self._selected_span() is not None:
            self._attach()
        else:
            self._make(with_note=False)

    def highlight_with_note(self) -> None:
        """Highlight it and ask for a note."""
        current = self._current()
        if current is not None:
            self.edit(current)
        else:
            self._make(with_note=True)

    def choose_colour(self, colour: int) -> None:
        """Take a colour from now on, and give it to the highlight at hand or to what is selected."""
        self.colour = colour
        current = self._current()
        if current is not None:
            self._send(ChangeHighlight(current.highlight_id, colour, current.note))
        elif self._view.pane.textCursor().hasSelection():
            self._make(with_note=False)

    def _make(self, *, with_note: bool) -> None:
        story = self._reading.story
        if story is None:
            return
        if self._reading.view is not View.CLEAN:
            self.said.emit(Message(self.tr("Highlights are made in the clean view. Esc goes back to it.")))
            return
        if self._places is None:
            self._waiting = with_note  # the story is hardly on screen; its text is being compared
            return
        span = self._wanted()
        if span is None:
            text = self.tr("Select the words to highlight first. Without a selection H takes the sentence of a hit.")
            self.said.emit(Message(text))
            return
        anchor = anchor_of(self._places.text, span)
        article_id = story.request.article_id
        if not with_note:
            self._add(AddHighlight(article_id, anchor, self.colour))
            return
        dialog = HighlightDialog(anchor.quote, self.colour, "", self._view.pane.colours, self._window, is_new=True)

        def add(edited: HighlightEdited) -> None:
            self.colour = edited.colour
            self._add(AddHighlight(article_id, anchor, edited.colour, edited.note))

        dialog.edited.connect(add)
        self._open(dialog)

    def _add(self, wish: AddHighlight) -> None:
        if self._send(wish):
            self._clear_selection()

    def _clear_selection(self) -> None:
        cursor = self._view.pane.textCursor()
        cursor.clearSelection()
        self._view.pane.setTextCursor(cursor)

    def _wanted(self) -> Span | None:
        """Return the selected passage of the marked text, or the sentence around the current hit."""
        places = self._places
        selected = self._view.pane.selected()
        if places is None:
            return None
        if selected is not None:
            return places.marked(self._part(), *selected)
        at, hits = self._reading.current, self._reading.hits
        if not 0 <= at < len(hits) or hits[at].part != self._part():
            return None
        hit = hits[at]
        text = self._view.pane.part.shown[hit.block].text
        sentence = sentence_around(text, hit.span)
        return places.marked(hit.part, (hit.block, sentence.start), (hit.block, sentence.end))

    def _current(self) -> Highlight | None:
        """Return the highlight that the cursor or the selection stands in."""
        cursor = self._view.pane.textCursor()
        place = self._view.pane.place_of(cursor.selectionStart())
        until = self._view.pane.place_of(max(cursor.selectionStart(), cursor.selectionEnd() - 1))
        return self._at(place) if self._at(place) is self._at(until) else None

    def _at(self, place: tuple[int, int] | None) -> Highlight | None:
        if place is None:
            return None
        part = self._part()
        inside = [
            (len(hit.span), one)
            for hit, one in self._spots
            if hit.part == part and hit.block == place[0] and hit.span.start <= place[1] < hit.span.end
        ]
        return min(inside, key=lambda found: found[0])[1] if inside else None

    def next_highlight(self) -> None:
        """Go to the next highlight of the story, round from the last to the first."""
        self._go(1)

    def previous_highlight(self) -> None:
        """Go to the highlight before."""
        self._go(-1)

    def _go(self, by: int) -> None:
        firsts: dict[int, tuple[Hit, Highlight]] = {}
        for spot in self._spots:
            firsts.setdefault(spot[1].highlight_id, spot)
        spots = list(firsts.values())
        if not spots:
            self.said.emit(Message(self.tr("This story has no highlights. Select words and press H.")))
            return
        current = self._current()
        known = [
            number for number, (_, one) in enumerate(spots) if current and one.highlight_id == current.highlight_id
        ]
        at = (known[0] + by) % len(spots) if known else (0 if by > 0 else len(spots) - 1)
        self._stand_at(spots[at])

    def _stand_at(self, spot: tuple[Hit, Highlight] | None) -> None:
        if spot is None:
            return
        self._reading.go_to_page(spot[0].part)
        self._view.pane.select(spot[0])
        self._view.pane.go_to(spot[0])
        self._view.pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit(self, highlight: Highlight) -> None:
        """Open the dialog of a highlight."""
        dialog = HighlightDialog(
            highlight.anchor.quote, highlight.colour, highlight.note, self._view.pane.colours, self._window
        )
        dialog.edited.connect(
            lambda edited: self._send(ChangeHighlight(highlight.highlight_id, edited.colour, edited.note))
        )
        dialog.delete_requested.connect(lambda: self.delete(highlight))
        self._open(dialog)

    def _open(self, dialog: HighlightDialog) -> None:
        if self.dialog is not None:
            self.dialog.close()
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.show()

    def _closed(self) -> None:
        self.dialog = None
        self._view.pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def delete(self, highlight: Highlight) -> None:
        """Delete a highlight; that can be undone."""
        if self._send(DeleteHighlight(highlight.highlight_id)):
            undo = PutBackHighlight(highlight)
            text = self.tr("The highlight was deleted.")
            self.said.emit(Message(text, Weight.NOTICE, self.tr("Undo"), lambda: self._undo(undo)))

    def _undo(self, wish: PutBackHighlight) -> None:
        self._send(wish)

    def _send(self, wish: AnnotationWish) -> bool:
        if self._link.send(wish):
            return True
        self.said.emit(Message(self.tr("This window can only read the library at the moment."), Weight.WARNING))
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Edit the highlight that is clicked, or that the keyboard stands at when Enter is pressed."""
        pane = self._view.pane
        if isinstance(event, QKeyEvent) and watched is pane and event.type() is QEvent.Type.KeyPress:
            current = self._current() if event.key() in _RETURN and pane.current_removal() is None else None
            if current is not None:
                self.edit(current)
                return True
        is_release = event.type() is QEvent.Type.MouseButtonRelease and watched is pane.viewport()
        if is_release and isinstance(event, QMouseEvent) and event.button() is Qt.MouseButton.LeftButton:
            cursor = pane.cursorForPosition(event.position().toPoint())
            if not pane.textCursor().hasSelection() and not pane.anchorAt(event.position().toPoint()):
                self._clicked(cursor)
        return super().eventFilter(watched, event)

    def _clicked(self, cursor: QTextCursor) -> None:
        highlight = self._at(self._view.pane.place_of(cursor.position()))
        if highlight is not None:
            self.edit(highlight)
