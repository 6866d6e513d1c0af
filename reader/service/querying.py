"""Fulfils wishes about past queries and saved searches."""

from reader.core.queries import (
    DeleteSearch,
    ForgetQueries,
    OrderSearches,
    QueryWish,
    RememberQuery,
    RenameSearch,
    RestoreSearch,
    SaveSearch,
)
from reader.store import Store


def fulfil(store: Store, wish: QueryWish) -> None:
    """Change what is remembered of queries; durable on return. Raises LibraryError of the matching kind."""
    queries = store.queries
    with store.transaction():
        match wish:
            case RememberQuery(query, stories):
                queries.remember(query, stories)
            case ForgetQueries(texts):
                queries.forget(texts)
            case SaveSearch(name, query, sort):
                queries.save(name, query, sort)
            case RenameSearch(search_id, name):
                queries.rename(search_id, name)
            case DeleteSearch(search_id):
                queries.delete(search_id)
            case RestoreSearch(search, place):
                queries.restore(search, place)
            case OrderSearches(search_ids):
                queries.order(search_ids)
