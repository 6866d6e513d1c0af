"""The view of hits in context: filling, order, the way to a story, copying, collocates and files."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from reader.core.model import ArticleId, Span
from reader.core.query import Hit as Found
from reader.core.query import Measure, StoryHead, Width
from reader.gui.frame.messages import Message
from reader.gui.frame.window import MainWindow
from reader.gui.reading.hits import Hit, Sought, place_of
from reader.gui.reading.html import Part, Shown
from reader.gui.study.collocates import CollocateChosen
from reader.gui.study.exporting import ExportProgress
from reader.gui.study.model import DIRECTION_ROLE, HIT, LEFT, RIGHT, ContextModel
from reader.gui.study.table import LineChosen
from reader.gui.study.view import SortChosen
from reader.gui.views.tabs import ViewName
from reader.study.collocates import Window
from reader.study.lines import Reader
from reader.study.sorting import Level
from tests.gui.acting import focus, press, search
from tests.gui.conftest import OpenWindow
from tests.gui.fakes import FakeLibrary


@pytest.fixture
def filled(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """Return a window with all hits of a word in their contexts."""
    search(qtbot, window, "bridge")
    with qtbot.waitSignal(window.desk.contexts.arranged):
        press(qtbot, window, "Ctrl+2")
    return window


def sort_by(qtbot: QtBot, window: MainWindow, *levels: Level) -> None:
    """Choose levels and wait for the order."""
    with qtbot.waitSignal(window.desk.contexts.arranged):
        for box, level in zip(window.desk.contexts.view.sorts, levels, strict=False):
            box.setCurrentIndex(list(Level).index(level))


def column(window: MainWindow, number: int) -> list[str]:
    """Return the cells of a column."""
    return [window.desk.contexts.model.cells(row)[number] for row in range(window.desk.contexts.model.rowCount())]


def test_ctrl_2_shows_every_hit_and_the_table_takes_the_focus(qtbot: QtBot, filled: MainWindow) -> None:
    assert filled.views.current is ViewName.CONTEXT
    assert filled.desk.contexts.view.table.hasFocus()
    assert {word.lower() for word in column(filled, HIT)} == {"bridge"}
    assert str(filled.desk.contexts.model.rowCount()) in filled.desk.contexts.view.status.text()


def test_an_empty_query_says_what_to_do(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.desk.contexts.filled):
        press(qtbot, window, "Ctrl+2")
    assert "Search for words" in window.desk.contexts.view.status.text()
    assert window.desk.contexts.model.rowCount() == 0


def test_a_new_search_fills_the_table_anew(qtbot: QtBot, filled: MainWindow) -> None:
    with qtbot.waitSignal(filled.desk.contexts.arranged):
        filled.query_bar.put("river")
    assert {word.lower() for word in column(filled, HIT)} == {"river"}


def test_lines_are_sorted_by_the_word_to_the_right(qtbot: QtBot, filled: MainWindow) -> None:
    with qtbot.waitSignal(filled.desk.contexts.view.sort_chosen) as caught:
        sort_by(qtbot, filled, Level.R1, Level.DATE)
    assert caught.args == [SortChosen((Level.R1,))]
    following = ["".join(text.split()[:1]).strip(".,;:”").lower() for text in column(filled, RIGHT)]
    known = [word for word in following if word]
    assert known == sorted(known)
    assert len(set(known)) > 1


def test_enter_opens_the_story_at_that_hit_and_space_only_shows_it(qtbot: QtBot, filled: MainWindow) -> None:
    table = filled.desk.contexts.view.table
    rows = range(filled.desk.contexts.model.rowCount())
    row = next(row for row in rows if filled.desk.contexts.model.line(row).ordinal == 1)
    line = filled.desk.contexts.model.line(row)
    table.selectRow(row)
    with qtbot.waitSignal(filled.reading.opened), qtbot.waitSignal(table.line_chosen) as caught:
        press(qtbot, table, "Space")
    assert caught.args == [LineChosen(row, is_opened=False)]
    assert filled.reading.article_id == line.head.article_id
    hit = filled.reading.hits[filled.reading.current]
    story = filled.reading.story
    assert story is not None
    shown = story.parts[hit.part].shown[hit.block].text
    assert hit.span.of(shown) == line.text
    assert shown[hit.span.end :].split()[:2] == line.right.split()[: len(shown[hit.span.end :].split()[:2])]
    assert table.hasFocus()
    with qtbot.waitSignal(filled.reading.opened):
        press(qtbot, table, "Return")
    qtbot.waitUntil(filled.story.pane.hasFocus)
    press(qtbot, filled, "Esc")
    assert table.hasFocus()


def test_selected_lines_are_copied_between_tabs(qtbot: QtBot, filled: MainWindow) -> None:
    focus(qtbot, filled.desk.contexts.view.table)
    filled.actions_table.by_name["select_all"].trigger()
    with qtbot.waitSignal(QGuiApplication.clipboard().dataChanged):
        filled.actions_table.by_name["copy"].trigger()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == filled.desk.contexts.model.rowCount()
    assert all(line.count("\t") == 5 for line in lines)


def test_the_width_is_in_words_or_characters(qtbot: QtBot, filled: MainWindow) -> None:
    view = filled.desk.contexts.view
    view.size_box.setValue(2)
    assert max(len(text.split()) for text in column(filled, LEFT)) == 2
    view.measure.setCurrentIndex(1)
    view.size_box.setValue(5)
    assert view.width_wanted == Width(5, Measure.CHARACTERS)
    assert max(len(text) for text in column(filled, RIGHT)) == 5


def test_a_collocate_filters_the_lines_and_all_lines_come_back(qtbot: QtBot, filled: MainWindow) -> None:
    contexts = filled.desk.contexts
    before = contexts.model.rowCount()
    with qtbot.waitSignal(contexts.arranged):
        filled.actions_table.by_name["toggle_collocates"].trigger()
    panel = contexts.view.panel
    word = next(row.word for row in panel.model.rows if row.frequency < before)
    place = [row.word for row in panel.model.rows].index(word)
    with qtbot.waitSignal(contexts.arranged), qtbot.waitSignal(panel.collocate_chosen) as caught:
        panel.table.activated.emit(panel.model.index(place, 0))
    assert contexts.view.table.hasFocus()
    assert caught.args == [CollocateChosen(word)]
    assert 0 < contexts.model.rowCount() < before
    near = [f"{left} {right}".lower() for left, right in zip(column(filled, LEFT), column(filled, RIGHT), strict=True)]
    assert all(word in text for text in near)
    with qtbot.waitSignal(contexts.arranged):
        panel.all_lines.click()
    assert contexts.model.rowCount() == before


def test_collocates_are_sorted_by_any_column(qtbot: QtBot, filled: MainWindow) -> None:
    with qtbot.waitSignal(filled.desk.contexts.arranged):
        filled.desk.contexts.view.collocates.setChecked(True)
    panel = filled.desk.contexts.view.panel
    for number in range(panel.model.columnCount()):
        panel.table.sortByColumn(number, Qt.SortOrder.AscendingOrder)
        rows = panel.model.rows
        assert rows == sorted(rows, key=lambda row: (row[number], row.word))


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx"])
def test_lines_are_exported(
    qtbot: QtBot, filled: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    target = tmp_path / f"lines{suffix}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with qtbot.waitSignal(filled.desk.contexts.said) as caught:
        filled.actions_table.by_name["export_lines"].trigger()
    assert caught.args == [Message(f"Written: {target}")]
    assert target.stat().st_size > 0
    if suffix == ".tsv":
        assert len(target.read_text("utf-8").splitlines()) == filled.desk.contexts.model.rowCount() + 1


def test_a_file_that_cannot_be_written_is_told(
    qtbot: QtBot, filled: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "gone" / "x.csv"), ""))
    with qtbot.waitSignal(filled.desk.contexts.said) as caught:
        filled.desk.contexts.taking.export_lines()
    assert caught.args is not None
    assert "could not be written" in caught.args[0].text


def test_a_hebrew_line_reads_from_right_to_left_through_its_cells() -> None:
    model = ContextModel()
    reader = Reader(str.split)
    batch = reader.batch([Found(ArticleId(1), "body", 1, "לפני ", "הגשר", " אחרי")])
    model.append(batch, [StoryHead(ArticleId(1), "", "", "", "he")])
    assert model.data(model.index(0, RIGHT)) == "לפני"
    assert model.data(model.index(0, LEFT)) == "אחרי"
    assert model.data(model.index(0, HIT), DIRECTION_ROLE) is True
    assert model.cells(0)[:3] == ("לפני", "הגשר", "אחרי")
    titles = [model.headerData(column, Qt.Orientation.Horizontal) for column in (LEFT, RIGHT)]
    model.is_mirrored = True
    assert model.data(model.index(0, LEFT)) == "לפני"
    assert [model.headerData(column, Qt.Orientation.Horizontal) for column in (RIGHT, LEFT)] == titles


def test_a_table_follows_the_direction_of_the_window(qtbot: QtBot, filled: MainWindow) -> None:
    contexts = filled.desk.contexts
    before = [contexts.model.data(contexts.model.index(0, column)) for column in (LEFT, RIGHT)]
    filled.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert contexts.model.is_mirrored
    assert [contexts.model.data(contexts.model.index(0, column)) for column in (RIGHT, LEFT)] == before


def test_a_hit_is_found_by_its_context_before_its_number() -> None:
    text = "oil here. Then oil there."
    parts = (Part("", (Shown("A caption with oil"), Shown(text))),)
    hits = (Hit(0, 0, Span(15, 18)), Hit(0, 1, Span(0, 3)), Hit(0, 1, Span(15, 18)))
    assert place_of(parts, hits, Sought(0, "", "oil", " here. Then oil")) == 1
    assert place_of(parts, hits, Sought(1, "oil here.  Then ", "oil", " there.")) == 2
    assert place_of(parts, (), Sought(0, "", "oil", "")) == -1


def test_the_line_that_is_current_stays_so_when_lines_are_sorted(qtbot: QtBot, filled: MainWindow) -> None:
    table, model = filled.desk.contexts.view.table, filled.desk.contexts.model
    last = model.rowCount() - 1
    table.selectRow(last)
    text = model.cells(last)[LEFT]
    sort_by(qtbot, filled, Level.L1)
    assert table.currentIndex().row() != last
    assert model.cells(table.currentIndex().row())[LEFT] == text
    assert table.chosen_rows().tolist() == [table.currentIndex().row()]


def test_selected_rows_are_told_in_order_whatever_was_clicked_first(qtbot: QtBot, filled: MainWindow) -> None:
    table = filled.desk.contexts.view.table
    table.selectRow(5)
    mode = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in (2, 3):
        table.selectionModel().select(table.model().index(row, 0), mode)
    assert table.chosen_rows().tolist() == [2, 3, 5]
    table.selectAll()
    assert table.chosen_rows().tolist() == list(range(filled.desk.contexts.model.rowCount()))


def test_the_header_asks_no_row_whether_it_is_selected(qtbot: QtBot, filled: MainWindow) -> None:
    table = filled.desk.contexts.view.table
    table.selectAll()
    selection = table.horizontalHeader().selectionModel()
    assert selection is not table.selectionModel()
    assert not selection.hasSelection()


def test_words_that_stand_nowhere_are_said_to_have_no_lines(qtbot: QtBot, filled: MainWindow) -> None:
    with qtbot.waitSignal(filled.desk.contexts.arranged):
        filled.query_bar.put("zebra")
    assert "no lines to show" in filled.desk.contexts.view.status.text()


def test_order_and_width_are_remembered(
    qtbot: QtBot, filled: MainWindow, open_window: OpenWindow, library: FakeLibrary
) -> None:
    view = filled.desk.contexts.view
    view.size_box.setValue(7)
    view.measure.setCurrentIndex(view.measure.findData(Measure.CHARACTERS))
    view.size_box.setValue(33)
    sort_by(qtbot, filled, Level.R2, Level.L1, Level.DATE)
    view.panel.left.setValue(2)
    view.panel.without_function_words.setChecked(False)
    filled.close()
    again = open_window(library).desk.contexts
    assert again.view.levels == (Level.R2, Level.L1, Level.DATE)
    assert again.view.width_wanted == Width(33, Measure.CHARACTERS)
    assert again.model.listing.width == Width(33, Measure.CHARACTERS)
    again.view.measure.setCurrentIndex(again.view.measure.findData(Measure.WORDS))
    assert again.view.width_wanted == Width(7)
    assert again.view.panel.window_wanted == Window(2, 5)
    assert not again.view.panel.without_function_words.isChecked()


def test_an_export_that_is_given_up_leaves_no_file(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    contexts, told = filled.desk.contexts, list[ExportProgress]()
    contexts.taking.exports.progressed.connect(told.append)
    folder = tmp_path / "out"
    folder.mkdir()
    is_cancelled = Event()
    filled.jobs.run(lambda _: is_cancelled.wait(10), done=lambda _: None, failed=lambda _: None)
    with qtbot.waitSignal(contexts.said) as caught:
        contexts.taking.export_to(folder / "lines.xlsx")
        assert contexts.view.cancel.isVisible()
        contexts.view.cancel.click()
        is_cancelled.set()
    assert caught.args == [Message("The export was given up; no file was written.")]
    assert list(folder.iterdir()) == []
    rows = contexts.model.rowCount()
    assert told == [ExportProgress(0, rows), ExportProgress(0, rows, is_over=True)]
    assert contexts.view.cancel.isHidden()
