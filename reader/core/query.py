"""What a search asks and answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from reader.core.model import ArticleId, Span


class SortKey(Enum):
    """How results are ordered; ties fall back to the newest story first."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    SAVED = "saved"
    SAVED_FIRST = "saved-first"
    OUTLET = "outlet"
    OUTLET_DOWN = "outlet-z-a"
    SECTION = "section"
    LANGUAGE = "language"
    LENGTH = "length"
    SHORTEST = "shortest"


FACETS = ("outlet", "year", "month", "day", "language", "section", "tag", "author")
"""The names of all facets. A story has any number of tags and authors, and at most one value of each other facet."""

USUAL_FACETS = tuple(name for name in FACETS if name != "day")
"""Without the days, which may be thousands."""

Choice = Mapping[str, tuple[str, ...]]
"""Values of facets by the name of the facet; the value "" is that of stories without any."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A query as typed. ``typing`` treats the last word as the beginning of one.

    With ``facets`` those of ``facet_names`` are counted. A story must have one of the values that ``include`` has for
    a facet, for every such facet, and none of those of ``exclude``. ``histogram`` asks for counts over time, and
    ``by_outlet`` for these by outlet, too.
    """

    query: str
    limit: int = 50
    offset: int = 0
    sort: SortKey = SortKey.RELEVANCE
    facets: bool = False
    typing: bool = False
    facet_names: tuple[str, ...] = USUAL_FACETS
    include: Choice = field(default_factory=dict, hash=False)
    exclude: Choice = field(default_factory=dict, hash=False)
    histogram: bool = False
    by_outlet: bool = False


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


class Period(Enum):
    """How long a bin of a histogram is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many stories of the whole result were published in each of some bins of equal length, empty ones included.

    ``step`` periods are a bin, more than one only where the result spans centuries. ``starts`` are the first days of
    the bins, ISO 8601; weeks begin on Monday. A date known to the month or year counts as its first day; ``undated``
    stories have none. ``by_outlet`` has the most frequent outlets, the most frequent first.
    """

    period: Period
    step: int
    starts: tuple[str, ...]
    counts: tuple[int, ...]
    undated: int
    by_outlet: tuple[tuple[str, tuple[int, ...]], ...] = ()


class Measure(Enum):
    """What the width of a context is counted in."""

    WORDS = "words"
    CHARACTERS = "characters"


@dataclass(frozen=True, slots=True)
class Width:
    """How much of a text is shown on either side of a hit, at most."""

    size: int = 8
    measure: Measure = Measure.WORDS


class Hit(NamedTuple):
    """A marked place in a story, in its context: ``left``, ``text`` and ``right`` are one piece of the story.

    ``zone`` is headline, standfirst or body; ``position`` counts the words before it there. White space is folded to
    blanks, and no context reaches into another zone.
    """

    article_id: ArticleId
    zone: str
    position: int
    left: str
    text: str
    right: str


@dataclass(frozen=True, slots=True)
class HitPage:
    """All hits of some of the ``total`` stories of a result, in its order.

    ``next_offset`` is the story to go on with, None when none is left.
    """

    total: int
    hits: tuple[Hit, ...]
    next_offset: int | None = None
    notes: tuple[str, ...] = ()


class StoryHead(NamedTuple):
    """What a line of a table says of a story; ``published`` is ISO 8601 at its precision, or "" where unknown."""

    article_id: ArticleId
    headline: str
    outlet: str
    published: str
    language: str


@dataclass(frozen=True, slots=True)
class WordTotals:
    """How often words stand in headlines, standfirsts and bodies of all stories, and how many words these have."""

    words: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """The stories of a result: how many match, and the ids of the asked page of them, in order."""

    total: int
    ids: tuple[ArticleId, ...]


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

    ``hits`` is the number of marked places in the stories of this page. ``facets`` maps a facet's name to its counts,
    taken as if nothing was chosen of this facet itself: years, months and days in order of time, others the most
    frequent first, and no more than a thousand of them.
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
    histogram: Histogram | None = None


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
    authors: tuple[str, ...] = ()
