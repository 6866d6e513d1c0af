"""The controls' own look: scroll bars that stand where they say, and sizes with room for what they hold."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QSpinBox,
    QStyle,
    QStyleOptionHeader,
    QStyleOptionSlider,
)
from pytestqt.qtbot import QtBot

from reader.gui.look.style import SHORTEST_SLIDER, header_part, mixed, slider_of

WAYS = (Qt.Orientation.Vertical, Qt.Orientation.Horizontal)


class Bar(QScrollBar):
    """A scroll bar that tells how it is drawn."""

    def drawn(self) -> QStyleOptionSlider:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        return option


def made(qtbot: QtBot, way: Qt.Orientation, most: int, page: int) -> Bar:
    bar = Bar(way)
    qtbot.addWidget(bar)
    bar.resize(*((12, 300) if way is Qt.Orientation.Vertical else (300, 12)))
    bar.setRange(0, most)
    bar.setPageStep(page)
    return bar


def ends(bar: Bar) -> tuple[int, int]:
    """Return where the slider begins and where it ends, along the bar."""
    slider = slider_of(bar.drawn())
    upright = bar.orientation() is Qt.Orientation.Vertical
    return (slider.top(), slider.bottom() + 1) if upright else (slider.left(), slider.right() + 1)


@pytest.mark.parametrize("way", WAYS)
def test_the_slider_is_as_long_as_what_is_on_screen_and_reaches_both_ends(qtbot: QtBot, way: Qt.Orientation) -> None:
    bar = made(qtbot, way, 200, 100)
    assert ends(bar) == (0, 100)
    bar.setValue(100)
    assert ends(bar) == (100, 200)
    bar.setValue(200)
    assert ends(bar) == (200, 300)


def test_the_slider_can_be_caught_in_a_list_of_many(qtbot: QtBot) -> None:
    bar = made(qtbot, Qt.Orientation.Vertical, 1_000_000, 10)
    first, last = ends(bar)
    assert last - first == SHORTEST_SLIDER


def test_what_is_whole_on_screen_has_a_slider_as_long_as_the_bar(qtbot: QtBot) -> None:
    assert ends(made(qtbot, Qt.Orientation.Vertical, 0, 10)) == (0, 300)


def test_the_parts_before_and_after_the_slider_page(qtbot: QtBot) -> None:
    bar = made(qtbot, Qt.Orientation.Vertical, 200, 100)
    bar.setValue(100)
    style, option = QApplication.style(), bar.drawn()
    parts = QStyle.SubControl
    before, after = (
        style.subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, part, bar)
        for part in (parts.SC_ScrollBarSubPage, parts.SC_ScrollBarAddPage)
    )
    assert (before.top(), before.bottom() + 1) == (0, 100)
    assert (after.top(), after.bottom() + 1) == (200, 300)


def test_a_mixed_colour_lies_between_two() -> None:
    black, white = QColor("#000000"), QColor("#ffffff")
    assert mixed(black, white, 0.0) == black
    assert mixed(black, white, 1.0) == white
    assert mixed(black, white, 0.5).lightness() in (127, 128)


def test_boxes_for_numbers_are_as_high_as_boxes_with_a_list(qtbot: QtBot) -> None:
    choice, number, line = QComboBox(), QSpinBox(), QLineEdit()
    for widget in (choice, number, line):
        qtbot.addWidget(widget)
    choice.addItem("words")
    heights = [widget.sizeHint().height() for widget in (choice, number, line)]
    assert max(heights) - min(heights) <= 1


@pytest.mark.parametrize("way", list(Qt.LayoutDirection)[:2])
@pytest.mark.parametrize("lean", [Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight])
@pytest.mark.parametrize("width", [40, 60, 300])
def test_the_arrow_of_a_sorted_column_never_stands_on_its_title(
    qapp: QApplication, way: Qt.LayoutDirection, lean: Qt.AlignmentFlag, width: int
) -> None:
    head = QStyleOptionHeader()
    head.rect, head.text, head.textAlignment, head.direction = QRect(100, 0, width, 30), "Near", lean, way
    whole = header_part(head, is_arrow=False)
    assert header_part(head, is_arrow=True).isEmpty()
    head.sortIndicator = QStyleOptionHeader.SortIndicator.SortUp
    arrow, title = header_part(head, is_arrow=True), header_part(head, is_arrow=False)
    assert not arrow.intersects(title)
    assert whole.contains(title)
    assert whole.contains(arrow)
    is_right = (lean is Qt.AlignmentFlag.AlignRight) != (way is Qt.LayoutDirection.RightToLeft)
    assert (title.right() == whole.right()) if is_right else (title.left() == whole.left())
