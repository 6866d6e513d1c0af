"""Fulfils wishes about past queries and saved searches."""

import logging

from reader.core.errors import LibraryError
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

log = logging.getLogger(__name__)


def fulfil(store: Store, wish: QueryWish) -> None:
    """Change what is remembered of queries; durable on return. Raises LibraryError of the matching kind.

    A past query that cannot be noted is let go: nobody asked for it, so a library that may only be read, or a full
    disk, must not complain with every search.
    """
    try:
        _change(store, wish)
    except LibraryError as error:
        if not isinstance(wish, RememberQuery):
            raise
        log.info("A query was not remembered: %s", error)


def _change(store: Store, wish: QueryWish) -> None:
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
