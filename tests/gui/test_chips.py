"""Tests of the filters shown as chips."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from reader.gui.chips import ChipRemoved, Chips, filters_in
from reader.gui.window import MainWindow
from tests.gui.acting import press, search


def test_filters_are_found_where_they_stand_on_their_own() -> None:
    query = 'bridge outlet:"The Harbour Post" -tag:old (lang:de or lang:fr) headline:x is:unread IS:unread'
    assert filters_in(query) == ('outlet:"The Harbour Post"', "-tag:old", "is:unread")


def test_a_chip_tells_the_filter_it_takes_off(qtbot: QtBot) -> None:
    chips = Chips()
    qtbot.addWidget(chips)
    chips.show_query("x tag:a&b")
    chip = chips.findChild(QToolButton)
    assert isinstance(chip, QToolButton)
    assert chip.accessibleName() == "Take off the filter tag:a&b"
    assert chip.focusPolicy() & Qt.FocusPolicy.TabFocus
    with qtbot.waitSignal(chips.chip_removed) as heard:
        press(qtbot, chip, "Space")
    assert heard.args[0] == ChipRemoved("tag:a&b")


def test_taking_a_chip_off_searches_without_it(qtbot: QtBot, window: MainWindow) -> None:
    search(qtbot, window, 'outlet:"The Harbour Post"')
    chips = window.query_bar.chips
    qtbot.waitUntil(lambda: chips.terms == ('outlet:"The Harbour Post"',))
    assert chips.isVisible()
    chip = chips.findChild(QToolButton)
    assert isinstance(chip, QToolButton)
    with qtbot.waitSignal(window.search.searched):
        chip.click()
    assert window.query_bar.query == ""
    assert not chips.isVisible()
