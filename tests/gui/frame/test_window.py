"""Tests of the window as a reader uses it: searching, filters, preferences, a restart."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.core.filters import Chosen
from reader.core.model import ArticleId
from reader.core.query import SortKey
from reader.core.settings import Settings, Theme
from reader.gui.frame.window import MainWindow
from reader.gui.query.bar import QueryEdited
from reader.gui.results.flow import Searched, StatsRead
from reader.gui.results.rows import StoryChosen
from reader.gui.sidebar.choosing import FilterChosen
from reader.gui.sidebar.entries import Entry
from reader.gui.sidebar.model import ITEM_ROLE
from tests.gui import stories
from tests.gui.acting import press, search, worker_of
from tests.gui.conftest import OpenWindow
from tests.gui.fakes import FakeLibrary


def test_all_stories_are_listed_and_the_first_is_open(window: MainWindow) -> None:
    assert window.model.total == 12
    assert window.reading.article_id == window.model.rows[0].result.article_id
    assert window.query_bar.isVisible()


def test_typing_searches_and_the_pane_stands_at_the_first_hit(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.search.searched, check_params_cb=lambda s: s.answer.query == "ferry") as heard:
        QTest.keyClicks(window.query_bar.line, "ferry")
    assert isinstance(heard.args[0], Searched)
    qtbot.waitUntil(lambda: window.reading.current == 0)
    assert window.story.pane.extraSelections()
    assert "stories" in window.query_bar.counts_text
    assert "ferry" in window.query_bar.reading_text


def test_a_newer_search_takes_over_from_the_older(qtbot: QtBot, window: MainWindow) -> None:
    window.query_bar.put("ferry")
    search(qtbot, window, "museum")
    qtbot.waitUntil(lambda: window.search.request.query == "museum" and window.model.total == 3)


def test_a_query_that_is_typed_counts_its_last_word_as_a_beginning(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary
) -> None:
    with qtbot.waitSignal(window.query_bar.query_edited) as heard:
        QTest.keyClicks(window.query_bar.line, "b")
    assert heard.args[0] == QueryEdited("b", SortKey.RELEVANCE, is_whole=False)
    qtbot.waitUntil(lambda: library.searches[-1].typing)
    press(qtbot, window.query_bar.line, "Return")
    qtbot.waitUntil(lambda: not library.searches[-1].typing)


def test_a_click_in_the_sidebar_narrows_the_query(qtbot: QtBot, window: MainWindow) -> None:
    model = window.sidebar.model()
    items = [model.index(row, 0).data(ITEM_ROLE) for row in range(model.rowCount())]
    row = next(at for at, item in enumerate(items) if isinstance(item, Entry) and item.label == "The Harbour Post")
    place = window.sidebar.visualRect(model.index(row, 0)).center()
    with qtbot.waitSignal(window.sidebar.filter_chosen) as heard, qtbot.waitSignal(window.search.searched):
        QTest.mouseClick(window.sidebar.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard.args[0] == FilterChosen(chosen=Chosen("outlet", "The Harbour Post"))
    assert (window.query_bar.query, window.query_bar.chips.labels) == ("", ("Outlet: The Harbour Post",))
    assert window.model.total == 3


OUTLETS = ("The Harbour Post", "Meridian Weekly")


def test_outlets_are_alternatives_and_an_excluded_year_drops(qtbot: QtBot, window: MainWindow) -> None:
    totals = []
    for chosen in (
        Chosen("outlet", "The Harbour Post"),
        Chosen("outlet", "Meridian Weekly"),
        Chosen("year", "2011", is_excluded=True),
    ):
        with qtbot.waitSignal(window.search.searched):
            window.sidebar.filter_chosen.emit(FilterChosen(chosen=chosen))
        totals.append(window.model.total)
    library = worker_of(window).library.stories.values()
    outlets = [each for each in library if each.article.outlet and each.article.outlet.value in OUTLETS]
    dated = [each for each in outlets if not (each.article.published and each.article.published.iso[:4] == "2011")]
    assert totals == [3, len(outlets), len(dated)]
    assert totals[1] > totals[0]
    assert totals[2] < totals[1]


def test_a_query_without_a_match_says_so(qtbot: QtBot, window: MainWindow) -> None:
    window.query_bar.put("zebra")
    qtbot.waitUntil(lambda: window.results.sentence != "")
    assert "No story matches" in window.results.sentence
    assert window.reading.article_id is None


def test_a_story_that_is_gone_is_told_of(qtbot: QtBot, window: MainWindow, library: FakeLibrary) -> None:
    with qtbot.waitSignal(window.reading.failed) as heard:
        window.reading.open(ArticleId(99), "")
    assert heard.args[0].message == "This story is no longer in the library."
    assert window.messages.shown is not None


def test_the_counts_of_the_library_are_told(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.search.stats_read) as heard:
        window.search.read_stats()
    assert isinstance(heard.args[0], StatsRead)
    assert heard.args[0].stats.stories == 12


def test_more_stories_than_a_page_are_fetched_as_the_reader_goes_on(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(FakeLibrary([stories.short(number) for number in range(450)]))
    window.begin()
    qtbot.waitUntil(lambda: window.model.rowCount() == 450)
    qtbot.waitUntil(lambda: len(window.model.rows) >= 50)
    assert window.model.row_at(449) is None
    with qtbot.waitSignal(window.results.story_chosen) as heard:
        window.results.list.go_to(449)
    row = window.model.row_at(449)
    assert row is not None
    assert heard.args[0] == StoryChosen(row.result.article_id)
    assert window.model.row_at(250) is None, "what nobody looks at is not fetched"


def test_preferences_have_effect_at_once(qtbot: QtBot, window: MainWindow) -> None:
    window.apply_settings(Settings(theme=Theme.DARK, font_size_px=24))
    assert window.story.pane.document().defaultFont().pixelSize() == 24
    assert window.story.pane.palette().base().color().name() == "#232427"
    window.apply_settings(Settings(theme=Theme.LIGHT))


def test_everything_is_as_it_was_after_a_restart(qtbot: QtBot, open_window: OpenWindow, library: FakeLibrary) -> None:
    first = open_window(library)
    with qtbot.waitSignal(first.reading.opened):
        first.begin()
    first.query_bar.put("bridge", SortKey.OLDEST)
    qtbot.waitUntil(lambda: first.search.request.query == "bridge" and first.model.total == 11)
    first.results.list.go_to(3)
    chosen = first.model.rows[3].result.article_id
    qtbot.waitUntil(lambda: first.reading.story is not None and first.reading.story.request.article_id == chosen)
    first.actions_table.by_name["toggle_sidebar"].trigger()
    first.close()
    second = open_window(library)
    with qtbot.waitSignal(second.reading.opened):
        second.begin()
    assert second.query_bar.query == "bridge"
    assert second.query_bar.sort is SortKey.OLDEST
    assert second.reading.article_id == chosen
    assert second.results.list.place == 3
    assert second.sidebar.isHidden()


def test_closing_ends_worker_library_and_thread(window: MainWindow, library: FakeLibrary) -> None:
    worker = worker_of(window)
    window.close()
    assert worker.closed
    assert library.closed
