"""Where the words of a query stand in a text, the simple way."""

import re

from reader.core.model import Article, Span
from reader.core.query import Choice
from reader.core.records import Story


def words_of(query: str) -> list[str]:
    """Return the plain words of a query, lower-case."""
    bare = re.sub(r'\w+:(?:"[^"]*"|\S+)', " ", query)
    return [word.lower().rstrip("*") for word in bare.split() if word.strip("*")]


def spans(text: str, query: str) -> tuple[Span, ...]:
    """Return where the words of a query stand in a text."""
    places = [
        Span(match.start(), match.end())
        for word in words_of(query)
        for match in re.finditer(re.escape(word), text, re.IGNORECASE)
    ]
    return tuple(sorted(set(places)))


def headline(each: Article) -> str:
    """Return the headline or nothing."""
    return each.headline.value if each.headline else ""


def published(story: Story) -> str:
    """Return the ISO date or nothing."""
    return story.article.published.iso if story.article.published else ""


def passes(story: Story, include: Choice, exclude: Choice) -> bool:
    """Tell whether a story has what is asked for and nothing that is left out."""
    each = story.article
    has = {
        "outlet": {each.outlet.value if each.outlet else ""},
        "year": {published(story)[:4]},
        "language": {each.language.value if each.language else ""},
        "tag": set(story.tags) or {""},
    }
    asked = all(has[facet] & set(values) for facet, values in include.items() if facet in has)
    return asked and not any(has[facet] & set(values) for facet, values in exclude.items() if facet in has)
