"""Tests of list and table of stories in the window: forms, columns, orders, badges, and what is not fetched."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.core.model import ArticleId
from reader.core.query import SortKey
from reader.core.records import StoryRelative
from reader.gui.frame.window import MainWindow
from reader.gui.results.bar import CutLabel
from reader.gui.results.columns import ORDERS, Column, column_of, next_order
from reader.gui.results.model import PAGE
from reader.gui.results.rows import StoryChosen
from reader.gui.results.view import SortWanted
from tests.gui import stories
from tests.gui.acting import focus, press, search, worker_of
from tests.gui.conftest import OpenWindow
from tests.gui.fakes import FakeLibrary

_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


def table_of(window: MainWindow) -> None:
    window.actions_table.by_name["toggle_table"].trigger()
    assert window.results.is_table


def test_the_table_shows_the_same_rows_at_the_same_place(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.results.list)
    window.results.list.go_to(3)
    table_of(window)
    assert window.results.table.isVisible()
    assert not window.results.list.isVisible()
    assert window.results.table.hasFocus()
    assert window.results.table.place == 3
    with qtbot.waitSignal(window.results.story_chosen) as heard:
        press(qtbot, window.results.table, "J")
    assert heard.args[0] == StoryChosen(window.model.rows[4].result.article_id)
    press(qtbot, window.results.table, "Return")
    qtbot.waitUntil(window.story.pane.hasFocus)


def test_a_move_is_told_once(qtbot: QtBot, window: MainWindow) -> None:
    told: list[object] = []
    window.results.story_chosen.connect(told.append)
    window.results.list.go_to(2)
    table_of(window)
    window.results.table.go_to(5)
    assert len(told) == 2


def test_a_click_on_a_title_sorts_the_whole_result_and_the_next_one_turns_it_round(
    qtbot: QtBot, window: MainWindow
) -> None:
    table_of(window)
    table = window.results.table
    for wanted in (SortKey.NEWEST, SortKey.OLDEST, SortKey.NEWEST):
        with qtbot.waitSignal(table.sort_wanted) as heard, qtbot.waitSignal(window.search.searched):
            table.horizontalHeader().sectionClicked.emit(Column.PUBLISHED)
        assert heard.args[0] == SortWanted(wanted)
        assert (window.query_bar.sort, window.model.order) == (wanted, wanted)
    with qtbot.assertNotEmitted(table.sort_wanted):
        table.horizontalHeader().sectionClicked.emit(Column.TAGS)
    assert table.horizontalHeader().sortIndicatorSection() == Column.PUBLISHED


def test_every_order_belongs_to_a_column() -> None:
    assert {order for orders in ORDERS.values() for order in orders} == set(SortKey) - {SortKey.RELEVANCE}
    assert column_of(SortKey.RELEVANCE) is Column.HEADLINE
    assert next_order(Column.TAGS, SortKey.RELEVANCE) is None
    assert next_order(Column.HEADLINE, SortKey.NEWEST) is SortKey.RELEVANCE


def test_form_and_columns_are_as_they_were_after_a_restart(
    qtbot: QtBot, open_window: OpenWindow, library: FakeLibrary
) -> None:
    first = open_window(library)
    table_of(first)
    table = first.results.table
    with qtbot.waitSignal(table.arranged) as arranged:
        table.show_column(Column.SECTION, shown=False)
    assert arranged.args == []
    table.horizontalHeader().moveSection(1, 4)
    table.setColumnWidth(Column.HEADLINE, 333)
    first.desk.listing.remember()
    first.close()
    second = open_window(library)
    table = second.results.table
    assert second.results.is_table
    assert second.actions_table.by_name["toggle_table"].isChecked()
    assert table.isColumnHidden(Column.SECTION)
    assert not table.isColumnHidden(Column.TAGS)
    assert table.horizontalHeader().visualIndex(Column.OUTLET) == 4
    assert table.columnWidth(Column.HEADLINE) == 333
    table.reset_columns()
    assert not table.isColumnHidden(Column.SECTION)
    assert table.horizontalHeader().visualIndex(Column.OUTLET) == Column.OUTLET


def test_the_menu_of_columns_hides_and_sorts(qtbot: QtBot, window: MainWindow) -> None:
    table_of(window)
    menu = window.results.table.columns_menu(window)
    shown = [action for action in menu.actions() if action.isCheckable()]
    assert len(shown) == len(Column)
    shown[Column.WORDS].trigger()
    assert window.results.table.isColumnHidden(Column.WORDS)


def test_copies_versions_notes_and_tags_are_in_the_text_for_screen_readers(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    library = FakeLibrary([stories.bridge()])
    one = ArticleId(1)
    library.stories[one] = replace(library.stories[one], tags=("water", "to read"), notes=("look",))
    others = [StoryRelative(ArticleId(number), "", is_copy=number < 5) for number in (2, 3, 4, 5)]
    library.related[one] = tuple(others)
    window = open_window(library)
    with qtbot.waitSignal(window.reading.opened):
        window.begin()
    text = str(window.model.data(window.model.index(0, 0), _ACCESSIBLE))
    for part in ("4 copies", "2 versions", "annotated", "water, to read"):
        assert part in text
    cells = [window.model.data(window.model.index(0, column)) for column in (Column.TAGS, Column.COPIES)]
    assert cells == ["water, to read", "4 copies, 2 versions"]
    assert not window.grab().isNull()
    table_of(window)
    assert not window.grab().isNull()


def is_fetched(window: MainWindow, place: int) -> bool:
    return window.model.row_at(place) is not None


def many(count: int) -> FakeLibrary:
    return FakeLibrary([stories.short(number) for number in range(count)])


def test_end_shows_the_last_story_and_fetches_only_what_is_seen(qtbot: QtBot, open_window: OpenWindow) -> None:
    library = many(2_000)
    window = open_window(library)
    with qtbot.waitSignal(window.reading.opened):
        window.begin()
    focus(qtbot, window.results.list)
    with qtbot.waitSignal(window.results.story_chosen) as heard:
        press(qtbot, window.results.list, "End")
    assert window.results.list.place == 1_999
    row = window.model.row_at(1_999)
    assert row is not None
    assert heard.args[0] == StoryChosen(row.result.article_id)
    fetched = sum(request.limit for request in library.searches if request.offset)
    assert fetched <= 4 * PAGE
    press(qtbot, window.results.list, "Home")
    assert window.results.list.place == 0


def test_rows_are_fetched_where_the_bar_is_dragged_to(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(many(3_000))
    with qtbot.waitSignal(window.reading.opened):
        window.begin()
    for rows in (window.results.list, window.results.table):
        window.results.show_form(is_table=rows is window.results.table)
        bar = rows.verticalScrollBar()
        for share in (0.3, 0.6, 0.9):
            bar.setValue(round(bar.maximum() * share))
        top = rows.rowAt(0)
        assert top > 2_000
        qtbot.waitUntil(partial(is_fetched, window, top))


def test_stories_that_come_in_do_not_move_what_is_read_far_down(qtbot: QtBot, open_window: OpenWindow) -> None:
    library = many(1_500)
    window = open_window(library)
    with qtbot.waitSignal(window.reading.opened):
        window.begin()
    with qtbot.waitSignal(window.results.story_chosen) as heard:
        window.results.list.go_to(1_200)
    chosen = heard.args[0].article_id
    library.add(stories.short(7))
    window.search.refresh()
    qtbot.waitUntil(lambda: window.model.total == 1_501)
    place = window.results.list.place
    row = window.model.row_at(place)
    assert row is not None
    assert row.result.article_id == chosen
    assert window.results.list.visualRect(window.results.list.currentIndex()).intersects(
        window.results.list.viewport().rect()
    )


def test_x_marks_stories_that_moving_on_leaves_marked(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.results.list)
    rows = window.model.rows
    for key in ("X", "J", "J", "X", "Down"):
        press(qtbot, window.results.list, key)
    assert window.results.list.place == 3
    assert window.results.list.chosen() == (rows[0].result.article_id, rows[2].result.article_id)
    assert window.results.bar.text == "2 of 12 selected"
    press(qtbot, window.results.list, "S")
    qtbot.waitUntil(lambda: bool(worker_of(window).library.stories[rows[2].result.article_id].is_starred))
    assert not worker_of(window).library.stories[rows[1].result.article_id].is_starred


def test_a_new_search_ends_the_marking(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.results.list)
    press(qtbot, window.results.list, "X")
    search(qtbot, window, "museum")
    assert window.results.bar.text == ""
    assert len(window.navigation.chosen().ids) == 1


def test_the_count_of_selected_stories_is_cut_where_there_is_no_room(qtbot: QtBot) -> None:
    label = CutLabel()
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.say("11 of 1,100 selected")
    assert label.text().endswith("…")
    assert label.fontMetrics().horizontalAdvance(label.text()) <= 60
    assert label.toolTip() == label.whole
    with qtbot.waitExposed(label):
        label.show()
    label.resize(400, 20)
    assert label.text() == "11 of 1,100 selected"
