"""What the reader marks, notes and removes is found by search, exported, and survives cleaning anew and a restart."""

import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.core.changes import Reclean
from reader.export.stories import StoryFormat
from reader.gui.frame.window import MainWindow
from reader.gui.reading.paragraphs import View
from reader.gui.reading.spots import Spot, go_to_spot, top_spot
from reader.resources import resource
from reader.service.exporting import StoryExport
from reader.service.library import Library
from tests.journeys.conftest import OpenWindow, import_all, search
from tests.journeys.reader import PATIENCE_MS


def found_first(qtbot: QtBot, window: MainWindow, query: str) -> None:
    """Search and wait until the first story found is on screen, and it is known where its text stands."""
    search(qtbot, window, query)
    qtbot.waitUntil(
        lambda: (
            window.reading.story is not None
            and window.model.total > 0
            and window.reading.story.request.article_id == window.model.rows[0].result.article_id
            and bool(window.reading.hits)
            and window.desk.highlights.is_ready
        ),
        timeout=PATIENCE_MS,
    )


def test_what_is_marked_and_noted_is_found_exported_and_stays(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window()
    import_all(qtbot, window, resource("sample"))
    found_first(qtbot, window, "bridge")
    article_id = window.reading.article_id
    assert article_id is not None
    window.actions_table.by_name["highlight"].trigger()
    highlights = window.desk.highlights
    qtbot.waitUntil(lambda: len(highlights.highlights) == 1, timeout=PATIENCE_MS)
    quote = highlights.highlights[0].anchor.quote
    notes = window.desk.annotations.story_notes
    with qtbot.waitSignal(notes.asked, timeout=PATIENCE_MS):
        notes.write()
    assert notes.dialog is not None
    notes.dialog.text.setPlainText("Compare with the zeppelin affair")
    notes.dialog.save.click()
    qtbot.waitUntil(lambda: not window.story.bar.notes.isHidden(), timeout=PATIENCE_MS)
    for query in ("note:zeppelin", "is:annotated"):
        search(qtbot, window, query)
        assert [row.result.article_id for row in window.model.rows] == [article_id]
    window.link.send(Reclean((article_id,)))
    with qtbot.waitSignal(
        window.link.event_arrived, timeout=PATIENCE_MS, check_params_cb=lambda e: type(e).__name__ == "UpkeepFinished"
    ):
        pass
    window.close()
    again = open_window()
    qtbot.waitUntil(lambda: again.reading.story is not None, timeout=PATIENCE_MS)
    assert again.query_bar.query == "is:annotated"
    qtbot.waitUntil(lambda: len(again.desk.highlights.highlights) == 1, timeout=PATIENCE_MS)
    assert again.desk.highlights.highlights[0].anchor.quote == quote
    assert not again.desk.highlights.highlights[0].is_orphan
    library = again.shelf.library()
    assert isinstance(library, Library)
    again.close()
    library = Library.open(tmp_path / "library", tmp_path / "cache")
    job = StoryExport(tmp_path / "out.jsonl", StoryFormat.JSONL)
    while job.step(library, [article_id]):
        pass
    library.close()
    exported = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert [one["quote"] for one in exported["highlights"]] == [quote]
    assert exported["notes"] == ["Compare with the zeppelin affair"]


def test_a_story_begins_after_a_restart_where_it_was_left(qtbot: QtBot, open_window: OpenWindow) -> None:
    first = open_window()
    import_all(qtbot, first, resource("sample"))
    qtbot.waitUntil(lambda: first.reading.story is not None, timeout=PATIENCE_MS)
    first.resize(900, 320)
    longest = max(first.model.rows, key=lambda row: row.summary.words if row.summary else 0).result.article_id
    with qtbot.waitSignal(first.reading.opened, timeout=PATIENCE_MS):
        first.reading.open(longest, "")
    first.change_size(30)
    go_to_spot(first.story.pane, Spot(0, 3, 0.5))
    left = top_spot(first.story.pane)
    assert left.block == 3
    first.close()
    second = open_window()
    qtbot.waitUntil(lambda: second.reading.story is not None, timeout=PATIENCE_MS)
    if second.reading.article_id != longest:
        with qtbot.waitSignal(second.reading.opened, timeout=PATIENCE_MS):
            second.reading.open(longest, "")
    second.change_size(14)
    with qtbot.waitSignal(second.reading.opened, timeout=PATIENCE_MS):
        second.reading.reload()
    story = second.reading.story
    assert story is not None
    spot = second.reading.places.spot_of(story)
    assert spot is not None
    assert spot.block == left.block


def test_words_that_were_removed_are_not_found_and_restored_ones_are(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    import_all(qtbot, window, resource("sample"))
    found_first(qtbot, window, "bridge")
    pane, article_id = window.story.pane, window.reading.article_id
    assert article_id is not None
    text = next(shown.text for shown in pane.part.shown if shown.number and len(shown.text.split()) > 12)
    words = " ".join(text.split()[3:9])
    query = f'"{words.replace(chr(34), "")}"'
    search(qtbot, window, query)
    assert article_id in [row.result.article_id for row in window.model.rows]
    found_first(qtbot, window, "bridge")
    pane.setTextCursor(pane.document().find(words))
    assert pane.textCursor().hasSelection()
    window.actions_table.by_name["remove_words_here"].trigger()
    qtbot.waitUntil(lambda: words not in pane.toPlainText(), timeout=PATIENCE_MS)
    search(qtbot, window, query)
    qtbot.waitUntil(lambda: article_id not in [row.result.article_id for row in window.model.rows], timeout=PATIENCE_MS)
    window.reading.open(article_id, "")
    window.navigation.toggle_removed()
    qtbot.waitUntil(
        lambda: (
            window.reading.story is not None
            and window.reading.story.request.article_id == article_id
            and window.reading.story.request.view is View.REMOVED
        ),
        timeout=PATIENCE_MS,
    )
    story = window.reading.story
    assert story is not None
    number = next(number for number, one in enumerate(story.story.article.removals) if one.reason == "removed by you")
    cursor = pane.document().find("removed by you")
    pane.setTextCursor(cursor)
    assert pane.current_removal() == number
    QTest.keyClick(pane, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "removed by you" not in pane.toPlainText(), timeout=PATIENCE_MS)
    search(qtbot, window, query)
    qtbot.waitUntil(lambda: article_id in [row.result.article_id for row in window.model.rows], timeout=PATIENCE_MS)
