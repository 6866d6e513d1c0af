"""What a list shows of its stories, read for many at once: a few statements, however many stories are asked for."""

import json
import sqlite3
from collections.abc import Sequence
from itertools import groupby

from reader.core.model import ArticleId
from reader.core.records import StorySummary
from reader.store.encoding import saved_value

_ROWS = """
SELECT id, words, removed_words, needs_check, coalesce(is_read, 0) AS is_read, coalesce(is_starred, 0) AS is_starred,
    coalesce(section, '') AS section, coalesce(language, '') AS language,
    coalesce(canonical_url, url, '') AS link, authors, coalesce(text_key, '') AS text_key,
    coalesce(address, '') AS address, saved, saved_precision, saved_source, saved_written, added,
    (EXISTS (SELECT 1 FROM notes WHERE notes.article_id = articles.id)
        OR EXISTS (SELECT 1 FROM highlights WHERE highlights.article_id = articles.id)) AS is_annotated,
    (SELECT count(*) FROM pictures WHERE pictures.article_id = articles.id) AS pictures
FROM articles LEFT JOIN states ON states.article_id = id LEFT JOIN listed ON listed.article_id = id
WHERE id IN (SELECT value FROM json_each(?))
"""
_TAGS = """
SELECT article_id, name FROM story_tags JOIN tags ON tags.id = tag_id
WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY article_id, name
"""
_COPIES = """
SELECT text_key AS value, count(*) AS stories FROM articles
WHERE text_key <> '' AND text_key IN (SELECT value FROM json_each(?)) GROUP BY text_key
"""
_VERSIONS = """
SELECT address AS value, count(DISTINCT CASE WHEN coalesce(text_key, '') = '' THEN id ELSE text_key END) AS stories
FROM articles WHERE address <> '' AND address IN (SELECT value FROM json_each(?)) GROUP BY address
"""


def read(connection: sqlite3.Connection, article_ids: Sequence[ArticleId]) -> tuple[StorySummary, ...]:
    """Return the summaries of the stories that exist, in the order asked."""
    asked = json.dumps(list(article_ids))
    rows = connection.execute(_ROWS, (asked,)).fetchall()
    tagged = groupby(connection.execute(_TAGS, (asked,)), key=lambda row: row["article_id"])
    tags = {number: tuple(row["name"] for row in group) for number, group in tagged}
    copies = _counts(connection, _COPIES, {row["text_key"] for row in rows})
    versions = _counts(connection, _VERSIONS, {row["address"] for row in rows})
    found = {
        row["id"]: StorySummary(
            article_id=ArticleId(row["id"]),
            is_read=bool(row["is_read"]),
            is_starred=bool(row["is_starred"]),
            needs_check=bool(row["needs_check"]),
            removed_words=row["removed_words"],
            words=row["words"],
            saved=_saved(row),
            authors=tuple(value for value, _ in json.loads(row["authors"])),
            section=row["section"],
            language=row["language"],
            address=row["link"],
            tags=tags.get(row["id"], ()),
            copies=copies.get(row["text_key"], 1),
            versions=versions.get(row["address"], 1),
            is_annotated=bool(row["is_annotated"]),
            pictures=row["pictures"],
        )
        for row in rows
    }
    return tuple(found[article_id] for article_id in article_ids if article_id in found)


def _counts(connection: sqlite3.Connection, statement: str, values: set[str]) -> dict[str, int]:
    """Return how often each value occurs in the whole library."""
    values.discard("")
    if not values:
        return {}
    return {row["value"]: row["stories"] for row in connection.execute(statement, (json.dumps(sorted(values)),))}


def _saved(row: sqlite3.Row) -> str:
    moment = saved_value(row)
    return moment.iso if moment else ""
