"""Saved searches: kept with Ctrl+D, counted behind everything else, renamed, moved, deleted and brought back."""

import threading

import pytest
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from reader.core.cancel import CancelToken
from reader.core.changes import LibraryChanged
from reader.core.errors import SearchCancelledError
from reader.core.filters import Filters
from reader.core.queries import (
    DeleteSearch,
    EditSearch,
    OrderSearches,
    PastQuery,
    RenameSearch,
    RestoreSearch,
    SavedSearch,
    SaveSearch,
)
from reader.core.query import SearchAnswer, SearchRequest, SortKey
from reader.gui.frame.window import MainWindow
from reader.gui.query.saved import SearchChosen, SearchDropped, SearchMoved, SearchRenamed, SearchReplaced
from tests.gui import stories
from tests.gui.acting import focus, press, search, worker_of
from tests.gui.conftest import OpenWindow
from tests.gui.fakes import FakeLibrary

FERRY = SavedSearch(1, "Ferries", "ferry", SortKey.OLDEST)
BRIDGE = SavedSearch(2, "Bridges", "bridge")


@pytest.fixture
def saved(library: FakeLibrary) -> None:
    """Put two saved searches into the library before a window opens."""
    library.saved = (FERRY, BRIDGE)


@pytest.mark.usefixtures("saved")
def test_saved_searches_show_how_many_stories_they_find(qtbot: QtBot, window: MainWindow, library: FakeLibrary) -> None:
    model = window.saved.list.searches
    qtbot.waitUntil(lambda: None not in (model.stories_of(FERRY), model.stories_of(BRIDGE)))
    before = model.stories_of(FERRY)
    assert before
    library.add(stories.ferry())
    worker_of(window).tell(LibraryChanged())
    qtbot.waitUntil(lambda: model.stories_of(FERRY) == before + 1)


def test_control_d_asks_for_a_name_and_keeps_query_and_order(qtbot: QtBot, window: MainWindow) -> None:
    search(qtbot, window, "ferry")
    press(qtbot, window, "Ctrl+D")
    dialog = window.findChild(QInputDialog)
    assert isinstance(dialog, QInputDialog)
    assert dialog.textValue() == "ferry"
    dialog.setTextValue("The ferries")
    dialog.accept()
    assert worker_of(window).wishes[-1] == SaveSearch("The ferries", "ferry", SortKey.RELEVANCE)
    qtbot.waitUntil(window.saved.list.isVisible)


def test_nothing_is_saved_without_a_query(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "Ctrl+D")
    assert window.findChild(QInputDialog) is None
    assert window.messages.shown is not None


@pytest.mark.usefixtures("saved")
def test_enter_opens_a_saved_search_in_its_order(qtbot: QtBot, window: MainWindow) -> None:
    view = window.saved.list
    qtbot.waitUntil(view.isVisible)
    focus(qtbot, view)
    view.setCurrentIndex(view.searches.index(0))
    with qtbot.waitSignal(window.search.searched), qtbot.waitSignal(view.search_chosen) as heard:
        press(qtbot, view, "Return")
    assert heard.args[0] == SearchChosen(FERRY)
    assert (window.query_bar.query, window.query_bar.sort) == ("ferry", SortKey.OLDEST)


@pytest.mark.usefixtures("saved")
def test_deleted_search_comes_back_with_undo(qtbot: QtBot, window: MainWindow) -> None:
    view = window.saved.list
    qtbot.waitUntil(view.isVisible)
    focus(qtbot, view)
    view.setCurrentIndex(view.searches.index(0))
    with qtbot.waitSignal(view.search_dropped) as heard:
        press(qtbot, view, "Del")
    assert heard.args[0] == SearchDropped(FERRY, 0)
    qtbot.waitUntil(lambda: view.searches.searches == (BRIDGE,))
    window.messages.button.click()
    qtbot.waitUntil(lambda: view.searches.searches == (FERRY, BRIDGE))
    assert worker_of(window).wishes[-2:] == [DeleteSearch(1), RestoreSearch(FERRY, 0)]


@pytest.mark.usefixtures("saved")
def test_searches_are_renamed_in_place_and_moved_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    view = window.saved.list
    qtbot.waitUntil(view.isVisible)
    focus(qtbot, view)
    view.setCurrentIndex(view.searches.index(0))
    with qtbot.waitSignal(view.search_moved) as moved:
        press(qtbot, view, "Alt+Down")
    assert moved.args[0] == SearchMoved(0, 1)
    qtbot.waitUntil(lambda: view.searches.searches == (BRIDGE, FERRY))
    assert view.current == FERRY
    with qtbot.waitSignal(view.searches.renamed) as renamed:
        assert view.searches.setData(view.searches.index(1), " Boats ")
    assert renamed.args[0] == SearchRenamed(FERRY, "Boats")
    assert not view.searches.setData(view.searches.index(1), "  ")
    qtbot.waitUntil(lambda: view.searches.searches[1].name == "Boats")
    assert worker_of(window).wishes[-2:] == [OrderSearches((2, 1)), RenameSearch(1, "Boats")]


class SlowLibrary(FakeLibrary):
    """Counts a saved search until somebody is in more of a hurry."""

    def __init__(self) -> None:
        super().__init__(stories.shelf_of_stories())
        self.counting = threading.Event()
        self.is_slow = True

    def search(self, request: SearchRequest, cancel: CancelToken | None = None) -> SearchAnswer:
        """Answer at once but for the first count, which ends only when it is cancelled."""
        if request.limit == 1 and self.is_slow and cancel is not None:
            self.counting.set()
            waiting = threading.Event()
            while not cancel.is_cancelled:
                waiting.wait(0.005)
            self.is_slow = False
            raise SearchCancelledError
        return super().search(request, cancel)


def test_a_search_never_waits_for_a_count_which_is_made_up_for(qtbot: QtBot, open_window: OpenWindow) -> None:
    library = SlowLibrary()
    library.saved = (FERRY,)
    window = open_window(library)
    window.begin()
    qtbot.waitUntil(library.counting.is_set)
    with qtbot.waitSignal(window.search.searched, check_params_cb=lambda found: found.answer.query == "bridge"):
        window.query_bar.put("bridge")
    qtbot.waitUntil(lambda: window.saved.list.searches.stories_of(FERRY) is not None)


@pytest.mark.usefixtures("saved")
def test_saved_searches_are_hidden_with_the_sidebar(
    qtbot: QtBot, open_window: OpenWindow, library: FakeLibrary
) -> None:
    window = open_window(library)
    window.begin()
    qtbot.waitUntil(window.saved.list.isVisible)
    window.sidebar.setVisible(False)
    assert not window.saved.list.isVisible()
    window.sidebar.setVisible(True)
    assert window.saved.list.isVisible()


POST = Filters(include=(("outlet", ("The Harbour Post",)),))


def test_filters_are_saved_counted_and_opened_with_the_search(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.search.searched):
        window.query_bar.put("", filters=POST)
    with qtbot.waitSignal(window.query_bar.saving_wanted) as heard:
        window.query_bar.keep.click()
    assert heard.args == []
    dialog = window.findChild(QInputDialog)
    assert isinstance(dialog, QInputDialog)
    assert dialog.textValue() == "Outlet: The Harbour Post"
    dialog.accept()
    qtbot.waitUntil(window.saved.list.isVisible)
    (search,) = window.saved.list.searches.searches
    assert search.filters == POST
    qtbot.waitUntil(lambda: window.saved.list.searches.stories_of(search) == 3)
    window.query_bar.clear_filters()
    assert not window.saved.list.searches.is_current(search)
    with qtbot.waitSignal(window.search.searched):
        window.saved.list.search_chosen.emit(SearchChosen(search))
    assert window.query_bar.filters == POST
    assert window.saved.list.searches.is_current(search)


@pytest.mark.usefixtures("saved")
def test_a_saved_search_is_replaced_by_the_current_one_and_back(qtbot: QtBot, window: MainWindow) -> None:
    view = window.saved.list
    qtbot.waitUntil(view.isVisible)
    window.query_bar.put("harbour", filters=POST)
    with qtbot.waitSignal(window.saved.said), qtbot.waitSignal(view.search_replaced) as heard:
        view.search_replaced.emit(SearchReplaced(FERRY))
    assert heard.args[0] == SearchReplaced(FERRY)
    window.messages.button.click()
    fresh = SavedSearch(1, "Ferries", "harbour", SortKey.RELEVANCE, POST)
    wishes = [wish for wish in worker_of(window).wishes if isinstance(wish, EditSearch)]
    assert wishes == [EditSearch(fresh), EditSearch(FERRY)]


@pytest.mark.usefixtures("saved")
def test_the_saved_searches_are_a_stop_of_f6_and_of_the_arrow_keys(qtbot: QtBot, window: MainWindow) -> None:
    view = window.saved.list
    qtbot.waitUntil(view.isVisible)
    focus(qtbot, window.sidebar)
    press(qtbot, window, "Shift+F6")
    qtbot.waitUntil(view.hasFocus)
    view.setCurrentIndex(view.searches.index(1))
    with qtbot.waitSignal(view.left_downwards) as heard:
        press(qtbot, view, "Down")
    assert heard.args == []
    assert window.sidebar.hasFocus()
    window.sidebar.setCurrentIndex(window.sidebar.model().index(1, 0))
    press(qtbot, window.sidebar, "Up")
    assert view.hasFocus()


def test_the_button_of_the_query_offers_past_queries(qtbot: QtBot, window: MainWindow, library: FakeLibrary) -> None:
    library.past = (PastQuery("bridge", "2026-01-01T10:00:00Z", 3, filters=POST),)
    with qtbot.waitSignal(window.query_bar.past_wanted) as heard:
        window.query_bar.past.click()
    assert heard.args == []
    choices = window.query_bar.line.choices
    qtbot.waitUntil(lambda: bool(choices.choices))
    assert "Outlet: The Harbour Post" in choices.choices[0].detail
    with qtbot.waitSignal(window.search.searched):
        window.query_bar.line.chosen.emit(choices.choices[0])
    assert (window.query_bar.query, window.query_bar.filters) == ("bridge", POST)
