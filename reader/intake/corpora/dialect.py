"""How a table is written: what divides its columns, told by which mark gives rows of the same number of cells."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    import _csv

_MARKS = ",;\t|"
_GLANCE_ROWS = 60
_LEAST_COLUMNS = 2
_CONSISTENT = 0.8
_SEPARATOR_LINE = "sep="


@dataclass(frozen=True, slots=True)
class Dialect:
    """``delimiter`` between cells; ``is_doubled`` tells how a quote in a cell is written: twice, or behind a backslash.

    ``has_mark_line`` tells that Excel's line "sep=;" stands before the table.
    """

    delimiter: str
    is_doubled: bool = True
    has_mark_line: bool = False


def rows(stream: TextIO, dialect: Dialect, limit: int) -> Iterator[tuple[int, list[str]] | tuple[int, None]]:
    """Yield rows that are not blank with the number of the line where they begin; None for one with too long a cell.

    ``limit`` bounds a cell, in characters.
    """
    csv.field_size_limit(limit)
    if dialect.has_mark_line:
        stream.readline()
    reader = _reader(stream, dialect)
    skipped = int(dialect.has_mark_line)
    while True:
        begin = reader.line_num + 1 + skipped
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield begin, None
            continue
        if any(cell.strip() for cell in row):
            yield begin, row


def dialect_of(beginning: str) -> Dialect | None:
    """Return how a table that begins so is written, or None where nothing divides it into columns."""
    first_line = beginning.split("\n", 1)[0].strip().casefold()
    if first_line.startswith(_SEPARATOR_LINE) and len(first_line) == len(_SEPARATOR_LINE) + 1:
        mark = first_line[-1]
        return Dialect(mark, has_mark_line=True) if mark in _MARKS else None
    best: tuple[float, int, Dialect] | None = None
    is_doubled = '\\"' not in beginning or '""' in beginning
    for mark in _MARKS:
        dialect = Dialect(mark, is_doubled)
        glanced = first_rows(beginning, dialect)
        width = len(glanced[0]) if glanced else 0
        if width < _LEAST_COLUMNS:
            continue
        share = sum(len(row) == width for row in glanced) / len(glanced)
        if share >= _CONSISTENT and (best is None or (share, width) > best[:2]):
            best = (share, width, dialect)
    return best[2] if best else None


def first_rows(beginning: str, dialect: Dialect, limit: int = _GLANCE_ROWS) -> Sequence[list[str]]:
    """Return the first rows in the beginning of a table, but the last there, which may be cut off."""
    lines = beginning.splitlines(keepends=True)[int(dialect.has_mark_line) :]
    found: list[list[str]] = []
    try:
        for row in _reader(lines, dialect):
            if any(cell.strip() for cell in row):
                found.append(row)
            if len(found) > limit:
                return found[:limit]
    except csv.Error:
        return found
    return found[:-1] if len(found) > 2 and not beginning.endswith("\n") else found


def _reader(lines: TextIO | Sequence[str], dialect: Dialect) -> "_csv.Reader":
    return csv.reader(
        lines,
        delimiter=dialect.delimiter,
        doublequote=dialect.is_doubled,
        escapechar=None if dialect.is_doubled else "\\",
        skipinitialspace=True,
    )
