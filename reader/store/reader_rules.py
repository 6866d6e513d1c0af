"""What the reader wants removed: a paragraph of one story, or a passage from all stories of an outlet."""

import sqlite3

from reader.core.evidence import ReaderRule
from reader.core.model import ArticleId
from reader.store.connection import now
from reader.store.encoding import storable
from reader.store.failures import translated

_LONGEST = 2_000

_RULES = """
SELECT key, text, unwanted_here.article_id, coalesce(headline, '') AS whose, '' AS outlet, 0 AS is_everywhere, created
FROM unwanted_here JOIN articles ON articles.id = article_id
UNION ALL
SELECT key, text, (SELECT article_id FROM story_outlets WHERE outlet_id = unwanted_everywhere.outlet_id LIMIT 1),
'', name, 1, created
FROM unwanted_everywhere JOIN outlets ON outlets.id = outlet_id
ORDER BY created DESC, key
"""


class ReaderRuleStore:
    """The reader's own rules. What changes them is called inside a transaction; ``RecleanStore`` queues the stories."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def remove_here(self, article_id: ArticleId, key: int, text: str) -> None:
        """Have a passage of one story removed from now on, also where it was restored."""
        self._connection.execute(
            "INSERT OR IGNORE INTO unwanted_here SELECT id, ?, ?, ? FROM articles WHERE id = ?",
            (key, storable(text[:_LONGEST]), now(), article_id),
        )
        self._connection.execute("DELETE FROM restored_here WHERE article_id = ? AND key = ?", (article_id, key))

    def remove_everywhere(self, outlet_id: int, key: int, text: str) -> None:
        """Have a passage removed from all stories of an outlet from now on, also where it was restored in all."""
        self._connection.execute(
            "INSERT OR IGNORE INTO unwanted_everywhere VALUES (?, ?, ?, ?)",
            (outlet_id, key, storable(text[:_LONGEST]), now()),
        )
        self._connection.execute("DELETE FROM restored_everywhere WHERE outlet_id = ? AND key = ?", (outlet_id, key))

    def forget_here(self, article_id: ArticleId, key: int) -> None:
        """Take a rule for one story back."""
        self._connection.execute("DELETE FROM unwanted_here WHERE article_id = ? AND key = ?", (article_id, key))

    def forget_everywhere(self, outlet_id: int, key: int) -> None:
        """Take a rule for an outlet back."""
        self._connection.execute("DELETE FROM unwanted_everywhere WHERE outlet_id = ? AND key = ?", (outlet_id, key))

    def rules(self) -> tuple[ReaderRule, ...]:
        """Return all rules, newest first; one for an outlet that has no story left names none."""
        with translated():
            rows = self._connection.execute(_RULES).fetchall()
        return tuple(
            ReaderRule(
                row["key"], row["text"], row["article_id"], row["whose"], row["outlet"], bool(row["is_everywhere"])
            )
            for row in rows
            if row["article_id"] is not None
        )
