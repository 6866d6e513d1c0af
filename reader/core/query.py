"""What a search asks and answers."""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from reader.core.model import ArticleId, Span


class SortKey(Enum):
    """How results are ordered; ties fall back to the newest story first."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    SAVED = "saved"
    OUTLET = "outlet"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A query as typed. ``typing`` treats the last word as the beginning of one."""

    query: str
    limit: int = 50
    offset: int = 0
    sort: SortKey = SortKey.RELEVANCE
    facets: bool = False
    typing: bool = False


class FacetCount(NamedTuple):
    """How many stories of the whole result have this value."""

    value: str
    stories: int


class ResultRow(NamedTuple):
    """A story in a result list; the marks are spans in ``headline`` and in ``snippet`` that matched.

    ``published`` is ISO 8601 at its precision, or "" where unknown.
    """

    article_id: ArticleId
    headline: str
    outlet: str
    published: str
    words: int
    score: float
    snippet: str
    marks: tuple[Span, ...]
    headline_marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """The answer to a request: ``total`` stories match; ``rows`` are the asked page of them.

    ``hits`` is the number of marked places in the stories of this page. ``facets`` maps a facet's name to its counts.
    ``notes`` are sentences for the user (a deadline passed, a wildcard was cut, a part read as plain words).
    """

    query: str
    reads_as: str
    total: int
    hits: int
    took_ms: float
    rows: tuple[ResultRow, ...]
    facets: tuple[tuple[str, tuple[FacetCount, ...]], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """What the index takes in of a story. ``revision`` is the store's change number when it was read.

    Dates are ISO 8601 at their precision or "". ``body`` is a line per block. ``words`` counts the body.
    """

    article_id: ArticleId
    revision: int
    headline: str
    standfirst: str
    body: str
    captions: str
    byline: str
    outlet: str
    section: str
    language: str
    url: str
    published: str
    modified: str
    saved: str
    imported: str
    words: int
