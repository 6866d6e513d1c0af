"""Tests of the user guide."""

import re
from urllib.parse import unquote

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.core.settings import Language
from reader.gui.dialogs.guide import QUERY, ExampleChosen, GuideDialog, examples, guide_html
from reader.gui.frame.window import MainWindow
from reader.gui.language.translator import speak
from reader.resources import guide_folder
from tests.gui import stories
from tests.gui.conftest import OpenWindow
from tests.gui.fakes import FakeLibrary


def guide_of(qtbot: QtBot, window: MainWindow) -> GuideDialog:
    window.commands.show_guide()
    guide = window.commands.guide
    assert guide is not None
    return guide


def test_every_example_is_a_link_and_runs_in_the_window(qtbot: QtBot, window: MainWindow) -> None:
    guide = guide_of(qtbot, window)
    assert len(examples()) == guide_html().count(f'href="{QUERY}:') >= 10
    for example in examples():
        with qtbot.waitSignal(guide.example_chosen) as heard:
            link = f"{QUERY}:{bytes(QUrl.toPercentEncoding(example).data()).decode()}"
            guide.pages.anchorClicked.emit(QUrl(link))
        assert heard.args[0] == ExampleChosen(example)
        assert window.query_bar.query == example


def test_only_pictures_of_the_guide_are_loaded(qapp: QApplication, qtbot: QtBot) -> None:
    guide = GuideDialog()
    qtbot.addWidget(guide)
    shown = guide.pages.loadResource(2, QUrl("window.png"))
    assert isinstance(shown, QImage)
    assert not shown.isNull()
    for name in ("https://example.org/x.png", "../screenshot.png", "guide.md"):
        assert guide.pages.loadResource(2, QUrl(name)) is None


def test_every_picture_is_there_and_used_and_they_are_small() -> None:
    named = set(re.findall(r"\]\((\S+\.png)\)", (guide_folder() / "guide.md").read_text(encoding="utf-8")))
    pictures = list(guide_folder().glob("*.png"))
    assert {path.name for path in pictures} == named
    assert sum(path.stat().st_size for path in pictures) < 2_000_000


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.GERMAN])
def test_every_link_within_the_guide_leads_somewhere(qapp: QApplication, language: Language) -> None:
    speak(qapp, language)
    html = guide_html()
    speak(qapp, Language.ENGLISH)
    links = {unquote(link) for link in re.findall(r'href="#(.*?)"', html)}
    assert len(links) > 10
    assert links <= set(re.findall(r'<a name="(.*?)">', html))


def test_the_german_guide_has_the_sections_pictures_and_examples_of_the_english_one(qapp: QApplication) -> None:
    english = (guide_html().count("<h2>"), guide_html().count("<img"), examples())
    speak(qapp, Language.GERMAN)
    german = (guide_html().count("<h2>"), guide_html().count("<img"), examples())
    begins = guide_html()[:60]
    speak(qapp, Language.ENGLISH)
    assert german == english
    assert "Benutzerhandbuch" in begins


def test_a_link_goes_to_its_heading(qtbot: QtBot, window: MainWindow) -> None:
    guide = guide_of(qtbot, window)
    qtbot.waitUntil(guide.pages.isVisible)
    with qtbot.waitSignal(guide.pages.verticalScrollBar().valueChanged):
        guide.pages.anchorClicked.emit(QUrl("#preferences"))
    assert guide.pages.verticalScrollBar().value() > guide.pages.height()


def test_words_are_found_in_the_guide_and_from_its_end_on_again(qtbot: QtBot, window: MainWindow) -> None:
    guide = guide_of(qtbot, window)
    QTest.keyClicks(guide.search, "watched folders adds")
    for _ in range(2):
        QTest.keyClick(guide.search, Qt.Key.Key_Return)
        assert guide.pages.textCursor().selectedText().lower() == "watched folders adds"
    assert guide.isVisible()


def test_an_example_in_an_empty_library_offers_the_sample_archive(qtbot: QtBot, open_window: OpenWindow) -> None:
    library = FakeLibrary()
    window = open_window(library)
    with qtbot.waitSignal(window.search.stats_read):
        window.begin()
    guide = guide_of(qtbot, window)
    with qtbot.waitSignal(window.examples.said) as heard:
        guide.example_chosen.emit(ExampleChosen("bridge"))
    message = heard.args[0]
    assert message.button == "Try the sample archive"
    assert message.action == window.imports.import_sample
    assert window.query_bar.query == ""
    library.add(stories.ferry())
    with qtbot.waitSignal(window.search.stats_read):
        window.search.read_stats()
    assert window.query_bar.query == "bridge"
