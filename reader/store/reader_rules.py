"""What the reader wants removed: a paragraph of one story, or a passage from all stories of an outlet."""

import sqlite3
from collections.abc import Iterator

from reader.core.evidence import LosingStory, ReaderRule
from reader.core.model import ArticleId
from reader.store.connection import now
from reader.store.encoding import storable
from reader.store.failures import translated

_LONGEST = 2_000

_RULES = """
SELECT key, text, unwanted_here.article_id, coalesce(headline, '') AS whose, '' AS outlet, 0 AS is_everywhere, created,
is_part
FROM unwanted_here JOIN articles ON articles.id = article_id
UNION ALL
SELECT key, text, (SELECT article_id FROM story_outlets WHERE outlet_id = unwanted_everywhere.outlet_id LIMIT 1),
'', name, 1, created, is_part
FROM unwanted_everywhere JOIN outlets ON outlets.id = outlet_id
ORDER BY created DESC, key
"""
_WORDINGS = """
SELECT occurrences.article_id, coalesce(headline, '') AS headline, published_iso,
substr(text, span_start + 1, span_end - span_start) AS words
FROM occurrences JOIN articles ON articles.id = article_id JOIN texts USING (article_id)
WHERE outlet_id = ? AND key = ? ORDER BY original, place
"""
_CANDIDATES = """
SELECT article_id FROM story_outlets JOIN articles ON articles.id = article_id JOIN texts USING (article_id)
WHERE outlet_id = ? AND text LIKE ? ESCAPE '\\' ORDER BY original, place
"""


class ReaderRuleStore:
    """The reader's own rules. What changes them is called inside a transaction; ``RecleanStore`` queues the stories."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def remove_here(self, article_id: ArticleId, key: int, text: str, *, is_part: bool = False) -> None:
        """Have a passage of one story removed from now on, also where it was restored."""
        self._connection.execute(
            "INSERT OR IGNORE INTO unwanted_here (article_id, key, text, created, is_part) "
            "SELECT id, ?, ?, ?, ? FROM articles WHERE id = ?",
            (key, storable(text[:_LONGEST]), now(), int(is_part), article_id),
        )
        self._connection.execute("DELETE FROM restored_here WHERE article_id = ? AND key = ?", (article_id, key))

    def remove_everywhere(self, outlet_id: int, key: int, text: str, *, is_part: bool = False) -> None:
        """Have a passage removed from all stories of an outlet from now on, also where it was restored in all."""
        self._connection.execute(
            "INSERT OR IGNORE INTO unwanted_everywhere (outlet_id, key, text, created, is_part) VALUES (?, ?, ?, ?, ?)",
            (outlet_id, key, storable(text[:_LONGEST]), now(), int(is_part)),
        )
        self._connection.execute("DELETE FROM restored_everywhere WHERE outlet_id = ? AND key = ?", (outlet_id, key))

    def forget_here(self, article_id: ArticleId, key: int) -> None:
        """Take a rule for one story back."""
        self._connection.execute("DELETE FROM unwanted_here WHERE article_id = ? AND key = ?", (article_id, key))

    def forget_everywhere(self, outlet_id: int, key: int) -> None:
        """Take a rule for an outlet back."""
        self._connection.execute("DELETE FROM unwanted_everywhere WHERE outlet_id = ? AND key = ?", (outlet_id, key))

    def part_everywhere(self, outlet_id: int, key: int) -> str:
        """Return the words of a rule about parts of paragraphs for an outlet, "" where there is none of this key."""
        row = self._connection.execute(
            "SELECT text FROM unwanted_everywhere WHERE outlet_id = ? AND key = ? AND is_part = 1", (outlet_id, key)
        ).fetchone()
        return "" if row is None else str(row["text"])

    def wordings(self, outlet_id: int, key: int) -> Iterator[LosingStory]:
        """Yield the stories of an outlet that have a passage, with its wording there."""
        with translated():
            for row in self._connection.execute(_WORDINGS, (outlet_id, key)):
                yield LosingStory(
                    ArticleId(row["article_id"]), row["headline"], row["published_iso"], " ".join(row["words"].split())
                )

    def having(self, outlet_id: int, letters: str) -> tuple[ArticleId, ...]:
        """Return the stories of an outlet whose page has these letters somewhere, ASCII ones in either case."""
        escaped = letters.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        with translated():
            rows = self._connection.execute(_CANDIDATES, (outlet_id, f"%{escaped}%")).fetchall()
        return tuple(ArticleId(row["article_id"]) for row in rows)

    def rules(self) -> tuple[ReaderRule, ...]:
        """Return all rules, newest first; one for an outlet that has no story left names none."""
        with translated():
            rows = self._connection.execute(_RULES).fetchall()
        return tuple(
            ReaderRule(
                row["key"],
                row["text"],
                row["article_id"],
                row["whose"],
                row["outlet"],
                bool(row["is_everywhere"]),
                bool(row["is_part"]),
            )
            for row in rows
            if row["article_id"] is not None
        )
