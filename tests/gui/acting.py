"""What a reader does with the window, for tests: keys, searches, and a look at the worker's wishes."""

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader.core.changes import (
    ImportProgress,
)
from reader.gui.frame.window import MainWindow
from reader.gui.reading.paragraphs import View
from tests.gui.fake_worker import FakeWorker

PROGRESS = ImportProgress(1, 1, 3, 1, 0, 0, 0, 1.0, None)


def press(qtbot: QtBot, widget: QWidget, keys: str) -> None:
    """Press a key, or keys with modifiers."""
    QTest.keySequence(widget, QKeySequence(keys))


def search(qtbot: QtBot, window: MainWindow, query: str) -> None:
    """Search and wait until the first story is open."""
    with qtbot.waitSignal(window.reading.opened):
        window.query_bar.put(query)


def worker_of(window: MainWindow) -> FakeWorker:
    """Return the window's fake worker."""
    worker = window.link.worker
    assert isinstance(worker, FakeWorker)
    return worker


def view_of(window: MainWindow) -> View | None:
    """Return the view of the story on screen."""
    return window.reading.story.request.view if window.reading.story else None


def focus(qtbot: QtBot, widget: QWidget) -> None:
    """Put the focus on a widget."""
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
