"""The original gets its structure when that is known; its file goes to the browser after a question only."""

import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from reader.core.model import ArticleId, Block, BlockKind, Mark, MarkKind, Span
from reader.core.outlines import OriginalOutlined, Outline, OutlineOriginal
from reader.gui.frame.window import MainWindow
from reader.gui.reading.paragraphs import View
from tests.gui.acting import worker_of

BRIDGE = ArticleId(12)
TEXT = "Menu\nThe bridge\nLong text\nBoat\nYear"
OUTLINE = Outline(
    TEXT,
    (
        Block((Span(0, 4),), BlockKind.LIST_ITEM, 1),
        Block((Span(5, 15),), BlockKind.HEADLINE, 1),
        Block((Span(16, 25),), BlockKind.PARAGRAPH),
        Block((Span(26, 30), Span(31, 35)), BlockKind.TABLE_ROW),
    ),
    (Mark(Span(0, 4), MarkKind.LINK, "https://example.org/menu"),),
)


def show_original(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.reading.opened):
        window.reading.open(BRIDGE, "")
    with qtbot.waitSignal(window.reading.opened):
        window.navigation.toggle_original()


def test_the_original_is_set_by_its_structure_once_that_is_known(qtbot: QtBot, window: MainWindow) -> None:
    show_original(qtbot, window)
    assert worker_of(window).wishes[-1] == OutlineOriginal(BRIDGE)
    flow = window.desk.original
    flow.take(OriginalOutlined(ArticleId(1), OUTLINE))
    with qtbot.waitSignal(window.reading.opened) as opened:
        flow.take(OriginalOutlined(BRIDGE, OUTLINE))
    assert opened.args[0].view is View.ORIGINAL
    pane = window.story.pane
    assert pane.toPlainText().split("\n") == ["Menu", "The bridge", "Long text", "Boat · Year"]
    assert pane.document().begin().textList() is not None
    assert "https://example.org/menu" in pane.toHtml()
    assert not any(shown.number for shown in pane.part.shown), "numbers are those of the story"
    asked = [wish for wish in worker_of(window).wishes if isinstance(wish, OutlineOriginal)]
    assert len(asked) == 1
    with qtbot.waitSignal(window.reading.opened):
        window.navigation.toggle_original()
    flow.take(OriginalOutlined(BRIDGE, OUTLINE))
    assert window.reading.view is View.CLEAN


@pytest.fixture
def handed_over(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    found: list[Path] = []

    def take(url: QUrl) -> bool:
        found.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return found


def answer(qtbot: QtBot, window: MainWindow, text: str, *, remember: bool = False) -> None:
    with qtbot.waitSignal(window.desk.original.asked):
        window.actions_table.by_name["open_original"].trigger()
    box = window.desk.original.box
    assert box is not None
    assert "network" in box.informativeText()
    assert box.defaultButton() is box.button(QMessageBox.StandardButton.Cancel)
    box.checkBox().setChecked(remember)
    next(button for button in box.buttons() if button.text().replace("&", "") == text).click()
    qtbot.waitUntil(lambda: window.desk.original.box is None)


def test_the_file_is_opened_after_a_yes_and_its_copy_is_private_and_short_lived(
    qtbot: QtBot, window: MainWindow, handed_over: list[Path]
) -> None:
    with qtbot.waitSignal(window.reading.opened):
        window.reading.open(BRIDGE, "")
    answer(qtbot, window, "Cancel", remember=True)
    assert handed_over == []
    answer(qtbot, window, "Open in browser")
    qtbot.waitUntil(lambda: len(handed_over) == 1)
    (path,) = handed_over
    assert path.suffix == ".html"
    assert b"<html>" in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    answer(qtbot, window, "Open in browser", remember=True)
    qtbot.waitUntil(lambda: len(handed_over) == 2)
    window.desk.original.open_file()
    qtbot.waitUntil(lambda: len(handed_over) == 3)
    assert window.desk.original.box is None
    window.close()
    assert not path.exists()
