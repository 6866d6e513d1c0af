"""Takes pictures of the window in its states, without a display: ``python -m tests.gui.screenshots FOLDER``."""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from reader.core.changes import ImportProgress, ImportRow, Outcome
from reader.core.model import ArticleId
from reader.core.settings import Settings, Theme
from reader.gui.dialogs.keys import KeySheet
from reader.gui.dialogs.preferences import PreferencesDialog
from reader.gui.dialogs.simple import FaultDialog, PasteDialog, about_box, link_question
from reader.gui.faults import log_qt_messages
from reader.gui.messages import Message, Weight
from reader.gui.reading.paragraphs import View
from reader.gui.start import make_application
from reader.gui.window import MainWindow, Surroundings
from reader.gui.window_state import WindowState
from tests.gui import stories
from tests.gui.fakes import FakeLibrary, FakeWorker

BIG, SMALL = (1440, 900), (1280, 720)
PATIENCE_S = 10.0
BRIDGE = ArticleId(12)


def wait_until(ready: Callable[[], bool], what: str) -> None:
    """Run the event loop until something is so; raises TimeoutError."""
    end = time.monotonic() + PATIENCE_S
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError(what)
        pause(20)


def pause(ms: int) -> None:
    """Run the event loop for a while."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def filled() -> FakeLibrary:
    """Return a library with stories in several states."""
    library = FakeLibrary(stories.shelf_of_stories())
    for number in (2, 4, 7, 9):
        each = ArticleId(number)
        library.stories[each] = replace(library.stories[each], is_read=True)
    for number in (4, 12):
        each = ArticleId(number)
        library.stories[each] = replace(library.stories[each], is_starred=True)
    library.rows = (
        ImportRow("/home/ada/news/bridge.html", Outcome.IMPORTED, "", ArticleId(12), "Bridge over the Orrin opens"),
        ImportRow("/home/ada/news/empty.html", Outcome.FAILED, "The file has no text. Save the page again."),
        ImportRow("/home/ada/news/copy of bridge.html", Outcome.ALREADY_HERE, "The same bytes as bridge.html."),
        ImportRow("/home/ada/news/wall.txt", Outcome.CHECK, "The date stands only in the file name.", ArticleId(5)),
    )
    return library


class Studio:
    """Opens windows and takes their pictures."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def window(self, library: FakeLibrary, theme: Theme = Theme.LIGHT, size: tuple[int, int] = BIG) -> MainWindow:
        """Return a window that has begun."""
        window = MainWindow(
            Surroundings(
                lambda: library,
                lambda tell: FakeWorker(library, tell),
                Settings(theme=theme),
                lambda _: None,
                WindowState(Path(tempfile.mkdtemp(prefix="window-"))),
            )
        )
        window.apply_settings(Settings(theme=theme))
        window.resize(*size)
        window.show()
        window.begin()
        wait_until(lambda: window.status_text() != "", "the library was not read")
        if library.stories:
            wait_until(lambda: window.reading.story is not None, "no story opened")
        return window

    def search(self, window: MainWindow, query: str) -> None:
        """Search and wait for the first hit."""
        window.query_bar.put(query)
        wait_until(lambda: bool(window.reading.hits), f"no hit of {query}")

    def take(self, widget: QWidget, name: str) -> None:
        """Save a picture."""
        pause(120)
        path = self.folder / f"{name}.png"
        if not widget.grab().save(str(path)):
            raise OSError(f"{path} could not be written")
        sys.stdout.write(f"{path}\n")


def take_all(folder: Path) -> None:
    """Take every picture."""
    make_application(Settings(theme=Theme.LIGHT))
    log_qt_messages()
    studio = Studio(folder)
    for theme in (Theme.LIGHT, Theme.DARK):
        window = studio.window(filled(), theme)
        reading_pictures(studio, window, theme.value)
        if theme is Theme.LIGHT:
            search_pictures(studio, window)
            dialog_pictures(studio, window)
        window.close()
    for name, library, size in (("welcome", FakeLibrary(), BIG), ("narrow", filled(), SMALL)):
        window = studio.window(library, Theme.LIGHT, size)
        if library.stories:
            studio.search(window, "bridge")
        studio.take(window, name)
        window.close()


def reading_pictures(studio: Studio, window: MainWindow, theme: str) -> None:
    """Take the pictures of one story in its views."""
    studio.search(window, "bridge")
    window.results.list.setFocus()
    window.results.list.go_to(window.model.place_of(BRIDGE))
    wait_until(lambda: shown(window) == (BRIDGE, View.CLEAN), "the bridge did not open")
    window.reading.next_hit()
    studio.take(window, f"window-{theme}")
    window.navigation.toggle_removed()
    wait_until(lambda: shown(window) == (BRIDGE, View.REMOVED), "no removed view")
    studio.take(window, f"removed-{theme}")
    window.navigation.toggle_original()
    wait_until(lambda: shown(window) == (BRIDGE, View.ORIGINAL), "no original view")
    studio.take(window, f"original-{theme}")
    window.navigation.back()
    wait_until(lambda: shown(window) == (BRIDGE, View.CLEAN), "no clean view")


def shown(window: MainWindow) -> tuple[ArticleId, View] | None:
    """Return which story stands in the pane, in which view."""
    story = window.reading.story
    return (story.request.article_id, story.request.view) if story else None


def search_pictures(studio: Studio, window: MainWindow) -> None:
    """Take the pictures of finding, of other scripts, of nothing found and of an import under way."""
    window.reading.open_find()
    window.story.find_bar.put("ferry")
    studio.take(window, "find")
    window.reading.close_find()
    for name, word in (("hebrew", "הגשר"), ("arabic", "الجسر")):
        studio.search(window, word)
        studio.take(window, name)
    window.query_bar.put("zebra")
    wait_until(lambda: window.model.total == 0, "there is a zebra")
    studio.take(window, "nothing-found")
    window.query_bar.put("")
    wait_until(lambda: window.model.total > 0, "no story at all")
    window.imports.take(ImportProgress(1, 148, 312, 137, 9, 2, 3, 14.5, 11.0, "/home/ada/news/harbour-bridge.html"))
    window.messages.say(Message("The disk is full. What was imported is safe; make room and go on.", Weight.ERROR))
    studio.take(window, "importing")


def dialog_pictures(studio: Studio, window: MainWindow) -> None:
    """Take the pictures of the dialogs."""
    window.reports.show_report()
    report = window.reports.report
    assert report is not None
    wait_until(lambda: bool(report.model.rows), "no row in the report")
    dialogs: dict[str, QWidget] = {
        "report": report,
        "preferences": PreferencesDialog(window.settings, window),
        "keys": KeySheet(window),
        "paste": PasteDialog(window),
        "link": link_question("https://bücher.example/2011/bridge?from=story", window),
        "about": about_box(window),
        "fault": FaultDialog("Traceback (most recent call last):\n  …\nZeroDivisionError", window),
    }
    for name, dialog in dialogs.items():
        dialog.show()
        studio.take(dialog, name)
        dialog.close()


if __name__ == "__main__":
    take_all(Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots"))
