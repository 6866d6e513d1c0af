"""Highlights are made by keys, drawn where the words stand, edited by Enter, and their deletion can be undone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.core.changes import LibraryChanged, SetRead
from reader.core.highlights import AddHighlight, ChangeHighlight, DeleteHighlight, PutBackHighlight
from reader.core.model import ArticleId, Span
from reader.gui.frame.window import MainWindow
from reader.gui.notes.colours import INKS, ground_and_text
from reader.gui.notes.places import Places
from reader.gui.reading.html import parts_of
from reader.gui.reading.paragraphs import View, lay_out
from tests.gui.acting import focus, press, search, worker_of
from tests.gui.articles import article
from tests.gui.fakes import FakeLibrary

BRIDGE = ArticleId(12)


def open_bridge(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.desk.highlights.shown):
        window.reading.open(BRIDGE, "")
    qtbot.waitUntil(lambda: window.reading.story is not None and window.reading.story.request.article_id == BRIDGE)
    focus(qtbot, window.story.pane)


def select(window: MainWindow, words: str) -> None:
    pane = window.story.pane
    start = pane.document().toPlainText().index(words)
    cursor = pane.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    pane.setTextCursor(cursor)


def drawn(window: MainWindow) -> list[str]:
    """Return what is drawn over the text, with its ground."""
    return [each.cursor.selectedText() for each in window.story.pane.extraSelections()]


def added(window: MainWindow) -> list[AddHighlight]:
    return [wish for wish in worker_of(window).wishes if isinstance(wish, AddHighlight)]


def test_h_highlights_what_is_selected(qtbot: QtBot, window: MainWindow) -> None:
    open_bridge(qtbot, window)
    select(window, "harbour board wanted a bridge")
    with qtbot.waitSignal(window.desk.highlights.shown):
        press(qtbot, window.story.pane, "H")
    (wish,) = added(window)
    assert wish.anchor.quote == "harbour board wanted a bridge"
    assert (wish.article_id, wish.colour, wish.note) == (BRIDGE, 1, "")
    assert wish.anchor.prefix.endswith("The ")
    assert drawn(window) == ["harbour board wanted a bridge"]
    assert not window.story.pane.textCursor().hasSelection()


def test_number_chooses_the_colour_and_h_keeps_it(qtbot: QtBot, window: MainWindow) -> None:
    open_bridge(qtbot, window)
    select(window, "grain ships")
    with qtbot.waitSignal(window.desk.highlights.shown):
        press(qtbot, window.story.pane, "4")
    select(window, "old town wanted")
    with qtbot.waitSignal(window.desk.highlights.shown):
        press(qtbot, window.story.pane, "H")
    assert [wish.colour for wish in added(window)] == [4, 4]
    grounds = {each.format.background().color().name() for each in window.story.pane.extraSelections()}
    assert grounds == {ground_and_text(4, dark=False)[0]}


def test_passage_over_paragraphs_is_drawn_in_each(qtbot: QtBot, window: MainWindow) -> None:
    open_bridge(qtbot, window)
    pane = window.story.pane
    text = pane.document().toPlainText()
    cursor = pane.textCursor()
    cursor.setPosition(text.index("Length: 412"))
    cursor.setPosition(text.index(" at high water"), QTextCursor.MoveMode.KeepAnchor)
    pane.setTextCursor(cursor)
    with qtbot.waitSignal(window.desk.highlights.shown):
        press(qtbot, pane, "H")
    assert added(window)[0].anchor.quote.count("\n") == 2
    assert len(drawn(window)) == 3
    assert drawn(window)[2] == "Opens for ships twice a day,"


def test_enter_edits_and_deletion_can_be_undone(qtbot: QtBot, window: MainWindow) -> None:
    open_bridge(qtbot, window)
    select(window, "grain ships")
    with qtbot.waitSignal(window.desk.highlights.shown):
        press(qtbot, window.story.pane, "H")
    press(qtbot, window.story.pane, "]")
    assert window.story.pane.textCursor().selectedText() == "grain ships"
    QTest.keyClick(window.story.pane, Qt.Key.Key_Return)
    dialog = window.desk.highlights.dialog
    assert dialog is not None
    dialog.note.setPlainText("Which ships?")
    dialog.colour.setCurrentIndex(6)
    with qtbot.waitSignal(dialog.edited) as edited:
        dialog.save.click()
    assert (edited.args[0].colour, edited.args[0].note) == (7, "Which ships?")
    assert ChangeHighlight(1, 7, "Which ships?") in worker_of(window).wishes
    qtbot.waitUntil(lambda: window.desk.highlights.highlights[0].note == "Which ships?")
    window.desk.highlights.next_highlight()
    QTest.keyClick(window.story.pane, Qt.Key.Key_Return)
    assert window.desk.highlights.dialog is not None
    with qtbot.waitSignal(window.desk.highlights.shown):
        window.desk.highlights.dialog.delete.click()
    assert DeleteHighlight(1) in worker_of(window).wishes
    assert drawn(window) == []
    assert window.messages.shown is not None
    with qtbot.waitSignal(window.desk.highlights.shown):
        window.messages.button.click()
    assert any(isinstance(wish, PutBackHighlight) for wish in worker_of(window).wishes)
    assert drawn(window) == ["grain ships"]


def test_a_click_on_a_highlight_edits_it(qtbot: QtBot, window: MainWindow) -> None:
    open_bridge(qtbot, window)
    select(window, "Several thousand people")
    with qtbot.waitSignal(window.desk.highlights.shown):
        press(qtbot, window.story.pane, "H")
    pane = window.story.pane
    (selection,) = pane.extraSelections()
    place = pane.cursorRect(selection.cursor).center()
    place.setX(place.x() - 8)
    QTest.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.desk.highlights.dialog is not None
    window.desk.highlights.dialog.close()


def test_shift_h_asks_for_a_note(qtbot: QtBot, window: MainWindow) -> None:
    open_bridge(qtbot, window)
    select(window, "night bus")
    press(qtbot, window.story.pane, "Shift+H")
    dialog = window.desk.highlights.dialog
    assert dialog is not None
    assert added(window) == []
    dialog.note.setPlainText("Line 7")
    with qtbot.waitSignal(window.desk.highlights.shown):
        dialog.save.click()
    assert [wish.note for wish in added(window)] == ["Line 7"]


def test_without_a_selection_the_sentence_of_the_hit_is_taken(qtbot: QtBot, window: MainWindow) -> None:
    search(qtbot, window, "cathedral")
    focus(qtbot, window.story.pane)
    press(qtbot, window.story.pane, "H")
    qtbot.waitUntil(lambda: bool(window.desk.highlights.highlights))
    assert "cathedral" in added(window)[0].anchor.quote
    assert "He laughed" not in added(window)[0].anchor.quote


def test_nothing_selected_and_no_hit_says_what_to_do(qtbot: QtBot, window: MainWindow) -> None:
    open_bridge(qtbot, window)
    press(qtbot, window.story.pane, "H")
    assert window.messages.shown is not None
    assert "Select" in window.messages.shown.text
    assert not [wish for wish in worker_of(window).wishes if not isinstance(wish, SetRead)]


@pytest.mark.parametrize("dark", [False, True])
def test_text_on_every_colour_is_readable(dark: bool) -> None:
    def luminance(name: str) -> float:
        colour = QColor(name)
        channels = (colour.redF(), colour.greenF(), colour.blueF())
        linear: list[float] = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return float(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])

    for number in range(1, len(INKS) + 1):
        ground, text = (luminance(name) for name in ground_and_text(number, dark=dark))
        assert (max(ground, text) + 0.05) / (min(ground, text) + 0.05) >= 4.5
    assert len({(each.underline, each.is_bold) for each in INKS}) == len(INKS)


def test_places_go_both_ways_in_a_story_of_every_kind() -> None:
    lines = (
        ("r:menu", "Home | News"),
        ("s", "גשר חדש נפתח"),
        ("h", "A\u202e headline"),
        ("p", "x" * 1_200 + " long word"),
        ("t", "one cell"),
        ("k", "A caption"),
        ("p", "桥开通了 𝒜 end"),
    )
    made = article(lines)
    parts = parts_of(lay_out(made, View.CLEAN, "meta"))
    places = Places(made, parts)
    for words in ("headline", "חדש", "long word", "cell", "开通了 𝒜"):
        at = places.text.index(words)
        span = Span(at, at + len(words))
        (hit,) = places.shown(span)
        assert hit.span.of(parts[hit.part].shown[hit.block].text) == words
        assert places.marked(hit.part, (hit.block, hit.span.start), (hit.block, hit.span.end)) == span


def test_marks_follow_the_words_where_screen_and_library_differ(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary
) -> None:
    open_bridge(qtbot, window)
    select(window, "grain ships")
    with qtbot.waitSignal(window.desk.highlights.shown):
        press(qtbot, window.story.pane, "H")
    one = library.highlights[1]
    assert one.start is not None
    assert one.end is not None
    library.highlights[1] = replace(one, start=one.start + 9, end=one.end + 9)
    with qtbot.waitSignal(window.desk.highlights.shown):
        worker_of(window).tell(LibraryChanged(updated=(BRIDGE,)))
    assert drawn(window) == ["grain ships"]


def test_other_views_show_no_highlights_and_say_where_they_are_made(qtbot: QtBot, window: MainWindow) -> None:
    open_bridge(qtbot, window)
    select(window, "grain ships")
    with qtbot.waitSignal(window.desk.highlights.shown):
        press(qtbot, window.story.pane, "H")
    with qtbot.waitSignal(window.reading.opened), qtbot.waitSignal(window.desk.highlights.shown):
        press(qtbot, window.story.pane, "R")
    assert drawn(window) == []
    press(qtbot, window.story.pane, "H")
    assert window.messages.shown is not None
    assert "clean view" in window.messages.shown.text
    with qtbot.waitSignal(window.reading.opened), qtbot.waitSignal(window.desk.highlights.shown):
        press(qtbot, window.story.pane, "R")
    assert drawn(window) == ["grain ships"]
