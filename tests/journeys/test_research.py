"""Research: hits, highlights, notes, quotes, exports, tags."""

import csv
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader.export.stories import StoryFormat
from reader.gui.look.tables import choose_row
from reader.gui.notes.colours import ground_and_text
from tests.journeys import shelf
from tests.journeys.reader import Reader

QUOTE = "The harbour master, Tilda Brack"


def test_query_hits_highlight_note_quote_and_export(reader: Reader, pages: Path) -> None:
    window = reader.open()
    reader.import_all(pages, shelf.STORIES)
    assert reader.search("goat").total == 3
    headline = reader.read_first()
    reader.until(lambda: len(window.reading.hits) > 1)
    reader.go_to_list()
    for _ in window.reading.hits:
        reader.press("N")
    reader.until(lambda: window.reading.article_id == window.model.rows[1].result.article_id)
    reader.press("K")
    reader.until(lambda: reader.read_first() == headline)

    reader.go_to_story()
    reader.select(QUOTE)
    reader.press("C")
    copied = QApplication.clipboard().text()
    assert QUOTE in copied
    assert headline in copied
    reader.select(QUOTE)
    reader.press("4")
    reader.until(lambda: len(window.desk.highlights.highlights) == 1)
    (highlight,) = window.desk.highlights.highlights
    assert (highlight.anchor.quote, highlight.colour) == (QUOTE, 4)
    notes = window.desk.annotations.story_notes
    reader.press("Ctrl+Shift+N")
    reader.until(lambda: notes.dialog is not None and notes.dialog.isVisible())
    assert notes.dialog is not None
    notes.dialog.text.setPlainText("She knows more than she says.")
    notes.dialog.save.click()
    reader.until(lambda: "note was kept" in reader.said())
    reader.finds("is:annotated", 1)
    reader.finds("note:knows", 1)

    reader.search("goat")
    for form, ending in ((StoryFormat.MARKDOWN, ".md"), (StoryFormat.CSV, ".csv")):
        export(reader, form, reader.folder / f"goats{ending}")
    written = (reader.folder / "goats.md").read_text(encoding="utf-8")
    assert written.count("Orchard fair ends with one escaped goat") >= 3
    with (reader.folder / "goats.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 3
    assert any(headline in row.values() for row in rows)


def export(reader: Reader, form: StoryFormat, to: Path) -> None:
    """Export the whole result into a file and wait until it is written."""
    window = reader.window
    window.desk.exports.choose_file = lambda _name: str(to)
    reader.at_window()
    reader.press("Ctrl+E")
    dialog = window.desk.exports.dialog
    assert dialog is not None
    dialog.form.setCurrentIndex(dialog.form.findData(form))
    dialog.start.click()
    reader.until(lambda: "3" in dialog.state.text() and dialog.start.isEnabled())
    dialog.close()


def tag_the_goats(reader: Reader, tags: str) -> None:
    """Select all three stories of the goat and give them tags."""
    window = reader.window
    assert reader.search("goat").total == 3
    reader.read_first()
    reader.go_to_list()
    listed = window.results.list
    QTest.keyClick(listed, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(listed, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(listed.chosen()) == 3
    reader.press("T")
    reader.until(lambda: window.desk.tagging.editor is not None and window.desk.tagging.editor.isVisible())
    editor = window.desk.tagging.editor
    assert editor is not None
    QTest.keyClicks(editor.line, tags)
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    reader.until(lambda: tags in reader.said())


def test_tags_go_to_many_stories_at_once_and_can_be_taken_back(reader: Reader, pages: Path) -> None:
    window = reader.open()
    reader.import_all(pages, shelf.STORIES)
    tag_the_goats(reader, "animals, to read")
    reader.finds("tag:animals", 3)
    reader.finds('tag:"to read" report', 3)
    window.messages.button.click()
    reader.finds("tag:animals", 0)


def test_a_renamed_tag_keeps_its_stories_and_colour_over_a_restart_and_can_be_undone(
    reader: Reader, pages: Path
) -> None:
    window = reader.open()
    reader.import_all(pages, shelf.STORIES)
    tag_the_goats(reader, "animals")
    reader.finds("tag:animals", 3)
    reader.press("Ctrl+Shift+J")
    reader.until(lambda: window.desk.tags.dialog is not None and len(window.desk.tags.dialog.tags.rows) == 1)
    manager = window.desk.tags.dialog
    assert manager is not None
    choose_row(manager.table, 0)
    manager.colour.setCurrentIndex(3)
    manager.colour.activated.emit(3)
    looks = window.results.list.tag_looks
    coloured = QColor(ground_and_text(3, dark=False)[0])
    reader.until(lambda: looks.of("animals")[0] == coloured)
    choose_row(manager.table, 0)
    manager.rename.click()
    asking = window.desk.tags.asking
    assert asking is not None
    asking.setTextValue("goats")
    asking.accept()
    reader.until(lambda: "“goats”" in reader.said())
    reader.until(lambda: [row.fact for row in manager.tags.rows] == ["goats"])
    reader.until(lambda: looks.of("goats")[0] == coloured)
    manager.close()
    reader.finds("tag:goats", 3)
    reader.finds("tag:animals", 0)
    window.messages.button.click()
    reader.finds("tag:animals", 3)
    reader.finds("tag:goats", 0)
    reader.at_window()
    reader.press("Ctrl+Shift+J")
    reader.until(lambda: [row.fact for row in manager.tags.rows] == ["animals"])
    choose_row(manager.table, 0)
    manager.rename.click()
    again = window.desk.tags.asking
    assert again is not None
    again.setTextValue("kids")
    again.accept()
    reader.until(lambda: "“kids”" in reader.said())
    reader.close()
    window = reader.open()
    reader.finds("tag:kids", 3)
    reader.until(lambda: window.results.list.tag_looks.of("kids")[0] == coloured)
