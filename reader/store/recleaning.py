"""Stories to be cleaned anew from their originals, and the passages that the reader restored in them."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from reader.core.evidence import Evidence
from reader.core.model import ArticleId, Snapshot
from reader.store.encoding import path_value
from reader.store.failures import translated
from reader.store.repetition import evidence_of
from reader.store.snapshots import snapshot_value

_URGENT = """
SELECT original FROM recleans JOIN articles ON articles.id = article_id
WHERE is_urgent = 1 ORDER BY article_id LIMIT ?
"""
_NEXT = "SELECT original FROM recleans JOIN articles ON articles.id = article_id ORDER BY article_id LIMIT ?"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """An original whose stories are to be cleaned anew: ``articles`` are the ids of its stories by their place.

    ``snapshots`` are what stories of a container were made of, by the same places; empty for a file of its own.
    """

    sha256: str
    size_bytes: int
    path: str
    articles: tuple[tuple[int, ArticleId], ...]
    snapshots: tuple[Snapshot, ...] = ()


class RecleanStore:
    """The list of stories to clean anew, and the restores. What changes them is called inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def count(self) -> int:
        """Return how many stories wait."""
        with translated():
            return int(self._connection.execute("SELECT count(*) FROM recleans").fetchone()[0])

    def next(self, limit: int, *, only_urgent: bool = False) -> tuple[str, ...]:
        """Return the digests of the next originals at most, urgent ones first."""
        with translated():
            urgent = [row[0] for row in self._connection.execute(_URGENT, (limit,))]
            if only_urgent or len(urgent) >= limit:
                return tuple(dict.fromkeys(urgent))
            others = [row[0] for row in self._connection.execute(_NEXT, (limit,))]
        return tuple(dict.fromkeys([*urgent, *others]))[:limit]

    def file(self, sha256: str) -> KeptFile | None:
        """Return a kept file with all its stories, or None if it has none any more."""
        with translated():
            rows = self._connection.execute(
                "SELECT articles.id, place, size_bytes, source_path, snapshot FROM articles "
                "JOIN originals ON sha256 = original WHERE original = ? ORDER BY place",
                (sha256,),
            ).fetchall()
        if not rows:
            return None
        size_bytes, path = rows[0]["size_bytes"], path_value(rows[0]["source_path"])
        apart = [(row["id"], snapshot_value(row["snapshot"], sha256)) for row in rows]
        snapshots = tuple(snapshot for _, snapshot in apart if snapshot is not None)
        if snapshots:
            ids = [ArticleId(number) for number, snapshot in apart if snapshot is not None]
            return KeptFile(sha256, size_bytes, path, tuple(enumerate(ids)), snapshots)
        return KeptFile(sha256, size_bytes, path, tuple((row["place"], ArticleId(row["id"])) for row in rows))

    def evidence(self, article_id: ArticleId) -> Evidence:
        """Return what the library knows about a story from the other stories of its outlet, and its restores."""
        with translated():
            return evidence_of(self._connection, article_id)

    def queue(self, article_ids: Iterable[ArticleId], *, is_urgent: bool = False) -> None:
        """Put stories on the list; urgent ones come before the others."""
        self._connection.execute(
            "INSERT INTO recleans SELECT id, ? FROM articles WHERE id IN (SELECT value FROM json_each(?)) "
            "ON CONFLICT DO UPDATE SET is_urgent = max(is_urgent, excluded.is_urgent)",
            (int(is_urgent), json.dumps(list(article_ids))),
        )

    def queue_all(self) -> None:
        """Put all stories of the library on the list."""
        self._connection.execute("INSERT OR IGNORE INTO recleans (article_id) SELECT id FROM articles")

    def dequeue(self, article_id: ArticleId) -> None:
        """Take a story off the list."""
        self._connection.execute("DELETE FROM recleans WHERE article_id = ?", (article_id,))

    def restore_here(self, article_id: ArticleId, key: int, *, is_restored: bool) -> None:
        """Keep a passage in one story from now on, or take that back."""
        if is_restored:
            self._connection.execute("INSERT OR IGNORE INTO restored_here VALUES (?, ?)", (article_id, key))
            self._connection.execute("DELETE FROM unwanted_here WHERE article_id = ? AND key = ?", (article_id, key))
        else:
            self._connection.execute("DELETE FROM restored_here WHERE article_id = ? AND key = ?", (article_id, key))
        self.queue((article_id,), is_urgent=True)

    def restore_everywhere(self, outlet_id: int, key: int, *, is_restored: bool) -> None:
        """Keep a passage in all stories of an outlet from now on, or take that back.

        What recurs is looked for in the stories that have it; what another rule removed, in all of the outlet.
        """
        if is_restored:
            self._connection.execute("INSERT OR IGNORE INTO restored_everywhere VALUES (?, ?)", (outlet_id, key))
            self._connection.execute(
                "DELETE FROM unwanted_everywhere WHERE outlet_id = ? AND key = ?", (outlet_id, key)
            )
        else:
            self._connection.execute(
                "DELETE FROM restored_everywhere WHERE outlet_id = ? AND key = ?", (outlet_id, key)
            )
        is_repeated = self._connection.execute(
            "SELECT 1 FROM repeated WHERE outlet_id = ? AND key = ?", (outlet_id, key)
        ).fetchone()
        if is_repeated:
            self._connection.execute(
                "INSERT OR IGNORE INTO recleans (article_id) SELECT article_id FROM occurrences "
                "WHERE outlet_id = ? AND key = ?",
                (outlet_id, key),
            )
        else:
            self._connection.execute(
                "INSERT OR IGNORE INTO recleans (article_id) SELECT article_id FROM story_outlets WHERE outlet_id = ?",
                (outlet_id,),
            )

    def queue_stories_with(self, outlet_id: int, key: int) -> None:
        """Put the stories of an outlet that have a passage on the list."""
        self._connection.execute(
            "INSERT OR IGNORE INTO recleans (article_id) SELECT article_id FROM occurrences "
            "WHERE outlet_id = ? AND key = ?",
            (outlet_id, key),
        )

    def outlet_of(self, article_id: ArticleId) -> int | None:
        """Return the id of a story's outlet as the passages know it, or None if it was never looked at."""
        with translated():
            row = self._connection.execute(
                "SELECT outlet_id FROM story_outlets WHERE article_id = ?", (article_id,)
            ).fetchone()
        return None if row is None else int(row[0])
