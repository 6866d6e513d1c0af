"""Counting before an import, imports of the past, retrying, and watched folders, through the real worker."""

import csv
import json
from pathlib import Path

import pytest

from reader.cli.options import parse
from reader.core.settings import Settings
from reader.service import places, preferences
from tests.cli.conftest import Type


def test_a_dry_run_counts_and_makes_no_library(pages: Path, tmp_path: Path, type_command: Type) -> None:
    (tmp_path / "noise.bin2").write_bytes(bytes(range(256)))
    typed = type_command("--library", tmp_path / "shelf", "import", "--dry-run", pages, tmp_path / "noise.bin2")
    assert typed.status == 0
    assert "1      0.0 MB  web pages" in typed.out
    assert "1      0.0 MB  plain texts" in typed.out
    assert "not recognised: .bin2 (noise.bin2)" in typed.out
    assert typed.out.endswith("3 files, 0.0 MB: 2 can be read, 1 not recognised.\n")
    assert not (tmp_path / "shelf").exists()


def test_a_dry_run_as_json_has_every_count(pages: Path, tmp_path: Path, type_command: Type) -> None:
    typed = type_command("--json", "--library", tmp_path / "shelf", "import", "--dry-run", pages, tmp_path / "missing")
    assert typed.status == 1
    value = typed.value
    assert value["files"] == 3
    kinds = value["kinds"]
    assert isinstance(kinds, list)
    assert {kind["name"]: kind["files"] for kind in kinds} == {"web pages": 1, "plain texts": 1}
    assert value["unreadable_count"] == 1
    assert value["left_out"] == {}
    assert value["unclear_tables"] == []


def test_imports_are_listed_and_what_failed_is_tried_again(pages: Path, tmp_path: Path, type_command: Type) -> None:
    shelf, late = tmp_path / "shelf", tmp_path / "late.txt"
    assert type_command("--library", shelf, "import", pages, late).status == 1
    (listed,) = type_command("--library", shelf, "--json", "imports").values
    assert [listed[key] for key in ("id", "total", "imported", "failed")] == [1, 3, 2, 1]
    late.write_text("A late story\nThe council met at last.\n")
    again = type_command("--library", shelf, "--json", "import", "--retry", "1")
    assert again.status == 0
    assert [again.value[key] for key in ("total", "imported", "already_here")] == [1, 1, 0]
    assert [one["id"] for one in type_command("--library", shelf, "--json", "imports").values] == [2, 1]
    assert "3 files: 2 imported, 1 failed" in type_command("--library", shelf, "imports").out


def test_the_rows_of_a_past_import_can_be_seen_and_saved(pages: Path, tmp_path: Path, type_command: Type) -> None:
    shelf = tmp_path / "shelf"
    type_command("--library", shelf, "import", pages, tmp_path / "missing.txt")
    rows = type_command("--library", shelf, "--json", "imports", "1").values
    assert [row["outcome"] for row in rows].count("failed") == 1
    assert all(row["headline"] for row in rows if row["outcome"] == "imported")
    type_command("--library", shelf, "imports", "1", "--report", tmp_path / "rows.csv")
    with (tmp_path / "rows.csv").open(encoding="utf-8", newline="") as lines:
        assert len(list(csv.DictReader(lines))) == 3
    type_command("--library", shelf, "imports", "1", "--report", tmp_path / "rows.json")
    assert len(json.loads((tmp_path / "rows.json").read_text(encoding="utf-8"))) == 3


@pytest.mark.parametrize("line", [["imports", "7"], ["import", "--retry", "7"], ["import", "--retry", "1"]])
def test_there_must_be_something_to_show_or_to_retry(
    pages: Path, tmp_path: Path, type_command: Type, line: list[str]
) -> None:
    shelf = tmp_path / "shelf"
    type_command("--library", shelf, "import", pages)
    typed = type_command("--library", shelf, *line)
    assert typed.status == 1
    assert "There is no import 7" in typed.err or "nothing to try again" in typed.err


def test_watched_folders_are_kept_and_looked_into(pages: Path, tmp_path: Path, type_command: Type) -> None:
    shelf, clips = tmp_path / "shelf", tmp_path / "clips"
    clips.mkdir()
    type_command("--library", shelf, "import", pages)
    added = type_command("--library", shelf, "--json", "watch", "add", clips)
    assert added.value == {"path": str(clips), "paused": False, "taken": 0}
    (clips / "new.txt").write_text("A new story\nThe council met again.\n")
    look = type_command("--library", shelf, "--json", "watch", "look")
    assert look.value == {"imported": 1, "already_here": 0, "failed": 0}
    assert type_command("--library", shelf, "--json", "watch").value["taken"] == 1
    assert "no folder is watched" in type_command("--library", shelf, "watch", "remove", clips).out.lower()
    assert "is not watched" in type_command("--library", shelf, "watch", "remove", clips).err


@pytest.mark.parametrize(
    "line",
    [
        ["import"],
        ["import", "a.html", "--retry", "1"],
        ["import", "--retry", "1", "--dry-run"],
        ["import", "a.html", "--workers", "0"],
        ["import", "a.html", "--workers", "65"],
        ["watch", "add"],
        ["watch", "list", "in"],
        ["watch", "dance"],
    ],
)
def test_wrong_use_ends_with_status_2(line: list[str], type_command: Type) -> None:
    assert type_command(*line).status == 2


def test_workers_and_columns_are_read() -> None:
    options = parse(["import", "in", "--workers", "3", "--columns", "title=Head"])
    assert (options.workers, options.columns) == (3, "title=Head")


def test_limits_of_the_preferences_hold_for_commands(
    tmp_path: Path, type_command: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWS_READER_CONFIG", str(tmp_path / "settings"))
    preferences.save(Settings(document_mb=1), places.settings_folder())
    story = tmp_path / "long.txt"
    story.write_text("A long story\n" + "The council met and met again.\n" * 40_000)
    typed = type_command("clean", story)
    assert typed.status == 1
    assert "1 MB" in typed.err
    assert type_command("--library", tmp_path / "shelf", "--json", "import", story).value["failed"] == 1
    preferences.save(Settings(document_mb=5), places.settings_folder())
    assert type_command("clean", story).status == 0
    again = type_command("--library", tmp_path / "shelf", "--json", "import", "--workers", "2", story)
    assert again.value["failed"] == 0


TABLE = (
    "Nr,Kop,Verhaal,Dag\n"
    '1,De brug,"De brug over de Orrin is maandag geopend. De burgemeester sprak lang over de kosten van de brug en de '
    'haven, en over de veerboten die blijven varen. Niemand wist wat het voorjaar zou brengen.",2011-02-06\n'
    '2,De haven,"De haven krijgt een nieuwe kade. De raad besloot daar maandag over na een lang debat, en de veerboten '
    'blijven varen zoals altijd, zei de havenmeester, tot de zomer voorbij is.",2011-02-07\n'
)


def test_the_columns_of_a_table_are_named_once(
    tmp_path: Path, type_command: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWS_READER_CONFIG", str(tmp_path / "settings"))
    shelf, table = tmp_path / "shelf", tmp_path / "news.csv"
    table.write_text(TABLE, encoding="utf-8")
    counted = type_command("--json", "import", "--dry-run", table).value
    assert counted["unclear_tables"] == [{"path": str(table), "columns": ["Nr", "Kop", "Verhaal", "Dag"]}]
    failed = type_command("--library", shelf, "import", table)
    assert failed.status == 1
    assert "--columns title=COLUMN" in failed.err
    wrong = type_command("--library", shelf, "import", "--columns", "title=Kop,text=Tekst", table)
    assert "all the columns named" in wrong.err
    named = type_command("--library", shelf, "--json", "import", "--columns", "title=Kop,text=verhaal,date=Dag", table)
    assert named.value["imported"] == 2
    rows = type_command("--library", shelf, "--json", "imports", "2").values
    assert {row["headline"] for row in rows} == {"De brug", "De haven"}
    other = tmp_path / "later.csv"
    other.write_text(TABLE.replace("maandag", "dinsdag"), encoding="utf-8")
    assert type_command("--library", shelf, "--json", "import", other).value["imported"] == 2
