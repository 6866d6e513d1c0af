"""Tests of the command palette."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.core.settings import Language, Theme
from reader.gui.dialogs.commands import CommandChosen, CommandPalette
from reader.gui.dialogs.preferences import PreferencesDialog
from reader.gui.frame.actions import ACTIONS
from reader.gui.frame.window import MainWindow
from reader.gui.language.translator import speak
from tests.gui.acting import focus, press


def palette_of(qtbot: QtBot, window: MainWindow) -> CommandPalette:
    press(qtbot, window.query_bar.line, "Ctrl+K")
    palette = window.commands.palette
    assert palette is not None
    return palette


def test_every_action_is_in_the_palette_with_its_keys(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.query_bar.line)
    palette = palette_of(qtbot, window)
    assert {spec.name for spec in ACTIONS} <= {row.fact for row in palette.model.rows}
    keys = {row.fact: row.cells[2] for row in palette.model.rows}
    assert keys["find"] == "Ctrl+F"
    assert keys["next_hit"] == "N, F3"


def test_typing_arrows_and_enter_choose_an_action(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.query_bar.line)
    palette = palette_of(qtbot, window)
    QTest.keyClicks(palette.field, "story")
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    chosen = str(palette.model.rows[1].fact)
    assert palette.table.currentIndex().row() == 1
    with qtbot.waitSignal(palette.command_chosen) as heard:
        QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert heard.args[0] == CommandChosen(chosen)
    assert not palette.isVisible()


def test_what_was_used_last_comes_first_next_time(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.query_bar.line)
    palette = palette_of(qtbot, window)
    QTest.keyClicks(palette.field, "larger")
    size = window.settings.font_size_px
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.settings.font_size_px == size + 1
    window.commands.show_palette()
    again = window.commands.palette
    assert again is not None
    assert again.model.rows[0].fact == "larger_text"


def test_what_is_not_possible_now_says_so_and_does_nothing(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.query_bar.line)
    palette = palette_of(qtbot, window)
    QTest.keyClicks(palette.field, "cancel the import")
    assert palette.model.rows[0].cells[0] == "Cancel the import (not possible now)"
    with qtbot.assertNotEmitted(palette.command_chosen):
        QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_choices_of_preferences_are_commands(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.query_bar.line)
    palette = palette_of(qtbot, window)
    QTest.keyClicks(palette.field, "theme high")
    assert palette.model.rows[0].cells[:2] == ("Theme: High contrast", "Preferences")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.settings.theme is Theme.HIGH_CONTRAST
    window.commands.show_palette()
    again = window.commands.palette
    assert again is not None
    assert "theme=high_contrast" not in {row.fact for row in again.model.rows}
    window.apply_settings(replace(window.settings, theme=Theme.LIGHT))
    window.commands.show_palette()
    assert window.commands.palette is not None
    assert window.commands.palette.model.rows[0].fact == "theme=high_contrast"


def test_switches_and_pages_of_preferences_are_commands(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.query_bar.line)
    palette = palette_of(qtbot, window)
    QTest.keyClicks(palette.field, "justified text yes")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.settings.justify
    palette = palette_of(qtbot, window)
    QTest.keyClicks(palette.field, "preferences keys")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    dialog = window.findChild(PreferencesDialog)
    assert dialog is not None
    assert dialog.editors["keys"].isVisible()


def test_actions_are_found_by_their_english_names_in_any_language(qtbot: QtBot, qapp: QApplication) -> None:
    try:
        speak(qapp, Language.GERMAN)
        palette = CommandPalette({"star": QAction("")})
        qtbot.addWidget(palette)
        for typed in ("star", "stern"):
            palette.field.setText(typed)
            assert [row.cells[0] for row in palette.model.rows] == ["Stern"]
        palette.field.setText("zebra")
        assert palette.model.rows == ()
    finally:
        speak(qapp, Language.ENGLISH)


def test_the_first_row_is_chosen_in_a_mirrored_window_too(qtbot: QtBot, qapp: QApplication) -> None:
    try:
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        palette = CommandPalette({"star": QAction(""), "unread": QAction("")})
        qtbot.addWidget(palette)
        assert palette.table.currentIndex().row() == 0
        assert [index.row() for index in palette.table.selectionModel().selectedRows()] == [0]
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
