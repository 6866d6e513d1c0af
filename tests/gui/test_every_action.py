"""Every entry of the menus is tried where a reader may stand; none may fail, or leave a dialog that cannot be left."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from reader.gui.frame.actions import ACTIONS, NEED_STORY
from reader.gui.frame.window import MainWindow
from tests.gui import acting
from tests.gui.acting import PROGRESS, search, worker_of
from tests.gui.conftest import OpenWindow
from tests.gui.fakes import FakeLibrary

NAMES = tuple(spec.name for spec in ACTIONS if spec.name != "quit")
MOST_LEVELS = 4
Place = Callable[[QtBot, OpenWindow, FakeLibrary], MainWindow]


@pytest.fixture(autouse=True)
def _no_dialogs_of_the_system(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Cancel the system's dialogs for files, which wait for somebody, and open nothing outside of the program."""
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QDesktopServices, "openUrl", _open_nothing)
    yield
    QApplication.clipboard().clear()


def _open_nothing(_url: QUrl) -> bool:
    return False


def empty_library(qtbot: QtBot, open_window: OpenWindow, _library: FakeLibrary) -> MainWindow:
    """Return a window on a library without stories."""
    window = open_window(FakeLibrary())
    with qtbot.waitSignal(window.search.stats_read):
        window.begin()
    return window


def no_result(qtbot: QtBot, open_window: OpenWindow, library: FakeLibrary) -> MainWindow:
    """Return a window whose query finds nothing."""
    window = story_open(qtbot, open_window, library)
    with qtbot.waitSignal(window.search.searched):
        window.query_bar.put("nowhere")
    return window


def story_open(qtbot: QtBot, open_window: OpenWindow, library: FakeLibrary) -> MainWindow:
    """Return a window with a query and a story of its result open."""
    window = open_window(library)
    with qtbot.waitSignal(window.reading.opened):
        window.begin()
    search(qtbot, window, "harbour")
    acting.focus(qtbot, window.story.pane)
    return window


def import_running(qtbot: QtBot, open_window: OpenWindow, library: FakeLibrary) -> MainWindow:
    """Return a window with a story open, while files are imported."""
    window = story_open(qtbot, open_window, library)
    worker_of(window).tell(PROGRESS)
    qtbot.waitUntil(lambda: window.imports.is_running)
    return window


PLACES = (empty_library, no_result, story_open, import_running)


def leave(qtbot: QtBot, window: MainWindow) -> None:
    """Press Esc in what stands before the window until nothing does."""
    for _ in range(MOST_LEVELS):
        before = in_front_of(window)
        if before is None:
            return
        QTest.keyClick(before.focusWidget() or before, Qt.Key.Key_Escape)
        qtbot.wait(1)
    before = in_front_of(window)
    assert before is None, f"Esc does not close “{before.windowTitle()}”"


def in_front_of(window: MainWindow) -> QWidget | None:
    """Return the menu, dialog or box that takes the keys."""
    found = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    if found is not None:
        return found
    others = (each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not window)
    return next((each for each in others if each.windowType() is Qt.WindowType.Dialog), None)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_every_action_can_be_tried_and_left(
    qtbot: QtBot, open_window: OpenWindow, library: FakeLibrary, place: Place
) -> None:
    window = place(qtbot, open_window, library)
    query = window.query_bar.query
    for name in NAMES:
        action = window.actions_table.by_name[name]
        if not action.isEnabled():
            continue
        with qtbot.captureExceptions() as raised:
            action.trigger()
            qtbot.wait(1)  # what the reading thread and the worker have answered arrives
            leave(qtbot, window)
        assert not raised, (name, raised)
        assert window.query_bar.query == query, name


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_the_window_can_be_quit_from_anywhere(
    qtbot: QtBot, open_window: OpenWindow, library: FakeLibrary, place: Place
) -> None:
    window = place(qtbot, open_window, library)
    worker = worker_of(window)
    window.actions_table.by_name["quit"].trigger()
    assert not window.isVisible()
    assert worker.closed


def test_what_needs_a_story_is_greyed_out_while_there_is_none(
    qtbot: QtBot, open_window: OpenWindow, library: FakeLibrary
) -> None:
    window = story_open(qtbot, open_window, library)
    actions = window.actions_table.by_name
    assert all(actions[name].isEnabled() for name in NEED_STORY)
    with qtbot.waitSignal(window.reading.cleared):
        window.query_bar.put("nowhere")
    assert not any(actions[name].isEnabled() for name in NEED_STORY)
    window.actions_table.allow_writing(allowed=False)
    search(qtbot, window, "harbour")
    assert actions["find"].isEnabled()
    assert not actions["star"].isEnabled()


def test_a_story_that_is_not_on_screen_any_more_is_not_copied(
    qtbot: QtBot, open_window: OpenWindow, library: FakeLibrary
) -> None:
    window = no_result(qtbot, open_window, library)
    window.actions_table.by_name["select_all"].trigger()
    window.actions_table.by_name["copy"].trigger()
    assert QApplication.clipboard().text() == ""
    search(qtbot, window, "harbour")
    window.actions_table.by_name["select_all"].trigger()
    acting.focus(qtbot, window.story.pane)
    window.actions_table.by_name["select_all"].trigger()
    window.actions_table.by_name["copy"].trigger()
    assert "harbour" in QApplication.clipboard().text().lower()
