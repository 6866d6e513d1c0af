"""Stories for tests, and an index of them in a folder."""

from collections.abc import Iterable
from pathlib import Path

from reader.core.model import ArticleId
from reader.core.query import SearchAnswer, SearchDocument, SearchRequest, SortKey
from reader.search import IndexWriter, SearchIndex


def story(
    number: int,
    body: str = "",
    *,
    headline: str = "",
    standfirst: str = "",
    captions: str = "",
    byline: str = "",
    outlet: str = "",
    section: str = "",
    language: str = "en",
    url: str = "",
    published: str = "",
    saved: str = "",
    imported: str = "2020-01-01T00:00:00+00:00",
    authors: tuple[str, ...] = (),
) -> SearchDocument:
    """Return a story as the index takes it in."""
    return SearchDocument(
        article_id=ArticleId(number),
        revision=number,
        headline=headline,
        standfirst=standfirst,
        body=body,
        captions=captions,
        byline=byline,
        outlet=outlet,
        section=section,
        language=language,
        url=url,
        published=published,
        modified="",
        saved=saved,
        imported=imported,
        words=len(body.split()),
        authors=authors,
    )


def built(folder: Path, stories: Iterable[SearchDocument]) -> SearchIndex:
    """Return an index of the stories, open for reading."""
    with IndexWriter.open(folder) as writer:
        writer.write(stories, (), 1)
    return SearchIndex.open(folder)


def ask(index: SearchIndex, query: str, *, sort: SortKey = SortKey.NEWEST, typing: bool = False) -> SearchAnswer:
    """Return the answer with every matching story."""
    return index.search(SearchRequest(query, limit=10_000, sort=sort, facets=True, typing=typing))


def found(index: SearchIndex, query: str, *, typing: bool = False) -> set[int]:
    """Return the ids of the stories that a query finds."""
    return {int(row.article_id) for row in ask(index, query, typing=typing).rows}


def marked(index: SearchIndex, query: str, text: str, language: str = "en") -> list[str]:
    """Return the pieces of a text that a query marks."""
    return [span.of(text) for span in index.hits(query, [text], language)[0]]
