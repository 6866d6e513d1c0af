"""Highlights of stories and notes on whole ones."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

from reader.core.anchoring import find
from reader.core.errors import LibraryError
from reader.core.highlights import (
    COLOURS,
    LONGEST_NOTE,
    AddHighlight,
    Anchor,
    AnnotationRow,
    Annotations,
    ChangeHighlight,
    Highlight,
    StoryNote,
    marked_text,
)
from reader.core.model import Article, ArticleId, Span
from reader.store.connection import now
from reader.store.encoding import storable
from reader.store.failures import translated

_COLUMNS = "highlights.id, article_id, quote, prefix, suffix, start, at, until, colour, note, created, changed"
_STORY = (
    "coalesce(headline, '') AS headline, coalesce(outlet, '') AS outlet, published_iso, "
    "coalesce(canonical_url, url, '') AS address"
)
GONE_HIGHLIGHT = "The highlight is no longer there."


class HighlightStore:
    """What the reader marked and wrote. What changes it is called inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of(self, article_id: ArticleId) -> Annotations:
        """Return the highlights of a story in order of its text, those without a place last, and its notes."""
        with translated():
            highlights = self._connection.execute(
                f"SELECT {_COLUMNS} FROM highlights WHERE article_id = ? ORDER BY at IS NULL, at, until, id",  # noqa: S608 - our own columns
                (article_id,),
            )
            marked = tuple(_highlight(row) for row in highlights)
            notes = self._connection.execute(
                "SELECT id, text, created FROM notes WHERE article_id = ? ORDER BY id", (article_id,)
            )
            return Annotations(article_id, marked, tuple(StoryNote(*row) for row in notes))

    def all(self) -> Iterator[AnnotationRow]:
        """Yield all highlights and notes of the library, the stories in order of their numbers."""
        with translated():
            rows = self._connection.execute(
                f"SELECT {_COLUMNS}, {_STORY} FROM highlights JOIN articles ON articles.id = article_id "  # noqa: S608 - our own columns
                "ORDER BY article_id, at IS NULL, at, highlights.id"
            )
            for row in rows:
                yield _annotation(row, highlight=_highlight(row))
            rows = self._connection.execute(
                f"SELECT notes.id, text, created, article_id, {_STORY} FROM notes "  # noqa: S608 - our own columns
                "JOIN articles ON articles.id = article_id ORDER BY article_id, notes.id"
            )
            for row in rows:
                yield _annotation(row, note=StoryNote(row["id"], row["text"], row["created"]))

    def one(self, highlight_id: int) -> Highlight | None:
        """Return a highlight, or None where there is none of this number."""
        with translated():
            row = self._connection.execute(
                f"SELECT {_COLUMNS} FROM highlights WHERE id = ?",  # noqa: S608 - our own columns
                (highlight_id,),
            ).fetchone()
        return None if row is None else _highlight(row)

    def add(self, wish: AddHighlight, article: Article) -> int:
        """Highlight a passage of a story and return the highlight's number.

        A story that was cleaned anew since the reader marked it may have the passage elsewhere, or not at all.
        """
        span = find(marked_text(article), wish.anchor)
        made = now()
        highlight = Highlight(0, wish.article_id, wish.anchor, wish.colour, wish.note, None, None, made, made)
        return self._insert(highlight, span)

    def put_back(self, highlight: Highlight, article: Article) -> None:
        """Put a highlight that was deleted back as it was."""
        near = highlight.start if highlight.start is not None else highlight.anchor.start
        self._insert(highlight, find(marked_text(article), highlight.anchor, near))

    def _insert(self, highlight: Highlight, span: Span | None) -> int:
        anchor = highlight.anchor
        cursor = self._connection.execute(
            "INSERT OR REPLACE INTO highlights (id, article_id, quote, prefix, suffix, start, at, until, "
            "colour, note, created, changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                highlight.highlight_id or None,
                highlight.article_id,
                storable(anchor.quote),
                storable(anchor.prefix),
                storable(anchor.suffix),
                anchor.start,
                span.start if span else None,
                span.end if span else None,
                _colour(highlight.colour),
                _note(highlight.note),
                highlight.created,
                highlight.changed,
            ),
        )
        return cursor.lastrowid or 0

    def change(self, wish: ChangeHighlight) -> ArticleId:
        """Give a highlight another colour and note and return its story; raises LibraryError if it is gone."""
        row = self._connection.execute(
            "UPDATE highlights SET colour = ?, note = ?, changed = ? WHERE id = ? RETURNING article_id",
            (_colour(wish.colour), _note(wish.note), now(), wish.highlight_id),
        ).fetchone()
        return _story_of(row)

    def move(self, highlight: Highlight, anchor: Anchor, article: Article) -> None:
        """Attach a highlight to another passage of its story."""
        span = find(marked_text(article), anchor)
        self._insert(replace(highlight, anchor=anchor, changed=now()), span)

    def put_back_note(self, article_id: ArticleId, note: StoryNote) -> None:
        """Put a note on a whole story back as it was."""
        self._connection.execute(
            "INSERT OR REPLACE INTO notes (id, article_id, text, created) VALUES (?, ?, ?, ?)",
            (note.note_id, article_id, _note(note.text), note.created),
        )

    def delete(self, highlight_id: int) -> ArticleId:
        """Delete a highlight and return its story; raises LibraryError if it is gone."""
        row = self._connection.execute(
            "DELETE FROM highlights WHERE id = ? RETURNING article_id", (highlight_id,)
        ).fetchone()
        return _story_of(row)

    def set_note(self, article_id: ArticleId, note_id: int | None, text: str) -> None:
        """Add, change or (with no text) delete a note on a whole story."""
        text = _note(text)
        if note_id is None:
            if text:
                self._connection.execute(
                    "INSERT INTO notes (article_id, text, created) VALUES (?, ?, ?)", (article_id, text, now())
                )
        elif text:
            self._connection.execute(
                "UPDATE notes SET text = ? WHERE id = ? AND article_id = ?", (text, note_id, article_id)
            )
        else:
            self._connection.execute("DELETE FROM notes WHERE id = ? AND article_id = ?", (note_id, article_id))

    def reattach(self, article_id: ArticleId, article: Article) -> None:
        """Find the places of a story's highlights in its text as it is now; those that have none keep their quotes."""
        highlights = self.of(article_id).highlights
        if not highlights:
            return
        text = marked_text(article)
        for one in highlights:
            span = find(text, one.anchor, one.start)
            at, until = (span.start, span.end) if span else (None, None)
            if (at, until) != (one.start, one.end):
                self._connection.execute(
                    "UPDATE highlights SET at = ?, until = ? WHERE id = ?", (at, until, one.highlight_id)
                )

    def labels(self) -> Iterator[tuple[str, int]]:
        """Yield the notes on highlights with the stories they are in."""
        with translated():
            for row in self._connection.execute("SELECT note, article_id FROM highlights WHERE note <> ''"):
                yield row["note"], row["article_id"]


def _highlight(row: sqlite3.Row) -> Highlight:
    return Highlight(
        highlight_id=row["id"],
        article_id=ArticleId(row["article_id"]),
        anchor=Anchor(row["quote"], row["prefix"], row["suffix"], row["start"]),
        colour=row["colour"],
        note=row["note"],
        start=row["at"],
        end=row["until"],
        created=row["created"],
        changed=row["changed"],
    )


def _annotation(
    row: sqlite3.Row, *, highlight: Highlight | None = None, note: StoryNote | None = None
) -> AnnotationRow:
    return AnnotationRow(
        article_id=ArticleId(row["article_id"]),
        headline=row["headline"],
        outlet=row["outlet"],
        published=row["published_iso"],
        url=row["address"],
        highlight=highlight,
        note=note,
    )


def _story_of(row: sqlite3.Row | None) -> ArticleId:
    if row is None:
        raise LibraryError(GONE_HIGHLIGHT)
    return ArticleId(row["article_id"])


def _colour(colour: int) -> int:
    return min(COLOURS, max(1, colour))


def _note(text: str) -> str:
    return storable(text.strip()[:LONGEST_NOTE])
