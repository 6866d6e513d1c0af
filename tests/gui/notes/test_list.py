"""The list of highlights and notes is searched and filtered, opens stories where they are marked, and is exported."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from reader.core.anchoring import anchor_of
from reader.core.highlights import AddHighlight, SetNote, marked_text
from reader.core.model import ArticleId, Span
from reader.gui.notes.list_dialog import AnnotationsDialog
from reader.gui.window import MainWindow
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


def test_note_on_the_story_is_kept(qtbot: QtBot, window: MainWindow) -> None:
    window.desk.annotations.ask_for_note = lambda: "Ask the harbour master"
    with qtbot.waitSignal(window.desk.annotations.said) as said:
        window.actions_table.by_name["story_note"].trigger()
    assert "kept" in said.args[0].text
    article_id = window.reading.article_id
    assert article_id is not None
    assert SetNote(article_id, "Ask the harbour master") in worker_of(window).wishes
