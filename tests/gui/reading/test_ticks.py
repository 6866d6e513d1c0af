"""Ticks of many hits are merged, and a click goes to the hit whose tick is there; find folds as search does."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.gui.look.themes import LIGHT
from reader.gui.reading.ticks import TICK, HitTicks, merged
from tests.gui import stories
from tests.gui.conftest import OpenWindow
from tests.gui.fakes import FakeLibrary


@given(st.lists(st.floats(0, 1), max_size=300), st.floats(50, 2_000))
def test_merged_ticks_cover_every_hit_and_never_touch(heights: list[float], span: float) -> None:
    bars = merged(heights, span)
    for height in heights:
        assert any(top <= height * span and height * span + TICK <= bottom + 1e-6 for top, bottom in bars)
    assert all(one[1] < other[0] for one, other in pairwise(bars))


def test_thousands_of_hits_are_a_handful_of_ticks() -> None:
    assert len(merged([number / 5_000 for number in range(5_000)], 600.0)) == 1
    assert len(merged([number / 70 for number in range(70)], 600.0)) == 70


@pytest.mark.parametrize("wanted", [0, 17, 49])
def test_a_click_goes_to_the_hit_whose_tick_is_there(qtbot: QtBot, wanted: int) -> None:
    ticks = HitTicks(LIGHT)
    qtbot.addWidget(ticks)
    ticks.resize(10, 500)
    heights = [number / 49 for number in range(50)]
    ticks.show_ticks(heights, 3)
    at = round(heights[wanted] * (500 - TICK) + TICK / 2)
    with qtbot.waitSignal(ticks.tick_chosen) as chosen:
        QTest.mouseClick(ticks, Qt.MouseButton.LeftButton, pos=QPoint(5, at))
    assert chosen.args[0].number == wanted


def test_hits_of_a_very_long_story_have_their_ticks_and_their_count(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(FakeLibrary([stories.long_story(5_000), stories.ferry()]))
    with qtbot.waitSignal(window.reading.opened):
        window.begin()
    with qtbot.waitSignal(window.reading.opened):
        window.reading.open(window.model.rows[-1].result.article_id, "harbour")
    flow = window.reading
    if len(flow.hits) < 70:
        with qtbot.waitSignal(flow.opened):
            flow.open(window.model.rows[0].result.article_id, "harbour")
    assert len(flow.hits) >= 70
    with qtbot.waitSignal(window.story.ticks.tick_chosen):
        QTest.mouseClick(window.story.ticks, Qt.MouseButton.LeftButton, pos=QPoint(5, window.story.ticks.height() - 40))
    assert flow.current > len(flow.hits) * 3 / 4
    (height,) = window.story.pane.heights([flow.hits[flow.current]])
    bar, seen = window.story.pane.verticalScrollBar(), window.story.pane.viewport().height()
    assert 0 <= height * window.story.pane.document().size().height() - bar.value() <= seen
    for _ in range(len(flow.hits) - flow.current - 1):
        flow.next_hit()
    with qtbot.waitSignal(flow.next_story_requested):
        flow.next_hit()
