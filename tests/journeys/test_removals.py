"""Removals: looking at them, taking one back, and rules of the reader's own."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reader.gui.reading.paragraphs import View
from tests.journeys import shelf
from tests.journeys.reader import Reader

SENTENCE = "The river stood two metres above its summer mark"


def view_of(reader: Reader) -> View | None:
    """Return which view of the story is on screen."""
    story = reader.window.reading.story
    return story.request.view if story else None


def test_a_restored_word_is_found_and_lost_again_by_undo(reader: Reader, pages: Path) -> None:
    window = reader.open()
    reader.import_all(pages, shelf.STORIES)
    assert reader.search("kestrelmoor").total == 0
    assert reader.search("goat outlet:quayside").total + reader.search("ferry outlet:quayside").total > 0
    reader.read_first()
    reader.go_to_list()
    reader.press("R")
    reader.until(lambda: view_of(reader) is View.REMOVED)
    pane = window.story.pane
    assert shelf.RELATED in pane.toPlainText()
    reader.go_to_story()
    assert window.reading.story is not None
    article = window.reading.story.story.article
    (number,) = [
        place for place, removal in enumerate(article.removals) if "Kestrelmoor" in removal.span.of(article.text)
    ]
    for _ in range(number + 1):
        QTest.keyClick(pane, Qt.Key.Key_Tab)
    assert pane.current_removal() == number
    QTest.keyClick(pane, Qt.Key.Key_Return)
    reader.until(lambda: "Kestrelmoor" in reader.said())
    reader.finds("kestrelmoor", 1)
    reader.read_first()
    reader.until(lambda: view_of(reader) is View.CLEAN and shelf.RELATED in pane.toPlainText())
    window.messages.button.click()
    reader.finds("kestrelmoor", 0)


def test_a_rule_for_an_outlet_shows_first_what_it_changes_and_can_be_undone(reader: Reader, pages: Path) -> None:
    window = reader.open()
    reader.import_all(pages, shelf.STORIES)
    both = reader.search("metres above its summer mark").total
    in_ledger = reader.search('"metres above its summer mark" outlet:"Fenland Ledger"').total
    reader.read_first()
    reader.go_to_story()
    reader.until(lambda: SENTENCE in window.story.pane.toPlainText())
    reader.select(SENTENCE)
    with reader.qtbot.waitSignal(window.desk.removing.asked, timeout=15_000) as asked:
        reader.choose("&Story", "Remove the paragraph everywhere in the outlet…")
    assert asked.args is not None
    assert asked.args[0].stories == in_ledger
    assert window.model.total == in_ledger
    question = window.desk.removing.question
    assert question is not None
    assert len(question.model.rows) == in_ledger
    question.remove.click()
    reader.finds("metres above its summer mark", both - in_ledger)
    window.messages.button.click()
    reader.finds("metres above its summer mark", both)
