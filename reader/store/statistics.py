"""Counts over a whole library."""

import sqlite3

from reader.core.records import LibraryStats

_STORIES = """
SELECT count(*) AS stories,
    coalesce(sum(coalesce(is_read, 0) = 0), 0) AS unread,
    coalesce(sum(coalesce(is_starred, 0)), 0) AS starred,
    coalesce(sum(needs_check), 0) AS needs_check,
    coalesce(sum(words), 0) AS words,
    coalesce(sum(removed_words), 0) AS removed_words,
    coalesce(min(nullif(published_iso, '')), '') AS earliest,
    coalesce(max(published_iso), '') AS latest
FROM articles LEFT JOIN states ON states.article_id = id
"""
_ORIGINALS = """
SELECT count(*) AS originals, coalesce(sum(size_bytes), 0) AS size_bytes, coalesce(sum(stored_bytes), 0) AS stored_bytes
FROM originals
"""
_OUTLETS = """
SELECT outlet AS value, count(*) AS stories FROM articles WHERE outlet IS NOT NULL GROUP BY outlet
ORDER BY stories DESC, outlet
"""
_LANGUAGES = """
SELECT language AS value, count(*) AS stories FROM articles WHERE language IS NOT NULL GROUP BY language
ORDER BY stories DESC, language
"""


_IN_STATE = {
    "unread": "coalesce(is_read, 0) = 0",
    "read": "coalesce(is_read, 0) = 1",
    "starred": "coalesce(is_starred, 0) = 1",
    "check": "needs_check = 1",
    "duplicate": "text_key <> '' AND text_key IN (SELECT text_key FROM articles GROUP BY text_key HAVING count(*) > 1)",
    "image": "id IN (SELECT article_id FROM pictures)",
    "version": "address <> '' AND address IN (SELECT address FROM articles GROUP BY address HAVING count(*) > 1)",
    "annotated": "id IN (SELECT article_id FROM notes UNION SELECT article_id FROM highlights)",
    "note": "id IN (SELECT article_id FROM notes UNION SELECT article_id FROM highlights WHERE note <> '')",
}


def ids_in_state(connection: sqlite3.Connection, name: str) -> frozenset[int]:
    """Return the ids of all stories in a state: ``unread``, ``read``, ``starred`` or ``check``."""
    found = connection.execute(
        f"SELECT id FROM articles LEFT JOIN states ON states.article_id = id WHERE {_IN_STATE[name]}"  # noqa: S608 - ours
    )
    return frozenset(row[0] for row in found)


def _count_in(connection: sqlite3.Connection, name: str) -> int:
    found = connection.execute(f"SELECT count(*) FROM articles WHERE {_IN_STATE[name]}")  # noqa: S608 - ours
    return int(found.fetchone()[0])


def count(connection: sqlite3.Connection, indexed: int) -> LibraryStats:
    """Return all counts; ``indexed`` is how many stories the search index has."""
    stories = connection.execute(_STORIES).fetchone()
    originals = connection.execute(_ORIGINALS).fetchone()
    return LibraryStats(
        stories=stories["stories"],
        unread=stories["unread"],
        starred=stories["starred"],
        check=stories["needs_check"],
        words=stories["words"],
        removed_words=stories["removed_words"],
        originals=originals["originals"],
        original_bytes=originals["size_bytes"],
        stored_bytes=originals["stored_bytes"],
        indexed=indexed,
        outlets=tuple((row["value"], row["stories"]) for row in connection.execute(_OUTLETS)),
        languages=tuple((row["value"], row["stories"]) for row in connection.execute(_LANGUAGES)),
        earliest=stories["earliest"],
        latest=stories["latest"],
        copies=_count_in(connection, "duplicate"),
        versions=_count_in(connection, "version"),
        annotated=_count_in(connection, "annotated"),
        pictured=_count_in(connection, "image"),
        missing=connection.execute("SELECT count(*) FROM links WHERE is_dismissed = 0").fetchone()[0],
    )
