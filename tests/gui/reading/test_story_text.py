"""The badge tells how sure the cleaning is, and how many words it removed, in words and percent."""

import pytest
from pytestqt.qtbot import QtBot

from reader.gui.reading.story_text import badge
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
