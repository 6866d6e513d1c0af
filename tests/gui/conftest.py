"""A window over a small library in memory."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.core.settings import Language, Settings, Theme
from reader.gui.frame.start import make_application
from reader.gui.frame.window import MainWindow, Surroundings
from reader.gui.frame.window_state import WindowState
from tests.gui import stories
from tests.gui.fake_worker import FakeWorker
from tests.gui.fakes import FakeLibrary
from tests.patience import PatientBot

OpenWindow = Callable[[FakeLibrary], MainWindow]


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """Return the application as the program makes it, in the light theme."""
    return make_application(Settings(theme=Theme.LIGHT, language=Language.ENGLISH))


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Return a bot with patience."""
    return PatientBot(request)


@pytest.fixture
def library() -> FakeLibrary:
    """Return twelve stories."""
    return FakeLibrary(stories.shelf_of_stories())


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenWindow]:
    """Return what opens windows that have not begun."""
    opened: list[MainWindow] = []

    def make(library: FakeLibrary) -> MainWindow:
        window = MainWindow(
            Surroundings(
                lambda: library,
                lambda tell: FakeWorker(library, tell),
                Settings(theme=Theme.LIGHT, search_delay_ms=0),
                lambda _: None,
                WindowState(tmp_path),
            )
        )
        opened.append(window)
        qtbot.addWidget(window)
        window.show()
        return window

    yield make
    for window in opened:
        window.close()


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow, library: FakeLibrary) -> MainWindow:
    """Return a window that shows all stories, with the first one open."""
    made = open_window(library)
    with qtbot.waitActive(made):
        made.activateWindow()
    with qtbot.waitSignal(made.reading.opened):
        made.begin()
    qtbot.waitUntil(lambda: made.status_text() != "")
    return made
