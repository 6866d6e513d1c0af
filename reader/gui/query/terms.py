"""Adds conditions to a query as typed, and takes them off again: what a click in the sidebar does. Pure."""

import re

STATES = ("is:unread", "is:starred", "is:check", "is:duplicate", "is:version", "is:annotated", "has:image")


def for_hits(query: str, *, typing: bool) -> str:
    """Return the query whose hits are marked in a story: a half-typed last word stands for all it may become."""
    word = re.search(r"\w{2,}$", query)
    is_word = word is not None and word.group().lower() not in ("and", "or", "not")
    return f"{query}*" if typing and is_word else query


def has_term(query: str, term: str) -> bool:
    """Tell whether a condition stands in a query on its own."""
    return re.search(_alone(term), query, re.IGNORECASE) is not None


def without_term(query: str, term: str) -> str:
    """Return a query with a condition taken off."""
    return " ".join(re.sub(_alone(term), " ", query, flags=re.IGNORECASE).split())


def in_state(query: str, state: str) -> str:
    """Return a query with one of ``STATES`` in place of any other; "" for none of them."""
    for other in STATES:
        query = without_term(query, other)
    return f"{query.strip()} {state}".strip()


def _alone(term: str) -> str:
    return rf"(?<!\S){re.escape(term)}(?!\S)"
