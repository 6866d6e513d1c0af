"""Saved searches: kept with Ctrl+D, counted behind everything else, renamed, moved, deleted and brought back."""

import threading

import pytest
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from reader.core.cancel import CancelToken
from reader.core.changes import LibraryChanged
from reader.core.errors import SearchCancelledError
from reader.core.queries import DeleteSearch, OrderSearches, RenameSearch, RestoreSearch, SavedSearch, SaveSearch
from reader.core.query import SearchAnswer, SearchRequest, SortKey
from reader.gui.query.saved import SearchChosen, SearchDropped, SearchMoved, SearchRenamed
from reader.gui.window import MainWindow
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
