"""Tests of changing keys in the window: the page, and everything that shows or uses a key."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from reader.core.changes import SetStarred
from reader.core.settings import KEYS, KeyChoice, Settings
from reader.gui.dialogs.keys import KeySheet
from reader.gui.dialogs.preferences import PreferencesDialog
from reader.gui.frame.window import MainWindow
from reader.gui.keys.bindings import keys_in
from reader.gui.keys.page import KeysEdited, KeysPage
from tests.gui.acting import focus, press, worker_of


def page_of(qtbot: QtBot, *changes: KeyChoice) -> KeysPage:
    page = KeysPage(changes)
    qtbot.addWidget(page)
    page.show()
    return page


def names(page: KeysPage) -> list[object]:
    return [row.fact for row in page.model.rows]


def wish(qtbot: QtBot, page: KeysPage, place: int, key: Qt.Key, how: Qt.KeyboardModifier) -> None:
    field = page.fields[place]
    with qtbot.waitSignal(field.key_given):
        QTest.keyClick(field.edit, key, how)


def test_a_free_key_is_given_by_pressing_it(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    page.choose("star")
    with qtbot.waitSignal(page.keys_edited) as heard:
        wish(qtbot, page, 1, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
    assert heard.args[0] == KeysEdited((KeyChoice("star", ("S", "F9")),))
    assert page.name == "star"
    assert page.model.rows[page.table.currentIndex().row()].cells[2:] == ("S", "F9")


def test_a_taken_key_is_told_of_and_changes_nothing_until_it_is_taken_over(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    page.choose("star")
    with qtbot.assertNotEmitted(page.keys_edited):
        wish(qtbot, page, 0, Qt.Key.Key_U, Qt.KeyboardModifier.NoModifier)
    assert page.said.text() == "U stands for “Mark as read or unread”. Take it over for “Star”?"
    with qtbot.waitSignal(page.keys_edited) as heard:
        page.take.click()
    assert heard.args[0] == KeysEdited((KeyChoice("star", ("U",)), KeyChoice("unread", ())))
    assert not page.take.isVisible()


def test_a_taken_key_can_be_left_where_it_is(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    page.choose("star")
    wish(qtbot, page, 0, Qt.Key.Key_U, Qt.KeyboardModifier.NoModifier)
    with qtbot.assertNotEmitted(page.keys_edited):
        page.leave.click()
    assert page.fields[0].key == "S"
    assert page.said.text() == ""


def test_a_letter_for_the_whole_window_is_refused_in_words(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    page.choose("quit")
    with qtbot.assertNotEmitted(page.keys_edited):
        wish(qtbot, page, 0, Qt.Key.Key_Z, Qt.KeyboardModifier.NoModifier)
    assert page.said.text() == "Z types a letter; “Quit” needs Ctrl, Alt or a function key."
    assert page.fields[0].key == "Ctrl+Q"


def test_actions_are_found_by_words_and_by_key(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    page.search.setText("next hi")
    assert names(page) == ["next_hit", "next_highlight"]
    page.search.clear()
    with qtbot.waitSignal(page.pressed.key_given):
        QTest.keyClick(page.pressed.edit, Qt.Key.Key_F3)
    assert names(page) == ["next_hit"]


def test_one_action_and_all_actions_can_be_reset(qtbot: QtBot) -> None:
    page = page_of(qtbot, KeyChoice("star", ("U",)), KeyChoice("unread", ()), KeyChoice("quit", ("Alt+Q",)))
    page.choose("unread")
    page.reset.click()
    assert page.keys["unread"] == ()
    assert page.said.text() == "U stays with “Star”, which you gave it to."
    page.choose("star")
    page.reset.click()
    assert page.keys["star"] == ("S",)
    with qtbot.waitSignal(page.keys_edited) as heard:
        page.reset_all_button.click()
    assert heard.args[0] == KeysEdited(())
    assert not page.reset_all_button.isEnabled()


def test_the_page_stands_in_the_preferences_and_is_opened_by_its_action(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_table.by_name["change_keys"].trigger()
    dialog = window.findChild(PreferencesDialog)
    assert dialog is not None
    page = dialog.editors["keys"]
    assert isinstance(page, KeysPage)
    qtbot.waitUntil(page.isVisible)
    page.choose("star")
    with qtbot.waitSignal(dialog.settings_edited):
        wish(qtbot, page, 0, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
    assert window.settings.keys == (KeyChoice("star", ("F9",)),)
    assert window.actions_table.by_name["star"].shortcut().toString() == "F9"


def test_a_changed_key_acts_at_once_and_the_old_one_does_not(qtbot: QtBot, window: MainWindow) -> None:
    window.apply_settings(replace(window.settings, keys=(KeyChoice("star", ("U",)), KeyChoice("unread", ("F9",)))))
    focus(qtbot, window.results.list)
    article_id = window.reading.article_id
    assert article_id is not None
    press(qtbot, window.results.list, "S")
    assert worker_of(window).wishes == []
    press(qtbot, window.results.list, "U")
    assert worker_of(window).wishes == [SetStarred((article_id,), is_starred=True)]
    focus(qtbot, window.query_bar.line)
    QTest.keyClicks(window.query_bar.line, "su")
    assert window.query_bar.query == "su"
    press(qtbot, window.query_bar.line, "F9")
    assert len(worker_of(window).wishes) == 2


def test_changed_keys_can_be_taken_back(qtbot: QtBot, window: MainWindow) -> None:
    window.apply_settings(replace(window.settings, keys=(KeyChoice("next_hit", ("Alt+N",)),)))
    window.apply_settings(replace(window.settings, keys=()))
    assert window.actions_table.keys == keys_in(())
    assert window.actions_table.by_name["next_hit"].shortcut().toString() == "N"


def test_menus_palette_sheet_buttons_and_tips_show_changed_keys(qtbot: QtBot, window: MainWindow) -> None:
    changes = (KeyChoice("show_original", ("F9",)), KeyChoice("star", ("Alt+S",)), KeyChoice("view_context", ("F8",)))
    window.keys.show_sheet()
    window.apply_settings(replace(window.settings, keys=changes))
    assert window.actions_table.by_name["star"].shortcut().toString() == "Alt+S"
    window.commands.show_palette()
    palette = window.commands.palette
    assert palette is not None
    assert {row.fact: row.cells[2] for row in palette.model.rows}["star"] == "Alt+S"
    assert window.keys.sheet is not None
    assert {"F9", "Alt+S", "F8"} <= {label.text() for label in window.keys.sheet.labels()}
    bar, tips = window.story.bar, window.keys.tips
    assert tips is not None
    buttons = {button.property("action"): button for button in bar.findChildren(type(bar.relatives))}
    assert buttons["show_original"].text() == "Original  F9"
    assert tips.tip_of(buttons["star"]) == "Star (Alt+S)"
    assert window.views.tabs.tabToolTip(1) == "In context  (F8)"


def test_the_sheet_narrows_down_to_what_is_typed(qtbot: QtBot) -> None:
    sheet = KeySheet()
    qtbot.addWidget(sheet)
    sheet.show()

    def shown() -> list[str]:
        return [label.text() for label in sheet.findChildren(QLabel) if label.isVisible()][:-1]

    sheet.search.setText("ctrl+shift+c")
    assert shown() == ["Edit", "Copy the citation", "Ctrl+Shift+C"]
    sheet.search.setText("star")
    assert shown() == ["Story", "Star", "S"]


def test_the_sheet_leads_to_where_keys_are_changed(qtbot: QtBot, window: MainWindow) -> None:
    window.keys.show_sheet()
    sheet = window.keys.sheet
    assert sheet is not None
    with qtbot.waitSignal(sheet.change_requested):
        sheet.change_requested.emit()
    dialog = window.findChild(PreferencesDialog)
    assert dialog is not None
    assert dialog.editors["keys"].isVisible()


def test_preferences_are_found_by_the_page_of_keys(qtbot: QtBot) -> None:
    dialog = PreferencesDialog(Settings(keys=(KeyChoice("quit", ("Alt+Q",)),)))
    qtbot.addWidget(dialog)
    dialog.show_page(KEYS)
    dialog.restore_defaults()
    assert dialog.settings.keys == ()


def test_a_key_can_be_taken_away(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    page.choose("next_hit")
    with qtbot.waitSignal(page.keys_edited) as heard:
        page.fields[0].none.click()
    assert heard.args[0] == KeysEdited((KeyChoice("next_hit", ("F3",)),))
    assert (page.fields[0].key, page.fields[1].key) == ("F3", "")
