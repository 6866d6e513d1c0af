"""Takes pictures of the window in its states, without a display: ``python -m tests.gui.screenshots FOLDER``."""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from reader.core.changes import ImportProgress, ImportRow, Outcome
from reader.core.model import ArticleId, Field
from reader.core.queries import PastQuery, SavedSearch
from reader.core.records import ImportRecord
from reader.core.settings import IMPORTING, Language, Settings, Theme
from reader.core.survey import KindCount, LeftOutKind, Survey, UnclearTable, UnknownCount, Unreadable
from reader.core.watched import WatchedFolder
from reader.gui.dialogs.commands import CommandPalette
from reader.gui.dialogs.guide import GuideDialog
from reader.gui.dialogs.keys import KeySheet
from reader.gui.dialogs.preferences import PreferencesDialog
from reader.gui.dialogs.simple import FaultDialog, PasteDialog, about_box, link_question
from reader.gui.frame.faults import log_qt_messages
from reader.gui.frame.messages import Message, Weight
from reader.gui.frame.start import make_application
from reader.gui.frame.window import MainWindow, Surroundings
from reader.gui.frame.window_state import WindowState
from reader.gui.imports.columns import ColumnsDialog
from reader.gui.imports.count_dialog import CountDialog
from reader.gui.imports.past import PastImportsDialog
from reader.gui.imports.watched import WatchedDialog
from reader.gui.language.translator import speak
from reader.gui.query.builder import BuilderDialog
from reader.gui.query.building import Meaning
from reader.gui.query.sheet import QuerySheet
from reader.gui.reading.paragraphs import View
from tests.gui import stories
from tests.gui.desk_pictures import chart_pictures, context_pictures, with_chinese
from tests.gui.fake_worker import FakeWorker
from tests.gui.fakes import FakeLibrary
from tests.gui.reading_pictures import story_pictures
from tests.gui.result_pictures import result_pictures
from tests.gui.screens import all_screens, take_4k, write_index

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
    library.saved = (SavedSearch(1, "Ferries and harbours", "ferry"), SavedSearch(2, "הגשר", "הגשר"))
    library.past = (PastQuery("bridge w/5 orrin", "2026-01-01T10:00:00Z", 3),)
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
        import_pictures(studio, window, theme.value)
        query_pictures(studio, window, theme.value)
        window.close()
    for theme in (Theme.SEPIA, Theme.HIGH_CONTRAST):
        window = studio.window(filled(), theme)
        reading_pictures(studio, window, theme.value.replace(" ", "-"))
        window.close()
    for language in (Language.GERMAN, Language.FRENCH, Language.SPANISH, Language.HEBREW):
        language_pictures(studio, language)
    desk_pictures(studio)
    list_pictures(studio)
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    window = studio.window(filled(), Theme.LIGHT)
    studio.take(window, "window-mirrored")
    import_pictures(studio, window, "mirrored")
    query_pictures(studio, window, "mirrored")
    window.close()
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    all_screens(studio)
    take_4k(folder)
    sys.stdout.write(f"{write_index(folder)}\n")


def language_pictures(studio: Studio, language: Language) -> None:
    """Take the pictures of the window and its dialogs in a language."""
    application = make_application(Settings(theme=Theme.LIGHT, language=language))
    window = studio.window(filled(), Theme.LIGHT)
    studio.search(window, "bridge")
    studio.take(window, f"window-{language.value}")
    dialogs = {"preferences": PreferencesDialog(window.settings, window), "keys": KeySheet(window)}
    for name, dialog in (dialogs | {"commands": CommandPalette(window.actions_table.by_name, (), window)}).items():
        dialog.show()
        studio.take(dialog, f"{name}-{language.value}")
        dialog.close()
    import_pictures(studio, window, language.value)
    window.close()
    speak(application, Language.ENGLISH)


def list_pictures(studio: Studio) -> None:
    """Take the pictures of list and table in light, dark and mirrored, on a small screen too."""
    directions = Qt.LayoutDirection
    for name, theme, size, way in (
        ("light", Theme.LIGHT, BIG, directions.LeftToRight),
        ("dark", Theme.DARK, SMALL, directions.LeftToRight),
        ("mirrored", Theme.LIGHT, SMALL, directions.RightToLeft),
    ):
        QGuiApplication.setLayoutDirection(way)
        library = filled()
        window = studio.window(library, theme, size)
        result_pictures(studio, window, library, name, wait_until)
        window.close()
    QGuiApplication.setLayoutDirection(directions.LeftToRight)


def desk_pictures(studio: Studio) -> None:
    """Take the pictures of charts and of hits in context, in themes, mirrored, and on a small screen."""
    cases = (
        (Theme.LIGHT, BIG, "light"),
        (Theme.DARK, BIG, "dark"),
        (Theme.SEPIA, SMALL, "small"),
        (Theme.HIGH_CONTRAST, BIG, "contrast"),
        (Theme.LIGHT, BIG, "mirrored"),
    )
    for theme, size, name in cases:
        if name == "mirrored":
            QGuiApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        window = studio.window(with_chinese(filled()), theme, size)
        chart_pictures(studio, window, wait_until, name)
        context_pictures(studio, window, wait_until, name)
        window.close()
        library = filled()
        window = studio.window(library, theme, size)
        story_pictures(studio, window, library, wait_until, name)
        window.close()
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def query_pictures(studio: Studio, window: MainWindow, name: str) -> None:
    """Take the pictures of past queries, the form that writes a query, and the sheet of the language."""
    line = window.query_bar.line
    window.activateWindow()
    window.query_bar.put('outlet:"The Harbour Post" or ferry')
    line.setFocus()
    wait_until(line.hasFocus, "the query has no focus")
    window.queries.show_past()
    wait_until(line.choices.isVisible, "no past queries")
    studio.take(window, f"past-queries-{name}")
    line.choices.hide()
    builder = BuilderDialog(window)
    builder.rows[0].words.setText("ferry")
    builder.add_row()
    builder.rows[1].words.setText("orrin bridge")
    builder.rows[1].meaning.setCurrentIndex(builder.rows[1].meaning.findData(Meaning.NEAR))
    for kind, dialog in (("builder", builder), ("query-sheet", QuerySheet(window))):
        dialog.show()
        studio.take(dialog, f"{kind}-{name}")
        dialog.close()


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
        "guide": GuideDialog(window),
        "commands": CommandPalette(window.actions_table.by_name, (), window),
        "paste": PasteDialog(window),
        "link": link_question("https://bücher.example/2011/bridge?from=story", window),
        "about": about_box(window),
        "fault": FaultDialog("Traceback (most recent call last):\n  …\nZeroDivisionError", window),
    }
    for name, dialog in dialogs.items():
        dialog.show()
        studio.take(dialog, name)
        dialog.close()


def import_pictures(studio: Studio, window: MainWindow, name: str) -> None:
    """Take the pictures of counting, past imports, watched folders and naming columns."""
    count, watched, past = CountDialog(window), WatchedDialog(window), PastImportsDialog(window)
    count.show_count(COUNTED, is_counting=False)
    watched.show_folders(WATCHED)
    past.show_imports(PAST)
    columns = ColumnsDialog(TABLE, window)
    columns.choose(1, Field.HEADLINE)
    limits = PreferencesDialog(window.settings, window)
    limits.show_page(IMPORTING)
    dialogs = {"count": count, "watched": watched, "past": past, "columns": columns, "limits": limits}
    for kind, dialog in dialogs.items():
        dialog.show()
        studio.take(dialog, f"{kind}-{name}")
        dialog.close()


COUNTED = Survey(
    312,
    14_000_000,
    (
        KindCount("web pages", 240, 11_000_000),
        KindCount("plain texts", 61, 900_000),
        KindCount("stories in tables", 1, 1_400_000),
    ),
    (
        UnknownCount(".sit", 7, 600_000, "The bytes of this file are not text, and of no kind.", ("/in/old.sit",)),
        UnknownCount("", 1, 0, "The file is empty. If it should hold a story, save the page again.", ("/in/untitled",)),
    ),
    2,
    (Unreadable("/in/locked.html", "You are not permitted to read this file."),),
    ((LeftOutKind.PICTURES, 1_204), (LeftOutKind.ASSET_FOLDERS, 31)),
    (),
)
TABLE = UnclearTable(
    "/home/ada/news/כתבות 2011.csv",
    ("Nr", "Kop", "Dag", "כתבה"),
    tuple(
        (str(number), f"De brug over de Orrin, deel {number}", f"2011-02-0{number}", "הגשר נפתח ביום שני. " * 9)
        for number in range(1, 6)
    ),
)
COUNTED = replace(COUNTED, tables=(TABLE,))
WATCHED = (
    WatchedFolder("/home/ada/Clippings", False, "2026-01-01T10:00:00Z", 1_120, 1_118),
    WatchedFolder("/media/ada/old disk/news", False, "2026-01-01T10:00:00Z", 0, 31, "The folder is not there."),
    WatchedFolder("/home/ada/Downloads", True),
)
PAST = (
    ImportRecord(
        1, "2026-01-01T10:00:00Z", "2026-01-01T10:01:00Z", ImportProgress(1, 312, 312, 290, 9, 2, 11, 0, None)
    ),
    ImportRecord(2, "2026-01-02T10:00:00Z", "2026-01-02T10:01:00Z", ImportProgress(2, 40, 40, 40, 0, 0, 0, 0, None)),
    ImportRecord(3, "2026-01-03T10:00:00Z", "", ImportProgress(3, 10, 2_500, 10, 0, 0, 0, 0, None)),
)


if __name__ == "__main__":
    take_all(Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots"))
