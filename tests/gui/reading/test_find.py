"""Finding in a story: the same folding as search, a count, on and back around, and the query's hits come back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from reader.core.model import ArticleId
from reader.gui.frame.window import MainWindow
from reader.gui.reading.find_bar import FindChanged
from tests.gui.articles import article
from tests.gui.conftest import OpenWindow
from tests.gui.fakes import FakeLibrary

LINES = (
    ("h", "Café ΟΔΟΣ"),
    ("p", "The cafe on the ὁδός closed; the CAFÉ opposite did not. “Quoted” words."),
    ("p", "长江大桥夜间限行。大桥白天照常开放。"),
    ("p", "cafe\u0301 at the end"),
)


@pytest.fixture
def reading(qtbot: QtBot, open_window: OpenWindow) -> MainWindow:
    window = open_window(FakeLibrary([article(LINES)]))
    with qtbot.waitSignal(window.reading.opened):
        window.begin()
    with qtbot.waitSignal(window.reading.opened):
        window.reading.open(ArticleId(1), "opposite")
    window.reading.open_find()
    return window


def said(window: MainWindow) -> str:
    return next(label.text() for label in window.story.find_bar.findChildren(QLabel))


@pytest.mark.parametrize(
    ("words", "count"),
    [("cafe", 4), ("CAFÉ", 4), ("οδος", 2), ("大桥", 2), ('"quoted"', 1), ("no such word", 0)],
)
def test_words_are_found_as_search_folds_them_and_counted(
    qtbot: QtBot, reading: MainWindow, words: str, count: int
) -> None:
    with qtbot.waitSignal(reading.story.find_bar.find_changed) as heard:
        reading.story.find_bar.put(words)
    assert heard.args[0] == FindChanged(words)
    assert len(reading.reading.hits) == count
    assert said(reading) == (f"hit 1 of {count}" if count else "not found")


def test_enter_goes_on_and_back_around_and_closing_gives_the_hits_of_the_query_back(
    qtbot: QtBot, reading: MainWindow
) -> None:
    bar, flow = reading.story.find_bar, reading.reading
    bar.put("cafe")
    line = bar.findChildren(QLineEdit)[0]
    shift = Qt.KeyboardModifier.ShiftModifier
    for key in (Qt.KeyboardModifier.NoModifier, shift, shift):
        with qtbot.waitSignal(bar.previous_requested if key == shift else bar.next_requested):
            QTest.keyClick(line, Qt.Key.Key_Return, key)
    assert flow.current == 3
    with qtbot.waitSignal(bar.next_requested):
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert flow.current == 0
    assert flow.close_find()
    text = reading.story.pane.part.shown[flow.hits[0].block].text
    assert [hit.span.of(text) for hit in flow.hits] == ["opposite"]
