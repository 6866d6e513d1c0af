"""Tests of the dialogs."""

from dataclasses import fields

from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QSpinBox
from pytestqt.qtbot import QtBot

from reader.core.settings import Settings, Theme
from reader.gui.dialogs.keys import KeySheet, keys_of
from reader.gui.dialogs.preferences import PreferencesDialog, SettingsEdited
from reader.gui.dialogs.simple import PasteDialog, TextPasted, link_question
from reader.gui.frame.actions import ACTIONS
from reader.gui.frame.faults import FaultReporter, report_text


def preferences(qtbot: QtBot, settings: Settings) -> PreferencesDialog:
    made = PreferencesDialog(settings)
    qtbot.addWidget(made)
    return made


def test_the_form_has_a_row_for_every_preference_with_its_range(qtbot: QtBot) -> None:
    dialog = preferences(qtbot, Settings())
    assert set(dialog.editors) == {declared.name for declared in fields(Settings)}
    size = dialog.editors["font_size_px"]
    assert isinstance(size, QSpinBox)
    assert (size.minimum(), size.maximum(), size.value()) == (12, 50, 18)


def test_every_change_is_told_with_all_preferences(qtbot: QtBot) -> None:
    dialog = preferences(qtbot, Settings(column_em=40))
    theme, height = dialog.editors["theme"], dialog.editors["line_height"]
    assert isinstance(theme, QComboBox)
    assert isinstance(height, QDoubleSpinBox)
    with qtbot.waitSignal(dialog.settings_edited) as heard:
        theme.setCurrentIndex(2)
    assert heard.args[0] == SettingsEdited(Settings(theme=Theme.DARK, column_em=40))
    height.setValue(1.8)
    assert dialog.settings == Settings(theme=Theme.DARK, column_em=40, line_height=1.8)


def test_preferences_are_found_by_words_of_title_and_help(qtbot: QtBot) -> None:
    dialog = preferences(qtbot, Settings())
    dialog.search.setText("TEXT size")
    assert dialog.shown() == ["font_size_px", "line_height"]
    dialog.search.setText("zebra")
    assert dialog.shown() == []
    dialog.search.clear()
    assert dialog.shown() == [declared.name for declared in fields(Settings)]


def test_defaults_can_be_restored(qtbot: QtBot) -> None:
    dialog = preferences(qtbot, Settings(Theme.DARK, "", 30, 2.0, 50, 0))
    dialog.restore_defaults()
    assert dialog.settings == Settings()


def test_a_pasted_text_is_told_whole(qtbot: QtBot) -> None:
    dialog = PasteDialog()
    qtbot.addWidget(dialog)
    assert not dialog.add.isEnabled()
    dialog.field.setPlainText("a\nb")
    with qtbot.waitSignal(dialog.text_pasted) as heard:
        dialog.add.click()
    assert heard.args[0] == TextPasted("a\nb")


def test_a_link_is_asked_about_by_its_ascii_host(qtbot: QtBot) -> None:
    dialog = PasteDialog()
    qtbot.addWidget(dialog)
    box = link_question("https://аpple.example/<b>x</b>" + "y" * 900, dialog)
    assert "xn--pple-43d.example" in box.text()
    assert len(box.informativeText()) <= 401


def test_the_key_sheet_names_every_key(qtbot: QtBot) -> None:
    sheet = KeySheet()
    qtbot.addWidget(sheet)
    shown = {label.text() for label in sheet.labels()}
    assert all(keys_of(spec) in shown for spec in ACTIONS if spec.key or spec.letter)


def test_a_fault_is_logged_and_shown_once(qtbot: QtBot, caplog: object) -> None:
    reporter = FaultReporter()
    texts: list[str] = []
    reporter.reported.disconnect()
    reporter.reported.connect(texts.append)
    for _ in range(2):
        reporter.report(ZeroDivisionError, ZeroDivisionError("by nothing"), None)
    assert len(texts) == 1
    assert "ZeroDivisionError" in texts[0]


def test_a_fault_report_names_version_and_platform(qtbot: QtBot) -> None:
    text = report_text(ValueError, ValueError("x"), None)
    assert text.startswith("News Archive Reader")
    assert "Qt 6" in text
