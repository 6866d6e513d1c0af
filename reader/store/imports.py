"""The imports of a library: the list of files is written first, so that an import can be resumed after a crash."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reader.core.changes import ImportProgress, ImportRow, Outcome
from reader.core.model import ArticleId
from reader.core.records import ImportRecord
from reader.store.connection import now
from reader.store.encoding import Column, path_column, path_value, storable


@dataclass(frozen=True, slots=True)
class PendingFile:
    """A file of an import that has no outcome yet; ``ordinal`` is its place in the import's list."""

    ordinal: int
    path: str


_ROWS = """
SELECT import_files.path, outcome, reason, article_id, coalesce(headline, '') AS headline
FROM import_files LEFT JOIN articles ON articles.id = article_id
WHERE import_id = ? AND outcome IS NOT NULL ORDER BY ordinal
"""
_COUNTS = """
SELECT imports.id, started, finished, outcome, count(ordinal) AS files
FROM imports LEFT JOIN import_files ON import_id = imports.id
WHERE :only IS NULL OR imports.id = :only
GROUP BY imports.id, outcome ORDER BY imports.id DESC
"""
_FINISH = """
UPDATE imports SET finished = :finished WHERE finished = '' AND (id = :id OR id < :id AND NOT EXISTS (
    SELECT 1 FROM import_files AS left_over WHERE left_over.import_id = imports.id AND left_over.outcome IS NULL
    AND left_over.path NOT IN (SELECT path FROM import_files WHERE import_id = :id)
))
"""


def register(connection: sqlite3.Connection, files: Iterable[str], failed: Iterable[ImportRow]) -> int:
    """Insert an import with its files in order, and rows for what failed already; return the import's id."""
    import_id = connection.execute("INSERT INTO imports (started) VALUES (?)", (now(),)).lastrowid or 0
    listed: list[tuple[Column, ...]] = [(path_column(path), None, "") for path in files]
    listed += [(path_column(row.path), row.outcome.value, storable(row.reason)) for row in failed]
    connection.executemany(
        "INSERT INTO import_files (import_id, ordinal, path, outcome, reason) VALUES (?, ?, ?, ?, ?)",
        ((import_id, ordinal, *columns) for ordinal, columns in enumerate(listed)),
    )
    return import_id


def record(connection: sqlite3.Connection, import_id: int, ordinal: int, row: ImportRow) -> None:
    """Write what became of a file."""
    connection.execute(
        "UPDATE import_files SET outcome = ?, reason = ?, article_id = ? WHERE import_id = ? AND ordinal = ?",
        (row.outcome.value, storable(row.reason), row.article_id, import_id, ordinal),
    )


def finish(connection: sqlite3.Connection, import_id: int) -> None:
    """Mark an import as finished: neither it is resumed any more, nor older ones that it has covered."""
    connection.execute(_FINISH, {"finished": now(), "id": import_id})


def pending(connection: sqlite3.Connection, import_id: int) -> tuple[PendingFile, ...]:
    """Return the files of an import that have no outcome, in order."""
    cursor = connection.execute(
        "SELECT ordinal, path FROM import_files WHERE import_id = ? AND outcome IS NULL ORDER BY ordinal", (import_id,)
    )
    return tuple(PendingFile(row["ordinal"], path_value(row["path"])) for row in cursor)


def unfinished(connection: sqlite3.Connection) -> tuple[int, ...]:
    """Return the ids of imports that can be resumed, oldest first."""
    return tuple(row["id"] for row in connection.execute("SELECT id FROM imports WHERE finished = '' ORDER BY id"))


def rows(connection: sqlite3.Connection, import_id: int) -> Iterator[ImportRow]:
    """Yield the report of an import in the order of its files; files without an outcome are left out."""
    for row in connection.execute(_ROWS, (import_id,)):
        article_id = row["article_id"]
        yield ImportRow(
            path=path_value(row["path"]),
            outcome=Outcome(row["outcome"]),
            reason=row["reason"],
            article_id=None if article_id is None else ArticleId(article_id),
            headline=row["headline"],
        )


def records(connection: sqlite3.Connection, import_id: int | None = None) -> tuple[ImportRecord, ...]:
    """Return the imports (or the one asked for), newest first."""
    counts: dict[int, dict[str | None, int]] = {}
    times: dict[int, tuple[str, str]] = {}
    for row in connection.execute(_COUNTS, {"only": import_id}):
        counts.setdefault(row["id"], {})[row["outcome"]] = row["files"]
        times[row["id"]] = (row["started"], row["finished"])
    return tuple(
        ImportRecord(number, *times[number], _progress(number, outcomes)) for number, outcomes in counts.items()
    )


def _progress(import_id: int, outcomes: dict[str | None, int]) -> ImportProgress:
    total = sum(outcomes.values())
    return ImportProgress(
        import_id=import_id,
        done=total - outcomes.get(None, 0),
        total=total,
        imported=outcomes.get(Outcome.IMPORTED.value, 0),
        already_here=outcomes.get(Outcome.ALREADY_HERE.value, 0),
        failed=outcomes.get(Outcome.FAILED.value, 0),
        check=outcomes.get(Outcome.CHECK.value, 0),
        rate=0.0,
        left_seconds=None,
    )
