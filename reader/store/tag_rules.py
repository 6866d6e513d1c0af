"""Saved searches that tag what comes in, how far each has looked, and the colours of tags."""

import sqlite3

from reader.core.model import ArticleId
from reader.core.queries import TagRule
from reader.store.encoding import storable
from reader.store.failures import translated
from reader.store.tags import tag_name

_NEWEST = "(SELECT coalesce(max(id), 0) FROM articles)"


class TagRuleStore:
    """What changes it is called inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[TagRule, ...]:
        """Return the rules whose searches are kept, oldest first."""
        with translated():
            rows = self._connection.execute(
                "SELECT r.id, search_id, s.name, tag, is_paused, tagged, seen FROM tag_rules r "
                "JOIN saved_searches s ON s.id = search_id ORDER BY r.id"
            )
            return tuple(
                TagRule(
                    row["id"],
                    row["search_id"],
                    row["name"],
                    row["tag"],
                    bool(row["is_paused"]),
                    row["tagged"],
                    row["seen"],
                )
                for row in rows
            )

    def add(self, search_id: int, tag: str) -> None:
        """Let a search tag what comes in from now on; the same rule again changes nothing."""
        if tag_name(tag):
            self._connection.execute(
                f"INSERT INTO tag_rules (search_id, tag, seen) SELECT id, :tag, {_NEWEST} FROM saved_searches "  # noqa: S608 - ours
                "WHERE id = :search AND NOT EXISTS (SELECT 1 FROM tag_rules WHERE search_id = :search "
                "AND tag = :tag COLLATE NOCASE)",
                {"search": search_id, "tag": tag_name(tag)},
            )

    def pause(self, rule_id: int, *, is_paused: bool) -> None:
        """Let a rule rest or go on with what comes in from now on."""
        self._connection.execute(
            f"UPDATE tag_rules SET is_paused = ?, seen = max(seen, {_NEWEST}) WHERE id = ? AND is_paused <> ?",  # noqa: S608 - ours
            (int(is_paused), rule_id, int(is_paused)),
        )

    def delete(self, rule_id: int) -> None:
        """Drop a rule."""
        self._connection.execute("DELETE FROM tag_rules WHERE id = ?", (rule_id,))

    def restore(self, rule: TagRule) -> None:
        """Bring a deleted rule back as it was."""
        self._connection.execute(
            "INSERT OR IGNORE INTO tag_rules (id, search_id, tag, is_paused, seen, tagged) VALUES (?, ?, ?, ?, ?, ?)",
            (rule.rule_id, rule.search_id, tag_name(rule.tag), int(rule.is_paused), rule.seen, rule.tagged),
        )

    def rename_tag(self, old: str, new: str) -> None:
        """Let rules give a tag by its new name, and let it keep its colour."""
        self._connection.execute(
            "UPDATE tag_rules SET tag = ? WHERE tag = ? COLLATE NOCASE", (tag_name(new), tag_name(old))
        )
        self._connection.execute(
            "INSERT OR IGNORE INTO tag_colours (tag, colour) SELECT ?, colour FROM tag_colours WHERE tag = ?",
            (tag_name(new), tag_name(old)),
        )

    def due(self) -> TagRule | None:
        """Return the rule that is farthest behind the newest story, None where none is behind."""
        behind = [rule for rule in self.all() if not rule.is_paused]
        rule = min(behind, key=lambda each: each.seen, default=None)
        if rule is None:
            return None
        with translated():
            newest = self._connection.execute(f"SELECT {_NEWEST}").fetchone()[0]
        return rule if rule.seen < newest else None

    def unseen(self, rule: TagRule, sequence: int, limit: int) -> tuple[ArticleId, ...]:
        """Return the next stories a rule has not looked at, oldest first, as far as all of them are indexed.

        ``sequence`` is the change number up to which the index is complete.
        """
        with translated():
            rows = self._connection.execute(
                "SELECT id FROM articles WHERE id > :seen AND id < coalesce("
                "(SELECT min(article_id) FROM changes WHERE sequence > :sequence AND article_id > :seen), "
                "9223372036854775807) ORDER BY id LIMIT :limit",
                {"seen": rule.seen, "sequence": sequence, "limit": limit},
            )
            return tuple(ArticleId(row["id"]) for row in rows)

    def advance(self, rule: TagRule, seen: ArticleId, tagged: int) -> None:
        """Note how far a rule has looked, and how many stories it has tagged more."""
        self._connection.execute(
            "UPDATE tag_rules SET seen = max(seen, ?), tagged = tagged + ? WHERE id = ?", (seen, tagged, rule.rule_id)
        )

    def colours(self) -> dict[str, int]:
        """Return the colours of tags that have one, by their names in small letters."""
        with translated():
            rows = self._connection.execute("SELECT tag, colour FROM tag_colours")
            return {row["tag"].casefold(): row["colour"] for row in rows}

    def colour(self, tag: str, colour: int) -> None:
        """Give a tag one of the colours 1 to 8, or none."""
        name = storable(tag_name(tag))
        self._connection.execute("DELETE FROM tag_colours WHERE tag = ?", (name,))
        if 1 <= colour <= 8 and name:
            self._connection.execute("INSERT INTO tag_colours (tag, colour) VALUES (?, ?)", (name, colour))
