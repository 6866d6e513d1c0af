"""Opens stories, moves among their hits and views, and keeps the reading side in step."""

from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QObject, Signal

from reader.core.cancel import CancelToken
from reader.core.errors import ReaderError
from reader.core.model import ArticleId
from reader.core.outlines import Outline
from reader.core.settings import Settings
from reader.gui.language.sentences import told
from reader.gui.reading.drawing import Drawing
from reader.gui.reading.find_bar import FindChanged
from reader.gui.reading.hits import Hit, Sought, find_in, place_of
from reader.gui.reading.loading import OpenStory, StoryRequest, load
from reader.gui.reading.paragraphs import View
from reader.gui.reading.place_keeper import PlaceKeeper
from reader.gui.reading.read_marks import ReadMarks
from reader.gui.reading.spots import go_to_spot
from reader.gui.reading.story_text import badge, counted
from reader.gui.reading.story_view import StoryView
from reader.gui.reading.ticks import TickChosen
from reader.gui.wiring.jobs import Jobs
from reader.gui.wiring.ports import Shelf


class Landing(Enum):
    """Where the pane stands when a story has opened."""

    FIRST_HIT = "first hit"
    LAST_HIT = "last hit"
    SAME_PLACE = "same place"
    PLACE = "a place down the story"
    SOUGHT = "a certain hit"


@dataclass(frozen=True, slots=True)
class StoryOpened:
    """A story is on screen, with this many hits."""

    article_id: ArticleId
    view: View
    hits: int


@dataclass(frozen=True, slots=True)
class StoryFailed:
    """A story could not be opened; ``message`` is a sentence."""

    message: str


class StoryFlow(QObject):
    """What happens on the reading side.

    ``opened``, ``read`` and ``failed`` carry ``StoryOpened``, ``StoryRead`` and ``StoryFailed``.
    ``cleared`` says that no story is on screen any more,
    ``next_story_requested`` and ``previous_story_requested`` say that the hits of this one are used up.
    """

    opened = Signal(object)
    read = Signal(object)
    failed = Signal(object)
    cleared = Signal()
    next_story_requested = Signal()
    previous_story_requested = Signal()

    def __init__(
        self, view: StoryView, jobs: Jobs, shelf: Shelf, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._widgets, self._jobs, self._shelf = view, jobs, shelf
        self._drawing = Drawing(view.pane, jobs, shelf, self)
        self._shows_pictures = settings.show_pictures
        self.places = PlaceKeeper(view.pane, self)
        self.marks = ReadMarks(view.pane.verticalScrollBar(), settings, self)
        self._job = CancelToken()
        self._open: OpenStory | None = None
        self._wanted: StoryRequest | None = None
        self._landing = Landing.FIRST_HIT
        self._place = 0.0
        self._sought: Sought | None = None
        self._part = 0
        self._found: tuple[Hit, ...] | None = None
        self._current = -1
        self.marks.read.connect(self.read)
        self._wire()

    def _wire(self) -> None:
        widgets = self._widgets
        widgets.bar.removed_requested.connect(lambda: self.toggle_view(View.REMOVED))
        widgets.bar.original_requested.connect(lambda: self.toggle_view(View.ORIGINAL))
        widgets.bar.next_requested.connect(self.next_hit)
        widgets.bar.previous_requested.connect(self.previous_hit)
        widgets.ticks.tick_chosen.connect(self._tick_chosen)
        widgets.pane.laid_out.connect(self._draw_ticks)
        widgets.find_bar.find_changed.connect(self._find)
        widgets.find_bar.next_requested.connect(lambda: self._step(1))
        widgets.find_bar.previous_requested.connect(lambda: self._step(-1))
        widgets.find_bar.closed.connect(self.close_find)
        widgets.part_bar.back.clicked.connect(lambda: self._go_to_part(self._part - 1))
        widgets.part_bar.forth.clicked.connect(lambda: self._go_to_part(self._part + 1))

    @property
    def article_id(self) -> ArticleId | None:
        """The story on screen or on its way there."""
        return self._wanted.article_id if self._wanted else None

    @property
    def story(self) -> OpenStory | None:
        """The story on screen."""
        return self._open

    @property
    def view(self) -> View:
        """Which view of the story is wanted."""
        return self._wanted.view if self._wanted else View.CLEAN

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The hits that n and Shift+n go through: of the find bar while it is open, else of the query."""
        if self._found is not None:
            return self._found
        return self._open.hits if self._open else ()

    @property
    def current(self) -> int:
        """The number of the hit the pane stands at, from 0; -1 for none."""
        return self._current

    def open(self, article_id: ArticleId, query: str, landing: Landing = Landing.FIRST_HIT, place: float = 0.0) -> None:
        """Open a story in its clean view; an older wish is given up."""
        request = StoryRequest(article_id, View.CLEAN, query, self.tr("Captions"), self._shows_pictures)
        self._request(request, landing, place)

    def open_at(self, article_id: ArticleId, query: str, sought: Sought) -> None:
        """Open a story in its clean view at one of its hits."""
        self._sought = sought
        self.open(article_id, query, Landing.SOUGHT)

    def focus_story(self) -> None:
        """Put the focus into the story."""
        self._widgets.pane.setFocus()

    def toggle_view(self, view: View) -> None:
        """Change to another view of the story, or back to the clean one."""
        if self._wanted is not None:
            wanted = View.CLEAN if self._wanted.view is view else view
            self._request(
                replace(self._wanted, view=wanted, outline=None), Landing.SAME_PLACE, self._widgets.pane.reading_place()
            )

    def show_outline(self, article_id: ArticleId, outline: Outline) -> None:
        """Set the original by its structure, if it is still on screen."""
        wanted = self._wanted
        if wanted is not None and wanted.article_id == article_id and wanted.view is View.ORIGINAL:
            place = self._widgets.pane.reading_place()
            self._request(replace(wanted, outline=outline), Landing.SAME_PLACE, place)

    def requery(self, query: str) -> None:
        """Mark the hits of another query in the story that is open."""
        if self._wanted is not None and self._wanted.query != query:
            self._request(replace(self._wanted, query=query), Landing.FIRST_HIT, 0.0)

    def reload(self) -> None:
        """Read the story anew: it has changed."""
        if self._wanted is not None:
            self._request(self._wanted, Landing.SAME_PLACE, self._widgets.pane.reading_place())

    def clear(self, sentence: str) -> None:
        """Show no story, but a sentence."""
        self._job.cancel()
        self.marks.stop()
        self.places.keep()
        self.places.follow(None, 0)
        self._open, self._wanted, self._found, self._current = None, None, None, -1
        self._drawing.show(None)
        self._widgets.show_empty(sentence)
        self.cleared.emit()

    def _request(self, request: StoryRequest, landing: Landing, place: float) -> None:
        self._job.cancel()
        self.marks.stop()
        self.places.keep()
        self._wanted, self._landing, self._place = request, landing, place
        self._job = self._jobs.run(
            lambda token: load(self._shelf.library(), request, token), done=self._show, failed=self._fail
        )

    def _fail(self, error: ReaderError) -> None:
        self._wanted = self._open.request if self._open else None
        self.failed.emit(StoryFailed(str(error)))

    def _show(self, story: OpenStory) -> None:
        same = self._open is not None and self._open.request.article_id == story.request.article_id
        kept = self._current
        self._open = story
        self._show_bar(story)
        self._widgets.show_story()
        self._current, self._part = -1, 0
        self._found = find_in(story.parts, self._widgets.find_bar.words) if self._found is not None else None
        self._land(kept if same else -1)
        self._drawing.show(story)
        self.marks.begin(story.request.article_id)
        self.opened.emit(StoryOpened(story.request.article_id, story.request.view, len(story.hits)))

    def _show_bar(self, story: OpenStory) -> None:
        article = story.story.article
        tip = self.tr("How sure the program is that this is the story, all of it and nothing else. r shows the rest.")
        self._widgets.bar.show_badge(badge(article, story.summary.removed_words, story.summary.words), tip)
        self._widgets.bar.show_view(story.request.view)
        self._widgets.bar.show_star(story.story.is_starred)
        self._widgets.doubts.setText(
            self.tr("Please check: {doubts}").format(doubts="; ".join(map(told, article.doubts)))
        )
        self._widgets.doubts.setVisible(bool(article.doubts))

    def _land(self, kept: int) -> None:
        hits = self.hits
        if self._landing is Landing.SAME_PLACE:
            self._current = kept if 0 <= kept < len(hits) else -1
            self._show_part(hits[self._current].part if self._current >= 0 else 0)
            if self._current >= 0:
                self._go_to_hit(self._current)
            else:
                self._widgets.pane.go_to_place(self._place)
        elif hits and self._landing is not Landing.PLACE:
            self._go_to_hit(self._landing_hit(hits), fresh=True)
        else:
            spot = self.places.spot_of(self._open) if self._open else None
            self._show_part(spot.part if spot else 0)
            if spot is not None:
                go_to_spot(self._widgets.pane, spot)
            else:
                self._widgets.pane.go_to_place(self._place)

    def _landing_hit(self, hits: tuple[Hit, ...]) -> int:
        if self._landing is Landing.SOUGHT and self._sought is not None and self._open is not None:
            return place_of(self._open.parts, hits, self._sought)
        return len(hits) - 1 if self._landing is Landing.LAST_HIT else 0

    def _show_part(self, number: int) -> None:
        if self._open is None:
            return
        self._part = number
        self._widgets.pane.show_part(self._open.parts[number])
        self.places.follow(self._open, number)
        self.marks.show_page(is_last=number + 1 == len(self._open.parts))
        self._widgets.part_bar.show_part(number, len(self._open.parts))
        self._mark()

    def _go_to_part(self, number: int) -> None:
        if self._open is not None and 0 <= number < len(self._open.parts):
            self._show_part(number)
            self._widgets.pane.go_to_place(0.0)

    def go_to_page(self, number: int) -> None:
        """Show another page of a very long story, where it is not on screen."""
        if number != self._part:
            self._go_to_part(number)

    def _go_to_hit(self, number: int, *, fresh: bool = False) -> None:
        self._current = number
        hit = self.hits[number]
        if fresh or hit.part != self._part:
            self._show_part(hit.part)
        else:
            self._mark()
        self._widgets.pane.go_to(hit)

    def _mark(self) -> None:
        hits = self.hits
        current = hits[self._current] if 0 <= self._current < len(hits) else None
        here = [hit for hit in hits if hit.part == self._part]
        self._widgets.pane.mark(here, current if current and current.part == self._part else None)
        self._draw_ticks()
        self._count()

    def restyle(self, settings: Settings) -> None:
        """Mark the hits anew, since the pane was restyled, and show or hide the pictures."""
        self.marks.take(settings)
        if self._open is not None:
            self._mark()
            self._drawing.refresh()
        if settings.show_pictures != self._shows_pictures:
            self._shows_pictures = settings.show_pictures
            if self._wanted is not None:
                self._wanted = replace(self._wanted, pictures=settings.show_pictures)
                self.reload()

    def _draw_ticks(self) -> None:
        if self._open is None or self._widgets.pane.part is not self._open.parts[self._part]:
            return  # the pane was resized while it still holds the story before
        here = [number for number, hit in enumerate(self.hits) if hit.part == self._part]
        heights = self._widgets.pane.heights([self.hits[number] for number in here])
        self._widgets.ticks.show_ticks(heights, here.index(self._current) if self._current in here else -1)

    def _count(self) -> None:
        total = len(self.hits)
        at, of = counted(self._current + 1), counted(total)
        text = self.tr("hit {at} of {of}").format(at=at, of=of) if self._current >= 0 else self.tr("%n hits", "", total)
        if self._found is not None:
            self._widgets.find_bar.say(text if total else self.tr("not found"))
            query_hits = len(self._open.hits) if self._open else 0
            self._widgets.bar.show_hits(self.tr("%n hits", "", query_hits) if query_hits else "", found=False)
        else:
            self._widgets.bar.show_hits(text if total else "", found=total > 0)

    def next_hit(self) -> None:
        """Go to the next hit, or ask for the next story after the last."""
        if self._current + 1 < len(self.hits):
            self._go_to_hit(self._current + 1)
        else:
            self.next_story_requested.emit()

    def previous_hit(self) -> None:
        """Go to the hit before, or ask for the story before."""
        if self._current > 0:
            self._go_to_hit(self._current - 1)
        else:
            self.previous_story_requested.emit()

    def page_down(self) -> bool:
        """Scroll on by a page, over the pages of a long story; False at the end of the story."""
        if self._open is None:
            return False
        if self._widgets.pane.page_down():
            return True
        if self._part + 1 < len(self._open.parts):
            self._go_to_part(self._part + 1)
            return True
        return False

    def open_find(self) -> None:
        """Open the find bar."""
        if self._open is not None:
            self._widgets.find_bar.open()
            self._find(FindChanged(self._widgets.find_bar.words))

    def close_find(self) -> bool:
        """Close the find bar and mark the query's hits again; False where it was not open."""
        if self._found is None:
            return False
        self._found, self._current = None, -1
        self._widgets.find_bar.hide()
        self._mark()
        self._widgets.pane.setFocus()
        return True

    def _find(self, change: FindChanged) -> None:
        if self._open is None:
            return
        self._found = find_in(self._open.parts, change.words)
        self._current = -1
        if self._found:
            self._go_to_hit(0)
        else:
            self._mark()

    def _step(self, by: int) -> None:
        """Go round the places found."""
        if self.hits:
            self._go_to_hit((self._current + by) % len(self.hits))

    def _tick_chosen(self, tick: TickChosen) -> None:
        here = [number for number, hit in enumerate(self.hits) if hit.part == self._part]
        self._go_to_hit(here[tick.number])

    def dwell(self) -> None:
        """Begin anew to count how long the story is open."""
        self.marks.again()

    def stop_dwelling(self) -> None:
        """Do not count the story as read until it is opened again."""
        self.marks.stop()
