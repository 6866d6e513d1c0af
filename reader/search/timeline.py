"""How many stories of several results were published in each bin of time, beside all stories and words of the index."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reader.core.query import Choice, Period, SearchRequest
from reader.core.timeline import Timeline, TimelineRequest
from reader.search.calendar import Calendar, names_of, number_of
from reader.search.codec.segment import Integers
from reader.search.codec.spots import SHIFT
from reader.search.histogram import MOST_BINS, SCALES, Scale
from reader.search.page_marks import PageMarker
from reader.search.run import Engine, Found, Watch

_BLOCK = 1_000
"""Stories whose hits are counted at a time."""
MOST_CHOSEN = 1_500
"""Bins of a length that was chosen; where there were more, a longer one is taken."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The documents that a query finds and how many hits are in each; ``is_complete`` unless there was no time left."""

    documents: Integers
    hits: Integers
    is_complete: bool = True


def counted(engine: Engine, found: Found, marker: PageMarker, watch: Watch) -> Counted:
    """Count the hits in the documents found, as far as there is time. Raises ``SearchCancelledError``."""
    numbers, totals = found.numbers, np.zeros(len(found.numbers), np.int64)
    for leaf, executor in zip(engine.leaves, found.executors, strict=True):
        low, high = np.searchsorted(numbers, [leaf.offset, leaf.offset + leaf.columns.count]).tolist()
        for start in range(low, high, _BLOCK):
            if watch.is_over:
                return Counted(numbers, totals, is_complete=False)
            block = slice(start, min(start + _BLOCK, high))
            documents = numbers[block].astype(np.int64) - leaf.offset
            owners = marker.marks(executor, documents).first >> SHIFT
            totals[block] = np.searchsorted(owners, documents, "right") - np.searchsorted(owners, documents)
    return Counted(numbers, totals)


def timeline(
    found: Sequence[Counted], everything: Integers, calendar: Calendar, words: Integers, request: TimelineRequest
) -> Timeline:
    """Return the counts of what was found and those of ``everything`` over the time that the former spans."""
    results = [each.documents for each in found]
    undated = tuple(int((~calendar.known[each]).sum()) for each in results)
    ends = _ends(results, calendar, request)
    if ends is None:
        nothing: tuple[tuple[int, ...], ...] = tuple(() for _ in results)
        return Timeline(request.period or Period.DAY, 1, (), nothing, (), (), undated=undated, hits=nothing)
    scale, first, last = _scale(ends, request.period)
    count = last - first + 1

    low, high = number_of("day", request.first), number_of("day", request.last)

    def summed(documents: Integers, weights: Integers) -> tuple[int, ...]:
        """Sum over bins, which are whole unless days are asked for, so that rates compare."""
        is_dated = calendar.known[documents]
        dated, weights = documents[is_dated], weights[is_dated]
        days, places = calendar.days[dated], scale.bins(calendar.days[dated], calendar.months[dated]) - first
        inside = (places >= 0) & (places < count)
        inside &= (days >= (days if low is None else low)) & (days <= (days if high is None else high))
        sums = np.bincount(places[inside], weights=weights[inside], minlength=count)
        return tuple(sums.astype(np.int64).tolist())

    def each_once(documents: Integers) -> tuple[int, ...]:
        return summed(documents, np.ones(len(documents), np.int64))

    return Timeline(
        scale.period,
        scale.step,
        tuple(names_of("day", scale.first_days(np.arange(first, last + 1)))),
        tuple(each_once(documents) for documents in results),
        each_once(everything),
        summed(everything, words[everything]),
        undated=undated,
        hits=tuple(summed(each.documents, each.hits) for each in found),
    )


def whole_of(request: TimelineRequest) -> tuple[SearchRequest, ...]:
    """Return what finds all stories that the filters of a timeline leave; nothing where it has none."""
    filters = {(_frozen(asked.include), _frozen(asked.exclude)) for asked in request.searches}
    if len(filters) != 1 or filters == {(frozenset(), frozenset())}:
        return ()
    first = request.searches[0]
    return (SearchRequest("", limit=0, include=first.include, exclude=first.exclude),)


def _frozen(choice: Choice) -> frozenset[tuple[str, tuple[str, ...]]]:
    return frozenset((name, tuple(values)) for name, values in choice.items() if values)


def _ends(results: Sequence[Integers], calendar: Calendar, request: TimelineRequest) -> tuple[int, int] | None:
    """Return the first and the last day: those asked for, else those of the results; None where there are none."""
    first, last = number_of("day", request.first), number_of("day", request.last)
    found = [calendar.days[documents[calendar.known[documents]]] for documents in results]
    days = np.concatenate([np.empty(0, np.int64), *found])
    if not len(days) and (first is None or last is None):
        return None
    low = int(days.min()) if first is None else first
    high = int(days.max()) if last is None else last
    return (low, high) if low <= high else None


def _scale(ends: tuple[int, int], period: Period | None) -> tuple[Scale, int, int]:
    """Return how time is parted, and the numbers of the first and the last bin."""
    days = np.array(ends)
    months = days.astype("M8[D]").astype("M8[M]").astype(np.int64)
    names = [scale.period for scale in SCALES]
    for scale in SCALES[names.index(period) if period else 0 :]:
        first, last = scale.bins(days, months).tolist()
        if last - first < (MOST_CHOSEN if period else MOST_BINS):
            break
    return scale, first, last
