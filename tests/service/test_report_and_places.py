"""Reports open safely in spreadsheets; places can be moved by the environment."""

import csv
import io
import json
import stat
import sys
from pathlib import Path

import pytest

from reader.core.changes import ImportRow, Outcome
from reader.core.model import ArticleId
from reader.service import places, report

ROWS = (
    ImportRow("/a/=cmd.html", Outcome.IMPORTED, "", ArticleId(7), '=HYPERLINK("http://x")'),
    ImportRow("-b.txt", Outcome.FAILED, "The file is empty, sadly."),
    ImportRow("caf\udce9.txt", Outcome.CHECK, "@risk", ArticleId(8), "Zeile\neins"),
)


def test_csv_holds_no_formulas(tmp_path: Path) -> None:
    report.write(ROWS, tmp_path / "report.csv")
    text = (tmp_path / "report.csv").read_text(encoding="utf-8")
    table = list(csv.reader(io.StringIO(text, newline="")))
    assert table[0] == list(report.COLUMNS)
    assert table[1] == ["/a/=cmd.html", "", "imported", "", '\'=HYPERLINK("http://x")', "7"]
    assert table[2][:4] == ["'-b.txt", "", "failed", "The file is empty, sadly."]
    assert table[3][3:5] == ["'@risk", "Zeile\neins"]
    assert not any(cell.startswith(report.RISKY_STARTS) for row in table for cell in row)


def test_json_holds_every_row(tmp_path: Path) -> None:
    report.write(ROWS, tmp_path / "report.json")
    rows = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert [row["outcome"] for row in rows] == ["imported", "failed", "check"]
    assert rows[0] == {
        "path": "/a/=cmd.html",
        "member": "",
        "outcome": "imported",
        "reason": "",
        "headline": '=HYPERLINK("http://x")',
        "id": 7,
    }
    assert rows[2]["path"] == "caf\udce9.txt"


def test_empty_report_is_valid() -> None:
    assert json.loads(report.as_json([])) == []
    assert report.as_csv([]).strip() == ",".join(report.COLUMNS)


def test_environment_moves_every_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, place in (
        ("NEWS_READER_LIBRARY", places.library_folder),
        ("NEWS_READER_CACHE", places.cache_folder),
        ("NEWS_READER_CONFIG", places.settings_folder),
    ):
        monkeypatch.setenv(variable, str(tmp_path / variable))
        assert place() == tmp_path / variable
        monkeypatch.setenv(variable, "")
        assert place() != tmp_path / variable
        assert place().is_absolute()


def test_index_folder_is_private_and_differs_for_a_copy_of_a_library(tmp_path: Path) -> None:
    first = places.index_folder(tmp_path / "a", "0" * 32, tmp_path / "cache")
    assert places.index_folder(tmp_path / "a", "0" * 32, tmp_path / "cache") == first
    assert places.index_folder(tmp_path / "b", "0" * 32, tmp_path / "cache") != first
    assert first.is_relative_to(tmp_path / "cache" / "indexes" / ("0" * 32))
    if sys.platform != "win32":
        assert stat.S_IMODE(first.stat().st_mode) == 0o700


def test_generation_changes_when_an_index_is_begun_anew(tmp_path: Path) -> None:
    index = places.index_folder(tmp_path / "a", "0" * 32, tmp_path / "cache")
    assert places.generation(index) == ""
    places.begin_generation(index)
    first = places.generation(index)
    places.begin_generation(index)
    assert places.generation(index) not in ("", first)
