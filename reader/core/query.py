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


class TokenKind(Enum):
    """What a piece of a query is, for colouring it."""

    WORD = "word"
    PHRASE = "phrase"
    WILDCARD = "wildcard"
    OPERATOR = "operator"
    BRACKET = "bracket"
    FIELD = "field"
    DATE = "date"
    LENGTH = "length"
    STATE = "state"
    PASSED = "passed over"


@dataclass(frozen=True, slots=True)
class QueryToken:
    """A piece of a query's text and what it was taken for."""

    kind: TokenKind
    span: Span


class CompletionKind(Enum):
    """Where a completion comes from."""

    FIELD = "field"
    VALUE = "value"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Completion:
    """What could stand in place of what is being typed; ``stories`` have it, 0 where that is not counted."""

    text: str
    kind: CompletionKind
    stories: int = 0


@dataclass(frozen=True, slots=True)
class Completions:
    """Completions at a cursor, the best first; each is meant to replace ``span`` of the query."""

    span: Span
    items: tuple[Completion, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word of a query that no story has, the nearest one that ``stories`` have, and the query with that one."""

    span: Span
    instead: str
    stories: int
    query: str


@dataclass(frozen=True, slots=True)
class Expansion:
    """What a wildcard or a word with edits stood for: the most frequent of ``total`` words."""

    written: str
    total: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a query was read and run: its tree, a line per node, indented; what was expanded; milliseconds by step."""

    query: str
    reads_as: str
    tree: str
    expansions: tuple[Expansion, ...]
    notes: tuple[str, ...]
    total: int
    steps_ms: tuple[tuple[str, float], ...]


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
    ``notes`` are sentences for the user (a deadline passed, a wildcard was cut, a part read as plain words);
    ``suggestions`` are for words that no story has.
    """

    query: str
    reads_as: str
    total: int
    hits: int
    took_ms: float
    rows: tuple[ResultRow, ...]
    facets: tuple[tuple[str, tuple[FacetCount, ...]], ...] = ()
    notes: tuple[str, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()


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
