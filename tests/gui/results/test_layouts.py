"""Tests of the text of rows."""

from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from reader.core.model import Span
from reader.gui.results.layouts import LayoutCache, TextBox


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
