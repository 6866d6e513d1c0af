"""Removed passages are brought back from the removed view, here or everywhere, and that can be undone."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.core.changes import LibraryChanged, Restore, Unrestore, UpkeepFinished
from reader.gui.frame.window import MainWindow
from reader.gui.reading.paragraphs import View
from reader.service.restoring import key_of
from tests.gui.acting import worker_of


def show_removed(qtbot: QtBot, window: MainWindow) -> int:
    """Show the first story that has removals with them, and stand at the first; return its key."""
    model = window.model
    for row in model.rows:
        with qtbot.waitSignal(window.reading.opened):
            window.reading.open(row.result.article_id, "")
        if window.reading.story is not None and window.reading.story.story.article.removals:
            break
    with qtbot.waitSignal(window.reading.opened, check_params_cb=lambda opened: opened.view is View.REMOVED):
        window.reading.toggle_view(View.REMOVED)
    window.story.pane.setFocus()
    for _ in range(50):
        QTest.keyClick(window.story.pane, Qt.Key.Key_Tab)
        number = window.story.pane.current_removal()
        if number is not None:
            break
    assert number is not None
    assert window.reading.story is not None
    article = window.reading.story.story.article
    return key_of(article, article.removals[number])


def test_enter_restores_here_and_can_be_undone(qtbot: QtBot, window: MainWindow) -> None:
    key = show_removed(qtbot, window)
    article_id = window.reading.article_id
    assert article_id is not None
    QTest.keyClick(window.story.pane, Qt.Key.Key_Return)
    worker = worker_of(window)
    assert Restore(article_id, key) in worker.wishes
    assert window.messages.shown is not None
    assert window.messages.shown.button == "Undo"
    window.messages.button.click()
    assert Unrestore(article_id, key) in worker.wishes
    with qtbot.waitSignal(window.reading.opened):
        worker.tell(LibraryChanged(updated=(article_id,)))
    worker.tell(UpkeepFinished(1))


def test_shift_enter_restores_everywhere(qtbot: QtBot, window: MainWindow) -> None:
    key = show_removed(qtbot, window)
    article_id = window.reading.article_id
    assert article_id is not None
    QTest.keyClick(window.story.pane, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert Restore(article_id, key, everywhere=True) in worker_of(window).wishes


def test_menu_restores_what_is_chosen_and_says_how_to_choose(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_table.by_name["restore_here"].trigger()
    assert window.messages.shown is not None
    assert "Tab" in window.messages.shown.text
    key = show_removed(qtbot, window)
    article_id = window.reading.article_id
    assert article_id is not None
    window.actions_table.by_name["restore_everywhere"].trigger()
    assert Restore(article_id, key, everywhere=True) in worker_of(window).wishes
