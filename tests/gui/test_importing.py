"""Tests of the window while the library grows, or cannot be written."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.core.changes import (
    ImportFinished,
    ImportPaths,
    ImportText,
    IndexProgress,
    IndexState,
    LibraryChanged,
    ResumeImport,
    WorkerFailed,
)
from reader.gui.frame.messages import Weight
from reader.gui.frame.window import MainWindow
from reader.gui.wiring.worker_link import LinkState
from tests.gui import stories
from tests.gui.acting import PROGRESS, worker_of
from tests.gui.conftest import OpenWindow
from tests.gui.fakes import FakeLibrary


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
    qtbot.waitUntil(lambda: ImportPaths((str(tmp_path),)) in worker_of(window).wishes)


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
    wanted = [ImportPaths((str(tmp_path / "a.html"),)), ImportPaths((str(tmp_path),))]
    qtbot.waitUntil(lambda: [one for one in worker_of(window).wishes if isinstance(one, ImportPaths)] == wanted)


def test_a_report_that_cannot_be_saved_says_why(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.reports.choose_target = lambda: str(tmp_path / "missing" / "r.csv")
    window.reports.show_report()
    with qtbot.waitSignal(window.reports.said) as heard:
        window.reports.save_report()
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


def test_the_index_tells_its_state_in_the_status_line(qtbot: QtBot, window: MainWindow) -> None:
    worker_of(window).tell(IndexProgress(IndexState.REBUILDING, 120, 298, "It was damaged."))
    qtbot.waitUntil(lambda: window.status.index_text == "Rebuilding the search index 120/298 · It was damaged.")


def test_a_search_that_overtakes_the_refresh_still_sees_the_change(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary
) -> None:
    refreshed = library.refreshed
    worker_of(window).tell(LibraryChanged(added=(library.add(stories.bridge()),)))
    worker_of(window).tell(ImportFinished(PROGRESS))
    with qtbot.waitSignal(window.search.searched, check_params_cb=lambda one: one.answer.query == "bridge"):
        window.query_bar.put("bridge")
    assert library.refreshed > refreshed
