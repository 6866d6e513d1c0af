"""Queries that are remembered: past ones, saved ones, and the wishes that change them."""

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query kept under a name."""

    search_id: int
    name: str
    query: str
    sort: SortKey = SortKey.RELEVANCE


@dataclass(frozen=True, slots=True)
class RememberQuery:
    """Note that a query was run and how many stories it found."""

    query: str
    stories: int


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


QueryWish = RememberQuery | ForgetQueries | SaveSearch | RenameSearch | DeleteSearch | RestoreSearch | OrderSearches


@dataclass(frozen=True, slots=True)
class QueriesChanged:
    """Past queries or saved searches are others now."""
