"""Writes tables as CSV, TSV, XLSX, HTML or Markdown, rows at a time; a file appears when it is complete."""

import csv
import html
import io
import os
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from reader.export.escapes import cell, line, markdown

Cell = str | int | float
SUFFIXES = (".csv", ".tsv", ".xlsx", ".html", ".md")
HTML = ('<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>\n<table>\n', "</table>\n</body></html>\n")
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
    """Return a writer for the format of the path's suffix: TSV, XLSX, HTML, Markdown, else CSV. Raises OSError."""
    match path.suffix.lower():
        case ".xlsx":
            return _Sheet(path, titles)
        case ".tsv":
            return _Text(path, titles, _tsv)
        case ".html" | ".htm":
            return _Text(path, titles, html_rows, around=HTML)
        case ".md":
            return _Text(path, titles, markdown_rows, under_titles=f"|{' --- |' * len(titles)}\n")
        case _:
            return _Text(path, titles, _csv)


def tab_separated(rows: Iterable[Sequence[Cell]]) -> str:
    """Return rows as lines of cells between tabs, as spreadsheets take them from the clipboard."""
    return "\n".join("\t".join(_WHITE.sub(" ", _text(each)) for each in row) for row in rows)


def html_rows(rows: Iterable[Sequence[Cell]]) -> str:
    """Return rows of an HTML table."""
    return "".join(f"<tr>{''.join(_html_cell(each) for each in row)}</tr>\n" for row in rows)


def html_table(rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table in HTML, as word processors take it from the clipboard."""
    return f"<table>\n{html_rows(rows)}</table>\n"


def markdown_rows(rows: Iterable[Sequence[Cell]]) -> str:
    """Return rows of a table in Markdown."""
    return "".join(f"| {' | '.join(markdown(line(str(each))) for each in row)} |\n" for row in rows)


def _text(each: Cell) -> str:
    return cell(each) if isinstance(each, str) else str(each)


def _tsv(rows: Iterable[Sequence[Cell]]) -> str:
    return "".join(tab_separated([row]) + "\n" for row in rows)


def _csv(rows: Iterable[Sequence[Cell]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([_text(each) for each in row] for row in rows)
    return out.getvalue()


def _html_cell(each: Cell) -> str:
    text = html.escape(line(str(each)))
    is_link = isinstance(each, str) and each.startswith(("http://", "https://"))
    return f'<td dir="auto">{f"<a href={chr(34)}{text}{chr(34)}>{text}</a>" if is_link else text}</td>'


def _part_of(path: Path) -> Path:
    return path.with_name(f".{path.name[:60]}.{os.getpid()}.part")


class _Text:
    """A text file in UTF-8: CSV (RFC 4180) and TSV with a mark that spreadsheets know it by, HTML, Markdown."""

    def __init__(
        self,
        path: Path,
        titles: Sequence[str],
        form: Callable[[Iterable[Sequence[Cell]]], str],
        around: tuple[str, str] = ("", ""),
        under_titles: str = "",
    ) -> None:
        self._path, self._part = path, _part_of(path)
        self._form, self._end = form, around[1]
        encoding = "utf-8" if around[0] or under_titles else "utf-8-sig"
        self._file = self._part.open("w", encoding=encoding, errors="replace", newline="")
        self._file.write(around[0])
        self.add([titles])
        self._file.write(under_titles)

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write rows."""
        self._file.write(self._form(rows))

    def finish(self) -> None:
        """Complete the file."""
        self._file.write(self._end)
        self._file.flush()
        os.fsync(self._file.fileno())
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
        import xlsxwriter  # noqa: PLC0415 - takes 30 ms, and most readers never write such a file

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
        for column, each in enumerate(row):
            if isinstance(each, str):
                self._sheet.write_string(self._row, column, _UNWRITABLE.sub("\ufffd", each)[:LONGEST_CELL], style)
            else:
                self._sheet.write_number(self._row, column, each, style)
        self._row += 1

    def finish(self) -> None:
        """Complete the file; raises OSError."""
        from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415 - loaded by now

        try:
            self._book.close()
        except FileCreateError as error:
            raise OSError(0, str(error)) from error
        self._part.replace(self._path)

    def give_up(self) -> None:
        """Remove what was written."""
        from xlsxwriter.exceptions import XlsxWriterException  # noqa: PLC0415 - loaded by now

        with suppress(OSError, XlsxWriterException):
            self._book.close()
        self._part.unlink(missing_ok=True)
