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
from reader.gui.imports.report import ReportWanted
from reader.gui.start import make_application
from reader.gui.window import MainWindow, Surroundings
from reader.gui.window_state import WindowState
from tests.gui import stories
from tests.gui.fakes import FakeLibrary, FakeWorker

BIG, SMALL = (1440, 900), (1280, 720)
PATIENCE_S = 10.0


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
    studio = Studio(folder)
    for name, theme in (("light", Theme.LIGHT), ("dark", Theme.DARK)):
        window = studio.window(filled(), theme)
        studio.search(window, "bridge")
        window.results.list.setFocus()
        window.results.list.go_to(window.model.place_of(ArticleId(12)))
        wait_until(lambda w=window: w.reading.story.request.article_id == 12, "the bridge did not open")
        window.reading.next_hit()
        studio.take(window, f"window-{name}")
        window.navigation.toggle_removed()
        wait_until(lambda w=window: w.reading.story.request.view.value == "removed", "no removed view")
        studio.take(window, f"removed-{name}")
        if theme is Theme.LIGHT:
            others(studio, window)
        window.close()
    window = studio.window(FakeLibrary())
    studio.take(window, "welcome")
    window.close()
    window = studio.window(filled(), Theme.LIGHT, SMALL)
    studio.search(window, "bridge")
    studio.take(window, "narrow")
    window.close()


def others(studio: Studio, window: MainWindow) -> None:
    """Take the pictures of one window's other states."""
    window.navigation.toggle_original()
    wait_until(lambda: window.reading.story.request.view.value == "original", "no original view")
    studio.take(window, "original")
    window.navigation.back()
    wait_until(lambda: window.reading.story.request.view.value == "clean", "no clean view")
    window.reading.open_find()
    window.story.find_bar._line.setText("ferry")
    studio.take(window, "find")
    window.reading.close_find()
    for name, word in (("hebrew", "הגשר"), ("arabic", "الجسر")):
        studio.search(window, word)
        studio.take(window, name)
    window.query_bar.put("zebra")
    pause(300)
    studio.take(window, "nothing-found")
    window.query_bar.put("")
    pause(300)
    window.imports.take(
        ImportProgress(1, 148, 312, 137, 9, 2, 3, 14.5, 11.0, "/home/ada/news/2011/harbour-bridge.html")
    )
    studio.take(window, "importing")
    window.imports.show_report()
    pause(200)
    window.imports.report.report_wanted.emit(ReportWanted(1))
    pause(200)
    studio.take(window.imports.report, "report")
    window.imports.report.close()
    window.show_preferences()
    studio.take(window._dialogs["preferences"], "preferences")
    window.show_keys()
    studio.take(window._dialogs["keys"], "keys")
    window.show_about()


if __name__ == "__main__":
    take_all(Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots"))
