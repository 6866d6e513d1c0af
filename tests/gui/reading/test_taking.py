"""Words of a story and the story itself are taken out: copies, quotes, citations, paper and PDF."""

import gc
import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QTextCursor, QWheelEvent
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.core.model import ArticleId
from reader.core.settings import Settings
from reader.gui.frame.messages import Message
from reader.gui.frame.window import MainWindow
from reader.gui.reading.asked import ZoomAsked
from reader.gui.reading.html import parts_of
from reader.gui.reading.paragraphs import View, lay_out
from reader.gui.reading.printing import Sheet, print_story, printer
from reader.gui.reading.quoting import citation, quote
from tests.gui import stories
from tests.gui.acting import focus, press
from tests.gui.articles import article

BRIDGE = ArticleId(12)
CITED = (
    "Mira Olsen, Bridge over the Orrin opens after nine years, The Harbour Post, 6 Feb 2011, "
    "https://harbourpost.example/2011/bridge.html"
)


def open_bridge(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.reading.opened):
        window.reading.open(BRIDGE, "")
    focus(qtbot, window.story.pane)


def select(window: MainWindow, words: str) -> None:
    cursor = window.story.pane.document().find(words)
    assert not cursor.isNull()
    window.story.pane.setTextCursor(cursor)


def copied() -> str:
    return QGuiApplication.clipboard().text()


def test_a_citation_leaves_out_what_is_not_known() -> None:
    assert citation(stories.bridge()) == CITED
    bare = article((("p", "Nothing is known of this."),), outlet="", published="", author="")
    assert citation(bare) == ""


def test_marks_around_a_quote_are_not_doubled() -> None:
    assert quote("“We have waited.”", stories.bridge()) == f"“We have waited.” — {CITED}"
    assert quote(" “Yes,” he said, “no.” ", stories.bridge()).startswith("““Yes,” he said, “no.”” — ")


def test_c_copies_the_words_with_their_citation_and_without_words_the_citation(
    qtbot: QtBot, window: MainWindow
) -> None:
    open_bridge(qtbot, window)
    press(qtbot, window.story.pane, "C")
    assert copied() == CITED
    select(window, "A night bus crosses the bridge")
    with qtbot.waitSignal(window.desk.taking.said) as heard:
        press(qtbot, window.story.pane, "C")
    assert isinstance(heard.args[0], Message)
    assert copied() == f"“A night bus crosses the bridge” — {CITED}"
    press(qtbot, window.story.pane, "Ctrl+Shift+C")
    assert copied() == CITED


def test_markdown_has_the_headline_and_the_list_of_the_story(qtbot: QtBot, window: MainWindow) -> None:
    open_bridge(qtbot, window)
    window.desk.taking.copy_markdown()
    assert "# Bridge over the Orrin opens after nine years" in copied()
    assert "Length: 412 metres" in copied()
    select(window, "Tomas Brand")
    window.desk.taking.copy_markdown()
    assert copied().strip() == "[Tomas Brand](https://harbourpost.example/people/brand)"


def test_a_pdf_has_the_story_its_source_and_page_numbers(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    open_bridge(qtbot, window)
    path = tmp_path / "bridge.pdf"
    window.desk.taking.write_pdf(str(path))
    document = pypdfium2.PdfDocument(path.read_bytes())
    text = "".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
    assert len(document) >= 1
    for words in ("Mira Olsen", "The Harbour Post", "6 Feb 2011", "bridge.html", f"Page 1 of {len(document)}"):
        assert words in text
    assert "Sign up for our morning letter" not in text
    document.close()


def test_a_long_story_goes_over_pages_and_loses_no_line(qtbot: QtBot, tmp_path: Path) -> None:
    lines = [("p", f"Sentence number {number} of the story, which goes on for a while. " * 4) for number in range(120)]
    parts = parts_of(lay_out(article((("h", "Long"), *lines)), View.CLEAN, "meta"))
    to = printer()
    to.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    to.setOutputFileName(str(tmp_path / "long.pdf"))
    pages = print_story(Sheet(parts, article((("h", "Long"),)), Settings(), "serif"), to, lambda _: QImage())
    document = pypdfium2.PdfDocument((tmp_path / "long.pdf").read_bytes())
    texts = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    document.close()
    assert pages == len(texts) > 3
    assert f"Page {pages} of {pages}" in texts[-1]
    found = {int(number) for text in texts for number in re.findall(r"number (\d+) of", text)}
    assert found == set(range(120))


def test_a_pdf_that_cannot_be_written_is_told(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    open_bridge(qtbot, window)
    with qtbot.waitSignal(window.desk.taking.said) as heard:
        window.desk.taking.write_pdf(str(tmp_path / "no folder" / "x.pdf"))
    assert "could not be written" in heard.args[0].text


def test_the_wheel_with_ctrl_asks_for_another_size(qtbot: QtBot, window: MainWindow) -> None:
    open_bridge(qtbot, window)
    before = window.settings.font_size_px
    place = QPointF(window.story.pane.viewport().rect().center())
    turned = QWheelEvent(
        place,
        window.story.pane.viewport().mapToGlobal(place),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    with qtbot.waitSignal(window.story.pane.zoom_asked) as heard:
        QApplication.sendEvent(window.story.pane.viewport(), turned)
    assert heard.args[0] == ZoomAsked(2)
    assert window.settings.font_size_px == before + 2


def test_the_menu_of_the_story_has_the_actions_with_their_keys(qtbot: QtBot, window: MainWindow) -> None:
    open_bridge(qtbot, window)
    menu = window.desk.taking.menu()
    names = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert "Copy the quote with its citation" in names
    assert "Print preview…" in names
    menu.close()


def test_justified_text_and_paragraph_numbers_follow_the_preferences(qtbot: QtBot, window: MainWindow) -> None:
    open_bridge(qtbot, window)
    pane = window.story.pane
    cursor = pane.document().find("Tolls will not be charged")
    assert cursor.blockFormat().alignment() & Qt.AlignmentFlag.AlignLeft
    window.apply_settings(replace(window.settings, justify=True, paragraph_numbers=True))
    cursor = pane.document().find("Tolls will not be charged")
    assert cursor.blockFormat().alignment() & Qt.AlignmentFlag.AlignJustify
    numbers = [shown.number for shown in pane.part.shown if shown.number]
    assert numbers == list(range(1, len(numbers) + 1))
    pane.moveCursor(QTextCursor.MoveOperation.Start)
    assert [number for number, _ in pane.numbered_places()][:2] == [1, 2]


def test_the_print_preview_draws_the_story_for_as_long_as_it_is_open(qtbot: QtBot, window: MainWindow) -> None:
    open_bridge(qtbot, window)
    window.desk.taking.preview()
    gc.collect()
    dialog = window.findChild(QPrintPreviewDialog)
    assert dialog is not None
    assert dialog.printer().resolution() > 0
    qtbot.waitUntil(dialog.isVisible)
    press(qtbot, dialog, "Esc")
    qtbot.waitUntil(lambda: window.findChild(QPrintPreviewDialog) is None)
