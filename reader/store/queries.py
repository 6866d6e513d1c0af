"""Past queries and saved searches."""

import sqlite3

from reader.core.filters import NO_FILTERS, Filters, from_json
from reader.core.queries import LONGEST_NAME, LONGEST_QUERY, MOST_REMEMBERED, PastQuery, SavedSearch
from reader.core.query import SortKey
from reader.store.connection import now
from reader.store.encoding import storable
from reader.store.failures import translated

_SORTS = {key.value: key for key in SortKey}


class QueryStore:
    """What the reader looked for. What changes it is called inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def remember(self, query: str, stories: int, filters: Filters = NO_FILTERS) -> None:
        """Note that a query was run; the oldest are forgotten over the limit."""
        text = storable(query.strip())
        if not (text or filters) or len(text) > LONGEST_QUERY:
            return
        self._connection.execute(
            "INSERT INTO past_searches (query, filters, used, stories, times, turn) VALUES "
            "(?, ?, ?, ?, 1, (SELECT coalesce(max(turn), 0) + 1 FROM past_searches)) ON CONFLICT DO UPDATE SET "
            "used = excluded.used, stories = excluded.stories, times = times + 1, turn = excluded.turn",
            (text, storable(filters.as_json()), now(), stories),
        )
        self._connection.execute(
            "DELETE FROM past_searches WHERE turn <= "
            "(SELECT turn FROM past_searches ORDER BY turn DESC LIMIT 1 OFFSET ?)",
            (MOST_REMEMBERED,),
        )

    def forget(self, queries: tuple[str, ...]) -> None:
        """Forget past queries; none named means all."""
        if queries:
            self._connection.executemany(
                "DELETE FROM past_searches WHERE query = ?", ((storable(each.strip()),) for each in queries)
            )
        else:
            self._connection.execute("DELETE FROM past_searches")

    def past(self, limit: int = MOST_REMEMBERED) -> tuple[PastQuery, ...]:
        """Return past queries, the last one first."""
        with translated():
            rows = self._connection.execute(
                "SELECT query, used, stories, times, filters FROM past_searches ORDER BY turn DESC LIMIT ?", (limit,)
            )
            return tuple(
                PastQuery(row["query"], row["used"], row["stories"], row["times"], from_json(row["filters"]))
                for row in rows
            )

    def saved(self) -> tuple[SavedSearch, ...]:
        """Return the saved searches in the reader's order."""
        with translated():
            rows = self._connection.execute(
                "SELECT id, name, query, sort, filters FROM saved_searches ORDER BY place, id"
            )
            return tuple(
                SavedSearch(
                    row["id"],
                    row["name"],
                    row["query"],
                    _SORTS.get(row["sort"], SortKey.RELEVANCE),
                    from_json(row["filters"]),
                )
                for row in rows
            )

    def save(self, name: str, query: str, sort: SortKey, filters: Filters = NO_FILTERS) -> None:
        """Keep a query under a name, behind the others."""
        self._connection.execute(
            "INSERT INTO saved_searches (name, query, sort, filters, place) VALUES "
            "(?, ?, ?, ?, (SELECT coalesce(max(place), 0) + 1 FROM saved_searches))",
            (_name(name or query), storable(query)[:LONGEST_QUERY], sort.value, storable(filters.as_json())),
        )

    def edit(self, search: SavedSearch) -> None:
        """Let a saved search look for what this value says; its name and place stay."""
        self._connection.execute(
            "UPDATE saved_searches SET query = ?, sort = ?, filters = ? WHERE id = ?",
            (
                storable(search.query)[:LONGEST_QUERY],
                search.sort.value,
                storable(search.filters.as_json()),
                search.search_id,
            ),
        )

    def rename(self, search_id: int, name: str) -> None:
        """Give a saved search another name; an empty one is not taken."""
        if _name(name):
            self._connection.execute("UPDATE saved_searches SET name = ? WHERE id = ?", (_name(name), search_id))

    def delete(self, search_id: int) -> None:
        """Drop a saved search."""
        self._connection.execute("DELETE FROM saved_searches WHERE id = ?", (search_id,))

    def restore(self, search: SavedSearch, place: int) -> None:
        """Put a deleted search back, before the one that stands at this place now."""
        self._connection.execute(
            "INSERT OR IGNORE INTO saved_searches (id, name, query, sort, place) VALUES (?, ?, '', ?, 0)",
            (search.search_id, _name(search.name), search.sort.value),
        )
        self.edit(search)
        order = [each.search_id for each in self.saved() if each.search_id != search.search_id]
        order.insert(max(0, place), search.search_id)
        self.order(tuple(order))

    def order(self, search_ids: tuple[int, ...]) -> None:
        """Put the saved searches into an order; those not named come last, as they were."""
        here = [each.search_id for each in self.saved()]
        named = [each for each in dict.fromkeys(search_ids) if each in here]
        rest = [each for each in here if each not in named]
        self._connection.executemany(
            "UPDATE saved_searches SET place = ? WHERE id = ?",
            ((place, search_id) for place, search_id in enumerate([*named, *rest], start=1)),
        )


def _name(name: str) -> str:
    return " ".join(storable(name).split())[:LONGEST_NAME]
