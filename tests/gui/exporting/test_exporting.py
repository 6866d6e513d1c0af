"""Stories are exported from the window, all of a result or the one on screen, and that can be stopped."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reader.export.stories import StoryFormat
from reader.gui.exporting.dialog import ExportDialog
from reader.gui.frame.window import MainWindow


def opened(window: MainWindow, path: Path) -> ExportDialog:
    window.desk.exports.choose_file = lambda _name: str(path)
    window.actions_table.by_name["export"].trigger()
    assert window.desk.exports.dialog is not None
    return window.desk.exports.dialog


def test_whole_result_is_exported(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    dialog = opened(window, tmp_path / "out")
    dialog.form.setCurrentIndex(dialog.form.findData(StoryFormat.TEXT))
    with qtbot.waitSignal(dialog.export_wanted) as wanted:
        dialog.start.click()
    assert (wanted.args[0].choice, wanted.args[0].form) == (0, StoryFormat.TEXT)
    qtbot.waitUntil(dialog.start.isEnabled)
    assert "12" in dialog.state.text()
    assert (tmp_path / "out.txt").read_text(encoding="utf-8").count("=" * 72) == 11
    dialog.close()


def test_story_on_screen_is_exported(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    dialog = opened(window, tmp_path / "one.bib")
    dialog.which.setCurrentIndex(dialog.which.count() - 1)
    dialog.form.setCurrentIndex(dialog.form.findData(StoryFormat.BIBTEX))
    dialog.start.click()
    qtbot.waitUntil(dialog.start.isEnabled)
    assert (tmp_path / "one.bib").read_text(encoding="utf-8").count("@article") == 1
    dialog.close()


def test_stopped_export_leaves_no_file(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.service.exporting.STEP", 1)
    dialog = opened(window, tmp_path / "out.md")
    dialog.start.click()
    assert dialog.stop.isEnabled()
    with qtbot.waitSignal(dialog.cancel_wanted):
        dialog.stop.click()
    qtbot.waitUntil(dialog.start.isEnabled)
    assert "stopped" in dialog.state.text()
    assert [path.name for path in tmp_path.iterdir() if "out.md" in path.name] == []
    dialog.close()


def test_place_that_cannot_be_written_is_told(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    dialog = opened(window, tmp_path / "no folder" / "out.md")
    dialog.start.click()
    qtbot.waitUntil(dialog.start.isEnabled)
    assert "could not be written" in dialog.state.text()
    dialog.close()
