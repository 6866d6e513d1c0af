"""Importing: searching meanwhile, folders that are watched, and a worker that is killed."""

import os
import signal
from pathlib import Path

from reader.core.watched import WatchedFolder
from reader.gui.wiring.worker_link import LinkState
from tests.journeys import shelf
from tests.journeys.reader import Reader


def test_stories_are_found_while_an_import_runs(reader: Reader, pages: Path) -> None:
    window = reader.open()
    reader.import_folder(pages)
    reader.until(lambda: window.imports.is_running)
    assert window.strip.isVisible()
    reader.finds("tilda brack", 26)
    reader.until(lambda: not window.imports.is_running)
    reader.finds("", shelf.STORIES)
    reader.choose("&Library", "Import report…")
    report = window.reports.report
    assert report is not None
    reader.until(lambda: len(report.model.rows) == shelf.STORIES + 1)
    assert sum(row.outcome.value == "failed" for row in report.model.rows) == 1


def test_a_file_in_a_watched_folder_comes_in_by_itself(reader: Reader, pages: Path) -> None:
    window = reader.open()
    watched = reader.folder / "watched"
    watched.mkdir()
    reader.press("Ctrl+Shift+W")
    dialog = window.watching.dialog
    assert dialog is not None
    dialog.choose_folder = lambda: str(watched)
    dialog.add.click()
    reader.until(lambda: bool(dialog.model.rows))
    dialog.close()
    (watched / "new.html").write_bytes((pages / "05-goat.html").read_bytes())
    reader.until(lambda: window.model.total == 1)
    assert reader.read_first() == "Orchard fair ends with one escaped goat"
    reader.press("Ctrl+Shift+W")
    reader.until(lambda: [row.fact.taken for row in dialog.model.rows if isinstance(row.fact, WatchedFolder)] == [1])
    dialog.close()


def test_a_killed_worker_is_told_of_and_started_again_and_nothing_is_lost(reader: Reader, pages: Path) -> None:
    window = reader.open()
    reader.import_folder(pages)
    reader.until(lambda: window.model.total > 0)
    first = reader.worker_pid()
    os.kill(first, signal.SIGKILL)
    reader.until(lambda: "is started again" in reader.said())
    assert window.link.state is LinkState.RESTARTING
    reader.until(lambda: window.link.state is LinkState.READY)
    assert reader.worker_pid() != first
    window.messages.dismiss()
    reader.until(lambda: window.messages.button.isVisible() or window.model.total == shelf.STORIES)
    if window.messages.button.isVisible():
        window.messages.button.click()
    reader.until(lambda: window.model.total == shelf.STORIES and not window.imports.is_running)
    reader.finds("goat", 3)
