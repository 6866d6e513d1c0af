"""Lines of rows keep the order of their parts, whatever the directions of these."""

from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from reader.gui.reading.story_text import isolated
from reader.gui.results.lines import Lines


def test_parts_stand_apart_from_those_of_the_other_direction(qtbot: QtBot) -> None:
    line, _ = Lines(QFont()).get("  ·  ".join(isolated(part) for part in ("הארכיון", "7 Feb 2011")), 900, is_rtl=True)
    assert line.text() == "\u2068הארכיון\u2069  ·  \u20687 Feb 2011\u2069"
