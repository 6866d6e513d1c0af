"""Tests of the text of rows, and of the boxes of tags."""

import pytest
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from reader.core.model import Span
from reader.core.settings import Theme
from reader.gui.look.themes import COLOURS
from reader.gui.results.layouts import LayoutCache, TextBox
from reader.gui.results.lines import tag_colour
from tests.gui.test_access import contrast


def box(text: str, marks: tuple[Span, ...] = (), lines: int = 2) -> TextBox:
    return TextBox(text, marks, 300, lines, "#000000")


def test_a_text_too_long_for_its_lines_ends_in_an_ellipsis(qtbot: QtBot) -> None:
    laid = LayoutCache(QFont(), 1.0).get(box("word " * 100))
    assert laid.lines == 2
    assert laid.layout.text().endswith("…")


def test_a_short_text_is_left_whole(qtbot: QtBot) -> None:
    assert LayoutCache(QFont(), 1.0).get(box("short")).layout.text() == "short"


def test_hits_are_bold_where_they_stand(qtbot: QtBot) -> None:
    laid = LayoutCache(QFont(), 1.0).get(box("😀 bridge", (Span(2, 8), Span(50, 60))))
    formats = laid.layout.formats()
    assert [(f.start, f.length) for f in formats] == [(3, 6)]
    assert formats[0].format.fontWeight() == QFont.Weight.Bold


def test_a_layout_is_made_once(qtbot: QtBot) -> None:
    cache = LayoutCache(QFont(), 1.0)
    assert cache.get(box("same")) is cache.get(box("same"))


def test_the_ellipsis_is_seen_wherever_the_text_is_cut(qtbot: QtBot) -> None:
    cache = LayoutCache(QFont(), 1.0)
    text = "Storm closes three schools and a museum, minister says that the river bridge stays open until the night"
    for lines in (1, 2):
        for width in range(90, 300, 7):
            laid = cache.get(TextBox(text, (), width, lines, "#000000")).layout
            shown = sum(laid.lineAt(at).textLength() for at in range(laid.lineCount()))
            assert laid.text().endswith("…")
            assert shown == len(laid.text())


@pytest.mark.parametrize("theme", COLOURS)
def test_tags_can_be_read_in_every_theme(theme: Theme) -> None:
    colours = COLOURS[theme]
    grounds = {tag_colour(chr(97 + number), colours.paper).name() for number in range(26)}
    assert len(grounds) == 8
    assert min(contrast(colours.text, ground) for ground in grounds) >= 4.5
