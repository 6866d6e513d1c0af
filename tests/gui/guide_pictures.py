"""Takes the pictures of the user guide from the program at work on the sample archive.

``python -m tests.gui.guide_pictures [FOLDER]`` writes them to ``docs/guide``, in few colours, so that they are small.
"""

import io
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QRect
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QWidget

from reader.core.changes import AddTags
from reader.core.highlights import ChangeHighlight
from reader.core.queries import SaveSearch
from reader.core.settings import KEYS, Language, Settings, Theme
from reader.gui.dialogs.preferences import PreferencesDialog
from reader.gui.frame.start import make_application, make_window
from reader.gui.frame.window import MainWindow
from reader.gui.imports.count_dialog import CountDialog
from reader.gui.imports.watched import WatchedDialog
from reader.gui.query.builder import BuilderDialog
from reader.gui.query.building import Meaning
from reader.gui.reading.paragraphs import View
from reader.gui.tagging.editor import TagEditor, TagsOf
from reader.gui.views.tabs import ViewName
from reader.resources import guide_folder
from tests.gui.screenshots import COUNTED, WATCHED, pause, wait_until

SIZE = (1280, 800)
COLOURS = 128


class Camera:
    """Saves pictures of widgets, or of a part of one, as PNG with a palette."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.bytes = 0

    def take(self, widget: QWidget, name: str, part: QRect | None = None) -> None:
        """Save a picture."""
        pause(150)
        grabbed = widget.grab(part) if part is not None else widget.grab()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        grabbed.save(buffer, "PNG")
        picture = Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGB")
        few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        path = self._folder / f"{name}.png"
        few.save(path, optimize=True)
        self.bytes += path.stat().st_size
        sys.stdout.write(f"{path}: {path.stat().st_size:,} bytes\n")


def take_all(folder: Path) -> None:
    """Take every picture of the guide."""
    make_application(Settings(theme=Theme.LIGHT, language=Language.ENGLISH))
    camera = Camera(folder)
    with tempfile.TemporaryDirectory(prefix="guide-", ignore_cleanup_errors=True) as name:
        root = Path(name)
        settings = root / "settings"
        settings.mkdir()
        (settings / "settings.toml").write_text('theme = "light"\nlanguage = "en"\n', encoding="utf-8")
        window = make_window(root / "library", root / "cache", settings)
        window.resize(*SIZE)
        window.show()
        window.begin()
        try:
            wait_until(lambda: window.status_text() != "", "the library was not opened")
            window.imports.import_sample()
            wait_until(lambda: not window.imports.is_running and window.model.total > 0, "the import did not end")
            for step in (importing, searching, reading, studying, keeping, arranging):
                step(camera, window)
        finally:
            window.close()
    sys.stdout.write(f"{camera.bytes:,} bytes in all\n")


def importing(camera: Camera, window: MainWindow) -> None:
    """Take counting, the report, and watched folders."""
    count = CountDialog(window)
    count.show_count(COUNTED, is_counting=False)
    shoot(camera, count, "count")
    window.reports.show_report()
    report = window.reports.report
    assert report is not None
    wait_until(lambda: bool(report.model.rows), "no row in the report")
    shoot(camera, report, "report")
    watched = WatchedDialog(window)
    watched.show_folders(WATCHED)
    shoot(camera, watched, "watched")
    window.strip.hide()


def searching(camera: Camera, window: MainWindow) -> None:
    """Take a search, its filters, and the form that writes a query."""
    window.link.send(SaveSearch("Bridges and ferries", "bridge or ferry"))
    window.link.send(SaveSearch("Floods", "flood or crue or hochwasser"))
    search(window, "bridge or ferry")
    camera.take(window, "window")
    search(window, "bridge or ferry or flood lang:en")
    camera.take(window, "filters", QRect(0, 0, 700, 620))
    builder = BuilderDialog(window)
    builder.rows[0].words.setText("ferry")
    builder.add_row()
    builder.rows[1].words.setText("harbour bridge")
    builder.rows[1].meaning.setCurrentIndex(builder.rows[1].meaning.findData(Meaning.NEAR))
    shoot(camera, builder, "builder")


def reading(camera: Camera, window: MainWindow) -> None:
    """Take what was removed, and the saved page beside the story."""
    search(window, "flood ferry outlet:courier lang:en")
    window.results.list.setFocus()
    pause(500)
    window.navigation.toggle_removed()
    wait_until(lambda: shown(window) is View.REMOVED, "no removed view")
    pane = window.story
    camera.take(window, "removed", QRect(pane.mapTo(window, pane.rect().topLeft()), pane.size()))
    window.navigation.toggle_removed()
    wait_until(lambda: shown(window) is View.CLEAN, "no clean view")
    window.desk.comparing.compare_views()
    wait_until(lambda: window.desk.comparing.dialog is not None, "no comparison")
    comparison = window.desk.comparing.dialog
    assert comparison is not None
    shoot(camera, comparison, "compare")


def studying(camera: Camera, window: MainWindow) -> None:
    """Take hits in context with collocates, and the timeline."""
    search(window, "flood")
    window.views.show_view(ViewName.CONTEXT)
    window.desk.contexts.toggle_collocates()
    wait_until(lambda: window.desk.contexts.model.rowCount() > 0, "no line in context")
    pause(600)
    camera.take(window, "context")
    window.views.show_view(ViewName.TIMELINE)
    page = window.charts.page
    page.add_query("bridge")
    for box in page.findChildren(QComboBox):
        for wanted in ("Years", "Bars"):
            box.setCurrentIndex(max(box.currentIndex(), box.findText(wanted)))
    page.asked.emit()
    wait_until(lambda: len(page.chart.figure.series) > 1, "no timeline")
    camera.take(window, "timeline")
    window.views.show_view(ViewName.STORIES)


def keeping(camera: Camera, window: MainWindow) -> None:
    """Take highlights, the list of them, tags, and exports."""
    search(window, "bridge")
    pause(500)
    highlights = window.desk.highlights
    pane = window.story.pane
    pane.setFocus()
    drawn: list[bool] = []
    highlights.shown.connect(lambda: drawn.append(True))
    text = pane.document().toPlainText()
    ends = [at for at in range(len(text)) if text.startswith(". ", at) and "\n" not in text[at - 60 : at]]
    for number, end in enumerate(ends[:3], start=1):
        cursor = pane.textCursor()
        cursor.setPosition(max(text.rfind("\n", 0, end), text.rfind(". ", 0, end) + 1) + 1)
        cursor.setPosition(end + 1, QTextCursor.MoveMode.KeepAnchor)
        pane.setTextCursor(cursor)
        highlights.choose_colour(number)
        wait_until(lambda: len(drawn) >= number, "no highlight")  # noqa: B023 - waited for in the same turn
    notes = {1: "the first boat after the strike", 3: "compare with the report of 2009"}
    for number, note in notes.items():
        window.link.send(ChangeHighlight(number, number, note))
    view = window.story
    camera.take(window, "highlights", QRect(view.mapTo(window, view.rect().topLeft()), view.size()))
    annotations = window.desk.annotations
    annotations.show_dialog()
    wait_until(lambda: annotations.dialog is not None and annotations.dialog.model.rowCount() > 0, "no highlight")
    assert annotations.dialog is not None
    shoot(camera, annotations.dialog, "notes")
    known = ("bridges", "ferries", "floods", "quote this")
    ids = tuple(row.result.article_id for row in window.model.rows[:3])
    shoot(camera, TagEditor(TagsOf(ids, (("bridges", 3), ("quote this", 1)), known), window), "tags")
    window.link.send(AddTags(ids, ("bridges",)))
    window.desk.exports.show_dialog()
    assert window.desk.exports.dialog is not None
    shoot(camera, window.desk.exports.dialog, "export")


def arranging(camera: Camera, window: MainWindow) -> None:
    """Take the palette, keys, and preferences."""
    window.commands.show_palette()
    palette = window.commands.palette
    assert palette is not None
    palette.field.setText("high")
    shoot(camera, palette, "palette")
    preferences = PreferencesDialog(window.settings, window)
    preferences.show()
    camera.take(preferences, "preferences")
    preferences.show_page(KEYS)
    shoot(camera, preferences, "keys")


def shoot(camera: Camera, dialog: QWidget, name: str) -> None:
    """Show a dialog, take its picture and close it."""
    dialog.show()
    camera.take(dialog, name)
    dialog.close()


def search(window: MainWindow, query: str) -> None:
    """Search and wait for the first hit."""
    window.query_bar.put(query)
    window.messages.dismiss()
    wait_until(lambda: window.search.request.query == query and bool(window.reading.hits), f"no hit of {query}")


def shown(window: MainWindow) -> View | None:
    """Return the view of the story on screen."""
    return window.reading.story.request.view if window.reading.story else None


if __name__ == "__main__":
    take_all(Path(sys.argv[1]) if len(sys.argv) > 1 else guide_folder())
