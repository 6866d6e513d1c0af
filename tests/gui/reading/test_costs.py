"""Tests of what going to another story costs, counted in calls of Qt."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import pytest
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from reader.core.model import ArticleId
from reader.gui.frame.window import MainWindow
from reader.gui.reading.pane import ReadingPane
from tests.gui import stories
from tests.gui.acting import search
from tests.gui.conftest import OpenWindow
from tests.gui.fakes import FakeLibrary


class Counted:
    """Counts how often a pane is resized, gets marks, and makes one."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.resized = self.marked = self.made = 0
        resize, mark, make = ReadingPane.resizeEvent, ReadingPane.setExtraSelections, ReadingPane._selection

        def resize_event(pane: ReadingPane, event: QResizeEvent) -> None:
            self.resized += 1
            resize(pane, event)

        def set_extra_selections(pane: ReadingPane, selections: Sequence[QTextEdit.ExtraSelection]) -> None:
            self.marked += bool(selections)
            mark(pane, selections)

        def selection(*given: Any) -> QTextEdit.ExtraSelection:  # noqa: ANN401 - handed on as it comes
            self.made += 1
            return make(*given)

        patch.setattr(ReadingPane, "resizeEvent", resize_event)
        patch.setattr(ReadingPane, "setExtraSelections", set_extra_selections)
        patch.setattr(ReadingPane, "_selection", selection)


@pytest.fixture
def long_window(qtbot: QtBot, open_window: OpenWindow) -> MainWindow:
    """Return a window with the first of three long stories open at its first hit."""
    window = open_window(FakeLibrary([stories.long_story(3_000) for _ in range(3)]))
    window.begin()
    qtbot.waitUntil(lambda: window.reading.story is not None)
    search(qtbot, window, "bridge")
    return window


def test_another_long_story_is_laid_out_in_one_width_and_marked_once(
    qtbot: QtBot, long_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(long_window.story.pane.verticalScrollBar().isVisible)
    counted = Counted(monkeypatch)
    with qtbot.waitSignal(long_window.desk.highlights.shown):
        long_window.results.list.go_to(1)
    assert len(long_window.story.pane.extraSelections()) > 20
    assert (counted.resized, counted.marked) == (0, 1)


def test_the_next_hit_makes_no_marks_but_its_own_and_the_one_it_leaves(
    long_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    long_window.reading.next_hit()
    counted = Counted(monkeypatch)
    long_window.reading.next_hit()
    assert counted.made <= 2
    assert len(long_window.story.pane.extraSelections()) == len(long_window.reading.hits)


def test_a_story_that_fits_has_no_scroll_bar_after_one_that_does_not(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(FakeLibrary([stories.long_story(3_000), stories.ferry()]))
    window.begin()
    qtbot.waitUntil(lambda: window.reading.story is not None)
    bar = window.story.pane.verticalScrollBar()
    for place in (1, 0, 1):
        window.results.list.go_to(place)
        story = window.model.rows[place].result.article_id
        qtbot.waitUntil(partial(has_opened, window, story))
        is_long = story == ArticleId(1)
        assert bar.isVisible() == is_long


def has_opened(window: MainWindow, story: ArticleId) -> bool:
    return window.reading.story is not None and window.reading.story.request.article_id == story
