"""Tests of what is done with whole results: choosing all, marking, tagging, copying, exporting; and of empty ones."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from reader.core.changes import SetRead, SetStarred
from reader.core.model import ArticleId, Span
from reader.core.query import SearchRequest, Suggestion
from reader.gui.exporting.dialog import ExportDialog
from reader.gui.frame.messages import Message
from reader.gui.frame.window import MainWindow
from reader.gui.reading.story_text import counted
from reader.gui.results.marks import Marked
from reader.gui.results.nothing import QueryTried
from reader.service.chosen import Chosen, ChosenError
from tests.gui import stories
from tests.gui.acting import focus, press, search, worker_of
from tests.gui.conftest import OpenWindow
from tests.gui.fakes import FakeLibrary

MANY = 1_200


@pytest.fixture
def crowd(qtbot: QtBot, open_window: OpenWindow) -> MainWindow:
    window = open_window(FakeLibrary([stories.short(number) for number in range(MANY)]))
    with qtbot.waitSignal(window.reading.opened):
        window.begin()
    focus(qtbot, window.results.list)
    return window


def test_ctrl_a_chooses_the_whole_result_without_fetching_it(qtbot: QtBot, crowd: MainWindow) -> None:
    before = len(worker_of(crowd).library.searches)
    press(qtbot, crowd.results.list, "Ctrl+A")
    assert crowd.results.bar.text == f"{counted(MANY)} of {counted(MANY)} selected"
    chosen = crowd.navigation.chosen()
    assert (chosen.count, chosen.is_whole, chosen.ids) == (MANY, True, ())
    assert len(worker_of(crowd).library.searches) == before


def test_a_whole_result_is_starred_marked_and_taken_back(qtbot: QtBot, crowd: MainWindow) -> None:
    library = worker_of(crowd).library
    press(qtbot, crowd.results.list, "Ctrl+A")
    with qtbot.waitSignal(crowd.navigation.marks.marked) as marked, qtbot.waitSignal(crowd.navigation.said) as said:
        press(qtbot, crowd.results.list, "S")
    assert marked.args[0] == Marked(frozenset(library.stories), starred=True)
    assert isinstance(said.args[0], Message)
    qtbot.waitUntil(lambda: all(each.is_starred for each in library.stories.values()))
    row = crowd.model.row_at(0)
    assert row is not None
    assert row.summary is not None
    assert row.summary.is_starred
    crowd.messages.button.click()
    qtbot.waitUntil(lambda: not any(each.is_starred for each in library.stories.values()))
    press(qtbot, crowd.results.list, "U")
    wishes = worker_of(crowd).wishes
    qtbot.waitUntil(lambda: any(isinstance(wish, SetRead) and len(wish.article_ids) == MANY for wish in wishes))


def test_only_stories_without_a_star_get_one_and_all_lose_it_where_all_have_it(
    qtbot: QtBot, window: MainWindow
) -> None:
    focus(qtbot, window.results.list)
    first = window.model.rows[0].result.article_id
    wishes = worker_of(window).wishes
    press(qtbot, window.results.list, "S")
    assert wishes[-1] == SetStarred((first,), is_starred=True)
    press(qtbot, window.results.list, "Ctrl+A")
    press(qtbot, window.results.list, "S")
    others = tuple(row.result.article_id for row in window.model.rows[1:])
    qtbot.waitUntil(lambda: wishes[-1] == SetStarred(others, is_starred=True))
    press(qtbot, window.results.list, "S")
    qtbot.waitUntil(lambda: wishes[-1] == SetStarred((first, *others), is_starred=False))


def test_a_whole_result_is_tagged(qtbot: QtBot, crowd: MainWindow) -> None:
    press(qtbot, crowd.results.list, "Ctrl+A")
    press(qtbot, crowd.results.list, "T")
    qtbot.waitUntil(lambda: crowd.desk.tagging.editor is not None)
    editor = crowd.desk.tagging.editor
    assert editor is not None
    editor.line.setText("water")
    with qtbot.waitSignal(crowd.desk.tagging.tagged):
        press(qtbot, editor.line, "Return")
    assert all(each.tags == ("water",) for each in worker_of(crowd).library.stories.values())


def test_a_run_of_rows_that_were_not_fetched_is_chosen_by_its_places() -> None:
    library = FakeLibrary([stories.short(number) for number in range(20)])
    request = SearchRequest("", limit=1_000)
    ranked = library.rank(request).ids
    part = Chosen(5, request=request, spans=((2, 4), (10, 11)), total=20)
    assert part.read(library) == (*ranked[2:5], *ranked[10:12])
    assert Chosen(20, request=request, spans=((0, 19),), total=20).read(library) == ranked
    library.add(stories.short(3))
    with pytest.raises(ChosenError, match="changed"):
        part.read(library)


def test_rows_are_copied_as_a_table_for_spreadsheets_and_word_processors(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.results.list)
    press(qtbot, window.results.list, "Ctrl+A")
    with qtbot.waitSignal(window.desk.listing.copied) as copied:
        press(qtbot, window.results.list, "Ctrl+C")
    assert copied.args == []
    data = QGuiApplication.clipboard().mimeData()
    lines = data.text().split("\n")
    assert lines[0].split("\t") == ["Headline", "Outlet", "Published", "Words", "Tags", "Address"]
    assert len(lines) == 13
    assert data.html().count("<tr>") == 13
    assert window.model.rows[0].result.headline in lines[1]


def test_ctrl_c_in_the_story_copies_the_story(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.story.pane)
    window.story.pane.selectAll()
    press(qtbot, window.story.pane, "Ctrl+C")
    assert "\t" not in QGuiApplication.clipboard().text().split("\n")[0]


def dialog_of(window: MainWindow, path: Path) -> ExportDialog:
    window.desk.lists.choose_file = lambda _name: str(path)
    window.actions_table.by_name["export_list"].trigger()
    assert window.desk.lists.dialog is not None
    return window.desk.lists.dialog


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".xlsx", ".html", ".md"])
def test_the_list_is_exported_whole(qtbot: QtBot, crowd: MainWindow, tmp_path: Path, ending: str) -> None:
    dialog = dialog_of(crowd, tmp_path / "list")
    dialog.form.setCurrentIndex(dialog.form.findData(ending))
    dialog.start.click()
    qtbot.waitUntil(partial(dialog.start.isEnabled))
    assert counted(MANY) in dialog.state.text()
    written = tmp_path / f"list{ending}"
    assert written.exists()
    if ending == ".csv":
        assert len(written.read_text("utf-8-sig").splitlines()) == MANY + 1
    dialog.close()


def test_a_stopped_export_of_the_list_leaves_no_file(qtbot: QtBot, crowd: MainWindow, tmp_path: Path) -> None:
    dialog = dialog_of(crowd, tmp_path / "list")
    dialog.start.click()
    dialog.stop.click()
    qtbot.waitUntil(dialog.start.isEnabled)
    assert "stopped" in dialog.state.text()
    assert not [path for path in tmp_path.iterdir() if "list" in path.name]
    dialog.close()


def test_nothing_found_offers_other_words_and_filters_to_take_off(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary
) -> None:
    library.suggestions = (Suggestion(Span(0, 5), "bridge", 11, "bridge"),)
    with qtbot.waitSignal(window.search.searched):
        window.query_bar.put('zebra outlet:"The Harbour Post" is:unread')
    nothing = window.results.nothing
    assert nothing.isVisible()
    assert nothing.sentence
    assert [button.text() for button in nothing.offers][-1] == "Take off all filters"
    assert len(nothing.offers) == 4
    with qtbot.waitSignal(nothing.query_tried) as tried, qtbot.waitSignal(window.search.searched):
        nothing.offers[1].click()
    assert tried.args[0] == QueryTried("zebra is:unread")
    assert window.query_bar.query == "zebra is:unread"
    with qtbot.waitSignal(window.search.searched):
        nothing.offers[0].click()
    assert window.results.list.isVisible()
    assert window.model.total == 11


def test_marks_go_to_the_story_on_screen_too(qtbot: QtBot, window: MainWindow) -> None:
    search(qtbot, window, "bridge")
    focus(qtbot, window.results.list)
    press(qtbot, window.results.list, "Ctrl+A")
    press(qtbot, window.results.list, "S")
    current = window.reading.article_id
    assert current is not None
    qtbot.waitUntil(lambda: worker_of(window).library.stories[ArticleId(current)].is_starred)
