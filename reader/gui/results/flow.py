"""Searches: as the reader types, on Enter, page by page, and again when the library has changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, QTimer, Signal

from reader.core.cancel import CancelToken
from reader.core.changes import IndexProgress, IndexState, LibraryChanged
from reader.core.errors import ReaderError
from reader.core.filters import NO_FILTERS, Filters
from reader.core.model import ArticleId
from reader.core.query import SearchAnswer, SearchRequest, SortKey
from reader.core.records import LibraryStats, StorySummary
from reader.gui.results.model import ListedStory, PageWanted, ResultsModel
from reader.gui.wiring.jobs import Jobs
from reader.gui.wiring.ports import LibraryPort, Shelf
from reader.service.chosen import ids_of

FIRST_PAGE = 50  # more would come later, and fewer than these are seen
REFRESH_MS = 800
MOST_REFRESHED = 200
"""Rows that are searched for again from the top; farther down, the places of some stories are looked up instead."""
MOST_WAITING = 4
"""Pages that wait to be fetched: whoever drags the bar has gone past the others."""


@dataclass(frozen=True, slots=True)
class Searched:
    """A result is in the list. ``again`` says that it is the same search after a change of the library."""

    answer: SearchAnswer
    again: bool


@dataclass(frozen=True, slots=True)
class SearchFailed:
    """A search could not be answered; ``message`` is a sentence."""

    message: str


@dataclass(frozen=True, slots=True)
class StatsRead:
    """The library's counts, as of now."""

    stats: LibraryStats


@dataclass(frozen=True, slots=True)
class _Page:
    """The first rows of a result; for a refill the places of some stories, and rows from ``offset`` on."""

    answer: SearchAnswer
    rows: tuple[ListedStory, ...]
    places: Mapping[ArticleId, int] = field(default_factory=dict)
    offset: int = 0
    others: tuple[ListedStory, ...] = ()


def _page(library: LibraryPort, request: SearchRequest, cancel: CancelToken) -> _Page:
    answer = library.search(request, cancel)
    states = {state.article_id: state for state in library.summaries([row.article_id for row in answer.rows])}
    return _Page(answer, tuple(ListedStory(row, states.get(row.article_id)) for row in answer.rows))


def _page_and_places(
    library: LibraryPort, request: SearchRequest, anchors: Sequence[ArticleId], cancel: CancelToken
) -> _Page:
    """Return the first rows, the places of stories, and the rows around the first of these."""
    page, wanted = _page(library, request, cancel), set(anchors)
    ranked = ids_of(library, request, cancel)
    places = {article_id: place for place, article_id in enumerate(ranked) if article_id in wanted}
    offset = max(0, places.get(anchors[0], 0) - FIRST_PAGE // 2)
    around = replace(request, offset=offset, limit=2 * FIRST_PAGE, facets=False)
    return replace(page, places=places, offset=offset, others=_page(library, around, cancel).rows)


class SearchFlow(QObject):
    """Fills the model. ``searched``, ``failed`` and ``stats_read`` carry the facts of those names."""

    searched = Signal(object)
    failed = Signal(object)
    stats_read = Signal(object)

    def __init__(self, model: ResultsModel, jobs: Jobs, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._jobs, self._shelf = model, jobs, shelf
        self._search_job, self._page_job, self._stats_job = CancelToken(), CancelToken(), CancelToken()
        self._waiting: list[PageWanted] = []
        self._is_fetching = False
        self.anchors: Callable[[], tuple[ArticleId, ...]] = tuple
        self._request = SearchRequest("", limit=FIRST_PAGE, facets=True)
        self._shown: tuple[object, ...] | None = None
        self._typing = QTimer(self, singleShot=True)
        self._typing.timeout.connect(self._start)
        self._refresh = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._refresh.timeout.connect(self._again)
        self._is_index_behind = False
        self._changes = self._seen = 0  # of the library: told, and in the answer that is shown
        model.page_wanted.connect(self._page_wanted)

    @property
    def request(self) -> SearchRequest:
        """The search that is shown or on its way."""
        return self._request

    def type(self, query: str, sort: SortKey, delay_ms: int, filters: Filters = NO_FILTERS) -> None:
        """Search for a query that may be half typed, after a pause; the older search is given up at once."""
        self._take(query, sort, filters, typing=True)
        self._typing.start(delay_ms)

    def search(self, query: str, sort: SortKey, filters: Filters = NO_FILTERS) -> None:
        """Search for a whole query now."""
        self._take(query, sort, filters, typing=False)
        self._typing.stop()
        self._start()

    def _take(self, query: str, sort: SortKey, filters: Filters, *, typing: bool) -> None:
        self._search_job.cancel()
        self._drop_pages()
        request = SearchRequest(query, limit=FIRST_PAGE, sort=sort, facets=True, typing=typing)
        self._request = replace(request, include=dict(filters.include), exclude=dict(filters.exclude))

    def _start(self) -> None:
        self._run(self._request, again=False)

    def _run(self, request: SearchRequest, *, again: bool, anchors: tuple[ArticleId, ...] = ()) -> None:
        """Search; a change of the library that no answer has shown yet is seen first, whichever search comes next."""
        changes, is_stale = self._changes, self._changes != self._seen

        def call(token: CancelToken) -> _Page:
            library = self._shelf.library()
            if is_stale:
                library.refresh()
            return _page_and_places(library, request, anchors, token) if anchors else _page(library, request, token)

        self._search_job.cancel()
        self._search_job = self._jobs.run(
            call, done=lambda page: self._show(page, request, changes, again=again), failed=self._fail, later=again
        )

    def _show(self, page: _Page, request: SearchRequest, changes: int, *, again: bool) -> None:
        """Fill the list. A repetition may have taken over from the first run of a search, and is one no longer then."""
        self._seen = changes
        asked = (request.query, request.sort, request.include, request.exclude)
        is_same, self._shown = self._shown == asked, asked
        self._drop_pages()
        self._model.show(page.rows, page.answer.total, request.sort, page.places)
        self._model.fill(page.offset, page.others)
        self.searched.emit(Searched(page.answer, again and is_same))

    def _fail(self, error: ReaderError) -> None:
        self.failed.emit(SearchFailed(str(error)))

    def _drop_pages(self) -> None:
        """Fetch none of the rows of an older result."""
        self._page_job.cancel()
        self._waiting.clear()
        self._is_fetching = False

    def _page_wanted(self, wanted: PageWanted) -> None:
        self._waiting.append(wanted)
        while len(self._waiting) > MOST_WAITING:
            self._model.give_up_page(self._waiting.pop(0).offset)
        self._fetch()

    def _fetch(self) -> None:
        """Fetch the rows that were asked for last: the reader is there now."""
        if self._is_fetching or not self._waiting:
            return
        wanted = self._waiting.pop()
        request = replace(self._request, limit=wanted.limit, offset=wanted.offset, facets=False)
        self._is_fetching = True

        def come(page: _Page) -> None:
            self._is_fetching = False
            self._model.fill(wanted.offset, page.rows)
            self._fetch()

        def fail(error: ReaderError) -> None:
            self._is_fetching = False
            self._model.give_up_page(wanted.offset)
            self._fail(error)

        self._page_job = self._jobs.run(
            lambda token: _page(self._shelf.library(), request, token), done=come, failed=fail
        )

    def library_changed(self, change: LibraryChanged) -> None:
        """Bring list and counts up to date: at once for a changed state, soon for stories come or gone."""
        self._changes += 1
        if change.added or change.removed:
            if not self._refresh.isActive():
                self._refresh.start()
            return
        listed = [article_id for article_id in change.updated if self._model.place_of(article_id) >= 0]
        self._jobs.run(lambda _: self._states(listed), done=self._model.update_summaries, failed=self._fail)
        self.read_stats(refresh=False)

    def index_progressed(self, progress: IndexProgress) -> None:
        """Search once more when the index is whole again: before, it did not know all stories."""
        if self._is_index_behind and progress.state is IndexState.READY:
            self._changes += 1
            self._refresh.start()
        self._is_index_behind = progress.state is not IndexState.READY

    def _states(self, ids: list[ArticleId]) -> tuple[StorySummary, ...]:
        library = self._shelf.library()
        library.refresh()
        return library.summaries(ids)

    def _again(self) -> None:
        """Search the same once more, as many rows as are listed now."""
        if self._typing.isActive():
            self._refresh.start()
            return
        anchors = self.anchors()
        deepest = max((self._model.place_of(each) for each in anchors), default=0) + FIRST_PAGE
        limit = min(max(FIRST_PAGE, deepest), MOST_REFRESHED)
        request = replace(self._request, limit=limit, offset=0, facets=True)
        self._run(request, again=True, anchors=anchors if deepest > limit else ())
        self.read_stats(refresh=False)

    def refresh(self) -> None:
        """Search the same once more, now."""
        self._changes += 1
        self._refresh.stop()
        self._again()

    def read_stats(self, *, refresh: bool = True) -> None:
        """Read the library's counts."""

        def call(_: CancelToken) -> LibraryStats:
            library = self._shelf.library()
            if refresh:
                library.refresh()
            return library.stats()

        self._stats_job.cancel()
        self._stats_job = self._jobs.run(
            call, done=lambda stats: self.stats_read.emit(StatsRead(stats)), failed=self._fail, later=True
        )
