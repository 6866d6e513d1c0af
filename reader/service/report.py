"""Writes the report of an import as CSV or JSON, for spreadsheets and scripts."""

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path

from reader.core.changes import ImportRow

COLUMNS = ("path", "member", "outcome", "reason", "headline", "id")
RISKY_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that begins so for a formula."""


def as_csv(rows: Iterable[ImportRow]) -> str:
    """Return the report as CSV with a header line; cells that a spreadsheet would run get a leading apostrophe."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_harmless(str(value)) for value in _values(row)])
    return target.getvalue()


def as_json(rows: Iterable[ImportRow]) -> str:
    """Return the report as a JSON list of objects, a row a line."""
    lines = [json.dumps(dict(zip(COLUMNS, _values(row), strict=True))) for row in rows]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def write(rows: Iterable[ImportRow], path: Path) -> None:
    """Write the report in the format of the path's suffix: JSON for ``.json``, else CSV. Raises OSError."""
    text = as_json(rows) if path.suffix.lower() == ".json" else as_csv(rows)
    path.write_text(text, encoding="utf-8", errors="backslashreplace", newline="")


def _values(row: ImportRow) -> tuple[str, str, str, str, str, str | int]:
    article_id: str | int = "" if row.article_id is None else int(row.article_id)
    return row.path, row.member, row.outcome.value, row.reason, row.headline, article_id


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(RISKY_STARTS) else cell
