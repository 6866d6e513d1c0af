"""A folder for one reader's library, windows on it through the real service, and a reader at their keys."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.core.settings import Settings, Theme
from reader.gui.frame.start import make_application, make_window
from reader.gui.frame.window import MainWindow
from tests.journeys import shelf
from tests.journeys.reader import PATIENCE_MS, Reader

OpenWindow = Callable[[], MainWindow]


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """Return the application as the program makes it."""
    return make_application(Settings(theme=Theme.LIGHT))


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenWindow]:
    """Return what opens a window on the same library each time, and begins."""
    opened: list[MainWindow] = []

    def make() -> MainWindow:
        window = make_window(tmp_path / "library", tmp_path / "cache", tmp_path / "settings")
        opened.append(window)
        qtbot.addWidget(window)
        window.show()
        window.begin()
        qtbot.waitUntil(lambda: window.status_text() != "", timeout=PATIENCE_MS)
        return window

    yield make
    for window in opened:
        window.close()


@pytest.fixture
def reader(qtbot: QtBot, tmp_path: Path) -> Iterator[Reader]:
    """Return a reader whose program is not open yet; it is closed in the end."""
    made = Reader(qtbot, tmp_path)
    yield made
    made.close()


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Return a folder of saved pages."""
    return shelf.write(tmp_path / "pages")


def import_all(qtbot: QtBot, window: MainWindow, *paths: Path) -> None:
    """Import and wait for the end, and for the stories to be listed."""
    with qtbot.waitSignal(
        window.imports.state_changed, timeout=PATIENCE_MS, check_params_cb=lambda state: not state.is_running
    ):
        window.imports.import_paths(tuple(str(path) for path in paths))


def search(qtbot: QtBot, window: MainWindow, query: str) -> None:
    """Search and wait for the result."""
    with qtbot.waitSignal(
        window.search.searched, timeout=PATIENCE_MS, check_params_cb=lambda s: s.answer.query == query
    ):
        window.query_bar.put(query)
