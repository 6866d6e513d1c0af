"""Every example of the query sheet finds something in the sample archive, and runs when it is clicked."""

from pathlib import Path

from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from reader.core.changes import ImportFinished, ImportPaths, UpkeepFinished
from reader.core.query import SearchRequest
from reader.gui.frame.window import MainWindow
from reader.gui.query.sheet import EXAMPLES, ExampleChosen, QuerySheet
from reader.resources import resource
from reader.service.library import Library
from reader.service.wiring import Wiring
from tests.service.worker_tools import RunningWorker


def test_every_example_finds_something_in_the_sample_archive(tmp_path: Path) -> None:
    with RunningWorker(tmp_path, Wiring(children=1)) as worker:
        worker.send(ImportPaths((str(resource("sample")),)))
        worker.wait_for(ImportFinished)
        worker.wait_for(UpkeepFinished)
        library = Library.open(worker.folder, worker.cache)
        queries = [query for _, examples in EXAMPLES for query, _ in examples]
        answers = [library.search(SearchRequest(query)) for query in queries]
        library.close()
    assert [(answer.query, answer.notes) for answer in answers if answer.total == 0 or answer.notes] == []


def test_clicked_example_is_searched_and_the_sheet_stays(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_table.by_name["query_sheet"].trigger()
    sheet = window.findChild(QuerySheet)
    assert isinstance(sheet, QuerySheet)
    with qtbot.waitSignal(window.search.searched), qtbot.waitSignal(sheet.example_chosen) as heard:
        sheet.text.anchorClicked.emit(QUrl("0/0"))
    assert heard.args[0] == ExampleChosen(EXAMPLES[0][1][0][0])
    assert window.query_bar.query == EXAMPLES[0][1][0][0]
    assert sheet.isVisible()
