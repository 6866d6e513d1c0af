"""Reads and writes the stories: the text once, and everything known about it as spans, facts and sources."""

import dataclasses
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from reader.core.evidence import REPEATED_RULE, Repetition
from reader.core.model import (
    Article,
    ArticleId,
    Block,
    BlockKind,
    Caption,
    EncodingSource,
    Fact,
    Mark,
    MarkKind,
    Removal,
    Snapshot,
    Source,
    Span,
)
from reader.core.query import SearchDocument
from reader.core.records import Story
from reader.core.sameness import StoryKeys, keys_of
from reader.store import pictures
from reader.store.encoding import (
    Column,
    count_words,
    fact_columns,
    fact_value,
    moment_columns,
    moment_value,
    path_column,
    path_value,
    saved_value,
    spans_column,
    spans_value,
    storable,
)
from reader.store.repetition import evidence_of
from reader.store.snapshots import snapshot_column

_INSERT = """
INSERT INTO articles (
    original, place, member, source_path, imported, revision, words, removed_words, needs_check, published_iso,
    confidence, encoding, encoding_source, doubts, authors, container, snapshot, address, text_key,
    headline, headline_source, standfirst, standfirst_source, byline, byline_source, outlet, outlet_source,
    section, section_source, language, language_source, url, url_source, canonical_url, canonical_url_source,
    published, published_precision, published_source, published_written,
    modified, modified_precision, modified_source, modified_written,
    saved, saved_precision, saved_source, saved_written
) VALUES (
    :original, :place, :member, :source_path, :imported, 0, :words, :removed_words, :needs_check, :published_iso,
    :confidence, :encoding, :encoding_source, :doubts, :authors, :container, :snapshot, :address, :text_key,
    :headline, :headline_source, :standfirst, :standfirst_source, :byline, :byline_source, :outlet, :outlet_source,
    :section, :section_source, :language, :language_source, :url, :url_source, :canonical_url, :canonical_url_source,
    :published, :published_precision, :published_source, :published_written,
    :modified, :modified_precision, :modified_source, :modified_written,
    :saved, :saved_precision, :saved_source, :saved_written
)
"""
_UPDATE = """
UPDATE articles SET
    words = :words, removed_words = :removed_words, needs_check = :needs_check, published_iso = :published_iso,
    confidence = :confidence, encoding = :encoding, encoding_source = :encoding_source, doubts = :doubts,
    authors = :authors, address = :address, text_key = :text_key,
    headline = :headline, headline_source = :headline_source,
    standfirst = :standfirst, standfirst_source = :standfirst_source,
    byline = :byline, byline_source = :byline_source, outlet = :outlet, outlet_source = :outlet_source,
    section = :section, section_source = :section_source, language = :language, language_source = :language_source,
    url = :url, url_source = :url_source,
    canonical_url = :canonical_url, canonical_url_source = :canonical_url_source,
    published = :published, published_precision = :published_precision,
    published_source = :published_source, published_written = :published_written,
    modified = :modified, modified_precision = :modified_precision,
    modified_source = :modified_source, modified_written = :modified_written,
    saved = :saved, saved_precision = :saved_precision, saved_source = :saved_source, saved_written = :saved_written
WHERE id = :id
"""
_DELETE_SPANS = (
    "DELETE FROM blocks WHERE article_id = ?",
    "DELETE FROM captions WHERE article_id = ?",
    "DELETE FROM removals WHERE article_id = ?",
    "DELETE FROM marks WHERE article_id = ?",
)
REPEATED = "repeated in stories of this outlet"
"""The reason of a repeated passage of which the library has no counts any more."""

_READ = """
SELECT articles.*, texts.text, coalesce(is_read, 0) AS is_read, coalesce(is_starred, 0) AS is_starred, added
FROM articles JOIN texts ON texts.article_id = articles.id LEFT JOIN states ON states.article_id = articles.id
LEFT JOIN listed ON listed.article_id = articles.id WHERE articles.id = ?
"""
_FACTS = ("headline", "standfirst", "byline", "outlet", "section", "language", "url", "canonical_url")
_MOMENTS = ("published", "modified", "saved")


def insert(
    connection: sqlite3.Connection,
    article: Article,
    *,
    sha256: str,
    place: int,
    member: str,
    source_path: str,
    imported: str,
    container: str = "",
    snapshot: Snapshot | None = None,
    keys: StoryKeys | None = None,
) -> ArticleId:
    """Insert a story inside the open transaction and return its id; its change number is that of the change log.

    A story kept apart has ``snapshot``, whose bytes are the original, and the digest of its ``container``.
    """
    cursor = connection.execute(
        _INSERT,
        {
            "original": sha256,
            "place": place,
            "member": storable(member),
            "source_path": path_column(source_path),
            "imported": imported,
            "container": container,
            "snapshot": snapshot_column(snapshot),
            **_columns(article, keys),
        },
    )
    article_id = ArticleId(cursor.lastrowid or 0)
    connection.execute("INSERT INTO texts (article_id, text) VALUES (?, ?)", (article_id, storable(article.text)))
    _insert_spans(connection, article_id, article)
    record_change(connection, article_id)
    return article_id


def replace(connection: sqlite3.Connection, article_id: ArticleId, article: Article) -> None:
    """Put a story cleaned anew in the place of the one of this id, with the next change number; its state stays."""
    connection.execute(_UPDATE, {"id": article_id, **_columns(article)})
    connection.execute("UPDATE texts SET text = ? WHERE article_id = ?", (storable(article.text), article_id))
    for statement in _DELETE_SPANS:
        connection.execute(statement, (article_id,))
    _insert_spans(connection, article_id, article)
    record_change(connection, article_id)


def has_keys(connection: sqlite3.Connection, article_id: ArticleId) -> bool:
    """Return whether the keys of a story's address and text are known: an older program did not write them."""
    row = connection.execute("SELECT text_key IS NOT NULL FROM articles WHERE id = ?", (article_id,)).fetchone()
    return row is not None and bool(row[0])


def without_counts(article: Article) -> Article:
    """Return the article without what the library's counts say about it, to be compared with another cleaning."""
    removals = tuple(dataclasses.replace(one, reason="") if _is_counted(one) else one for one in article.removals)
    return dataclasses.replace(article, removals=removals)


def record_change(connection: sqlite3.Connection, article_id: ArticleId) -> None:
    """Give a story the next change number."""
    sequence = connection.execute("INSERT INTO changes (article_id) VALUES (?)", (article_id,)).lastrowid
    connection.execute("UPDATE articles SET revision = ? WHERE id = ?", (sequence, article_id))


def read(connection: sqlite3.Connection, article_id: ArticleId) -> Story | None:
    """Return a story with its state, or None if there is none of this id."""
    row = connection.execute(_READ, (article_id,)).fetchone()
    if row is None:
        return None
    return Story(
        article_id=article_id,
        article=_article(connection, row),
        imported=row["imported"],
        source_path=path_value(row["source_path"]),
        original_sha256=row["original"],
        is_read=bool(row["is_read"]),
        is_starred=bool(row["is_starred"]),
        member=row["member"],
        pictures=pictures.read(connection, article_id),
    )


def documents(connection: sqlite3.Connection, article_ids: Iterable[ArticleId]) -> Iterator[SearchDocument]:
    """Yield what the search index takes in of each story that exists, in the order asked."""
    for article_id in article_ids:
        row = connection.execute(_READ, (article_id,)).fetchone()
        if row is not None:
            yield _document(row, _article(connection, row))


def _columns(article: Article, keys: StoryKeys | None = None) -> dict[str, Column]:
    """Return the columns of the articles table that come from the article itself."""
    address, text = keys or keys_of(article)
    columns: dict[str, Column] = {
        "address": address,
        "text_key": text,
        "words": count_words(article.body),
        "removed_words": sum(count_words(removal.span.of(article.text)) for removal in article.removals),
        "needs_check": int(bool(article.doubts)),
        "published_iso": article.published.iso if article.published else "",
        "confidence": article.confidence,
        "encoding": storable(article.encoding),
        "encoding_source": article.encoding_source.value,
        "doubts": json.dumps([storable(doubt) for doubt in article.doubts], ensure_ascii=False),
        "authors": json.dumps(
            [[storable(author.value), author.source.value] for author in article.authors], ensure_ascii=False
        ),
    }
    facts = (
        article.headline,
        article.standfirst,
        article.byline,
        article.outlet,
        article.section,
        article.language,
        article.url,
        article.canonical_url,
    )
    for name, fact in zip(_FACTS, facts, strict=True):
        columns |= fact_columns(name, fact)
    for name, moment in zip(_MOMENTS, (article.published, article.modified, article.saved), strict=True):
        columns |= moment_columns(name, moment)
    return columns


def _insert_spans(connection: sqlite3.Connection, article_id: ArticleId, article: Article) -> None:
    connection.executemany(
        "INSERT INTO blocks (article_id, ordinal, kind, level, joint, spans) VALUES (?, ?, ?, ?, ?, ?)",
        (
            (article_id, ordinal, block.kind.value, block.level, storable(block.joint), spans_column(block.spans))
            for ordinal, block in enumerate(article.blocks)
        ),
    )
    connection.executemany(
        "INSERT INTO captions (article_id, ordinal, span_start, span_end, is_credit) VALUES (?, ?, ?, ?, ?)",
        (
            (article_id, ordinal, caption.span.start, caption.span.end, int(caption.is_credit))
            for ordinal, caption in enumerate(article.captions)
        ),
    )
    reasons = {why: _reason_id(connection, *why) for why in {_why(removal) for removal in article.removals}}
    connection.executemany(
        "INSERT INTO removals (article_id, ordinal, span_start, span_end, reason_id, passage) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (
            (article_id, ordinal, removal.span.start, removal.span.end, reasons[_why(removal)], removal.passage)
            for ordinal, removal in enumerate(article.removals)
        ),
    )
    connection.executemany(
        "INSERT INTO marks (article_id, ordinal, span_start, span_end, kind, href) VALUES (?, ?, ?, ?, ?, ?)",
        (
            (article_id, ordinal, mark.span.start, mark.span.end, mark.kind.value, storable(mark.href))
            for ordinal, mark in enumerate(article.marks)
        ),
    )


def _is_counted(removal: Removal) -> bool:
    return removal.passage is not None and removal.rule == REPEATED_RULE


def _why(removal: Removal) -> tuple[str, str]:
    reason = "" if _is_counted(removal) else removal.reason  # its counts change with every import: see _removals
    return storable(removal.rule), storable(reason)


def _reason_id(connection: sqlite3.Connection, rule: str, reason: str) -> int:
    """Return the id of a rule and its reason, which many removals share."""
    connection.execute("INSERT OR IGNORE INTO reasons (rule, reason) VALUES (?, ?)", (rule, reason))
    row = connection.execute("SELECT id FROM reasons WHERE rule = ? AND reason = ?", (rule, reason)).fetchone()
    return int(row["id"])


def _article(connection: sqlite3.Connection, row: sqlite3.Row) -> Article:
    """Return the article of a joined row, with its spans."""
    article_id = row["id"]
    return Article(
        text=row["text"],
        blocks=tuple(
            Block(spans_value(spans), BlockKind(kind), level, joint)
            for spans, kind, level, joint in connection.execute(
                "SELECT spans, kind, level, joint FROM blocks WHERE article_id = ? ORDER BY ordinal", (article_id,)
            )
        ),
        captions=tuple(
            Caption(Span(start, end), bool(is_credit))
            for start, end, is_credit in connection.execute(
                "SELECT span_start, span_end, is_credit FROM captions WHERE article_id = ? ORDER BY ordinal",
                (article_id,),
            )
        ),
        removals=_removals(connection, article_id),
        marks=tuple(
            Mark(Span(start, end), MarkKind(kind), href)
            for start, end, kind, href in connection.execute(
                "SELECT span_start, span_end, kind, href FROM marks WHERE article_id = ? ORDER BY ordinal",
                (article_id,),
            )
        ),
        headline=fact_value(row, "headline"),
        standfirst=fact_value(row, "standfirst"),
        byline=fact_value(row, "byline"),
        authors=tuple(Fact(value, Source(source)) for value, source in json.loads(row["authors"])),
        outlet=fact_value(row, "outlet"),
        section=fact_value(row, "section"),
        language=fact_value(row, "language"),
        url=fact_value(row, "url"),
        canonical_url=fact_value(row, "canonical_url"),
        published=moment_value(row, "published"),
        modified=moment_value(row, "modified"),
        saved=saved_value(row),
        encoding=row["encoding"],
        encoding_source=EncodingSource(row["encoding_source"]),
        confidence=row["confidence"],
        doubts=tuple(json.loads(row["doubts"])),
    )


def _removals(connection: sqlite3.Connection, article_id: int) -> tuple[Removal, ...]:
    """Return the removals of a story; the reason of a repeated passage states the counts as they are known now."""
    rows = connection.execute(
        "SELECT span_start, span_end, rule, reason, passage FROM removals JOIN reasons ON reasons.id = reason_id "
        "WHERE article_id = ? ORDER BY ordinal",
        (article_id,),
    ).fetchall()
    known = evidence_of(connection, article_id).repeated if any(row["passage"] is not None for row in rows) else {}
    return tuple(
        Removal(
            Span(row["span_start"], row["span_end"]),
            row["rule"],
            row["reason"] if row["rule"] != REPEATED_RULE else _counted(known, row["passage"]),
            row["passage"],
        )
        for row in rows
    )


def _counted(known: Mapping[int, Repetition], passage: int) -> str:
    return known[passage].reason if passage in known else REPEATED


def _document(row: sqlite3.Row, article: Article) -> SearchDocument:
    byline = [article.byline.value] if article.byline else []
    authors = [author.value for author in article.authors if not any(author.value in line for line in byline)]
    url = article.canonical_url or article.url
    return SearchDocument(
        article_id=ArticleId(row["id"]),
        revision=row["revision"],
        headline=_text(article.headline),
        standfirst=_text(article.standfirst),
        body=article.body,
        captions="\n".join(caption.span.of(article.text) for caption in article.captions),
        byline="; ".join([*byline, *authors]),
        outlet=_text(article.outlet),
        section=_text(article.section),
        language=_text(article.language),
        url=_text(url),
        published=row["published_iso"],
        modified=article.modified.iso if article.modified else "",
        saved=article.saved.iso if article.saved else "",
        imported=row["imported"],
        words=row["words"],
        authors=tuple(author.value for author in article.authors),
    )


def _text(fact: Fact | None) -> str:
    return fact.value if fact else ""
