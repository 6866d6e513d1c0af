"""Where the words of a query stand in a text, the simple way."""

import re
from collections.abc import Callable, Sequence

from reader.core.model import Article, Span
from reader.core.query import Choice, FacetCount, SearchRequest
from reader.core.records import LibraryStats, Story, StoryRelative, StorySummary


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


def facets_of(matching: Sequence[Story], request: SearchRequest) -> tuple[tuple[str, tuple[FacetCount, ...]], ...]:
    """Return how many stories are of each outlet, year and language, as if nothing of that facet was chosen."""

    def counts(name: str, value_of: Callable[[Story], str]) -> tuple[FacetCount, ...]:
        include = {facet: values for facet, values in request.include.items() if facet != name}
        exclude = {facet: values for facet, values in request.exclude.items() if facet != name}
        values = [value_of(story) for story in matching if passes(story, include, exclude)]
        return tuple(FacetCount(value, values.count(value)) for value in sorted(set(values)) if value)

    return (
        ("outlet", counts("outlet", lambda story: story.article.outlet.value if story.article.outlet else "")),
        ("year", counts("year", lambda story: published(story)[:4])),
        ("language", counts("language", lambda story: story.article.language.value if story.article.language else "")),
    )


def stats_of(all_of: Sequence[Story], missing: int) -> LibraryStats:
    """Return the counts of a library."""
    words = sum(len(story.article.clean_text.split()) for story in all_of)
    return LibraryStats(
        stories=len(all_of),
        unread=sum(not s.is_read for s in all_of),
        starred=sum(s.is_starred for s in all_of),
        check=sum(bool(s.article.doubts) for s in all_of),
        words=words,
        removed_words=0,
        originals=len(all_of),
        original_bytes=48_000 * len(all_of),
        stored_bytes=1,
        indexed=len(all_of),
        outlets=(),
        languages=(),
        earliest="",
        latest="",
        missing=missing,
    )
