"""Tests of the window by its keys, over a library in memory."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from reader.core.changes import (
    SetRead,
    SetStarred,
)
from reader.gui.frame.window import MainWindow
from reader.gui.reading.paragraphs import View
from reader.gui.reading.read_marks import StoryRead
from reader.gui.reading.story_flow import StoryOpened
from reader.gui.results.view import StoryChosen
from tests.gui import stories
from tests.gui.acting import focus, press, search, view_of, worker_of
from tests.gui.conftest import OpenWindow
from tests.gui.fakes import FakeLibrary


def test_down_goes_into_the_list_and_moves_there(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.query_bar.line)
    press(qtbot, window.query_bar.line, "Down")
    assert window.results.list.hasFocus()
    with qtbot.waitSignal(window.results.list.story_chosen) as heard:
        press(qtbot, window.results.list, "Down")
    assert heard.args[0] == StoryChosen(window.model.rows[1].result.article_id)


def test_n_goes_through_the_hits_and_on_into_the_next_story(qtbot: QtBot, window: MainWindow) -> None:
    search(qtbot, window, "ferry")
    focus(qtbot, window.results.list)
    first = window.reading.article_id
    for number in range(1, len(window.reading.hits)):
        press(qtbot, window.results.list, "N")
        assert window.reading.current == number
    with qtbot.waitSignal(window.reading.opened) as heard:
        press(qtbot, window.results.list, "N")
    assert isinstance(heard.args[0], StoryOpened)
    assert window.reading.article_id != first
    assert window.reading.current == 0
    with qtbot.waitSignal(window.reading.opened):
        press(qtbot, window.results.list, "Shift+N")
    assert window.reading.article_id == first
    assert window.reading.current == len(window.reading.hits) - 1


def test_f3_does_the_same_from_the_query(qtbot: QtBot, window: MainWindow) -> None:
    search(qtbot, window, "orrin")
    focus(qtbot, window.query_bar.line)
    hits = len(window.reading.hits)
    press(qtbot, window.query_bar.line, "F3")
    qtbot.waitUntil(lambda: window.reading.current == 1 or hits == 1)


def test_j_and_k_go_to_the_next_and_previous_story(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.story.pane)
    press(qtbot, window.story.pane, "J")
    qtbot.waitUntil(lambda: window.results.list.place == 1)
    press(qtbot, window.story.pane, "K")
    qtbot.waitUntil(lambda: window.results.list.place == 0)


def test_letters_typed_into_the_query_are_letters(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.query_bar.line)
    QTest.keyClicks(window.query_bar.line, "jnrs? /")
    assert window.query_bar.query == "jnrs? /"


def test_arrow_keys_scroll_the_story(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(FakeLibrary([stories.long_story(3_000)]))
    with qtbot.waitSignal(window.reading.opened):
        window.begin()
    focus(qtbot, window.story.pane)
    places = [window.story.pane.reading_place()]
    for key in ("Down", "PgDown", "End"):
        press(qtbot, window.story.pane, key)
        places.append(window.story.pane.reading_place())
    assert places == sorted(set(places))
    press(qtbot, window.story.pane, "Home")
    assert window.story.pane.reading_place() == 0


def test_space_pages_on_and_then_goes_to_the_next_story(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(FakeLibrary([stories.ferry(), stories.long_story(1_500)]))
    with qtbot.waitSignal(window.reading.opened):
        window.begin()
    focus(qtbot, window.story.pane)
    long_first = window.reading.article_id
    for _ in range(40):
        press(qtbot, window.story.pane, "Space")
        if window.reading.article_id != long_first:
            break
    else:
        pytest.fail("space never came to the next story")


def test_r_shows_what_was_removed_and_esc_leaves_it(qtbot: QtBot, window: MainWindow) -> None:
    search(qtbot, window, "orrin mayor")
    focus(qtbot, window.results.list)
    before = window.reading.current
    with qtbot.waitSignal(window.reading.opened):
        press(qtbot, window.results.list, "R")
    text = window.story.pane.toPlainText()
    assert "Sign up for our morning letter" in text
    assert "call to action" in text
    assert window.reading.current == before
    assert window.actions_table.by_name["show_removed"].isChecked()
    with qtbot.waitSignal(window.reading.opened):
        press(qtbot, window.results.list, "Esc")
    assert view_of(window) is View.CLEAN
    assert "Sign up for our morning letter" not in window.story.pane.toPlainText()
    assert window.query_bar.query == "orrin mayor"


def test_o_shows_the_whole_text_of_the_page(qtbot: QtBot, window: MainWindow) -> None:
    search(qtbot, window, "orrin mayor")
    focus(qtbot, window.story.pane)
    with qtbot.waitSignal(window.reading.opened):
        press(qtbot, window.story.pane, "O")
    assert window.story.pane.toPlainText().startswith("Home | News | Sport | Weather")


def test_esc_goes_back_to_list_and_query_and_keeps_the_query(qtbot: QtBot, window: MainWindow) -> None:
    search(qtbot, window, "bridge")
    focus(qtbot, window.story.pane)
    press(qtbot, window.story.pane, "Esc")
    assert window.results.list.hasFocus()
    press(qtbot, window.results.list, "Esc")
    assert window.query_bar.line.hasFocus()
    press(qtbot, window.query_bar.line, "Esc")
    assert window.query_bar.query == "bridge"


def test_slash_and_control_l_go_to_the_query(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.results.list)
    press(qtbot, window.results.list, "/")
    qtbot.waitUntil(window.query_bar.line.hasFocus)
    focus(qtbot, window.story.pane)
    press(qtbot, window.story.pane, "Ctrl+L")
    qtbot.waitUntil(window.query_bar.line.hasFocus)


def test_f6_goes_round_the_panes(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.query_bar.line)
    round_trip = (
        window.charts.strip.chart,
        window.sidebar,
        window.results.list,
        window.story.pane,
        window.query_bar.line,
    )
    for pane in round_trip:
        now = QApplication.focusWidget()
        assert now is not None
        press(qtbot, now, "F6")
        qtbot.waitUntil(pane.hasFocus)


def test_finding_in_the_story_counts_and_goes_round(qtbot: QtBot, window: MainWindow) -> None:
    search(qtbot, window, "orrin mayor")
    query_hits = len(window.reading.hits)
    focus(qtbot, window.story.pane)
    press(qtbot, window.story.pane, "Ctrl+F")
    line = QApplication.focusWidget()
    assert line is not None
    QTest.keyClicks(line, "BRIDGE")
    found = len(window.reading.hits)
    assert found > 3
    for _ in range(found):
        press(qtbot, line, "Return")
    assert window.reading.current == 0
    press(qtbot, line, "Shift+Return")
    assert window.reading.current == found - 1
    press(qtbot, line, "Esc")
    assert len(window.reading.hits) == query_hits
    assert not window.story.find_bar.isVisible()


def test_s_stars_and_u_marks_as_read(qtbot: QtBot, window: MainWindow, library: FakeLibrary) -> None:
    focus(qtbot, window.results.list)
    article_id = window.reading.article_id
    assert article_id is not None
    press(qtbot, window.results.list, "S")
    press(qtbot, window.results.list, "U")
    assert worker_of(window).wishes == [
        SetStarred((article_id,), is_starred=True),
        SetRead((article_id,), is_read=True),
    ]
    summary = window.model.rows[0].summary
    assert summary is not None
    assert summary.is_starred
    assert summary.is_read
    qtbot.waitUntil(lambda: window.sidebar.stats is not None and window.sidebar.stats.starred == 1)


def test_a_star_goes_to_the_story_that_is_still_on_its_way(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.results.list)
    press(qtbot, window.results.list, "J")
    press(qtbot, window.results.list, "S")
    second = window.model.rows[1].result.article_id
    assert worker_of(window).wishes == [SetStarred((second,), is_starred=True)]


def test_a_story_the_reader_stays_with_is_marked_as_read(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.results.list)
    article_id = window.reading.article_id
    assert article_id is not None
    with qtbot.waitSignal(window.reading.read) as heard:
        window.reading.marks.tell()
    assert heard.args[0] == StoryRead(article_id)
    assert worker_of(window).wishes == [SetRead((article_id,), is_read=True)]


def test_a_story_opened_while_typing_is_not_marked_as_read(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.query_bar.line)
    window.reading.marks.tell()
    assert worker_of(window).wishes == []


def test_a_story_opened_again_stands_where_it_was_left(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(FakeLibrary([stories.ferry(), stories.long_story(3_000)]))
    with qtbot.waitSignal(window.reading.opened):
        window.begin()
    with qtbot.waitSignal(window.reading.opened):
        window.results.list.go_to(1)
    window.story.pane.go_to_place(0.6)
    for place in (0, 1):
        with qtbot.waitSignal(window.reading.opened):
            window.results.list.go_to(place)
    assert abs(window.story.pane.reading_place() - 0.6) < 0.02


def test_a_link_is_opened_only_after_a_question(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "reader.gui.frame.navigation.QDesktopServices.openUrl", lambda url: opened.append(url.toString())
    )
    window.story.pane.anchorClicked.emit(QUrl("https://bücher.example/x"))
    box = next(child for child in window.findChildren(QMessageBox) if child.isVisible())
    assert "xn--bcher-kva.example" in box.text()
    assert opened == []
    button = next(b for b in box.buttons() if box.buttonRole(b) is QMessageBox.ButtonRole.AcceptRole)
    button.click()
    assert len(opened) == 1
    window.navigation.open_address("file:///etc/passwd")
    assert len(opened) == 1
