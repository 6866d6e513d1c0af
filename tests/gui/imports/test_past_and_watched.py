"""Past imports, trying again what failed, and watched folders in the window."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from reader.core.changes import ImportFinished, ImportProgress, ImportRow, Outcome, ResumeImport, RetryImport
from reader.core.model import ArticleId
from reader.core.records import ImportRecord
from reader.core.watched import LookAtWatched, UnwatchFolder, WatchedFolder, WatchedFolders, WatchFolder, WatchImported
from reader.gui.frame.window import MainWindow
from reader.gui.imports.past import PastImportsDialog
from reader.gui.imports.report import ReportDialog
from reader.gui.imports.report_flow import local_folder_of
from reader.gui.look.tables import Columns, TableRow, TextTable
from tests.gui.acting import press, worker_of
from tests.gui.fakes import FakeLibrary

DONE = ImportProgress(1, 40, 40, 35, 2, 1, 2, 0.0, None)
HALF = ImportProgress(2, 10, 25, 10, 0, 0, 0, 0.0, None)
RECORDS = (
    ImportRecord(1, "2026-01-01T10:00:00Z", "2026-01-01T10:01:00Z", DONE),
    ImportRecord(2, "2026-01-02T10:00:00Z", "", HALF),
)
CLIPS = WatchedFolder("/home/ada/Clippings", False, "2026-01-01T10:00:00Z", 120, 118)


def test_a_text_table_keeps_the_rules_of_models(qtbot: QtBot) -> None:
    model = TextTable(Columns(("A", "B"), frozenset({1})))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    for count in (3, 3, 0, 1):
        model.show([TableRow(("a", str(number)), fact=number) for number in range(count)])
    assert isinstance(tester.model(), QAbstractItemModel)
    assert model.rowCount() == 1


def past(qtbot: QtBot) -> PastImportsDialog:
    made = PastImportsDialog()
    qtbot.addWidget(made)
    made.show_imports(RECORDS)
    return made


def test_past_imports_are_listed_newest_first_with_counts(qtbot: QtBot) -> None:
    dialog = past(qtbot)
    assert [row.cells[1:] for row in dialog.model.rows] == [
        ("25", "10", "0", "0", "0", "15 files left"),
        ("40", "37", "2", "2", "1", "finished"),
    ]
    assert dialog.chosen == RECORDS[1]
    assert (dialog.resume.isEnabled(), dialog.retry.isEnabled()) == (True, False)
    dialog.table.selectRow(1)
    assert (dialog.resume.isEnabled(), dialog.retry.isEnabled()) == (False, True)
    dialog.allow_writing(allowed=False)
    assert not dialog.retry.isEnabled()
    assert dialog.report.isEnabled()


def test_a_past_import_opens_its_report_and_is_tried_again(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary
) -> None:
    library.rows = (ImportRow("/a/one.html", Outcome.FAILED, "The file is empty."),)
    library.records = RECORDS
    press(qtbot, window, "Ctrl+Shift+R")
    dialog = window.reports.past
    assert dialog is not None
    qtbot.waitUntil(lambda: len(dialog.model.rows) == 2)
    dialog.table.selectRow(1)
    dialog.retry.click()
    dialog.table.selectRow(0)
    dialog.resume.click()
    assert worker_of(window).wishes == [RetryImport(1), ResumeImport(2)]
    dialog.table.selectRow(1)
    dialog.table.setFocus()
    press(qtbot, dialog.table, "Return")
    report = window.reports.report
    assert report is not None
    qtbot.waitUntil(lambda: report.import_id == 1 and len(report.model.rows) == 1)
    report.retry.click()
    assert worker_of(window).wishes[-1] == RetryImport(1)
    library.records = (*RECORDS, replace(RECORDS[0], import_id=3))
    worker_of(window).tell(ImportFinished(replace(DONE, import_id=3)))
    qtbot.waitUntil(lambda: len(dialog.model.rows) == 3)


ROWS = (
    ImportRow("/a/one.html", Outcome.IMPORTED, "", ArticleId(1), "One"),
    ImportRow("/a/two.html", Outcome.FAILED, "The file is empty."),
)


def test_what_can_be_done_with_a_row_depends_on_it(qtbot: QtBot) -> None:
    report = ReportDialog()
    qtbot.addWidget(report)
    report.show_imports(RECORDS, 1)
    report.show_rows(ROWS)
    assert not report.show_story.isEnabled()
    report.choose_row(0)
    assert (report.show_story.isEnabled(), report.show_folder.isEnabled()) == (True, True)
    report.choose_row(1)
    assert not report.show_story.isEnabled()
    assert report.retry.isEnabled()
    with qtbot.waitSignal(report.folder_wanted) as heard:
        report.show_folder.click()
    assert heard.args[0].path == "/a/two.html"
    report.show_rows(ROWS[:1])
    assert not report.retry.isEnabled()


def test_the_folder_of_a_file_is_opened_if_it_is_there(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary, tmp_path: Path
) -> None:
    library.rows = (
        ImportRow(str(tmp_path / "a.html"), Outcome.FAILED, "The file is empty."),
        ImportRow(str(tmp_path / "gone" / "b.html"), Outcome.FAILED, "The file is empty."),
    )
    asked: list[str] = []
    window.reports.open_folder = asked.append
    window.reports.show_report()
    report = window.reports.report
    assert report is not None
    qtbot.waitUntil(lambda: len(report.model.rows) == 2)
    report.choose_row(0)
    report.show_folder.click()
    qtbot.waitUntil(lambda: asked == [str(tmp_path)])
    report.choose_row(1)
    with qtbot.waitSignal(window.reports.said) as heard:
        report.show_folder.click()
    assert "not there" in heard.args[0].text


@pytest.mark.parametrize("path", ["//server/share/a.html", "\\\\server\\share\\a.html", "relative/a.html"])
def test_no_folder_of_another_computer_is_opened(path: str) -> None:
    assert local_folder_of(path) == ""


def test_watched_folders_are_added_paused_and_removed(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    press(qtbot, window, "Ctrl+Shift+W")
    dialog = window.watching.dialog
    assert dialog is not None
    assert not dialog.remove.isEnabled()
    dialog.choose_folder = lambda: str(tmp_path)
    dialog.add.click()
    worker = worker_of(window)
    assert worker.wishes == [WatchFolder(str(tmp_path))]
    trouble = WatchedFolder("/gone", trouble="The folder is not there.")
    worker.tell(WatchedFolders((CLIPS, trouble, replace(CLIPS, path="/p", is_paused=True))))
    qtbot.waitUntil(lambda: len(dialog.model.rows) == 3)
    assert [row.cells[1] for row in dialog.model.rows] == ["watched", "The folder is not there.", "paused"]
    assert dialog.model.rows[0].cells[3:] == ("120", "118")
    dialog.pause.click()
    dialog.table.selectRow(2)
    assert dialog.pause.text() == "Go on"
    dialog.pause.click()
    dialog.table.selectRow(1)
    dialog.remove.click()
    dialog.look.click()
    assert worker.wishes[1:] == [
        WatchFolder(CLIPS.path, is_paused=True),
        WatchFolder("/p", is_paused=False),
        UnwatchFolder("/gone"),
        LookAtWatched(),
    ]


def test_new_stories_from_a_watched_folder_are_told_in_passing(qtbot: QtBot, window: MainWindow) -> None:
    worker_of(window).tell(WatchImported(4, ("/home/ada/Clippings",), 3, 0, 0))
    qtbot.waitUntil(lambda: window.statusBar().currentMessage() == "3 new stories from Clippings")
    assert not window.messages.isVisible()
    worker_of(window).tell(WatchImported(5, ("/home/ada/Clippings",), 1, 0, 2))
    qtbot.waitUntil(lambda: window.statusBar().currentMessage() == "1 new story from Clippings")
    message = window.messages.shown
    assert message is not None
    assert message.text == "2 files from Clippings could not be read."
    window.messages.button.click()
    qtbot.waitUntil(lambda: window.reports.report is not None and window.reports.report.isVisible())


def test_a_window_that_only_reads_changes_no_list(qtbot: QtBot, window: MainWindow) -> None:
    window.watching.show_dialog()
    window.watching.allow_writing(allowed=False)
    dialog = window.watching.dialog
    assert dialog is not None
    assert not dialog.add.isEnabled()
