"""How far the reader has read in stories."""

import sqlite3

from reader.core.model import ArticleId
from reader.core.reading_places import WORDS_CHARS, ReadingPlace
from reader.store.encoding import storable
from reader.store.failures import translated


class ReadingPlaceStore:
    """A place per story. What changes them is called inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of(self, article_id: ArticleId) -> ReadingPlace | None:
        """Return how far a story was read, None where it was left at its top."""
        with translated():
            row = self._connection.execute(
                "SELECT paragraph, fraction, words FROM reading_places WHERE article_id = ?", (article_id,)
            ).fetchone()
        return None if row is None else ReadingPlace(row["paragraph"], row["fraction"], row["words"])

    def keep(self, article_id: ArticleId, place: ReadingPlace) -> None:
        """Remember how far a story was read; its top need not be remembered, nor a story that is gone."""
        if place.paragraph <= 0 and place.fraction <= 0:
            self._connection.execute("DELETE FROM reading_places WHERE article_id = ?", (article_id,))
            return
        self._connection.execute(
            "INSERT OR REPLACE INTO reading_places SELECT id, ?, ?, ? FROM articles WHERE id = ?",
            (place.paragraph, place.fraction, storable(place.words[:WORDS_CHARS]), article_id),
        )
