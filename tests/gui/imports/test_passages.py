"""The repeated passages under the import report."""

from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from reader.core.changes import ImportFinished, ImportProgress, KeepPassage, PassagesFound
from reader.core.evidence import RepeatedPassage
from reader.gui.frame.window import MainWindow
from reader.gui.imports.passages import PassageKept, PassageList, PassageShown, PassagesModel, sentence
from reader.gui.reading.paragraphs import View
from tests.gui.acting import worker_of
from tests.gui.fakes import FakeLibrary

CLICK = RepeatedPassage(7, "Click for full Jpost coverage of the talks", "Jerusalem Post", 41, 57)
LONG = RepeatedPassage(8, "word " * 60, "", 5, 9, is_kept=True)


def test_a_passage_is_said_with_its_counts() -> None:
    said = "“Click for full Jpost coverage of the talks” in 41 of 57 stories of Jerusalem Post"
    assert sentence(CLICK) == said
    assert sentence(LONG).endswith("…” in 5 of 9 stories of an unknown outlet (kept)")
    assert len(sentence(LONG)) < 160


def test_the_model_is_sound(qtbot: QtBot) -> None:
    model = PassagesModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show([CLICK, LONG])
    assert model.rowCount(QModelIndex()) == 2
    assert tester.model() is model


def test_the_list_asks_to_keep_and_to_show(qtbot: QtBot) -> None:
    passages = PassageList()
    qtbot.addWidget(passages)
    passages.show_passages([CLICK, LONG])
    assert passages.isVisible()
    with qtbot.waitSignal(passages.keep_requested) as heard:
        passages.keep.click()
    assert heard.args == [PassageKept(CLICK, keep=True)]
    passages.list.setCurrentIndex(passages.model.index(1, 0))
    assert passages.keep.text() == "Remove again"
    with qtbot.waitSignal(passages.keep_requested) as heard:
        passages.keep.click()
    assert heard.args == [PassageKept(LONG, keep=False)]
    with qtbot.waitSignal(passages.show_requested) as shown:
        passages.show_one.click()
    assert shown.args == [PassageShown(LONG)]
    passages.show_passages([])
    assert not passages.isVisible()


def test_the_report_lists_what_was_found_and_opens_a_story_with_it(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary
) -> None:
    worker = worker_of(window)
    worker.tell(ImportFinished(ImportProgress(1, 3, 3, 3, 0, 0, 0, 1.0, None)))
    window.reports.show_report()
    report = window.reports.report
    assert report is not None
    qtbot.waitUntil(lambda: report.import_id == 1)
    library.passages = (CLICK,)
    worker.tell(PassagesFound(1, (CLICK,)))
    qtbot.waitUntil(report.passages.isVisible)
    report.passages.keep.click()
    assert KeepPassage("Jerusalem Post", 7, keep=True) in worker.wishes
    with qtbot.waitSignal(window.reading.opened, check_params_cb=lambda opened: opened.view is View.REMOVED):
        report.passages.show_one.click()
