"""Searches: as the reader types, on Enter, page by page, and again when the library has changed."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from reader.core.cancel import CancelToken
from reader.core.changes import IndexProgress, IndexState, LibraryChanged
from reader.core.errors import ReaderError
from reader.core.filters import NO_FILTERS, Filters
from reader.core.model import ArticleId
from reader.core.query import SearchAnswer, SearchRequest, SortKey
from reader.core.records import LibraryStats, StorySummary
from reader.gui.jobs import Jobs
from reader.gui.ports import LibraryPort, Shelf
from reader.gui.results.model import ListedStory, PageWanted, ResultsModel

FIRST_PAGE = 50  # a snippet takes 0.6 ms: a first page of 200 would come 90 ms later
PAGE = 200
REFRESH_MS = 800
MOST_REFRESHED = 1_000


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
    answer: SearchAnswer
    rows: tuple[ListedStory, ...]


def _page(library: LibraryPort, request: SearchRequest, cancel: CancelToken) -> _Page:
    answer = library.search(request, cancel)
    states = {state.article_id: state for state in library.summaries([row.article_id for row in answer.rows])}
    return _Page(answer, tuple(ListedStory(row, states.get(row.article_id)) for row in answer.rows))


class SearchFlow(QObject):
    """Fills the model. ``searched``, ``failed`` and ``stats_read`` carry the facts of those names."""

    searched = Signal(object)
    failed = Signal(object)
    stats_read = Signal(object)

    def __init__(self, model: ResultsModel, jobs: Jobs, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._jobs, self._shelf = model, jobs, shelf
        self._search_job, self._page_job, self._stats_job = CancelToken(), CancelToken(), CancelToken()
        self._request = SearchRequest("", limit=FIRST_PAGE, facets=True)
        self._shown: tuple[object, ...] | None = None
        self._typing = QTimer(self, singleShot=True)
        self._typing.timeout.connect(self._start)
        self._refresh = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._refresh.timeout.connect(self._again)
        self._is_index_behind = False
        self._changes = self._seen = 0  # of the library: told, and in the answer that is shown
        model.page_wanted.connect(self._next_page)

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
        self._page_job.cancel()
        request = SearchRequest(query, limit=FIRST_PAGE, sort=sort, facets=True, typing=typing)
        self._request = replace(request, include=dict(filters.include), exclude=dict(filters.exclude))

    def _start(self) -> None:
        self._run(self._request, again=False)

    def _run(self, request: SearchRequest, *, again: bool) -> None:
        """Search; a change of the library that no answer has shown yet is seen first, whichever search comes next."""
        changes, is_stale = self._changes, self._changes != self._seen

        def call(token: CancelToken) -> _Page:
            library = self._shelf.library()
            if is_stale:
                library.refresh()
            return _page(library, request, token)

        self._search_job.cancel()
        self._search_job = self._jobs.run(
            call, done=lambda page: self._show(page, request, changes, again=again), failed=self._fail
        )

    def _show(self, page: _Page, request: SearchRequest, changes: int, *, again: bool) -> None:
        """Fill the list. A repetition may have taken over from the first run of a search, and is one no longer then."""
        self._seen = changes
        asked = (request.query, request.sort, request.include, request.exclude)
        is_same, self._shown = self._shown == asked, asked
        self._page_job.cancel()
        self._model.show(page.rows, page.answer.total)
        self.searched.emit(Searched(page.answer, again and is_same))

    def _fail(self, error: ReaderError) -> None:
        self.failed.emit(SearchFailed(str(error)))

    def _next_page(self, wanted: PageWanted) -> None:
        request = replace(self._request, limit=PAGE, offset=wanted.offset, facets=False)
        self._page_job = self._jobs.run(
            lambda token: _page(self._shelf.library(), request, token),
            done=lambda page: self._model.append(wanted.offset, page.rows),
            failed=self._page_failed,
        )

    def _page_failed(self, error: ReaderError) -> None:
        self._model.give_up_page()
        self._fail(error)

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
        limit = min(max(FIRST_PAGE, self._model.rowCount()), MOST_REFRESHED)
        request = replace(self._request, limit=limit, offset=0, facets=True)
        self._run(request, again=True)
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
            call, done=lambda stats: self.stats_read.emit(StatsRead(stats)), failed=self._fail
        )
