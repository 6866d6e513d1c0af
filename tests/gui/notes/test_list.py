"""The list of highlights and notes is searched and filtered, opens stories where they are marked, and is exported."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.core.anchoring import anchor_of
from reader.core.highlights import AddHighlight, SetNote, marked_text
from reader.core.model import ArticleId, Span
from reader.gui.frame.window import MainWindow
from reader.gui.notes.list_dialog import AnnotationsDialog
from reader.gui.notes.note_dialog import NoteDialog, NoteEdited
from tests.gui.acting import worker_of
from tests.gui.fakes import FakeLibrary


def mark(window: MainWindow, library: FakeLibrary, number: int, words: str, colour: int, *, note: str = "") -> None:
    text = marked_text(library.stories[ArticleId(number)].article)
    start = text.index(words)
    anchor = anchor_of(text, Span(start, start + len(words)))
    worker_of(window).send(AddHighlight(ArticleId(number), anchor, colour, note))


def opened(qtbot: QtBot, window: MainWindow, rows: int) -> AnnotationsDialog:
    window.actions_table.by_name["show_highlights"].trigger()
    dialog = window.desk.annotations.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: len(dialog.model.rows) == rows)
    return dialog


def test_list_is_searched_filtered_and_opens_the_story_there(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary
) -> None:
    mark(window, library, 12, "grain ships", 2, note="Which ships?")
    mark(window, library, 12, "night bus", 5)
    dialog = opened(qtbot, window, 2)
    dialog.words.setText("SHIPS which")
    assert [row.quote for row in dialog.model.rows] == ["grain ships"]
    dialog.words.clear()
    dialog.colour.setCurrentIndex(dialog.colour.findData(5))
    assert [row.quote for row in dialog.model.rows] == ["night bus"]
    dialog.lost.setChecked(True)
    assert dialog.model.rows == []
    dialog.lost.setChecked(False)
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.go_there.click()
    assert chosen.args[0].row.quote == "night bus"
    qtbot.waitUntil(lambda: window.story.pane.textCursor().selectedText() == "night bus")
    assert window.reading.article_id == ArticleId(12)
    dialog.close()


def test_list_is_exported_as_it_is_listed(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary, tmp_path: Path
) -> None:
    mark(window, library, 12, "grain ships", 2, note="Which ships?")
    dialog = opened(qtbot, window, 1)
    window.desk.annotations.choose_file = lambda: str(tmp_path / "out")
    with qtbot.waitSignal(window.desk.annotations.said), qtbot.waitSignal(dialog.export_wanted) as wanted:
        dialog.export.click()
    assert len(wanted.args[0].rows) == 1
    assert "> grain ships" in (tmp_path / "out.md").read_text(encoding="utf-8")
    dialog.close()


def test_rows_are_edited_and_deleted_in_the_list_and_that_can_be_undone(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary
) -> None:
    mark(window, library, 12, "grain ships", 2, note="Which ships?")
    worker_of(window).send(SetNote(ArticleId(11), "Ask the ferryman"))
    dialog = opened(qtbot, window, 2)
    dialog.words.setText("ferryman")
    dialog.edit.click()
    notes = window.desk.annotations.story_notes.dialog
    assert notes is not None
    assert notes.text.toPlainText() == "Ask the ferryman"
    notes.text.setPlainText("Ask the ferryman again")
    notes.save.click()
    qtbot.waitUntil(lambda: [row.text for row in dialog.model.rows] == ["Ask the ferryman again"])
    dialog.table.setFocus()
    with qtbot.waitSignal(dialog.delete_wanted):
        QTest.keyClick(dialog.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: dialog.model.rows == [])
    window.messages.button.click()
    qtbot.waitUntil(lambda: [row.text for row in dialog.model.rows] == ["Ask the ferryman again"])
    dialog.words.setText("grain")
    dialog.edit.click()
    editor = window.desk.highlights.dialog
    assert editor is not None
    editor.note.setPlainText("These ships")
    editor.save.click()
    qtbot.waitUntil(lambda: [row.text for row in dialog.model.rows] == ["These ships"])
    dialog.delete.click()
    qtbot.waitUntil(lambda: dialog.model.rows == [] and not dialog.edit.isEnabled())
    dialog.close()


def test_a_highlight_without_a_place_is_attached_to_other_words(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary
) -> None:
    mark(window, library, 12, "grain ships", 2, note="Which ships?")
    (number,) = library.highlights
    library.highlights[number] = replace(library.highlights[number], start=None, end=None)
    dialog = opened(qtbot, window, 1)
    dialog.lost.setChecked(True)
    assert [row.quote for row in dialog.model.rows] == ["grain ships"]
    with qtbot.waitSignal(window.reading.opened), qtbot.waitSignal(dialog.attach_wanted):
        dialog.attach.click()
    qtbot.waitUntil(lambda: window.reading.article_id == ArticleId(12) and window.desk.highlights.is_ready)
    window.messages.button.click()
    assert library.highlights[number].start is None, "nothing is selected yet"
    pane = window.story.pane
    pane.setTextCursor(pane.document().find("A night bus"))
    window.actions_table.by_name["highlight"].trigger()
    moved = library.highlights[number]
    assert (moved.anchor.quote, moved.note, moved.is_orphan) == ("A night bus", "Which ships?", False)
    assert len(library.highlights) == 1
    qtbot.waitUntil(lambda: dialog.model.rows == [])
    dialog.close()


def test_another_story_ends_the_attaching(qtbot: QtBot, window: MainWindow, library: FakeLibrary) -> None:
    mark(window, library, 12, "grain ships", 2)
    dialog = opened(qtbot, window, 1)
    with qtbot.waitSignal(window.reading.opened):
        dialog.attach.click()
    with qtbot.waitSignal(window.reading.opened):
        window.reading.open(ArticleId(11), "")
    qtbot.waitUntil(lambda: window.desk.highlights.is_ready)
    pane = window.story.pane
    pane.setTextCursor(pane.document().find("ferry"))
    window.actions_table.by_name["highlight"].trigger()
    assert [one.anchor.quote for one in library.highlights.values()] == ["grain ships", "ferry"]
    dialog.close()


def test_notes_on_a_story_are_written_counted_changed_and_deleted(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary
) -> None:
    notes, bar = window.desk.annotations.story_notes, window.story.bar
    article_id = window.reading.article_id
    assert article_id is not None
    assert bar.notes.isHidden()

    def asked() -> NoteDialog:
        with qtbot.waitSignal(notes.asked):
            window.actions_table.by_name["story_note"].trigger()
        assert notes.dialog is not None
        return notes.dialog

    dialog = asked()
    assert not dialog.delete.isEnabled()
    dialog.text.setPlainText("Ask the harbour master")
    with qtbot.waitSignal(notes.said), qtbot.waitSignal(dialog.edited) as edited:
        dialog.save.click()
    assert edited.args[0] == NoteEdited(None, "Ask the harbour master")
    qtbot.waitUntil(lambda: bar.notes.text() == "1 note")
    assert bar.notes.toolTip() == "Ask the harbour master"
    (note,) = library.notes[article_id]
    dialog = asked()
    assert dialog.text.toPlainText() == note.text
    dialog.text.setPlainText("Ask the mayor")
    dialog.save.click()
    assert [each.text for each in library.notes[article_id]] == ["Ask the mayor"]
    dialog = asked()
    with qtbot.waitSignal(dialog.deleted) as deleted:
        dialog.delete.click()
    assert deleted.args[0].note.text == "Ask the mayor"
    qtbot.waitUntil(bar.notes.isHidden)
