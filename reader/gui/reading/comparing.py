"""Sets the original beside the story, and a version or copy of the story beside it; tells which of these there are."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from reader.core.cancel import CancelToken
from reader.core.errors import ReaderError
from reader.core.model import Article, ArticleId
from reader.core.records import StoryRelative
from reader.core.settings import Settings
from reader.gui.frame.messages import Message, Weight
from reader.gui.look.fonts import reading_family
from reader.gui.look.themes import colours_of
from reader.gui.reading.aligned import Row, original_and_clean, two_versions
from reader.gui.reading.html import safe_text
from reader.gui.reading.loading import OpenStory
from reader.gui.reading.side_by_side import SideBySide
from reader.gui.reading.story_flow import StoryFlow, StoryOpened
from reader.gui.reading.story_view import StoryView
from reader.gui.reading.taking import TakingWindow
from reader.gui.wiring.jobs import Jobs
from reader.gui.wiring.ports import Shelf

MOST_LISTED = 30
TITLE_CHARS = 60


class CompareFlow(QObject):
    """``said`` carries a ``Message``; ``listed`` says that the relatives of the story are known."""

    said = Signal(object)
    listed = Signal()

    def __init__(
        self, window: QWidget, taking: TakingWindow, panes: tuple[StoryView, StoryFlow], jobs: Jobs, shelf: Shelf
    ) -> None:
        super().__init__(window)
        self._window, self._taking, self._jobs, self._shelf = window, taking, jobs, shelf
        self._view, self._flow = panes
        self._job = CancelToken()
        self.relatives: tuple[StoryRelative, ...] = ()
        self.dialog: SideBySide | None = None
        self._flow.opened.connect(self._opened)

    def _settings(self) -> Settings:
        return self._taking.settings

    def _opened(self, opened: StoryOpened) -> None:
        self._job.cancel()
        self.relatives = ()
        self._list()
        article_id = opened.article_id
        self._job = self._jobs.run(
            lambda _token: self._shelf.library().relatives(article_id), done=self._found, failed=self._fail
        )

    def _found(self, relatives: tuple[StoryRelative, ...]) -> None:
        self.relatives = relatives
        self._list()
        self.listed.emit()

    def _list(self) -> None:
        """Put the relatives into the menu of the story bar, each to be opened or set beside the story."""
        copies = sum(relative.is_copy for relative in self.relatives)
        versions = len(self.relatives) - copies
        parts = (
            self.tr("%n versions", "", versions) if versions else "",
            self.tr("%n copies", "", copies) if copies else "",
        )
        self._view.bar.show_relatives(" · ".join(part for part in parts if part) if self.relatives else "", self.menu())

    def menu(self) -> QMenu:
        """Return the menu of the story's versions and copies."""
        menu = QMenu(self._view.bar)
        for relative in self.relatives[:MOST_LISTED]:
            kind = self.tr("Copy") if relative.is_copy else self.tr("Version")
            headline = safe_text(relative.headline)[:TITLE_CHARS].replace("&", "&&")
            one = menu.addMenu(f"{kind}: {headline or self.tr('without a headline')}")
            article_id = relative.article_id
            one.addAction(self.tr("Open")).triggered.connect(lambda _, each=article_id: self._flow.open(each, ""))
            compare = one.addAction(self.tr("Set beside this story"))
            compare.triggered.connect(lambda _, each=article_id: self.compare_with(each))
        return menu

    def compare_views(self) -> None:
        """Show the original beside the story."""
        story = self._flow.story
        if story is not None:
            titles = (self.tr("The page as it was saved"), self.tr("The story"))
            article = story.story.article
            self._work(lambda: original_and_clean(article), self.tr("Original and story"), titles)

    def compare_with(self, article_id: ArticleId) -> None:
        """Show another version of the story beside it."""
        story = self._flow.story
        if story is not None:
            self._work(
                lambda: self._versions(story, article_id),
                self.tr("Two versions"),
                (self.tr("The story that is open"), self.tr("The other one")),
            )

    def _versions(self, story: OpenStory, article_id: ArticleId) -> tuple[Row, ...]:
        other = self._shelf.library().story(article_id).article
        return two_versions(_lines(story.story.article), _lines(other))

    def _work(self, rows: Callable[[], tuple[Row, ...]], title: str, titles: tuple[str, str]) -> None:
        self._jobs.run(lambda _token: rows(), done=lambda found: self._show(found, title, titles), failed=self._fail)

    def _show(self, rows: tuple[Row, ...], title: str, titles: tuple[str, str]) -> None:
        settings = self._settings()
        dialog = SideBySide(title, reading_family(settings.font_family), settings.font_size_px, self._window)
        dialog.show_rows(titles, rows, colours_of(settings.theme))
        dialog.destroyed.connect(self._closed)
        self.dialog = dialog
        dialog.show()

    def _closed(self) -> None:
        self.dialog = None

    def _fail(self, error: ReaderError) -> None:
        self.said.emit(Message(str(error), Weight.ERROR))


def _lines(article: Article) -> list[str]:
    headline = [article.headline.value] if article.headline else []
    return [*headline, *article.clean_text.split("\n")]
