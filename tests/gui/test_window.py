"""Tests of the window as a reader uses it, by keys and mouse, over a library in memory."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from reader.core.changes import (
    ImportFinished,
    ImportPaths,
    ImportProgress,
    ImportText,
    IndexProgress,
    IndexState,
    LibraryChanged,
    ResumeImport,
    SetRead,
    SetStarred,
    WorkerFailed,
)
from reader.core.model import ArticleId
from reader.core.query import SortKey
from reader.core.settings import Settings, Theme
from reader.gui.messages import Weight
from reader.gui.query_bar import QueryEdited
from reader.gui.reading.paragraphs import View
from reader.gui.reading.story_flow import StoryOpened, StoryRead
from reader.gui.results.flow import Searched, StatsRead
from reader.gui.results.view import StoryChosen
from reader.gui.sidebar.entries import Entry
from reader.gui.sidebar.model import ITEM_ROLE
from reader.gui.sidebar.view import FilterChosen
from reader.gui.window import MainWindow
from reader.gui.worker_link import LinkState
from tests.gui import stories
from tests.gui.conftest import OpenWindow
from tests.gui.fakes import FakeLibrary, FakeWorker

PROGRESS = ImportProgress(1, 1, 3, 1, 0, 0, 0, 1.0, None)


def press(qtbot: QtBot, widget: QWidget, keys: str) -> None:
    QTest.keySequence(widget, QKeySequence(keys))


def search(qtbot: QtBot, window: MainWindow, query: str) -> None:
    with qtbot.waitSignal(window.reading.opened):
        window.query_bar.put(query)


def worker_of(window: MainWindow) -> FakeWorker:
    worker = window.link.worker
    assert isinstance(worker, FakeWorker)
    return worker


def view_of(window: MainWindow) -> View | None:
    return window.reading.story.request.view if window.reading.story else None


def focus(qtbot: QtBot, widget: QWidget) -> None:
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)


def test_all_stories_are_listed_and_the_first_is_open(window: MainWindow) -> None:
    assert window.model.total == 12
    assert window.reading.article_id == window.model.rows[0].result.article_id
    assert window.query_bar.isVisible()


def test_typing_searches_and_the_pane_stands_at_the_first_hit(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.search.searched, check_params_cb=lambda s: s.answer.query == "ferry") as heard:
        QTest.keyClicks(window.query_bar.line, "ferry")
    assert isinstance(heard.args[0], Searched)
    qtbot.waitUntil(lambda: window.reading.current == 0)
    assert window.story.pane.extraSelections()
    assert "stories" in window.query_bar.counts_text
    assert "ferry" in window.query_bar.reading_text


def test_a_newer_search_takes_over_from_the_older(qtbot: QtBot, window: MainWindow) -> None:
    window.query_bar.put("ferry")
    search(qtbot, window, "museum")
    qtbot.waitUntil(lambda: window.search.request.query == "museum" and window.model.total == 3)


def test_a_query_that_is_typed_counts_its_last_word_as_a_beginning(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary
) -> None:
    with qtbot.waitSignal(window.query_bar.query_edited) as heard:
        QTest.keyClicks(window.query_bar.line, "b")
    assert heard.args[0] == QueryEdited("b", SortKey.RELEVANCE, is_whole=False)
    qtbot.waitUntil(lambda: library.searches[-1].typing)
    press(qtbot, window.query_bar.line, "Return")
    qtbot.waitUntil(lambda: not library.searches[-1].typing)


def test_down_goes_into_the_list_and_moves_there(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.query_bar.line)
    press(qtbot, window.query_bar.line, "Down")
    assert window.results.list.hasFocus()
    with qtbot.waitSignal(window.results.list.story_chosen) as heard:
        press(qtbot, window.results.list, "Down")
    assert heard.args[0] == StoryChosen(window.model.rows[1].result.article_id)


def test_n_goes_through_the_hits_and_on_into_the_next_story(qtbot: QtBot, window: MainWindow) -> None:
    search(qtbot, window, "ferry")
    focus(qtbot, window.results.list)
    first = window.reading.article_id
    for number in range(1, len(window.reading.hits)):
        press(qtbot, window.results.list, "N")
        assert window.reading.current == number
    with qtbot.waitSignal(window.reading.opened) as heard:
        press(qtbot, window.results.list, "N")
    assert isinstance(heard.args[0], StoryOpened)
    assert window.reading.article_id != first
    assert window.reading.current == 0
    with qtbot.waitSignal(window.reading.opened):
        press(qtbot, window.results.list, "Shift+N")
    assert window.reading.article_id == first
    assert window.reading.current == len(window.reading.hits) - 1


def test_f3_does_the_same_from_the_query(qtbot: QtBot, window: MainWindow) -> None:
    search(qtbot, window, "orrin")
    focus(qtbot, window.query_bar.line)
    hits = len(window.reading.hits)
    press(qtbot, window.query_bar.line, "F3")
    qtbot.waitUntil(lambda: window.reading.current == 1 or hits == 1)


def test_j_and_k_go_to_the_next_and_previous_story(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.story.pane)
    press(qtbot, window.story.pane, "J")
    qtbot.waitUntil(lambda: window.results.list.place == 1)
    press(qtbot, window.story.pane, "K")
    qtbot.waitUntil(lambda: window.results.list.place == 0)


def test_letters_typed_into_the_query_are_letters(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.query_bar.line)
    QTest.keyClicks(window.query_bar.line, "jnrs? /")
    assert window.query_bar.query == "jnrs? /"


def test_space_pages_on_and_then_goes_to_the_next_story(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(FakeLibrary([stories.ferry(), stories.long_story(1_500)]))
    with qtbot.waitSignal(window.reading.opened):
        window.begin()
    focus(qtbot, window.story.pane)
    long_first = window.reading.article_id
    for _ in range(40):
        press(qtbot, window.story.pane, "Space")
        if window.reading.article_id != long_first:
            break
    else:
        pytest.fail("space never came to the next story")


def test_r_shows_what_was_removed_and_esc_leaves_it(qtbot: QtBot, window: MainWindow) -> None:
    search(qtbot, window, "orrin mayor")
    focus(qtbot, window.results.list)
    before = window.reading.current
    with qtbot.waitSignal(window.reading.opened):
        press(qtbot, window.results.list, "R")
    text = window.story.pane.toPlainText()
    assert "Sign up for our morning letter" in text
    assert "call to action" in text
    assert window.reading.current == before
    assert window.actions_table.by_name["show_removed"].isChecked()
    with qtbot.waitSignal(window.reading.opened):
        press(qtbot, window.results.list, "Esc")
    assert view_of(window) is View.CLEAN
    assert "Sign up for our morning letter" not in window.story.pane.toPlainText()
    assert window.query_bar.query == "orrin mayor"


def test_o_shows_the_whole_text_of_the_page(qtbot: QtBot, window: MainWindow) -> None:
    search(qtbot, window, "orrin mayor")
    focus(qtbot, window.story.pane)
    with qtbot.waitSignal(window.reading.opened):
        press(qtbot, window.story.pane, "O")
    assert window.story.pane.toPlainText().startswith("Home | News | Sport | Weather")


def test_esc_goes_back_to_list_and_query_and_keeps_the_query(qtbot: QtBot, window: MainWindow) -> None:
    search(qtbot, window, "bridge")
    focus(qtbot, window.story.pane)
    press(qtbot, window.story.pane, "Esc")
    assert window.results.list.hasFocus()
    press(qtbot, window.results.list, "Esc")
    assert window.query_bar.line.hasFocus()
    press(qtbot, window.query_bar.line, "Esc")
    assert window.query_bar.query == "bridge"


def test_slash_and_control_l_go_to_the_query(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.results.list)
    press(qtbot, window.results.list, "/")
    qtbot.waitUntil(window.query_bar.line.hasFocus)
    focus(qtbot, window.story.pane)
    press(qtbot, window.story.pane, "Ctrl+L")
    qtbot.waitUntil(window.query_bar.line.hasFocus)


def test_f6_goes_round_the_panes(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.query_bar.line)
    for pane in (window.sidebar, window.results.list, window.story.pane, window.query_bar.line):
        now = QApplication.focusWidget()
        assert now is not None
        press(qtbot, now, "F6")
        qtbot.waitUntil(pane.hasFocus)


def test_finding_in_the_story_counts_and_goes_round(qtbot: QtBot, window: MainWindow) -> None:
    search(qtbot, window, "orrin mayor")
    query_hits = len(window.reading.hits)
    focus(qtbot, window.story.pane)
    press(qtbot, window.story.pane, "Ctrl+F")
    line = QApplication.focusWidget()
    assert line is not None
    QTest.keyClicks(line, "BRIDGE")
    found = len(window.reading.hits)
    assert found > 3
    for _ in range(found):
        press(qtbot, line, "Return")
    assert window.reading.current == 0
    press(qtbot, line, "Shift+Return")
    assert window.reading.current == found - 1
    press(qtbot, line, "Esc")
    assert len(window.reading.hits) == query_hits
    assert not window.story.find_bar.isVisible()


def test_s_stars_and_u_marks_as_read(qtbot: QtBot, window: MainWindow, library: FakeLibrary) -> None:
    focus(qtbot, window.results.list)
    article_id = window.reading.article_id
    assert article_id is not None
    press(qtbot, window.results.list, "S")
    press(qtbot, window.results.list, "U")
    assert worker_of(window).wishes == [
        SetStarred((article_id,), is_starred=True),
        SetRead((article_id,), is_read=True),
    ]
    summary = window.model.rows[0].summary
    assert summary is not None
    assert summary.is_starred
    assert summary.is_read
    qtbot.waitUntil(lambda: window.sidebar.stats is not None and window.sidebar.stats.starred == 1)


def test_a_star_goes_to_the_story_that_is_still_on_its_way(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.results.list)
    press(qtbot, window.results.list, "J")
    press(qtbot, window.results.list, "S")
    second = window.model.rows[1].result.article_id
    assert worker_of(window).wishes == [SetStarred((second,), is_starred=True)]


def test_a_story_the_reader_stays_with_is_marked_as_read(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.results.list)
    article_id = window.reading.article_id
    assert article_id is not None
    with qtbot.waitSignal(window.reading.read) as heard:
        window.reading.count_as_read()
    assert heard.args[0] == StoryRead(article_id)
    assert worker_of(window).wishes == [SetRead((article_id,), is_read=True)]


def test_a_story_opened_while_typing_is_not_marked_as_read(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.query_bar.line)
    window.reading.count_as_read()
    assert worker_of(window).wishes == []


def test_a_click_in_the_sidebar_narrows_the_query(qtbot: QtBot, window: MainWindow) -> None:
    model = window.sidebar.model()
    items = [model.index(row, 0).data(ITEM_ROLE) for row in range(model.rowCount())]
    row = next(at for at, item in enumerate(items) if isinstance(item, Entry) and item.label == "The Harbour Post")
    place = window.sidebar.visualRect(model.index(row, 0)).center()
    with qtbot.waitSignal(window.sidebar.filter_chosen) as heard, qtbot.waitSignal(window.search.searched):
        QTest.mouseClick(window.sidebar.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard.args[0] == FilterChosen('outlet:"The Harbour Post"', is_state=False)
    assert window.query_bar.query == 'outlet:"The Harbour Post"'
    assert window.model.total == 3


def test_a_query_without_a_match_says_so(qtbot: QtBot, window: MainWindow) -> None:
    window.query_bar.put("zebra")
    qtbot.waitUntil(lambda: window.results.sentence != "")
    assert "No story matches" in window.results.sentence
    assert window.reading.article_id is None


def test_an_empty_library_is_welcomed(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(FakeLibrary())
    window.begin()
    qtbot.waitUntil(window.welcome.isVisible)
    assert not window.query_bar.isVisible()
    with qtbot.waitSignal(window.welcome.sample_requested):
        window.welcome.buttons["archive"].click()
    wish = worker_of(window).wishes[0]
    assert isinstance(wish, ImportPaths)
    assert Path(wish.paths[0]).name == "sample"


def test_stories_come_in_while_an_import_runs(qtbot: QtBot, open_window: OpenWindow) -> None:
    library = FakeLibrary()
    window = open_window(library)
    window.begin()
    qtbot.waitUntil(window.welcome.isVisible)
    tell = worker_of(window).tell
    tell(PROGRESS)
    qtbot.waitUntil(window.strip.isVisible)
    assert not window.welcome.isVisible()
    added = library.add(stories.bridge())
    tell(LibraryChanged(added=(added,)))
    qtbot.waitUntil(lambda: window.model.total == 1)
    tell(ImportFinished(PROGRESS))
    qtbot.waitUntil(lambda: not window.imports.is_running)
    assert library.refreshed > 0


def test_the_place_is_kept_when_the_library_changes(qtbot: QtBot, window: MainWindow, library: FakeLibrary) -> None:
    window.results.list.go_to(4)
    chosen = window.reading.article_id
    added = library.add(replace(stories.bridge(), published=None))
    worker_of(window).tell(LibraryChanged(added=(added,)))
    qtbot.waitUntil(lambda: window.model.total == 13)
    assert window.reading.article_id == chosen
    assert window.model.rows[window.results.list.place].result.article_id == chosen


def test_the_list_does_not_move_when_stories_come_in_above(qtbot: QtBot, open_window: OpenWindow) -> None:
    library = FakeLibrary([stories.short(number) for number in range(40)])
    window = open_window(library)
    with qtbot.waitSignal(window.reading.opened):
        window.begin()
    bar = window.results.list.verticalScrollBar()
    bar.setValue(1_234)
    top = window.results.list.indexAt(QPoint(0, 0))
    story, offset = window.model.rows[top.row()].result.article_id, window.results.list.visualRect(top).top()
    added = library.add(replace(stories.short(6), published=stories.short(6).published))
    worker_of(window).tell(LibraryChanged(added=(added,)))
    qtbot.waitUntil(lambda: window.model.total == 41)
    top = window.results.list.indexAt(QPoint(0, 0))
    assert window.model.rows[top.row()].result.article_id == story
    assert window.results.list.visualRect(top).top() == offset


def test_a_story_opened_again_stands_where_it_was_left(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(FakeLibrary([stories.ferry(), stories.long_story(3_000)]))
    with qtbot.waitSignal(window.reading.opened):
        window.begin()
    with qtbot.waitSignal(window.reading.opened):
        window.results.list.go_to(1)
    window.story.pane.go_to_place(0.6)
    for place in (0, 1):
        with qtbot.waitSignal(window.reading.opened):
            window.results.list.go_to(place)
    assert abs(window.story.pane.reading_place() - 0.6) < 0.02


def test_a_search_that_a_change_of_the_library_overtakes_still_opens_its_first_hit(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.query_bar.put("orrin mayor")
    window.search.refresh()
    qtbot.waitUntil(lambda: bool(window.reading.hits))
    assert window.model.total == 1


def test_an_import_can_be_cancelled(qtbot: QtBot, window: MainWindow) -> None:
    worker_of(window).tell(PROGRESS)
    qtbot.waitUntil(lambda: window.imports.is_running)
    window.strip.cancel.click()
    qtbot.waitUntil(lambda: not window.imports.is_running)


def test_an_unfinished_import_is_offered_again(qtbot: QtBot, open_window: OpenWindow, library: FakeLibrary) -> None:
    window = open_window(library)
    window.begin()
    worker_of(window)
    window.imports.offer_resume((3, 8))
    message = window.messages.shown
    assert message is not None
    qtbot.waitUntil(lambda: window.link.state is LinkState.READY)
    window.messages.button.click()
    assert worker_of(window).wishes[-1] == ResumeImport(8)


def test_files_dropped_on_the_window_are_imported(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(5, 5), actions, dropped, buttons, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), actions, dropped, buttons, none))
    assert worker_of(window).wishes == [ImportPaths((str(tmp_path),))]


def test_a_pasted_story_is_imported(qtbot: QtBot, window: MainWindow) -> None:
    dialog = window.imports.paste()
    dialog.field.setPlainText("Headline\nText")
    dialog.add.click()
    assert worker_of(window).wishes == [ImportText("Headline\nText")]


def test_chosen_files_and_folders_are_imported(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.imports.choose_files = lambda: [str(tmp_path / "a.html")]
    window.imports.choose_folder = lambda: str(tmp_path)
    window.imports.import_files()
    window.imports.import_folder()
    assert worker_of(window).wishes == [ImportPaths((str(tmp_path / "a.html"),)), ImportPaths((str(tmp_path),))]


def test_a_report_that_cannot_be_saved_says_why(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.imports.choose_target = lambda: str(tmp_path / "missing" / "r.csv")
    window.imports.show_report()
    with qtbot.waitSignal(window.imports.said) as heard:
        window.imports.save_report()
    assert heard.args[0].weight is Weight.ERROR
    assert "No such file" in heard.args[0].text


def test_a_second_window_reads_only_and_says_so(qtbot: QtBot, open_window: OpenWindow, library: FakeLibrary) -> None:
    library.is_locked = True
    window = open_window(library)
    window.begin()
    worker_of(window).tell(WorkerFailed("This library is open in another window.", fatal=True))
    qtbot.waitUntil(lambda: window.link.state is LinkState.READ_ONLY)
    message = window.messages.shown
    assert message is not None
    assert "another window" in message.text
    assert not window.actions_table.by_name["import_files"].isEnabled()
    qtbot.waitUntil(lambda: window.model.total == 12)


def test_a_failed_wish_is_told_and_the_window_goes_on(qtbot: QtBot, window: MainWindow) -> None:
    worker_of(window).tell(WorkerFailed("The disk is full."))
    qtbot.waitUntil(lambda: window.messages.shown is not None)
    window.messages.dismiss()
    assert window.messages.shown is None


def test_a_story_that_is_gone_is_told_of(qtbot: QtBot, window: MainWindow, library: FakeLibrary) -> None:
    with qtbot.waitSignal(window.reading.failed) as heard:
        window.reading.open(ArticleId(99), "")
    assert heard.args[0].message == "This story is no longer in the library."
    assert window.messages.shown is not None


def test_the_index_tells_its_state_in_the_status_line(qtbot: QtBot, window: MainWindow) -> None:
    worker_of(window).tell(IndexProgress(IndexState.REBUILDING, 120, 298, "It was damaged."))
    qtbot.waitUntil(lambda: window.status.index_text == "Rebuilding the search index 120/298 · It was damaged.")


def test_the_counts_of_the_library_are_told(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.search.stats_read) as heard:
        window.search.read_stats()
    assert isinstance(heard.args[0], StatsRead)
    assert heard.args[0].stats.stories == 12


def has_rows(window: MainWindow, rows: int) -> bool:
    return window.model.rowCount() == rows


def test_more_stories_than_a_page_are_fetched_as_the_reader_goes_on(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(FakeLibrary([stories.short(number) for number in range(450)]))
    window.begin()
    qtbot.waitUntil(lambda: window.model.rowCount() == 50)
    assert window.model.total == 450
    for loaded in (250, 450):
        window.results.list.go_to(window.model.rowCount() - 1)
        qtbot.waitUntil(partial(has_rows, window, loaded))


def test_preferences_have_effect_at_once(qtbot: QtBot, window: MainWindow) -> None:
    window.apply_settings(Settings(theme=Theme.DARK, font_size_px=24))
    assert window.story.pane.document().defaultFont().pixelSize() == 24
    assert window.story.pane.palette().base().color().name() == "#232427"
    window.apply_settings(Settings(theme=Theme.LIGHT))


def test_a_link_is_opened_only_after_a_question(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("reader.gui.navigation.QDesktopServices.openUrl", lambda url: opened.append(url.toString()))
    window.story.pane.anchorClicked.emit(QUrl("https://bücher.example/x"))
    box = next(child for child in window.findChildren(QMessageBox) if child.isVisible())
    assert "xn--bcher-kva.example" in box.text()
    assert opened == []
    button = next(b for b in box.buttons() if box.buttonRole(b) is QMessageBox.ButtonRole.AcceptRole)
    button.click()
    assert len(opened) == 1
    window.navigation.open_address("file:///etc/passwd")
    assert len(opened) == 1


def test_everything_is_as_it_was_after_a_restart(qtbot: QtBot, open_window: OpenWindow, library: FakeLibrary) -> None:
    first = open_window(library)
    with qtbot.waitSignal(first.reading.opened):
        first.begin()
    first.query_bar.put("bridge", SortKey.OLDEST)
    qtbot.waitUntil(lambda: first.search.request.query == "bridge" and first.model.total == 11)
    first.results.list.go_to(3)
    chosen = first.model.rows[3].result.article_id
    qtbot.waitUntil(lambda: first.reading.story is not None and first.reading.story.request.article_id == chosen)
    first.actions_table.by_name["toggle_sidebar"].trigger()
    first.close()
    second = open_window(library)
    with qtbot.waitSignal(second.reading.opened):
        second.begin()
    assert second.query_bar.query == "bridge"
    assert second.query_bar.sort is SortKey.OLDEST
    assert second.reading.article_id == chosen
    assert second.results.list.place == 3
    assert second.sidebar.isHidden()


def test_closing_ends_worker_library_and_thread(window: MainWindow, library: FakeLibrary) -> None:
    worker = worker_of(window)
    window.close()
    assert worker.closed
    assert library.closed
