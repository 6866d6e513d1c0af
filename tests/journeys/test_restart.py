"""Everything is as it was when the program is started again."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog

from reader.core.query import SortKey
from reader.core.settings import Theme
from reader.gui.frame.window import MainWindow
from tests.journeys import shelf
from tests.journeys.reader import Reader

QUOTE = "The harbour master, Tilda Brack"


def is_oldest_first(window: MainWindow, stories: int) -> bool:
    """Tell whether the list shows so many stories, the oldest one first."""
    days = [row.result.published for row in window.model.rows]
    return len(days) == stories and days == sorted(days) and days[0] < days[-1]


def test_restart_finds_everything_as_it_was(reader: Reader, pages: Path) -> None:
    window = reader.open()
    reader.import_all(pages, shelf.STORIES)
    query = 'council outlet:"Fenland Ledger"'
    found = reader.search(query).total
    window.query_bar.put(query, SortKey.OLDEST)
    reader.until(lambda: is_oldest_first(window, found))
    reader.go_to_list()
    QTest.keyClick(window.results.list, Qt.Key.Key_Down)
    chosen = window.model.rows[1].result
    reader.until(lambda: window.reading.story is not None and window.reading.article_id == chosen.article_id)
    reader.press("S")
    reader.press("U")
    reader.until(lambda: window.model.rows[1].summary is not None and window.model.rows[1].summary.is_starred)
    was_read = window.model.rows[1].summary.is_read if window.model.rows[1].summary else None
    reader.press("T")
    reader.until(lambda: window.desk.tagging.editor is not None and window.desk.tagging.editor.isVisible())
    editor = window.desk.tagging.editor
    assert editor is not None
    QTest.keyClicks(editor.line, "kept")
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    reader.until(lambda: "kept" in reader.said())
    reader.go_to_story()
    reader.until(lambda: QUOTE in window.story.pane.toPlainText())
    reader.select(QUOTE)
    reader.press("2")
    reader.until(lambda: len(window.desk.highlights.highlights) == 1)
    reader.press("Ctrl+D")
    reader.until(lambda: window.findChild(QInputDialog) is not None)
    naming = window.findChild(QInputDialog)
    assert isinstance(naming, QInputDialog)
    naming.setTextValue("The Ledger's council")
    naming.accept()
    reader.until(lambda: len(window.saved.list.searches.searches) == 1)
    window.apply_settings(replace(window.settings, theme=Theme.SEPIA, font_size_px=23))
    window.resize(790, 690)
    size = window.size()
    window.sidebar.setVisible(False)
    reader.close()

    window = reader.open()
    reader.until(lambda: window.model.total == found)
    assert window.query_bar.query == query
    assert window.query_bar.sort is SortKey.OLDEST
    assert window.query_bar.chips.labels == ('outlet:"Fenland Ledger"',)
    reader.until(lambda: window.reading.story is not None and window.reading.article_id == chosen.article_id)
    summary = window.model.rows[1].summary
    assert summary is not None
    assert (summary.is_starred, summary.is_read) == (True, was_read)
    reader.until(lambda: [one.anchor.quote for one in window.desk.highlights.highlights] == [QUOTE])
    reader.until(lambda: [one.name for one in window.saved.list.searches.searches] == ["The Ledger's council"])
    assert (window.settings.theme, window.settings.font_size_px) == (Theme.SEPIA, 23)
    assert window.size() == size
    assert window.sidebar.isHidden()
    reader.finds("tag:kept", 1)
    reader.finds("is:starred", 1)
    assert window.model.rows[0].result.article_id == chosen.article_id
