"""The window speaks every language it ships with, and no text of it is forgotten."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from reader.core.settings import Language, Settings, Theme
from reader.gui.frame.start import Stage
from reader.gui.frame.window import MainWindow, Surroundings
from reader.gui.frame.window_state import WindowState
from reader.gui.language.catalog import CODES
from reader.gui.language.dates import short_date
from reader.gui.language.translator import speak
from reader.gui.reading.story_text import counted
from tests.gui.conftest import OpenWindow
from tests.gui.fake_worker import FakeWorker
from tests.gui.fakes import FakeLibrary
from tests.gui.test_access import DIALOGS
from tests.translations.texts import all_texts


@pytest.fixture
def speaking(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    speak(qapp, Language.ENGLISH)


class Listener(QTranslator):
    """Writes down the texts of ours that are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def isEmpty(self) -> bool:  # noqa: N802
        return False

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str | None:  # noqa: N803
        is_of_qt = context[:1] == "Q" and context[1:2].isupper()
        if sourceText and not is_of_qt:
            self.asked.add(sourceText)
        return None


def test_no_text_of_window_and_dialogs_is_missing_in_the_catalogs(
    qtbot: QtBot, open_window: OpenWindow, library: FakeLibrary, qapp: QApplication
) -> None:
    listener = Listener()
    qapp.installTranslator(listener)
    try:
        window = open_window(library)
        with qtbot.waitSignal(window.reading.opened):
            window.begin()
        for make in DIALOGS:
            qtbot.addWidget(make())
    finally:
        qapp.removeTranslator(listener)
    assert len(listener.asked) > 150
    assert sorted(listener.asked - set(all_texts())) == []


def test_numbers_dates_and_qts_own_buttons_follow_the_language(qtbot: QtBot, speaking: QApplication) -> None:
    speak(speaking, Language.GERMAN)
    assert counted(1234567) == "1.234.567"
    assert short_date("2011-03-06") == "6. März 2011"
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == "Abbrechen"


def test_plurals_follow_the_language(speaking: QApplication) -> None:
    speak(speaking, Language.HEBREW)
    said = [QCoreApplication.translate("Any", "%n words", "", number) for number in (1, 2, 5)]
    assert said == ["מילה אחת", "שתי מילים", "5 מילים"]


def test_hebrew_is_mirrored_and_the_others_are_not(speaking: QApplication) -> None:
    directions = {code: (speak(speaking, Language(code)), speaking.layoutDirection())[1] for code in CODES}
    assert [code for code, way in directions.items() if way is Qt.LayoutDirection.RightToLeft] == ["he"]


def test_choosing_a_language_opens_the_window_anew_in_it(
    qtbot: QtBot, tmp_path: Path, library: FakeLibrary, speaking: QApplication
) -> None:
    saved = [Settings(theme=Theme.LIGHT, search_delay_ms=0, language=Language.ENGLISH)]

    def make() -> MainWindow:
        return MainWindow(
            Surroundings(
                lambda: library,
                lambda tell: FakeWorker(library, tell),
                saved[-1],
                saved.append,
                WindowState(tmp_path),
            )
        )

    def titles(window: MainWindow) -> list[str]:
        return [action.text() for action in window.menuBar().actions()]

    stage = Stage(speaking, make)
    stage.open()
    first = stage.window
    assert first is not None
    qtbot.waitUntil(lambda: first.reading.story is not None)
    first.query_bar.put("bridge")
    qtbot.waitUntil(lambda: first.search.request.query == "bridge" and bool(first.reading.hits))
    first.apply_settings(replace(first.settings, language=Language.FRENCH))
    qtbot.waitUntil(lambda: stage.window is not first)
    second = stage.window
    assert second is not None
    assert not isValid(first) or not first.isVisible()
    assert titles(second)[:2] == ["&Bibliothèque", "&Édition"]
    qtbot.waitUntil(lambda: bool(second.reading.hits))
    assert second.query_bar.query == "bridge"
    stage.close()


def test_other_preferences_leave_the_window_in_place(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.assertNotEmitted(window.language_changed):
        window.change_size(20)
