"""The program's own index."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from reader.core.query import SearchRequest, SortKey
from reader.search import IndexWriter, SearchIndex
from tests.bench.search.corpus import Story, document, stories
from tests.bench.search.engine import ROWS, Run
from tests.bench.search.queries import Ask, Kind


class Ours:
    """``reader.search``."""

    name: ClassVar[str] = "ours"

    @classmethod
    def build(cls, folder: Path, corpus: Path) -> None:
        """Build the index as the program does."""
        with IndexWriter.open(folder) as writer:
            writer.write(map(document, stories(corpus)), (), 1)

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index = SearchIndex.open(folder)

    def match(self, ask: Ask) -> Run | None:
        """Return a call that reads the query, finds and ranks."""
        if ask.kind is Kind.FACETS:
            return self.page(ask)
        request = _request(ask)
        return lambda: self._index.rank(request).total

    def page(self, ask: Ask) -> Run | None:
        """Return a call that does all from the query to rows."""
        request = _request(ask)
        return lambda: self._index.search(request).total

    def add(self, stories: Sequence[Story]) -> None:
        """Add stories and see them."""
        with IndexWriter.open(self._folder) as writer:
            writer.write(map(document, stories), (), writer.sequence + 1)
        self._index.refresh()

    def close(self) -> None:
        """Close the files."""
        self._index.close()


def _request(ask: Ask) -> SearchRequest:
    text = _QUERIES.get(ask.kind, " ").join(ask.words)
    match ask.kind:
        case Kind.PHRASE:
            text = f'"{text}"'
        case Kind.PREFIX:
            text += "*"
        case Kind.FUZZY:
            text += "~"
        case Kind.DATES:
            text += f" date:{ask.days[0]}..{ask.days[1]}"
        case _:
            pass
    return SearchRequest(
        text,
        limit=0 if ask.kind in (Kind.TOTAL, Kind.FACETS) else ROWS,
        sort=SortKey.NEWEST if ask.kind is Kind.SORTED else SortKey.RELEVANCE,
        facets=ask.kind is Kind.FACETS,
        facet_names=("outlet", "month"),
        typing=ask.kind is Kind.TYPING,
    )


_QUERIES = {Kind.OR: " or ", Kind.NEAR: " w/5 "}
