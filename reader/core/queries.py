"""Queries that are remembered, past and saved ones, what they tag, and the wishes that change them."""

from dataclasses import dataclass

from reader.core.filters import NO_FILTERS, Filters
from reader.core.query import SortKey

LONGEST_NAME = 200
LONGEST_QUERY = 4_000
MOST_REMEMBERED = 1_000


@dataclass(frozen=True, slots=True)
class PastQuery:
    """A query that was run; ``used`` is ISO 8601 in UTC, ``stories`` what it found then, ``times`` how often it ran."""

    query: str
    used: str
    stories: int
    times: int = 1
    filters: Filters = NO_FILTERS


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query kept under a name, with the filters beside it."""

    search_id: int
    name: str
    query: str
    sort: SortKey = SortKey.RELEVANCE
    filters: Filters = NO_FILTERS


@dataclass(frozen=True, slots=True)
class RememberQuery:
    """Note that a query was run and how many stories it found."""

    query: str
    stories: int
    filters: Filters = NO_FILTERS


@dataclass(frozen=True, slots=True)
class ForgetQueries:
    """Forget these past queries; none named means all."""

    queries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SaveSearch:
    """Keep a query under a name, behind those that are kept."""

    name: str
    query: str
    sort: SortKey = SortKey.RELEVANCE
    filters: Filters = NO_FILTERS


@dataclass(frozen=True, slots=True)
class EditSearch:
    """Let a saved search look for what this one looks for, under its own name."""

    search: SavedSearch


@dataclass(frozen=True, slots=True)
class RenameSearch:
    """Give a saved search another name."""

    search_id: int
    name: str


@dataclass(frozen=True, slots=True)
class DeleteSearch:
    """Drop a saved search; ``RestoreSearch`` brings it back."""

    search_id: int


@dataclass(frozen=True, slots=True)
class RestoreSearch:
    """Put a deleted search back at its place (0 is the first)."""

    search: SavedSearch
    place: int


@dataclass(frozen=True, slots=True)
class OrderSearches:
    """Put the saved searches into this order; those not named come last."""

    search_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TagRule:
    """A saved search that gives a tag to what comes in; ``tagged`` counts the stories that it tagged.

    ``seen`` is the newest story it has looked at: every story is looked at once, so a tag that the reader takes off
    again stays off. ``name`` is that of the search.
    """

    rule_id: int
    search_id: int
    name: str
    tag: str
    is_paused: bool = False
    tagged: int = 0
    seen: int = 0


@dataclass(frozen=True, slots=True)
class AddRule:
    """Give a tag to every story that comes in from now on and that a saved search finds."""

    search_id: int
    tag: str


@dataclass(frozen=True, slots=True)
class PauseRule:
    """Let a rule rest, or go on; what comes in meanwhile is not tagged."""

    rule_id: int
    is_paused: bool


@dataclass(frozen=True, slots=True)
class DeleteRule:
    """Drop a rule; the tags it gave stay."""

    rule_id: int


@dataclass(frozen=True, slots=True)
class RestoreRule:
    """Bring a deleted rule back; what came in meanwhile is looked at then."""

    rule: TagRule


@dataclass(frozen=True, slots=True)
class ColourTag:
    """Give a tag one of the colours 1 to 8, or none (0)."""

    tag: str
    colour: int


QueryWish = (
    RememberQuery
    | ForgetQueries
    | SaveSearch
    | EditSearch
    | RenameSearch
    | DeleteSearch
    | RestoreSearch
    | OrderSearches
    | AddRule
    | PauseRule
    | DeleteRule
    | RestoreRule
    | ColourTag
)


@dataclass(frozen=True, slots=True)
class QueriesChanged:
    """Past queries, saved searches, rules for tags or their colours are others now."""
