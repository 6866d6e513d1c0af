"""Tags, notes, and the links of lists whose stories are not here yet."""

import json
import sqlite3
from collections.abc import Iterable

from reader.core.model import ArticleId, Curation
from reader.core.records import MissingLink
from reader.core.sameness import address_key
from reader.store.articles import record_change
from reader.store.connection import now
from reader.store.encoding import path_column, path_value, storable
from reader.store.failures import translated
from reader.store.highlights import HighlightStore
from reader.store.tags import tag_name


class CurationStore:
    """What the reader says about stories. What changes it is called inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.highlights = HighlightStore(connection)

    def add(self, article_id: ArticleId, curation: Curation) -> None:
        """Add tags and notes to a story, and its star and read state; what it has already stays."""
        self.tag((article_id,), curation.tags)
        for note in curation.notes:
            self._connection.execute(
                "INSERT INTO notes (article_id, text, created) SELECT ?, ?, ? "
                "WHERE NOT EXISTS (SELECT 1 FROM notes WHERE article_id = ? AND text = ?)",
                (article_id, storable(note), now(), article_id, storable(note)),
            )
        if curation.is_read or curation.is_starred:
            self._connection.execute(
                "INSERT INTO states (article_id, is_read, is_starred) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET "
                "is_read = max(is_read, excluded.is_read), is_starred = max(is_starred, excluded.is_starred)",
                (article_id, int(curation.is_read), int(curation.is_starred)),
            )

    def tag(self, article_ids: Iterable[ArticleId], names: Iterable[str]) -> None:
        """Add tags to stories; letter case does not make another tag."""
        ids = list(article_ids)
        for name in names:
            tag = tag_name(name)
            if tag:
                self._connection.execute("INSERT OR IGNORE INTO tags (name) VALUES (?)", (tag,))
                self._connection.executemany(
                    "INSERT OR IGNORE INTO story_tags SELECT ?, id FROM tags WHERE name = ?",
                    ((article_id, tag) for article_id in ids),
                )

    def tags(self, article_id: ArticleId) -> tuple[str, ...]:
        """Return a story's tags in alphabetical order."""
        with translated():
            rows = self._connection.execute(
                "SELECT name FROM story_tags JOIN tags ON tags.id = tag_id WHERE article_id = ? ORDER BY name",
                (article_id,),
            )
            return tuple(row["name"] for row in rows)

    def notes(self, article_id: ArticleId) -> tuple[str, ...]:
        """Return a story's notes, oldest first."""
        with translated():
            rows = self._connection.execute("SELECT text FROM notes WHERE article_id = ? ORDER BY id", (article_id,))
            return tuple(row["text"] for row in rows)

    @property
    def turn(self) -> int:
        """A number that differs once any tag or note has changed."""
        with translated():
            return int(self._connection.execute("SELECT turn FROM curation_turns").fetchone()["turn"])

    def labels(self) -> dict[str, frozenset[int]]:
        """Return every tag and note by the name that queries look them up with, with the stories they are of."""
        found: dict[str, set[int]] = {"tag:": set(), "note:": set()}
        with translated():
            for row in self._connection.execute("SELECT name, article_id FROM story_tags JOIN tags ON id = tag_id"):
                found.setdefault(f"tag:{row['name']}", set()).add(row["article_id"])
            for row in self._connection.execute("SELECT text, article_id FROM notes"):
                found.setdefault(f"note:{row['text']}", set()).add(row["article_id"])
        for note, article_id in self.highlights.labels():
            found.setdefault(f"note:{note}", set()).add(article_id)
        return {name: frozenset(ids) for name, ids in found.items()}

    def keep_link(self, url: str, title: str, added: str, curation: Curation, source: str = "") -> None:
        """Remember a link of the file ``source`` whose story is not here, until it comes; ``added`` is ISO 8601."""
        made = [list(curation.tags), curation.is_starred, curation.is_read, list(curation.notes)]
        self._connection.execute(
            "INSERT OR IGNORE INTO links (address, url, title, added, curation, list) VALUES (?, ?, ?, ?, ?, ?)",
            (
                address_key(url) or url,
                storable(url),
                storable(title),
                added,
                storable(json.dumps(made)),
                path_column(source),
            ),
        )

    def put_on_list(self, article_id: ArticleId, added: str) -> None:
        """Note when a list says that a story was put on it (ISO 8601): its date of saving, if it states none itself."""
        if added:
            self._connection.execute(
                "INSERT OR IGNORE INTO listed (article_id, added) VALUES (?, ?)", (article_id, added)
            )
            record_change(self._connection, article_id)

    def take_link(self, article_id: ArticleId, address: str) -> None:
        """Give a new story of this address what a list said of it; the link is not missing any more."""
        row = self._connection.execute("SELECT id, added, curation FROM links WHERE address = ?", (address,)).fetchone()
        if row is not None and address:
            tags, is_starred, is_read, notes = json.loads(row["curation"])
            self.add(article_id, Curation(tuple(tags), is_starred, is_read, tuple(notes)))
            self.put_on_list(article_id, row["added"])
            self._connection.execute("DELETE FROM links WHERE id = ?", (row["id"],))

    def missing_links(self) -> tuple[MissingLink, ...]:
        """Return the links of lists whose stories are not here, in the order they came, without dismissed ones."""
        with translated():
            rows = self._connection.execute(
                "SELECT url, title, added, curation, list FROM links WHERE is_dismissed = 0 ORDER BY id"
            ).fetchall()
        return tuple(
            MissingLink(
                row["url"],
                row["title"],
                row["added"],
                tuple(json.loads(row["curation"])[0]),
                path_value(row["list"]),
            )
            for row in rows
        )

    def dismiss_links(self, urls: Iterable[str], *, is_dismissed: bool) -> None:
        """Leave missing links out of the list, or put them back; when their story comes they serve it as before."""
        self._connection.executemany(
            "UPDATE links SET is_dismissed = ? WHERE url = ?", ((int(is_dismissed), url) for url in urls)
        )
