"""Writes an import report as CSV or JSON. Pure."""

import csv
import io
import json
from collections.abc import Iterable

from reader.core.changes import ImportRow

COLUMNS = ("file", "outcome", "reason", "story", "headline")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: Iterable[ImportRow]) -> str:
    """Return CSV (RFC 4180) with a header; a cell a spreadsheet would take for a formula gets a leading ``'``."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_cell(value) for value in _values(row)])
    return out.getvalue()


def as_json(rows: Iterable[ImportRow]) -> str:
    """Return a JSON list with an object per file."""
    objects = [dict(zip(COLUMNS, _values(row), strict=True)) for row in rows]
    return json.dumps(objects, ensure_ascii=False, indent=1) + "\n"


def _values(row: ImportRow) -> tuple[str | int | None, ...]:
    return (row.path, row.outcome.value, row.reason, row.article_id, row.headline)


def _cell(value: str | int | None) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
