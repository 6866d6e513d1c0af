"""What a library in memory knows of queries: colours, completions, and saved searches."""

import re
from collections.abc import Iterable
from dataclasses import replace

from reader.core.model import Span
from reader.core.queries import (
    DeleteSearch,
    EditSearch,
    OrderSearches,
    QueryWish,
    RenameSearch,
    RestoreSearch,
    SavedSearch,
    SaveSearch,
)
from reader.core.query import Completion, CompletionKind, Completions, QueryToken, TokenKind


def tokens_of(query: str) -> tuple[QueryToken, ...]:
    """Return fields, operators and phrases."""
    kinds = {"f": TokenKind.FIELD, "o": TokenKind.OPERATOR, "p": TokenKind.PHRASE}
    found = re.finditer(r'(?P<f>\w+:)|(?P<o>\bor\b)|(?P<p>"[^"]*")', query)
    return tuple(QueryToken(kinds[match.lastgroup or "f"], Span(match.start(), match.end())) for match in found)


def completions_of(query: str, cursor: int, outlets: Iterable[str]) -> Completions:
    """Return the outlets after ``outlet:``, else the fields that begin so."""
    typed = re.search(r'(outlet:"?)?(\w*)$', query[:cursor])
    span = Span(typed.start(2) if typed else cursor, cursor)
    begun = query[span.start : cursor].lower()
    if typed and typed.group(1):
        values = [name for name in sorted(outlets) if name.lower().startswith(begun)]
        return Completions(span, tuple(Completion(f'"{name}"', CompletionKind.VALUE, 3) for name in values))
    fields = [name for name in ("outlet:", "author:", "tag:") if name.startswith(begun)]
    return Completions(span, tuple(Completion(name, CompletionKind.FIELD) for name in fields))


def kept(searches: tuple[SavedSearch, ...], wish: QueryWish) -> tuple[SavedSearch, ...]:
    """Return the saved searches after a wish."""
    saved = list(searches)
    match wish:
        case SaveSearch(name, query, sort, filters):
            number = 1 + max((each.search_id for each in saved), default=0)
            saved.append(SavedSearch(number, name, query, sort, filters))
        case EditSearch(search):
            saved = [replace(search, name=each.name) if each.search_id == search.search_id else each for each in saved]
        case RenameSearch(search_id, name):
            saved = [replace(each, name=name) if each.search_id == search_id else each for each in saved]
        case DeleteSearch(search_id):
            saved = [each for each in saved if each.search_id != search_id]
        case RestoreSearch(search, place):
            saved.insert(place, search)
        case OrderSearches(ids):
            saved.sort(key=lambda each: ids.index(each.search_id))
        case _:
            pass
    return tuple(saved)
