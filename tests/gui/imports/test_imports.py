"""Tests of the import report and of its sentences."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from reader.core.changes import ImportFinished, ImportProgress, ImportRow, Outcome
from reader.core.model import ArticleId
from reader.core.records import ImportRecord
from reader.gui.imports.flow import local_paths
from reader.gui.imports.model import ReportModel
from reader.gui.imports.report import ReportDialog, ReportWanted, RowOpened
from reader.gui.imports.strip import ImportStrip
from reader.gui.imports.wording import clock, ended, running
from reader.gui.look.themes import LIGHT
from reader.service.report import write

ROWS = (
    ImportRow("/a/one.html", Outcome.IMPORTED, "", ArticleId(1), "One"),
    ImportRow("/a/=cmd.html", Outcome.FAILED, "The file is empty."),
    ImportRow("/a/two.html", Outcome.CHECK, "No date.", ArticleId(2), "Two"),
)
PROGRESS = ImportProgress(1, 148, 312, 137, 9, 2, 0, 14.5, 11.2, "/a/b.html")


def test_the_strip_says_where_the_import_stands(qtbot: QtBot) -> None:
    assert running(PROGRESS) == "148/312 · 9 already here · 2 failed · 00:11 left"
    assert ended(PROGRESS, cancelled=True) == "Import stopped · 137 stories imported · 9 already here · 2 failed"
    assert clock(3_725) == "1:02:05"


def test_one_story_is_not_said_to_be_several(qtbot: QtBot) -> None:
    assert ended(ImportProgress(1, 1, 1, 1, 0, 0, 0, 1.0, None), cancelled=False) == "1 story imported"


def test_the_strip_asks_to_cancel_and_closes_when_done(qtbot: QtBot) -> None:
    strip = ImportStrip(LIGHT)
    qtbot.addWidget(strip)
    strip.show_progress(PROGRESS)
    assert strip.isVisible()
    with qtbot.waitSignal(strip.cancel_requested) as heard:
        strip.cancel.click()
    assert heard.args == []
    strip.show_finished(ImportFinished(PROGRESS))
    assert not strip.cancel.isVisible()
    with qtbot.waitSignal(strip.report_requested):
        strip.report.click()


def test_the_report_model_keeps_the_rules_of_models(qtbot: QtBot) -> None:
    model = ReportModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show(ROWS)
    model.append(ROWS)
    assert tester.model() is model
    assert model.rowCount() == 6


def dialog(qtbot: QtBot) -> ReportDialog:
    made = ReportDialog()
    qtbot.addWidget(made)
    made.show_imports([ImportRecord(7, "2026-01-01T10:00:00Z", "2026-01-01T10:01:00Z", PROGRESS)], 7)
    made.show_rows(ROWS)
    return made


def test_the_report_filters_by_outcome_and_saves_what_it_shows(qtbot: QtBot, tmp_path: Path) -> None:
    report = dialog(qtbot)
    report.choose_outcome(Outcome.FAILED)
    assert report.shown_rows() == (ROWS[1],)
    write(report.shown_rows(), tmp_path / "r.json")
    assert len(json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))) == 1
    report.choose_outcome(None)
    write(report.shown_rows(), tmp_path / "r.csv")
    assert len((tmp_path / "r.csv").read_text(encoding="utf-8").splitlines()) == 4


def test_a_row_of_the_report_opens_its_story(qtbot: QtBot) -> None:
    report = dialog(qtbot)
    with qtbot.waitSignal(report.row_opened) as heard:
        report.open_row(2)
    assert heard.args[0] == RowOpened(ArticleId(2))


def test_choosing_an_import_asks_for_its_rows(qtbot: QtBot) -> None:
    report = dialog(qtbot)
    with qtbot.waitSignal(report.report_wanted) as heard:
        report.imports.activated.emit(0)
    assert heard.args[0] == ReportWanted(7)


@pytest.mark.parametrize(
    ("url", "taken"), [("file:///a/b.html", True), ("http://x.example/a", False), ("file://server/share/x", False)]
)
def test_only_what_is_on_this_computer_can_be_dropped(url: str, taken: bool) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl(url)])
    assert bool(local_paths(dropped)) is taken
