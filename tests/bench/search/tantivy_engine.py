"""tantivy with its English stemmer: bodies stored in the index, or outside it in SQLite."""

import datetime
import re
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Protocol, cast

import tantivy
from tantivy import Occur, Query

from tests.bench.search.corpus import Story, stories
from tests.bench.search.engine import ROWS, Run
from tests.bench.search.queries import Ask, Kind

_FIELDS = ["headline", "body"]
_BOOSTS = {"headline": 3.0}
_HEAP_BYTES = 250_000_000
_FACETS = {
    "outlet": {"terms": {"field": "outlet", "size": 100}},
    "month": {"terms": {"field": "month", "size": 1_000}},
}


class Tantivy:
    """An index with stored bodies."""

    name: ClassVar[str] = "tantivy"
    stores_bodies: ClassVar[bool] = True

    @classmethod
    def build(cls, folder: Path, corpus: Path) -> None:
        """Build the index with one thread."""
        index = tantivy.Index(cls._schema(), path=str(folder))
        writer = index.writer(_HEAP_BYTES, 1)
        bodies = None if cls.stores_bodies else _new_bodies(folder)
        for story in stories(corpus):
            writer.add_document(_document(story))
            if bodies is not None:
                bodies.execute("INSERT INTO body VALUES (?, ?)", (story.number, story.body))
        writer.commit()
        writer.wait_merging_threads()
        if bodies is not None:
            bodies.commit()
            bodies.close()

    @classmethod
    def _schema(cls) -> tantivy.Schema:
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("id", stored=True, indexed=True, fast=True)
        builder.add_text_field("headline", stored=True, tokenizer_name="en_stem")
        builder.add_text_field("body", stored=cls.stores_bodies, tokenizer_name="en_stem")
        builder.add_text_field("outlet", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("month", fast=True, tokenizer_name="raw", index_option="basic")
        builder.add_date_field("published", stored=True, indexed=True, fast=True)
        return builder.build()

    def __init__(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()
        self._bodies = None if self.stores_bodies else sqlite3.connect(folder / "bodies.sqlite")

    def match(self, ask: Ask) -> Run | None:
        """Return a call that finds and ranks."""
        query = self._query(ask)
        return lambda: self._search(ask.kind, query)[0]

    def page(self, ask: Ask) -> Run | None:
        """Return a call that does all from the query to rows."""

        def answer() -> int:
            query = self._query(ask)
            total, addresses = self._search(ask.kind, query)
            if addresses:
                self._rows(query, addresses)
            return total

        return answer

    def _search(self, kind: Kind, query: Query) -> tuple[int, list[tantivy.DocAddress]]:
        if kind is Kind.TOTAL:
            return _count(self._searcher.search(query, 1)), []
        if kind is Kind.FACETS:
            counted = self._searcher.aggregate(query, _FACETS)
            return sum(bucket["doc_count"] for bucket in counted["outlet"]["buckets"]), []
        if kind is Kind.SORTED:
            result = self._searcher.search(query, ROWS, order_by_field="published")
        else:
            result = self._searcher.search(query, ROWS)
        return _count(result), [address for _, address in result.hits]

    def _rows(self, query: Query, addresses: list[tantivy.DocAddress]) -> list[tuple[object, ...]]:
        snippets = tantivy.SnippetGenerator.create(self._searcher, query, self._index.schema, "body")
        snippets.set_max_num_chars(250)
        rows: list[tuple[object, ...]] = []
        for address in addresses:
            stored = self._searcher.doc(address)
            shown = snippets.snippet_from_doc(self._with_body(stored))
            marks = [(each.start, each.end) for each in shown.highlighted()]
            facts = (stored.get_first(name) for name in ("headline", "outlet", "published"))
            rows.append((*facts, shown.fragment(), marks))
        return rows

    def _with_body(self, stored: tantivy.Document) -> tantivy.Document:
        if self._bodies is None:
            return stored
        number = stored.get_first("id")
        (body,) = self._bodies.execute("SELECT body FROM body WHERE id = ?", (number,)).fetchone()
        return tantivy.Document(body=body)

    def _query(self, ask: Ask) -> Query:
        match ask.kind:
            case Kind.PREFIX:
                return self._any(f"{ask.words[0]}.*")
            case Kind.WILDCARD:
                return self._any(re.escape(ask.words[0]).replace(r"\*", ".*"))
            case Kind.TYPING:
                finished = [(Occur.Must, self._parsed(word)) for word in ask.words[:-1]]
                return Query.boolean_query([*finished, (Occur.Must, self._any(f"{ask.words[-1]}.*"))])
            case Kind.FUZZY:
                schema = self._index.schema
                return Query.boolean_query(
                    [(Occur.Should, Query.fuzzy_term_query(schema, name, ask.words[0], 1)) for name in _FIELDS]
                )
            case Kind.DATES:
                days = Query.range_query(self._index.schema, "published", tantivy.FieldType.Date, *_ends(ask.days))
                return Query.boolean_query([(Occur.Must, self._parsed(ask.words[0])), (Occur.Must, days)])
            case _:
                return self._parsed(_text(ask))

    def _parsed(self, text: str) -> Query:
        return self._index.parse_query(text, _FIELDS, field_boosts=_BOOSTS)

    def _any(self, pattern: str) -> Query:
        schema = self._index.schema
        return Query.boolean_query([(Occur.Should, Query.regex_query(schema, name, pattern)) for name in _FIELDS])

    def add(self, stories: Sequence[Story]) -> None:
        """Add stories and see them."""
        writer = self._index.writer(_HEAP_BYTES, 1)
        for story in stories:
            writer.add_document(_document(story))
            if self._bodies is not None:
                self._bodies.execute("INSERT INTO body VALUES (?, ?)", (story.number, story.body))
        if self._bodies is not None:
            self._bodies.commit()
        writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    def close(self) -> None:
        """Close the bodies, if they are outside."""
        if self._bodies is not None:
            self._bodies.close()


class TantivyOutside(Tantivy):
    """An index whose bodies lie in SQLite."""

    name: ClassVar[str] = "tantivy, bodies outside"
    stores_bodies: ClassVar[bool] = False


class _Counted(Protocol):
    """What a search result has beside what its stub says."""

    count: int | None


def _count(result: tantivy.SearchResult) -> int:
    return cast("_Counted", result).count or 0


def _new_bodies(folder: Path) -> sqlite3.Connection:
    bodies = sqlite3.connect(folder / "bodies.sqlite")
    bodies.execute("CREATE TABLE body (id INTEGER PRIMARY KEY, body TEXT NOT NULL)")
    return bodies


def _document(story: Story) -> tantivy.Document:
    return tantivy.Document(
        id=story.number,
        headline=story.headline,
        body=story.body,
        outlet=story.outlet,
        month=story.published[:7],
        published=_day(story.published),
    )


def _day(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)


def _ends(days: tuple[str, str]) -> tuple[datetime.datetime, datetime.datetime]:
    return _day(f"{days[0]}-01"), _day(f"{days[1]}-31")


def _text(ask: Ask) -> str:
    match ask.kind:
        case Kind.OR:
            return " OR ".join(ask.words)
        case Kind.PHRASE:
            return f'"{" ".join(ask.words)}"'
        case Kind.NEAR:
            return f'"{" ".join(ask.words)}"~5'
        case _:
            return " AND ".join(ask.words)
