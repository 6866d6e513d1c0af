"""Letters that no font here has are told above the story; mixed paragraphs keep each its own direction."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from pytestqt.qtbot import QtBot

from reader.core.cancel import CancelToken
from reader.core.model import ArticleId
from reader.gui.frame.window import MainWindow
from reader.gui.reading.loading import StoryRequest, load
from reader.gui.reading.paragraphs import View
from reader.gui.reading.scripts import Scripts, scripts_of, without_font
from tests.gui import stories
from tests.gui.articles import article
from tests.gui.conftest import OpenWindow
from tests.gui.fakes import FakeLibrary

MIXED = ("גשר over the Orrin.", "The word גשר is Hebrew.", "123 — جسر 456")
System = QFontDatabase.WritingSystem


@pytest.mark.parametrize(
    ("text", "names", "emoji"),
    [
        ("Plain English, naïve and Ünlaut", [], ""),
        ("東京タワー", ["Japanese"], ""),
        ("北京的桥", ["Chinese"], ""),
        ("서울 다리", ["Korean"], ""),
        ("גשר and جسر", ["Hebrew", "Arabic"], ""),
        ("party 🎉🎉 🧠", [], "🎉🧠"),
        ("สะพาน", ["Thai"], ""),
    ],
)
def test_scripts_are_told_from_letters(text: str, names: list[str], emoji: str) -> None:
    found = scripts_of(["ascii", text])
    assert [name for name, _ in found.letters] == names
    assert found.emoji == emoji


def test_a_script_is_missing_where_no_family_has_it(qtbot: QtBot) -> None:
    scripts = Scripts((("Chinese", "桥"), ("Hebrew", "ג")))

    def only(*systems: System) -> list[str]:
        return list(without_font(scripts, lambda asked: ["Some Sans"] if asked in systems else []))

    assert only() == ["Chinese", "Hebrew"]
    assert only(System.TraditionalChinese) == ["Hebrew"]
    assert only(System.SimplifiedChinese, System.Hebrew) == []
    assert without_font(Scripts((), "\U0001faff")) in (("Emoji",), ())


def test_the_story_says_so_and_the_next_one_does_not(qtbot: QtBot, open_window: OpenWindow) -> None:
    window: MainWindow = open_window(FakeLibrary([stories.ferry(), article([("h", "桥"), ("p", "北京的桥很长。")])]))
    window.desk.boxes.families = lambda _system: []
    with qtbot.waitSignal(window.reading.opened):
        window.begin()
    with qtbot.waitSignal(window.reading.opened):
        window.reading.open(ArticleId(2), "")
    assert window.story.boxes.isVisible()
    assert "Chinese" in window.story.boxes.text()
    with qtbot.waitSignal(window.reading.opened):
        window.reading.open(ArticleId(1), "")
    assert not window.story.boxes.isVisible()


def test_each_paragraph_has_the_direction_of_its_first_strong_letter(qtbot: QtBot, window: MainWindow) -> None:
    library = FakeLibrary([article([("h", "Mixed"), *(("p", text) for text in MIXED)])])
    story = load(library, StoryRequest(ArticleId(1), View.CLEAN, "", "Captions"), CancelToken())
    pane = window.story.pane
    pane.show_part(story.parts[0])
    ways = {}
    block = pane.document().begin()
    while block.isValid():
        ways[block.text()] = block.blockFormat().layoutDirection()
        block = block.next()
    assert ways["גשר over the Orrin."] is Qt.LayoutDirection.RightToLeft
    assert ways["The word גשר is Hebrew."] is Qt.LayoutDirection.LeftToRight
    assert ways["123 — جسر 456"] is Qt.LayoutDirection.RightToLeft
