"""Where the words of a query stand in a text, the simple way."""

import re
from collections.abc import Iterable, Sequence

from reader.core.model import Article, Span
from reader.core.query import FacetCount
from reader.core.records import Story, StoryRelative, StorySummary


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


def summary_of(story: Story, relatives: Sequence[StoryRelative], *, has_notes: bool) -> StorySummary:
    """Return what a list shows of a story."""
    article = story.article
    return StorySummary(
        story.article_id,
        story.is_read,
        story.is_starred,
        bool(article.doubts),
        sum(len(removal.span.of(article.text).split()) for removal in article.removals),
        len(article.body.split()),
        saved=article.saved.iso if article.saved else "",
        authors=tuple(author.value for author in article.authors),
        section=article.section.value if article.section else "",
        language=article.language.value if article.language else "",
        address=article.url.value if article.url else "",
        tags=story.tags,
        copies=1 + sum(one.is_copy for one in relatives),
        versions=1 + sum(not one.is_copy for one in relatives),
        is_annotated=has_notes or bool(story.notes),
        pictures=len(story.pictures),
    )


def facets_of(found: Sequence[Story]) -> tuple[tuple[str, tuple[FacetCount, ...]], ...]:
    """Return how many stories are of each outlet, year and language."""

    def counts(values: Iterable[str]) -> tuple[FacetCount, ...]:
        listed = [value for value in values if value]
        return tuple(FacetCount(value, listed.count(value)) for value in sorted(set(listed)))

    outlets = counts(story.article.outlet.value if story.article.outlet else "" for story in found)
    years = counts(published(story)[:4] for story in found)
    languages = counts(story.article.language.value if story.article.language else "" for story in found)
    return (("outlet", outlets), ("year", years), ("language", languages))
