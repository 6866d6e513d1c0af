"""Tests of the filters shown as chips."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from reader.core.filters import NO_FILTERS, Chosen, Filters
from reader.gui.frame.window import MainWindow
from reader.gui.query.chips import ChipRemoved, Chips, filters_in, labelled
from tests.gui.acting import press, search

POST = Chosen("outlet", "The Harbour Post")


def test_chips_that_have_no_room_go_on_in_the_next_line(qtbot: QtBot) -> None:
    chips = Chips()
    qtbot.addWidget(chips)
    chips.show_filters(" ".join(f"tag:number{number}" for number in range(25)))
    assert len(chips.labels) == 25
    assert chips.more.isHidden()
    with qtbot.waitExposed(chips):
        chips.resize(600, chips.heightForWidth(600))
        chips.show()
    places = [button.geometry() for button in chips.findChildren(QToolButton) if button.isVisible()]
    assert len(places) == 26
    assert len({place.top() for place in places}) > 3
    assert all(chips.rect().contains(place) for place in places)
    assert chips.heightForWidth(600) > chips.heightForWidth(4_000)
    chips.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    first = next(button for button in chips.findChildren(QToolButton) if "number0" in button.text())
    qtbot.waitUntil(lambda: first.geometry().right() == chips.rect().right())


def test_filters_are_found_where_they_stand_on_their_own() -> None:
    query = 'bridge outlet:"The Harbour Post" -tag:old (lang:de or lang:fr) headline:x is:unread IS:unread'
    assert filters_in(query) == ('outlet:"The Harbour Post"', "-tag:old", "is:unread")


def test_years_that_follow_on_each_other_are_one_chip(qtbot: QtBot) -> None:
    years = ("2012", "2010", "2011", "1999")
    found = labelled("x", Filters(include=(("year", years),), exclude=(("language", ("he",)),)))
    assert [label for label, _ in found] == ["Year: 1999", "Years: 2010–2012", "Language: not Hebrew"]
    assert found[1][1].chosen == tuple(Chosen("year", year) for year in ("2010", "2011", "2012"))


@pytest.mark.parametrize("key", ["Space", "Del", "Backspace"])
def test_a_chip_tells_the_filter_it_takes_off(qtbot: QtBot, key: str) -> None:
    chips = Chips()
    qtbot.addWidget(chips)
    chips.show_filters("x tag:a&b")
    chip = chips.findChild(QToolButton)
    assert isinstance(chip, QToolButton)
    chip = next(each for each in chips.findChildren(QToolButton) if "tag" in each.accessibleName())
    assert chip.accessibleName() == "Take off the filter tag:a&b"
    assert chip.focusPolicy() & Qt.FocusPolicy.TabFocus
    with qtbot.waitSignal(chips.chip_removed) as heard:
        press(qtbot, chip, key)
    assert heard.args[0] == ChipRemoved("tag:a&b")


def test_clearing_and_writing_are_asked_for(qtbot: QtBot) -> None:
    chips = Chips()
    qtbot.addWidget(chips)
    chips.show_filters("is:unread", Filters(include=(("tag", ("x",)),)))
    with qtbot.waitSignal(chips.clearing_wanted) as clearing:
        chips.clear.click()
    with qtbot.waitSignal(chips.writing_wanted) as writing:
        chips.write.click()
    assert clearing.args == writing.args == []


def test_taking_a_chip_off_searches_without_it(qtbot: QtBot, window: MainWindow) -> None:
    search(qtbot, window, 'outlet:"The Harbour Post"')
    chips = window.query_bar.chips
    qtbot.waitUntil(lambda: chips.labels == ('outlet:"The Harbour Post"',))
    assert chips.isVisible()
    with qtbot.waitSignal(window.search.searched):
        chips.chip_removed.emit(ChipRemoved('outlet:"The Harbour Post"'))
    assert window.query_bar.query == ""
    assert not chips.isVisible()


def test_filters_stay_while_the_query_is_edited_and_can_be_written_into_it(qtbot: QtBot, window: MainWindow) -> None:
    window.query_bar.put("", filters=NO_FILTERS.toggled(POST))
    with qtbot.waitSignal(window.search.searched):
        window.query_bar.line.setFocus()
        QTest.keyClicks(window.query_bar.line, "bridge")
    qtbot.waitUntil(lambda: window.search.request.query == "bridge")
    assert window.search.request.include == {"outlet": ("The Harbour Post",)}
    with qtbot.waitSignal(window.search.searched):
        press(qtbot, window, "Ctrl+Shift+F")
    assert window.query_bar.query == 'bridge outlet:"The Harbour Post"'
    assert window.query_bar.filters == NO_FILTERS
    with qtbot.waitSignal(window.search.searched):
        press(qtbot, window, "Ctrl+Shift+Backspace")
    assert window.query_bar.query == "bridge"
