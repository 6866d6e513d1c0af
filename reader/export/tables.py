"""Writes tables as CSV, TSV or XLSX, rows at a time; the file appears under its name when it is complete."""

import csv
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import xlsxwriter

Cell = str | int | float
SUFFIXES = (".csv", ".tsv", ".xlsx")
RISKY_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A spreadsheet takes a text that begins so for a formula."""
MOST_ROWS = 1_048_576
"""Rows of a sheet of XLSX."""
LONGEST_CELL = 32_767
"""Characters of a cell of XLSX."""
_WHITE = re.compile(r"[\t\r\n\v\f\x85\u2028\u2029]+")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class TableWriter(Protocol):
    """Takes rows. ``finish`` puts the file in its place, ``give_up`` leaves nothing behind. All may raise OSError."""

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write rows."""

    def finish(self) -> None:
        """Complete the file."""

    def give_up(self) -> None:
        """Remove what was written."""


def open_table(path: Path, titles: Sequence[str]) -> TableWriter:
    """Return a writer for the format of the path's suffix: TSV, XLSX, else CSV. Raises OSError."""
    match path.suffix.lower():
        case ".xlsx":
            return _Sheet(path, titles)
        case ".tsv":
            return _Text(path, titles, is_tsv=True)
        case _:
            return _Text(path, titles, is_tsv=False)


def harmless(cell: Cell) -> Cell:
    """Return a cell as no spreadsheet runs it: text that begins like a formula behind an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RISKY_STARTS) else cell


def tab_separated(rows: Iterable[Sequence[Cell]]) -> str:
    """Return rows as lines of cells between tabs, as spreadsheets take them from the clipboard."""
    return "\n".join("\t".join(_WHITE.sub(" ", str(harmless(cell))) for cell in row) for row in rows)


def _part_of(path: Path) -> Path:
    return path.with_name(path.name + ".part")


class _Text:
    """CSV (RFC 4180) or tab separated values, in UTF-8 with a mark that spreadsheets know it by."""

    def __init__(self, path: Path, titles: Sequence[str], *, is_tsv: bool) -> None:
        self._path, self._part, self._is_tsv = path, _part_of(path), is_tsv
        self._file = self._part.open("w", encoding="utf-8-sig", errors="replace", newline="")
        self._csv = csv.writer(self._file, lineterminator="\r\n")
        self.add([titles])

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write rows."""
        if self._is_tsv:
            self._file.writelines(tab_separated([row]) + "\n" for row in rows)
        else:
            self._csv.writerows([harmless(cell) for cell in row] for row in rows)

    def finish(self) -> None:
        """Complete the file."""
        self._file.close()
        self._part.replace(self._path)

    def give_up(self) -> None:
        """Remove what was written."""
        with suppress(OSError):
            self._file.close()
        self._part.unlink(missing_ok=True)


class _Sheet:
    """XLSX with one sheet; every text is written as text."""

    def __init__(self, path: Path, titles: Sequence[str]) -> None:
        self._path, self._part = path, _part_of(path)
        self._part.touch()  # tells at once where nothing may be written
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(str(self._part), options)
        self._sheet = self._book.add_worksheet()
        self._row = 0
        self._write(titles, self._book.add_format({"bold": True}))
        self._sheet.freeze_panes(1, 0)

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write rows, as many as a sheet holds."""
        for row in rows:
            if self._row < MOST_ROWS:
                self._write(row, None)

    def _write(self, row: Sequence[Cell], style: object) -> None:
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                self._sheet.write_string(self._row, column, _UNWRITABLE.sub("\ufffd", cell)[:LONGEST_CELL], style)
            else:
                self._sheet.write_number(self._row, column, cell, style)
        self._row += 1

    def finish(self) -> None:
        """Complete the file; raises OSError."""
        try:
            self._book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            raise OSError(0, str(error)) from error
        self._part.replace(self._path)

    def give_up(self) -> None:
        """Remove what was written."""
        with suppress(OSError, xlsxwriter.exceptions.XlsxWriterException):
            self._book.close()
        self._part.unlink(missing_ok=True)
