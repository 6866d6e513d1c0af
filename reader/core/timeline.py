"""What a timeline asks and answers: the stories of several queries over the same stretch of time."""

from dataclasses import dataclass

from reader.core.query import Period, SearchRequest


@dataclass(frozen=True, slots=True)
class TimelineRequest:
    """Queries to be counted over time.

    Without a ``period`` the bins are as short as gives about a hundred. ``first`` and ``last`` are days, ISO 8601;
    without them the timeline spans what was found.
    """

    searches: tuple[SearchRequest, ...]
    period: Period | None = None
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Counts in bins of equal length, empty ones included, as in ``Histogram``.

    ``counts`` has, for each query asked, the stories found in each bin, and ``hits`` the marked places in them, those
    in headlines too. ``stories`` and ``words`` (of bodies) are those of the whole library in each bin, or of what the
    filters leave of it where all queries have the same. ``undated`` has, for each query, the stories found that have
    no date.
    """

    period: Period
    step: int
    starts: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    stories: tuple[int, ...]
    words: tuple[int, ...]
    notes: tuple[str, ...] = ()
    undated: tuple[int, ...] = ()
    hits: tuple[tuple[int, ...], ...] = ()
