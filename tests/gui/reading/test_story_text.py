"""The badge tells how sure the cleaning is, and how many words it removed, in words and percent."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.gui.reading.story_text import badge, meta_line, own_way
from tests.gui import stories


@pytest.mark.parametrize(
    ("removed", "kept", "said"),
    [
        (0, 500, "nothing removed"),
        (1, 99, "1 word removed (1 %)"),
        (61, 812, "61 words removed (7 %)"),
        (2, 5_000, "2 words removed (under 1 %)"),
        (5, 0, "5 words removed (100 %)"),
    ],
)
def test_badge(qtbot: QtBot, removed: int, kept: int, said: str) -> None:
    assert badge(stories.bridge(), removed, kept) == f"Clean 94 % · {said}"


def test_a_line_is_broken_between_facts_and_in_names_but_not_in_dates_and_counts(qtbot: QtBot) -> None:
    line = meta_line(stories.bridge(), 202)
    assert "6\u00a0Feb\u00a02011" in line
    assert "202\u00a0words" in line
    assert "The Harbour Post" in line


def test_text_keeps_its_own_order_in_a_mirrored_window_only(qapp: QApplication) -> None:
    assert own_way("14.0 MB") == "14.0 MB"
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert own_way("14.0 MB") == "\u206814.0 MB\u2069"
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
