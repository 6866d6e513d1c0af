"""Letters of twice the size: the window and every dialog still fit a screen of 1280 by 720."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.gui import stories
from tests.gui.conftest import OpenWindow
from tests.gui.fakes import FakeLibrary
from tests.gui.test_access import DIALOGS

SCREEN = (1280, 720)
FRAME_PX = 40
"""What the desktop needs for the title and the edges of a window."""


@pytest.fixture
def large_letters(qapp: QApplication) -> Iterator[None]:
    """Make the letters of all controls twice as large."""
    before = qapp.font()
    doubled = QFont(before)
    doubled.setPointSizeF(2 * before.pointSizeF())
    qapp.setFont(doubled)
    yield
    qapp.setFont(before)


@pytest.mark.usefixtures("large_letters")
@pytest.mark.parametrize("make", DIALOGS)
def test_dialogs_fit_the_screen_with_letters_twice_as_large(qtbot: QtBot, make: Callable[[], QDialog]) -> None:
    dialog = make()
    qtbot.addWidget(dialog)
    dialog.show()
    least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
    assert (least.width() <= SCREEN[0], least.height() <= SCREEN[1] - FRAME_PX) == (True, True), least.toTuple()


@pytest.mark.usefixtures("large_letters")
def test_the_window_fits_the_screen_with_letters_twice_as_large(open_window: OpenWindow) -> None:
    window = open_window(FakeLibrary(stories.shelf_of_stories()))
    least = window.minimumSizeHint()
    assert (least.width() <= SCREEN[0], least.height() <= SCREEN[1] - FRAME_PX) == (True, True), least.toTuple()
