"""Which pictures a story has: rows that name the kept files and their places in the text."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reader.core.model import ArticleId
from reader.core.pictures import Figure, KeptPicture
from reader.store.encoding import storable

_INSERT = """
INSERT INTO pictures (article_id, ordinal, before, sha256, reference, alt, captions, width, height, size_bytes)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_READ = """
SELECT before, sha256, reference, alt, captions, width, height, size_bytes
FROM pictures WHERE article_id = ? ORDER BY ordinal
"""


def insert(connection: sqlite3.Connection, article_id: ArticleId, pictures: Sequence[KeptPicture]) -> None:
    """Give a story these pictures inside the open transaction, in their order."""
    connection.executemany(
        _INSERT,
        (
            (
                article_id,
                ordinal,
                one.before,
                one.sha256,
                storable(one.reference),
                storable(one.alt),
                json.dumps(one.captions),
                one.width,
                one.height,
                one.size_bytes,
            )
            for ordinal, one in enumerate(pictures)
        ),
    )


def replace_all(connection: sqlite3.Connection, article_id: ArticleId, pictures: Sequence[KeptPicture]) -> None:
    """Give a story these pictures in the place of those it has."""
    connection.execute("DELETE FROM pictures WHERE article_id = ?", (article_id,))
    insert(connection, article_id, pictures)


def read(connection: sqlite3.Connection, article_id: ArticleId) -> tuple[KeptPicture, ...]:
    """Return the pictures of a story in the order of their places."""
    return tuple(
        KeptPicture(
            before=row["before"],
            sha256=row["sha256"],
            reference=row["reference"],
            width=row["width"],
            height=row["height"],
            size_bytes=row["size_bytes"],
            alt=row["alt"],
            captions=tuple(json.loads(row["captions"])),
        )
        for row in connection.execute(_READ, (article_id,))
    )


def carried_over(
    figures: Iterable[Figure], kept: Iterable[KeptPicture], found: Iterable[KeptPicture]
) -> tuple[KeptPicture, ...]:
    """Return the pictures of a story cleaned anew: those of its figures that are found now or were kept before.

    Where the pictures of the page were saved may be gone by now. A kept one is told by the reference that led to it.
    """
    known = {storable(one.reference): one for one in (*kept, *found)}
    carried: dict[str, KeptPicture] = {}
    for figure in figures:
        way = next((way for way in map(storable, figure.references) if way in known), None)
        if way is not None and known[way].sha256 not in carried:
            placed = replace(known[way], reference=way, before=figure.before, captions=figure.captions)
            carried[placed.sha256] = replace(placed, alt=storable(figure.alt))
    return tuple(carried.values())
