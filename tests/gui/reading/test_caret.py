"""With a cursor in the text everything can be selected, marked and quoted by keyboard, and screen readers follow it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleTextInterface, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.core.highlights import AddHighlight
from reader.core.model import ArticleId
from reader.gui.frame.window import MainWindow
from reader.gui.reading.paragraphs import View
from reader.gui.reading.spots import Spot, go_to_spot
from tests.gui import stories
from tests.gui.acting import focus, worker_of
from tests.gui.conftest import OpenWindow
from tests.gui.fakes import FakeLibrary

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def reading(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """Return a window with the cursor switched on by its key, and a story with the focus."""
    with qtbot.waitSignal(window.reading.opened):
        window.reading.open(ArticleId(12), "")
    focus(qtbot, window.story.pane)
    QTest.keyClick(window.story.pane, Qt.Key.Key_F7)
    assert window.settings.caret
    return window


def test_the_key_puts_a_cursor_into_the_text_and_takes_it_away(reading: MainWindow) -> None:
    pane, action = reading.story.pane, reading.actions_table.by_name["toggle_caret"]
    assert action.isChecked()
    QTest.keyClick(pane, Qt.Key.Key_End, CTRL)
    assert pane.textCursor().atEnd()
    QTest.keyClick(pane, Qt.Key.Key_F7)
    assert not action.isChecked()
    assert not pane.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard


def test_words_are_selected_highlighted_and_quoted_by_keys_alone(qtbot: QtBot, reading: MainWindow) -> None:
    pane = reading.story.pane
    QTest.keyClick(pane, Qt.Key.Key_Home, CTRL)
    for _ in range(3):
        QTest.keyClick(pane, Qt.Key.Key_Down)
    QTest.keyClick(pane, Qt.Key.Key_Right, SHIFT | CTRL)
    QTest.keyClick(pane, Qt.Key.Key_Right, SHIFT | CTRL)
    words = pane.textCursor().selectedText().strip()
    assert len(words.split()) == 2
    QTest.keyClick(pane, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text().startswith(f"“{words}” — ")
    qtbot.waitUntil(lambda: reading.desk.highlights.is_ready)
    QTest.keyClick(pane, Qt.Key.Key_H)
    made = [wish for wish in worker_of(reading).wishes if isinstance(wish, AddHighlight)]
    assert [wish.anchor.quote for wish in made] == [words]


def test_the_cursor_comes_to_what_is_in_sight(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(FakeLibrary([stories.long_story(3_000)]))
    with qtbot.waitSignal(window.reading.opened):
        window.begin()
    focus(qtbot, window.story.pane)
    QTest.keyClick(window.story.pane, Qt.Key.Key_F7)
    go_to_spot(window.story.pane, Spot(0, 20, 0.0))
    before = window.story.pane.verticalScrollBar().value()
    QTest.keyClick(window.story.pane, Qt.Key.Key_Down, SHIFT)
    assert 20 <= window.story.pane.textCursor().blockNumber() <= 21
    assert abs(window.story.pane.verticalScrollBar().value() - before) < 100


def test_another_look_keeps_the_cursor_on(reading: MainWindow) -> None:
    reading.change_size(24)
    assert reading.story.pane.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard


def test_screen_readers_see_the_text_the_cursor_and_what_is_selected(reading: MainWindow) -> None:
    pane = reading.story.pane
    text = QAccessible.queryAccessibleInterface(pane).textInterface()
    assert isinstance(text, QAccessibleTextInterface)
    whole = text.text(0, text.characterCount())
    assert "\n".join(shown.text for shown in pane.part.shown[:2]) in whole.replace("\u2029", "\n")
    QTest.keyClick(pane, Qt.Key.Key_Home, CTRL)
    assert text.cursorPosition() == 0
    QTest.keyClick(pane, Qt.Key.Key_Right)
    assert text.cursorPosition() == 1
    QTest.keyClick(pane, Qt.Key.Key_Right, SHIFT)
    assert text.selectionCount() == 1
    assert reading.reading.view is View.CLEAN
