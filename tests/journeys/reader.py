"""Somebody at the keys of the whole program, for journeys: opens it, presses keys, chooses in menus, and waits."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QInputMethodEvent, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from reader.core.query import SearchAnswer
from reader.gui.frame.start import make_window
from reader.gui.frame.window import MainWindow
from reader.gui.results.flow import Searched
from reader.gui.wiring.worker_link import LinkState
from reader.service.worker import WorkerClient

PATIENCE_MS = 60_000


class Reader:
    """The reader of a library in ``folder``. A window is open between ``open`` and ``close``."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.answers: list[SearchAnswer] = []
        self._window: MainWindow | None = None

    @property
    def window(self) -> MainWindow:
        """The window that is open."""
        assert self._window is not None
        return self._window

    def open(self) -> MainWindow:
        """Start the program, and wait until its worker is ready and the library is read."""
        made = self._window = make_window(self.folder / "library", self.folder / "cache", self.folder / "settings")
        self.answers = []
        made.search.searched.connect(self._note)
        made.show()
        with self.qtbot.waitActive(made):
            made.activateWindow()
        made.begin()
        self.until(lambda: made.link.state is LinkState.READY and made.status_text() != "")
        return made

    def close(self) -> None:
        """End the program as its window does."""
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()
            self._window = None

    def _note(self, searched: Searched) -> None:
        self.answers.append(searched.answer)

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for a condition."""
        self.qtbot.waitUntil(holds, timeout=PATIENCE_MS)

    def press(self, keys: str, widget: QWidget | None = None) -> None:
        """Press keys, one after the other, where the focus is or in a widget."""
        at = widget or self.window.focusWidget() or self.window
        QTest.keySequence(at, QKeySequence(keys))

    def choose(self, *path: str) -> None:
        """Choose an entry of the menus by its words: the menu, then the entry."""
        title, words = path
        menus = [action.menu() for action in self.window.menuBar().actions() if action.text() == title]
        found = [action for menu in menus if isinstance(menu, QMenu) for action in menu.actions()]
        (entry,) = [action for action in found if action.text() == words]
        assert entry.isEnabled(), words
        entry.trigger()

    def entry(self, name: str) -> QAction:
        """Return an action of the window by its name."""
        return self.window.actions_table.by_name[name]

    def search(self, query: str) -> SearchAnswer:
        """Type a query over the old one, press Enter, and return the answer to it."""
        line = self.window.query_bar.line
        self.at_window()
        self.press("Ctrl+L")
        self.until(line.hasFocus)
        line.selectAll()
        self.answers.clear()
        if not query:
            QTest.keyClick(line, Qt.Key.Key_Delete)
        elif query.isascii():
            QTest.keyClicks(line, query)
        else:  # as an input method does it; tests can press the keys of ASCII only
            typed = QInputMethodEvent()
            typed.setCommitString(query)
            QApplication.sendEvent(line, typed)
        QTest.keyClick(line, Qt.Key.Key_Return)
        self.until(lambda: any(answer.query == query for answer in self.answers))
        return self.answers[-1]

    def finds(self, query: str, stories: int) -> None:
        """Search until so many stories are found: what the worker does beside may take its time."""
        self.until(lambda: self.search(query).total == stories)

    def at_window(self) -> None:
        """Come back to the window from a dialog."""
        if not self.window.isActiveWindow():
            with self.qtbot.waitActive(self.window):
                self.window.activateWindow()

    def go_to_list(self) -> None:
        """Go from the query down into the list."""
        self.at_window()
        self.press("Down", self.window.query_bar.line)
        self.until(self.window.results.list.hasFocus)

    def read_first(self) -> str:
        """Wait until the first story of the result is on screen and return its headline."""
        first = self.window.model.rows[0].result
        self.until(lambda: self._is_shown(first.article_id))
        return first.headline

    def _is_shown(self, article_id: int) -> bool:
        story = self.window.reading.story
        return story is not None and story.request.article_id == article_id

    def go_to_story(self) -> None:
        """Go into the text of the story."""
        self.at_window()
        self.window.story.pane.setFocus(Qt.FocusReason.TabFocusReason)
        self.until(self.window.story.pane.hasFocus)

    def select(self, words: str) -> None:
        """Select words of the story on screen, as the mouse does."""
        pane = self.window.story.pane
        start = pane.document().toPlainText().index(words)
        cursor = pane.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
        pane.setTextCursor(cursor)

    def import_folder(self, folder: Path) -> None:
        """Import a folder by its key, agreeing to the count, without waiting for the end."""
        self.window.imports.choose_folder = lambda: str(folder)
        self.press("Ctrl+Shift+O")
        counting = self.window.imports.counting
        self.until(
            lambda: self.window.imports.is_running or (counting.dialog is not None and counting.dialog.isVisible())
        )
        if not self.window.imports.is_running and counting.dialog is not None:
            counting.dialog.go_on.click()

    def import_all(self, folder: Path, stories: int) -> None:
        """Import a folder and wait until all is in the list."""
        self.import_folder(folder)
        self.until(lambda: not self.window.imports.is_running and self.window.model.total == stories)

    def said(self) -> str:
        """Return what the message bar says, or ""."""
        shown = self.window.messages.shown
        return shown.text if shown is not None else ""

    def worker_pid(self) -> int:
        """Return the id of the worker process."""
        worker = self.window.link.worker
        assert isinstance(worker, WorkerClient)
        assert worker.pid is not None
        return worker.pid
