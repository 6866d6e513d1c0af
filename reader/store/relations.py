"""Which stories are the same, versions of one address, or copies of one text."""

import sqlite3
from dataclasses import dataclass
from enum import Enum

from reader.core.model import Article, ArticleId, Snapshot
from reader.core.sameness import StoryKeys
from reader.store.failures import translated
from reader.store.snapshots import snapshot_value


class Kinship(Enum):
    """How a new story is related to one that is here."""

    SAME = "same address and text"
    VERSION = "same address, another text"
    COPY = "same text, another address"


@dataclass(frozen=True, slots=True)
class Relative:
    """A story that is here and how a new one is related to it."""

    kinship: Kinship
    article_id: ArticleId
    headline: str


class RelationStore:
    """Finds a story's relatives in a library."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def relative(self, article: Article, keys: StoryKeys) -> Relative | None:
        """Return the story that a new one is the same as, else the oldest copy of its text, else its newest version.

        Without an address, stories are the same whose text, headline, outlet and date are. ``keys`` are its own.
        """
        address, text = keys
        with translated():
            rows = self._found("text_key = ? ORDER BY id LIMIT 200", text) if text else []
            same = next((row for row in rows if _is_same(row, article, address)), None)
            if same is not None or rows:
                row = same or rows[0]
                return Relative(Kinship.SAME if same else Kinship.COPY, ArticleId(row["id"]), row["headline"])
            rows = self._found("address = ? ORDER BY id DESC LIMIT 1", address) if address else []
        return Relative(Kinship.VERSION, ArticleId(rows[0]["id"]), rows[0]["headline"]) if rows else None

    def at_address(self, address: str) -> tuple[ArticleId, ...]:
        """Return the stories of an address key, oldest first."""
        with translated():
            rows = self._connection.execute("SELECT id FROM articles WHERE address = ? ORDER BY id", (address,))
            return tuple(ArticleId(row["id"]) for row in rows) if address else ()

    def relatives(self, article_id: ArticleId) -> tuple[Relative, ...]:
        """Return the copies of a story and the other versions of its address, oldest first."""
        with translated():
            own = self._connection.execute(
                "SELECT address, text_key FROM articles WHERE id = ?", (article_id,)
            ).fetchone()
            if own is None:
                return ()
            rows = self._connection.execute(
                "SELECT id, coalesce(headline, '') AS headline, text_key FROM articles WHERE id <> :id AND "
                "(address = :address AND address <> '' OR text_key = :text AND text_key <> '') ORDER BY id",
                {"id": article_id, "address": own["address"], "text": own["text_key"]},
            ).fetchall()
        return tuple(
            Relative(
                Kinship.COPY if row["text_key"] and row["text_key"] == own["text_key"] else Kinship.VERSION,
                ArticleId(row["id"]),
                row["headline"],
            )
            for row in rows
        )

    def of_snapshot(self, snapshot: Snapshot) -> ArticleId | None:
        """Return the story that was made of the same bytes with the same said about them, or None."""
        with translated():
            rows = self._connection.execute(
                "SELECT id, snapshot FROM articles WHERE original = ? AND snapshot IS NOT NULL", (snapshot.sha256,)
            ).fetchall()
        for row in rows:
            known = snapshot_value(row["snapshot"], snapshot.sha256)
            if known is not None and (known.url, known.stated) == (snapshot.url, snapshot.stated):
                return ArticleId(row["id"])
        return None

    def _found(self, condition: str, value: str) -> list[sqlite3.Row]:
        columns = "id, coalesce(headline, '') AS headline, coalesce(outlet, '') AS outlet, published_iso, address"
        return self._connection.execute(f"SELECT {columns} FROM articles WHERE {condition}", (value,)).fetchall()  # noqa: S608 - our own conditions


def _is_same(row: sqlite3.Row, article: Article, address: str) -> bool:
    if address or row["address"]:
        return bool(row["address"] == address)
    told = (
        article.headline.value if article.headline else "",
        article.outlet.value if article.outlet else "",
        article.published.iso if article.published else "",
    )
    return (row["headline"], row["outlet"], row["published_iso"]) == told
