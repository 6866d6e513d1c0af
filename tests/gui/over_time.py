"""Stories counted by year, the simple way."""

from collections.abc import Sequence

from reader.core.query import Histogram, Period
from reader.core.records import Story
from reader.core.timeline import Timeline
from tests.gui.matching import published, spans


def _years(stories: Sequence[Story]) -> list[str]:
    return [published(story)[:4] for story in stories if published(story)]


def timeline_of(results: Sequence[tuple[str, Sequence[Story]]], everything: Sequence[Story]) -> Timeline:
    """Return what queries find, year by year; 400 words to a story."""
    by_query = [_years(found) for _, found in results]
    every = _years(everything)
    met = sorted({year for years in by_query for year in years})
    years = [str(year) for year in range(int(met[0]), int(met[-1]) + 1)] if met else []
    return Timeline(
        Period.YEAR,
        1,
        tuple(f"{year}-01-01" for year in years),
        tuple(tuple(counts.count(year) for year in years) for counts in by_query),
        tuple(every.count(year) for year in years),
        tuple(400 * every.count(year) for year in years),
        undated=tuple(sum(not published(story) for story in found) for _, found in results),
        hits=tuple(tuple(_hits(query, found, year) for year in years) for query, found in results),
    )


def _hits(query: str, found: Sequence[Story], year: str) -> int:
    return sum(len(spans(story.article.clean_text, query)) for story in found if published(story)[:4] == year)


def histogram_of(found: Sequence[Story], *, by_outlet: bool) -> Histogram:
    """Return the stories of each year, and of each outlet if that is asked."""
    counts = timeline_of([("", found)], ())
    undated = sum(not published(story) for story in found)
    outlets: dict[str, list[str]] = {}
    for story in found:
        outlets.setdefault(story.article.outlet.value if story.article.outlet else "", []).append(published(story)[:4])
    parted = tuple(
        (name, tuple(years.count(start[:4]) for start in counts.starts)) for name, years in sorted(outlets.items())
    )
    return Histogram(Period.YEAR, 1, counts.starts, counts.counts[0], undated, parted if by_outlet else ())
