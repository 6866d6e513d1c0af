"""Tests of the user guide."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.gui.dialogs.guide import QUERY, ExampleChosen, GuideDialog, examples, guide_html
from reader.gui.window import MainWindow


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
