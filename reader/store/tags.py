"""The library's tags as such: who has them, and taking off, renaming, merging and deleting."""

import json
import sqlite3
from collections.abc import Sequence

from reader.core.model import ArticleId
from reader.store.encoding import storable
from reader.store.failures import translated

LONGEST_TAG = 200


def tag_name(written: str) -> str:
    """Return a tag as it is kept: blanks folded, not too long; "" where nothing is left."""
    return " ".join(storable(written).split())[:LONGEST_TAG]


class TagStore:
    """Tags are the same whatever their letter case. What changes them is called inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def counts(self) -> tuple[tuple[str, int], ...]:
        """Return every tag with the number of its stories, in alphabetical order."""
        with translated():
            rows = self._connection.execute(
                "SELECT name, count(article_id) AS stories FROM tags LEFT JOIN story_tags ON tag_id = id "
                "GROUP BY id ORDER BY name"
            )
            return tuple((row["name"], row["stories"]) for row in rows)

    def counts_among(self, article_ids: Sequence[ArticleId]) -> tuple[tuple[str, int], ...]:
        """Return the tags that some stories have, with how many of these have each, in alphabetical order."""
        with translated():
            rows = self._connection.execute(
                "SELECT name, count(*) AS stories FROM story_tags JOIN tags ON id = tag_id "
                "WHERE article_id IN (SELECT value FROM json_each(?)) GROUP BY id ORDER BY name",
                (json.dumps(list(article_ids)),),
            )
            return tuple((row["name"], row["stories"]) for row in rows)

    def stories(self, name: str) -> tuple[ArticleId, ...]:
        """Return the stories of a tag, oldest first."""
        with translated():
            rows = self._connection.execute(
                "SELECT article_id FROM story_tags JOIN tags ON id = tag_id WHERE name = ? ORDER BY article_id",
                (tag_name(name),),
            )
            return tuple(ArticleId(row["article_id"]) for row in rows)

    def spelled(self, name: str) -> str:
        """Return a tag in the letter case it is kept in, or "" if there is no such tag."""
        with translated():
            row = self._connection.execute("SELECT name FROM tags WHERE name = ?", (tag_name(name),)).fetchone()
        return "" if row is None else str(row["name"])

    def untag(self, article_ids: Sequence[ArticleId], names: Sequence[str]) -> None:
        """Take tags off stories; a tag that no story has any more is gone."""
        for name in map(tag_name, names):
            self._connection.execute(
                "DELETE FROM story_tags WHERE tag_id = (SELECT id FROM tags WHERE name = ?) "
                "AND article_id IN (SELECT value FROM json_each(?))",
                (name, json.dumps(list(article_ids))),
            )
            self._connection.execute(
                "DELETE FROM tags WHERE name = ? AND NOT EXISTS (SELECT 1 FROM story_tags WHERE tag_id = tags.id)",
                (name,),
            )

    def rename(self, old: str, new: str) -> None:
        """Give a tag another name; where that is another tag's, the stories of both have that one from now on."""
        old, new = tag_name(old), tag_name(new)
        row = self._connection.execute("SELECT id FROM tags WHERE name = ?", (old,)).fetchone()
        other = self._connection.execute("SELECT id FROM tags WHERE name = ?", (new,)).fetchone()
        if row is None or not new:
            return
        if other is None or other["id"] == row["id"]:
            self._connection.execute("UPDATE tags SET name = ? WHERE id = ?", (new, row["id"]))
            return
        self._connection.execute(
            "INSERT OR IGNORE INTO story_tags SELECT article_id, ? FROM story_tags WHERE tag_id = ?",
            (other["id"], row["id"]),
        )
        self._connection.execute("DELETE FROM tags WHERE id = ?", (row["id"],))

    def delete(self, name: str) -> None:
        """Delete a tag from all stories."""
        self._connection.execute("DELETE FROM tags WHERE name = ?", (tag_name(name),))
