"""The imports of a library: the list of files is written first, so that an import can be resumed after a crash."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from reader.core.changes import ImportProgress, ImportRow, Outcome
from reader.core.model import ArticleId
from reader.core.records import ImportRecord
from reader.store.connection import now
from reader.store.encoding import Column, path_column, path_value, storable


@dataclass(frozen=True, slots=True)
class PendingFile:
    """A file of an import that has no outcome yet; ``ordinal`` is its place in the import's list.

    Of a container, the first ``seen`` findings have been dealt with; ``left_out`` counts what of them gave no story.
    """

    ordinal: int
    path: str
    seen: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)


_ROWS = """
SELECT ordinal, -1 AS number, import_files.path, '' AS member, outcome, reason, article_id,
    coalesce(headline, '') AS headline
FROM import_files LEFT JOIN articles ON articles.id = article_id
WHERE import_id = :id AND outcome IS NOT NULL
UNION ALL
SELECT ordinal, number, import_files.path, import_members.member, import_members.outcome, import_members.reason,
    import_members.article_id, coalesce(headline, '') AS headline
FROM import_members JOIN import_files USING (import_id, ordinal)
LEFT JOIN articles ON articles.id = import_members.article_id
WHERE import_id = :id
ORDER BY ordinal, number
"""
_COUNTS = """
SELECT imports.id, started, finished, outcome, count(ordinal) AS files
FROM imports LEFT JOIN import_files ON import_id = imports.id
WHERE :only IS NULL OR imports.id = :only
GROUP BY imports.id, outcome ORDER BY imports.id DESC
"""
_MEMBER_COUNTS = """
SELECT import_id, outcome, count(*) AS members FROM import_members
WHERE :only IS NULL OR import_id = :only GROUP BY import_id, outcome
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


def record_members(
    connection: sqlite3.Connection, import_id: int, file: PendingFile, rows: Iterable[tuple[int, ImportRow]]
) -> None:
    """Write what became of members of a container, and how far it has been dealt with."""
    connection.executemany(
        "INSERT OR REPLACE INTO import_members (import_id, ordinal, number, member, outcome, reason, article_id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                import_id,
                file.ordinal,
                number,
                storable(row.member),
                row.outcome.value,
                storable(row.reason),
                row.article_id,
            )
            for number, row in rows
        ),
    )
    connection.execute(
        "UPDATE import_files SET seen = ?, left_out = ? WHERE import_id = ? AND ordinal = ?",
        (file.seen, json.dumps(dict(file.left_out)), import_id, file.ordinal),
    )


def finish(connection: sqlite3.Connection, import_id: int) -> None:
    """Mark an import as finished: neither it is resumed any more, nor older ones that it has covered."""
    connection.execute(_FINISH, {"finished": now(), "id": import_id})


def pending(connection: sqlite3.Connection, import_id: int) -> tuple[PendingFile, ...]:
    """Return the files of an import that have no outcome, in order."""
    cursor = connection.execute(
        "SELECT ordinal, path, seen, left_out FROM import_files "
        "WHERE import_id = ? AND outcome IS NULL ORDER BY ordinal",
        (import_id,),
    )
    return tuple(
        PendingFile(row["ordinal"], path_value(row["path"]), row["seen"], json.loads(row["left_out"] or "{}"))
        for row in cursor
    )


def unfinished(connection: sqlite3.Connection) -> tuple[int, ...]:
    """Return the ids of imports that can be resumed, oldest first."""
    return tuple(row["id"] for row in connection.execute("SELECT id FROM imports WHERE finished = '' ORDER BY id"))


def rows(connection: sqlite3.Connection, import_id: int) -> Iterator[ImportRow]:
    """Yield the report of an import in the order of its files; files without an outcome are left out."""
    for row in connection.execute(_ROWS, {"id": import_id}):
        article_id = row["article_id"]
        yield ImportRow(
            path=path_value(row["path"]),
            outcome=Outcome(row["outcome"]),
            reason=row["reason"],
            article_id=None if article_id is None else ArticleId(article_id),
            headline=row["headline"],
            member=row["member"],
        )


def records(connection: sqlite3.Connection, import_id: int | None = None) -> tuple[ImportRecord, ...]:
    """Return the imports (or the one asked for), newest first."""
    counts: dict[int, dict[str | None, int]] = {}
    times: dict[int, tuple[str, str]] = {}
    for row in connection.execute(_COUNTS, {"only": import_id}):
        counts.setdefault(row["id"], {})[row["outcome"]] = row["files"]
        times[row["id"]] = (row["started"], row["finished"])
    members: dict[int, dict[str, int]] = {}
    for row in connection.execute(_MEMBER_COUNTS, {"only": import_id}):
        members.setdefault(row["import_id"], {})[row["outcome"]] = row["members"]
    return tuple(
        ImportRecord(number, *times[number], _progress(number, outcomes, members.get(number, {})))
        for number, outcomes in counts.items()
    )


def _progress(import_id: int, outcomes: dict[str | None, int], members: dict[str, int]) -> ImportProgress:
    total = sum(outcomes.values())

    def count(*wanted: Outcome) -> int:
        return sum(outcomes.get(one.value, 0) + members.get(one.value, 0) for one in wanted)

    return ImportProgress(
        import_id=import_id,
        done=total - outcomes.get(None, 0),
        total=total,
        imported=count(Outcome.IMPORTED, Outcome.VERSION, Outcome.COPY),
        already_here=count(Outcome.ALREADY_HERE),
        failed=count(Outcome.FAILED),
        check=count(Outcome.CHECK),
        rate=0.0,
        left_seconds=None,
        versions=count(Outcome.VERSION),
        copies=count(Outcome.COPY),
        missing=count(Outcome.MISSING),
        left_out=count(Outcome.LEFT_OUT),
    )
