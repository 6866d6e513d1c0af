"""Fulfils wishes about past queries, saved searches and what these tag."""

import logging

from reader.core.errors import LibraryError
from reader.core.queries import (
    AddRule,
    ColourTag,
    DeleteRule,
    DeleteSearch,
    EditSearch,
    ForgetQueries,
    OrderSearches,
    PauseRule,
    QueryWish,
    RememberQuery,
    RenameSearch,
    RestoreRule,
    RestoreSearch,
    SaveSearch,
)
from reader.store import Store

log = logging.getLogger(__name__)

RuleWish = AddRule | PauseRule | DeleteRule | RestoreRule | ColourTag


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
            case RememberQuery(query, stories, filters):
                queries.remember(query, stories, filters)
            case ForgetQueries(texts):
                queries.forget(texts)
            case SaveSearch(name, query, sort, filters):
                queries.save(name, query, sort, filters)
            case EditSearch(search):
                queries.edit(search)
            case RenameSearch(search_id, name):
                queries.rename(search_id, name)
            case DeleteSearch(search_id):
                queries.delete(search_id)
            case RestoreSearch(search, place):
                queries.restore(search, place)
            case OrderSearches(search_ids):
                queries.order(search_ids)
            case AddRule() | PauseRule() | DeleteRule() | RestoreRule() | ColourTag():
                _change_rules(store, wish)


def _change_rules(store: Store, wish: RuleWish) -> None:
    rules = store.tag_rules
    match wish:
        case AddRule(search_id, tag):
            rules.add(search_id, tag)
        case PauseRule(rule_id, is_paused):
            rules.pause(rule_id, is_paused=is_paused)
        case DeleteRule(rule_id):
            rules.delete(rule_id)
        case RestoreRule(rule):
            rules.restore(rule)
        case ColourTag(tag, colour):
            rules.colour(tag, colour)
