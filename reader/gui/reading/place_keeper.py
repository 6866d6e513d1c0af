"""Remembers how far each story was read, and tells the library."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from reader.core.model import ArticleId
from reader.core.reading_places import KeepPlace, ReadingPlace
from reader.gui.reading.loading import OpenStory
from reader.gui.reading.pane import ReadingPane
from reader.gui.reading.paragraphs import View
from reader.gui.reading.spots import Spot, place_of_spot, spot_of_place, top_spot

AT_REST_MS = 2_000
MOST_REMEMBERED = 500


class PlaceKeeper(QObject):
    """``place_kept`` carries a ``KeepPlace`` once the reader has rested at a place, or left it."""

    place_kept = Signal(object)

    def __init__(self, pane: ReadingPane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pane = pane
        self._places: dict[ArticleId, ReadingPlace] = {}
        self._story: OpenStory | None = None
        self._part = 0
        self._rest = QTimer(self, singleShot=True, interval=AT_REST_MS)
        self._rest.timeout.connect(self.keep)
        pane.verticalScrollBar().valueChanged.connect(lambda _value: self._scrolled())

    def keep_on_closing(self, window: QWidget) -> None:
        """Keep the place when a window is about to close."""
        window.installEventFilter(self)

    def follow(self, story: OpenStory | None, part: int) -> None:
        """Watch a page of a story from now on: it is on screen, at the place where it is to be."""
        self._rest.stop()
        self._story, self._part = story, part

    def _scrolled(self) -> None:
        if self._is_on_screen():
            self._rest.start()

    def _is_on_screen(self) -> bool:
        story = self._story
        return (
            story is not None
            and story.request.view is View.CLEAN
            and self._part < len(story.parts)
            and self._pane.part is story.parts[self._part]
        )

    def keep(self) -> None:
        """Remember where the pane stands in the story."""
        self._rest.stop()
        story = self._story
        if story is None or not self._is_on_screen():
            return
        article_id = story.request.article_id
        place = place_of_spot(story.parts, top_spot(self._pane, self._part))
        known = self._places.pop(article_id, None) or story.place or ReadingPlace(0, 0.0)
        self._places[article_id] = place
        while len(self._places) > MOST_REMEMBERED:
            del self._places[next(iter(self._places))]
        if (place.paragraph, round(place.fraction, 3)) != (known.paragraph, round(known.fraction, 3)):
            self.place_kept.emit(KeepPlace(article_id, place))

    def spot_of(self, story: OpenStory) -> Spot | None:
        """Return where a story was left, None where that is not known; the library may lag behind this window."""
        place = self._places.get(story.request.article_id) or story.place
        return spot_of_place(story.parts, place) if place is not None else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place before the window goes."""
        if event.type() is QEvent.Type.Close:
            self.keep()
        return super().eventFilter(watched, event)
