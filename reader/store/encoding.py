"""Turns values of ``reader.core`` into columns and back, exactly.

The one loss: a lone surrogate (half of a character, from broken JSON in a page) becomes U+FFFD, a code point for a
code point, because no database text can hold it; offsets stay right.
"""

import os
import re
import sqlite3
from datetime import datetime

from reader.core.dates import parse_date
from reader.core.model import Fact, Moment, Precision, Source, Span

Column = str | int | float | bytes | None

_SURROGATE = re.compile("[\ud800-\udfff]")
_WIDE = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[^\\s\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+"
)


def storable(text: str) -> str:
    """Return ``text`` with lone surrogates replaced by U+FFFD, of the same length."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def count_words(text: str) -> int:
    """Return how many words a text has; each Chinese character and Japanese syllable counts as one."""
    return len(text.split()) if text.isascii() else len(_WIDE.findall(text))


def path_column(path: str) -> str | bytes:
    """Return a path as text, or as the file system's bytes where its name is no valid Unicode."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return os.fsencode(path)
    return path


def path_value(column: str | bytes) -> str:
    """Return the path that ``path_column`` was given."""
    return os.fsdecode(column) if isinstance(column, bytes) else column


def spans_column(spans: tuple[Span, ...]) -> str:
    """Return spans as text: their offsets separated by spaces."""
    return " ".join(f"{span.start} {span.end}" for span in spans)


def spans_value(column: str) -> tuple[Span, ...]:
    """Return the spans that ``spans_column`` was given."""
    numbers = [int(number) for number in column.split()]
    return tuple(Span(*pair) for pair in zip(numbers[::2], numbers[1::2], strict=True))


def fact_columns(name: str, fact: Fact | None) -> dict[str, Column]:
    """Return the two columns of a fact: its value and its source."""
    if fact is None:
        return {name: None, f"{name}_source": None}
    return {name: storable(fact.value), f"{name}_source": fact.source.value}


def fact_value(row: sqlite3.Row, name: str) -> Fact | None:
    """Return the fact that ``fact_columns`` was given."""
    source = row[f"{name}_source"]
    return None if source is None else Fact(row[name], Source(source))


def moment_columns(name: str, moment: Moment | None) -> dict[str, Column]:
    """Return the four columns of a moment; its value is kept to the microsecond with its offset."""
    if moment is None:
        return {name: None, f"{name}_precision": None, f"{name}_source": None, f"{name}_written": None}
    return {
        name: moment.value.isoformat(),
        f"{name}_precision": moment.precision.value,
        f"{name}_source": moment.source.value,
        f"{name}_written": storable(moment.written),
    }


def moment_value(row: sqlite3.Row, name: str) -> Moment | None:
    """Return the moment that ``moment_columns`` was given."""
    if row[name] is None:
        return None
    return Moment(
        datetime.fromisoformat(row[name]),
        Precision(row[f"{name}_precision"]),
        Source(row[f"{name}_source"]),
        row[f"{name}_written"],
    )


def saved_value(row: sqlite3.Row) -> Moment | None:
    """Return when a story was saved: as it states itself, else as the list says that it stood on (``added``)."""
    return moment_value(row, "saved") or parse_date(row["added"] or "", (), Source.CONTAINER)
