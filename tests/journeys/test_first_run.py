"""The first five minutes: an empty library, the sample archive, a query, its hits, what was removed, a restart."""

import os
import shutil
import signal
from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.core.changes import Outcome
from reader.gui.imports.strip import ImportStrip
from reader.gui.reading.paragraphs import View
from reader.gui.worker_link import LinkState
from reader.resources import resource
from reader.service.worker import WorkerClient
from tests.journeys.conftest import PATIENCE_MS, OpenWindow, import_all, search


def sample_stories() -> int:
    return sum(1 for path in resource("sample").iterdir() if path.is_file() and path.suffix != ".md")


def test_a_first_run_comes_from_nothing_to_reading(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    assert window.welcome.isVisible()
    qtbot.waitUntil(lambda: window.link.state is LinkState.READY, timeout=PATIENCE_MS)
    window.welcome.buttons["archive"].click()
    qtbot.waitUntil(lambda: window.model.total == sample_stories(), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not window.imports.is_running, timeout=PATIENCE_MS)
    assert not window.welcome.isVisible()
    search(qtbot, window, "harbour bridge")
    qtbot.waitUntil(lambda: bool(window.reading.hits), timeout=PATIENCE_MS)
    assert window.model.total > 0
    assert window.reading.current == 0
    marked = [selection.cursor.selectedText().lower() for selection in window.story.pane.extraSelections()]
    assert all(word.startswith(("harbour", "bridge")) for word in marked)


def test_hits_run_on_from_story_to_story_and_what_was_removed_can_be_seen(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = open_window()
    import_all(qtbot, window, resource("sample"))
    search(qtbot, window, "bridge")
    qtbot.waitUntil(lambda: bool(window.reading.hits), timeout=PATIENCE_MS)
    first = window.reading.article_id
    window.results.list.setFocus()
    for _ in range(len(window.reading.hits)):
        QTest.keySequence(window.results.list, QKeySequence("N"))
    qtbot.waitUntil(lambda: window.reading.article_id != first, timeout=PATIENCE_MS)
    story = window.reading.story
    assert story is not None
    with qtbot.waitSignal(window.reading.opened, timeout=PATIENCE_MS) as heard:
        window.navigation.toggle_removed()
    assert heard.args[0].view is View.REMOVED
    story = window.reading.story
    assert story is not None
    article, shown = story.story.article, window.story.pane.toPlainText()
    assert article.removals
    for removal in article.removals:
        assert " ".join(removal.span.of(article.text).split())[:200] in " ".join(shown.split())
        assert removal.reason in shown
    with qtbot.waitSignal(window.reading.opened, timeout=PATIENCE_MS):
        window.navigation.toggle_original()
    assert len("".join(window.story.pane.toPlainText().split())) == len("".join(article.text.split()))


def test_everything_is_there_after_a_restart(qtbot: QtBot, open_window: OpenWindow) -> None:
    first = open_window()
    import_all(qtbot, first, resource("sample"))
    search(qtbot, first, "bridge")
    qtbot.waitUntil(lambda: first.reading.story is not None and bool(first.reading.hits), timeout=PATIENCE_MS)
    first.results.list.go_to(1)
    chosen = first.model.rows[1].result.article_id
    qtbot.waitUntil(lambda: first.reading.story is not None and first.reading.article_id == chosen)
    first.navigation.star()
    qtbot.waitUntil(lambda: first.sidebar.stats is not None and first.sidebar.stats.starred == 1, timeout=PATIENCE_MS)
    found = [row.result.article_id for row in first.model.rows]
    first.close()
    second = open_window()
    qtbot.waitUntil(lambda: second.reading.story is not None, timeout=PATIENCE_MS)
    assert second.query_bar.query == "bridge"
    assert [row.result.article_id for row in second.model.rows] == found
    assert second.reading.article_id == chosen
    summary = second.model.rows[1].summary
    assert summary is not None
    assert summary.is_starred


def test_a_second_import_of_the_same_files_adds_nothing(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    import_all(qtbot, window, resource("sample"))
    qtbot.waitUntil(lambda: window.model.total == sample_stories(), timeout=PATIENCE_MS)
    import_all(qtbot, window, resource("sample"))
    window.reports.show_report()
    report = window.reports.report
    assert report is not None
    qtbot.waitUntil(lambda: len(report.model.rows) == sample_stories(), timeout=PATIENCE_MS)
    assert {row.outcome for row in report.model.rows} == {Outcome.ALREADY_HERE}
    assert window.model.total == sample_stories()


def test_a_second_window_on_a_library_reads_only(qtbot: QtBot, open_window: OpenWindow) -> None:
    first = open_window()
    import_all(qtbot, first, resource("sample"))
    second = open_window()
    qtbot.waitUntil(lambda: second.link.state is LinkState.READ_ONLY, timeout=PATIENCE_MS)
    assert second.messages.shown is not None
    assert not second.actions_table.by_name["import_files"].isEnabled()
    qtbot.waitUntil(lambda: second.model.total == sample_stories(), timeout=PATIENCE_MS)
    search(qtbot, second, "bridge")
    assert second.model.total > 0


def test_a_story_pasted_is_found(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    qtbot.waitUntil(lambda: window.link.state is LinkState.READY, timeout=PATIENCE_MS)
    dialog = window.imports.paste()
    body = "The lighthouse keeper counted nineteen ships before the fog came down over the estuary. " * 5
    dialog.field.setPlainText(f"A lighthouse in the fog\n\n{body}\n\n{body}")
    dialog.add.click()
    qtbot.waitUntil(lambda: window.model.total == 1, timeout=PATIENCE_MS)
    search(qtbot, window, "lighthouse")
    assert window.model.total == 1


def test_searching_goes_on_while_an_import_runs(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window()
    import_all(qtbot, window, resource("sample"))
    source = tmp_path / "pages"
    source.mkdir()
    for number in range(60):
        text = f"Dispatch {number}\n\n" + f"The observatory reported comet {number} over the estuary at night. " * 30
        (source / f"{number}.txt").write_text(text, encoding="utf-8")
    window.imports.import_paths((str(source),))
    qtbot.waitUntil(lambda: window.imports.counting.dialog is not None, timeout=PATIENCE_MS)
    counted = window.imports.counting.dialog
    assert counted is not None
    qtbot.waitUntil(lambda: counted.text.startswith("60 files"), timeout=PATIENCE_MS)
    assert counted.model.rows[0].cells[0] == "60"
    counted.go_on.click()
    qtbot.waitUntil(lambda: window.imports.is_running, timeout=PATIENCE_MS)
    assert isinstance(window.strip, ImportStrip)
    search(qtbot, window, "bridge")
    assert window.model.total > 0
    qtbot.waitUntil(lambda: not window.imports.is_running, timeout=PATIENCE_MS)
    search(qtbot, window, "observatory comet")
    qtbot.waitUntil(lambda: window.model.total == 60, timeout=PATIENCE_MS)


def test_a_worker_that_is_killed_is_started_again_and_imports(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    qtbot.waitUntil(lambda: window.link.state is LinkState.READY, timeout=PATIENCE_MS)
    worker = window.link.worker
    assert isinstance(worker, WorkerClient)
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: window.link.state is LinkState.RESTARTING, timeout=PATIENCE_MS)
    assert window.messages.shown is not None
    qtbot.waitUntil(lambda: window.link.state is LinkState.READY, timeout=PATIENCE_MS)
    import_all(qtbot, window, resource("sample"))
    qtbot.waitUntil(lambda: window.model.total == sample_stories(), timeout=PATIENCE_MS)


def test_the_views_of_the_library_show_what_is_starred_and_unread(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    import_all(qtbot, window, resource("sample"))
    qtbot.waitUntil(lambda: window.reading.story is not None and window.model.total > 0, timeout=PATIENCE_MS)
    chosen = window.reading.article_id
    window.navigation.star()
    window.navigation.toggle_unread()
    qtbot.waitUntil(
        lambda: window.sidebar.stats is not None and window.sidebar.stats.unread == sample_stories() - 1,
        timeout=PATIENCE_MS,
    )
    search(qtbot, window, "is:starred")
    assert [row.result.article_id for row in window.model.rows] == [chosen]
    search(qtbot, window, "is:unread")
    assert window.model.total == sample_stories() - 1


def test_a_lost_index_is_built_anew_and_the_list_follows(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    first = open_window()
    import_all(qtbot, first, resource("sample"))
    first.close()
    shutil.rmtree(tmp_path / "cache")
    second = open_window()
    qtbot.waitUntil(lambda: second.model.total == sample_stories(), timeout=PATIENCE_MS)
    search(qtbot, second, "bridge")
    qtbot.waitUntil(lambda: 0 < second.model.total < sample_stories(), timeout=PATIENCE_MS)


def test_a_watched_folder_fills_the_library_by_itself(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    clippings = tmp_path / "Clippings"
    clippings.mkdir()
    (clippings / "one.txt").write_text("The comet\n\n" + "The observatory reported a comet over the estuary. " * 30)
    window = open_window()
    qtbot.waitUntil(lambda: window.link.state is LinkState.READY, timeout=PATIENCE_MS)
    window.watching.show_dialog()
    dialog = window.watching.dialog
    assert dialog is not None
    dialog.choose_folder = lambda: str(clippings)
    dialog.add.click()
    qtbot.waitUntil(lambda: window.statusBar().currentMessage() == "1 new story from Clippings", timeout=PATIENCE_MS)
    search(qtbot, window, "observatory comet")
    qtbot.waitUntil(lambda: window.model.total == 1, timeout=PATIENCE_MS)
    assert not window.strip.isVisible()
    assert dialog.model.rows[0].cells[3:] == ("1", "1")
