"""Tells when a story counts as read, as the preferences have it."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QScrollBar

from reader.core.model import ArticleId
from reader.core.settings import MarkRead, Settings

NEAR_END_PX = 80


@dataclass(frozen=True, slots=True)
class StoryRead:
    """A story counts as read."""

    article_id: ArticleId


class ReadMarks(QObject):
    """``read`` carries a ``StoryRead``: at once, after a while, at the story's end, or never."""

    read = Signal(object)

    def __init__(self, bar: QScrollBar, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bar = bar
        self._when = settings.mark_read
        self._article_id: ArticleId | None = None
        self._is_last = True
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._due)
        self.take(settings)
        bar.valueChanged.connect(lambda _value: self._scrolled())

    def take(self, settings: Settings) -> None:
        """Go by these preferences from now on."""
        self._when = settings.mark_read
        at_once = settings.mark_read in (MarkRead.AT_ONCE, MarkRead.AT_END)
        self._timer.setInterval(0 if at_once else settings.mark_read_s * 1_000)
        if self._when is MarkRead.NEVER:
            self._timer.stop()

    def begin(self, article_id: ArticleId) -> None:
        """Take in that a story is on screen."""
        self._article_id = article_id
        self.again()

    def show_page(self, *, is_last: bool) -> None:
        """Say whether the end of the story is on the page that is shown."""
        self._is_last = is_last

    def again(self) -> None:
        """Begin anew to count how long the story is open."""
        if self._article_id is not None and self._when is not MarkRead.NEVER:
            self._timer.start()

    def stop(self) -> None:
        """Do not count the story as read until it is opened again."""
        self._timer.stop()
        self._article_id = None

    def _scrolled(self) -> None:
        if self._when is MarkRead.AT_END and self._article_id is not None:
            self._timer.start()

    def _due(self) -> None:
        is_at_end = self._is_last and self._bar.value() >= self._bar.maximum() - NEAR_END_PX
        if self._when is not MarkRead.AT_END or is_at_end:
            self.tell()

    def tell(self) -> None:
        """Tell that the story counts as read now."""
        if self._article_id is not None:
            self.read.emit(StoryRead(self._article_id))
