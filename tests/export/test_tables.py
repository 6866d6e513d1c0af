"""Tables as files: every cell comes out as the text or number it was, and none as a formula."""

import csv
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from reader.export.tables import SUFFIXES, open_table, tab_separated

ROWS = [
    ("=1+1", "“bridge”, opened\tto all", 3, -2.5),
    ("+49", "line\nbreak \x01 \ud800", 0, 1.0),
    ("@x", "הגשר", 7, 0.25),
]


def written(path: Path) -> None:
    table = open_table(path, ("A", "=B", "n", "m"))
    table.add(ROWS[:1])
    table.add(ROWS[1:])
    assert not path.exists()
    table.finish()


def test_text_that_begins_like_a_formula_stands_behind_an_apostrophe(tmp_path: Path) -> None:
    written(tmp_path / "t.csv")
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["A", "'=B", "n", "m"]
    assert rows[1] == ["'=1+1", "“bridge”, opened\tto all", "3", "-2.5"]
    assert [row[0] for row in rows[2:]] == ["'+49", "'@x"]


def test_tabs_and_line_breaks_in_cells_do_not_break_tsv(tmp_path: Path) -> None:
    written(tmp_path / "t.tsv")
    lines = (tmp_path / "t.tsv").read_text("utf-8-sig").splitlines()
    assert [line.count("\t") for line in lines] == [3, 3, 3, 3]
    assert tab_separated([("a\tb", "-c")]) == "a b\t'-c"


def test_sheets_hold_text_as_text_and_numbers_as_numbers(tmp_path: Path) -> None:
    written(tmp_path / "t.xlsx")
    with zipfile.ZipFile(tmp_path / "t.xlsx") as book:
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    names = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    assert sheet.xpath("count(//s:f)", namespaces=names) == 0
    cells = sheet.xpath("//s:row[2]/s:c", namespaces=names)
    assert isinstance(cells, list)
    assert ["".join(cell.itertext()) for cell in cells if isinstance(cell, etree._Element)] == [
        "=1+1",
        "“bridge”, opened\tto all",
        "3",
        "-2.5",
    ]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_table_that_is_given_up_leaves_nothing(tmp_path: Path, suffix: str) -> None:
    table = open_table(tmp_path / f"t{suffix}", ("A",))
    table.add([("x",)])
    table.give_up()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_folder_that_is_not_there_is_told(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(OSError, match="No such file"):
        open_table(tmp_path / "gone" / f"t{suffix}", ("A",))
