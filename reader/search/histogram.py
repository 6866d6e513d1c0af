"""How many stories of a result were published in each day, week, month, quarter or year."""

from typing import NamedTuple

import numpy as np

from reader.core.query import Histogram, Period
from reader.search.calendar import Calendar, first_days, names_of
from reader.search.codec.segment import Integers
from reader.search.columns import Columns

MOST_BINS = 100
MOST_OUTLETS = 50
_BEFORE_EPOCH = 1970 * 12
"""Months of our era before 1970, so that bins of some years begin with a round one."""
_MONDAY = 3
"""Days from a Monday to the first day of 1970."""


class Scale(NamedTuple):
    """A way to part time into bins; ``months`` is how long one is, 0 if it is shorter than a month."""

    period: Period
    step: int
    months: int

    def bins(self, days: Integers, months: Integers) -> Integers:
        """Return the numbers of the bins of some days, which are in some months."""
        if self.months:
            return (months + _BEFORE_EPOCH) // self.months
        return (days + _MONDAY) // 7 if self.period is Period.WEEK else days

    def first_days(self, bins: Integers) -> Integers:
        """Return the first days of bins."""
        if self.months:
            return first_days(bins * self.months - _BEFORE_EPOCH)
        return bins * 7 - _MONDAY if self.period is Period.WEEK else bins


SCALES = (
    Scale(Period.DAY, 1, 0),
    Scale(Period.WEEK, 1, 0),
    Scale(Period.MONTH, 1, 1),
    Scale(Period.QUARTER, 1, 3),
    *(Scale(Period.YEAR, years, 12 * years) for years in (1, 2, 5, 10, 20, 50, 100)),
)


def histogram(found: Integers, calendar: Calendar, columns: Columns, *, by_outlet: bool) -> Histogram:
    """Return the histogram of some documents, in the shortest bins that are not too many."""
    dated = found[calendar.known[found]]
    undated = len(found) - len(dated)
    if not len(dated):
        return Histogram(Period.DAY, 1, (), (), undated)
    days, months = calendar.days[dated], calendar.months[dated]
    ends = np.array([days.min(), days.max()]), np.array([months.min(), months.max()])
    for scale in SCALES:
        first, last = scale.bins(*ends).tolist()
        if last - first < MOST_BINS:
            break
    bins = scale.bins(days, months) - first
    count = last - first + 1
    starts = names_of("day", scale.first_days(np.arange(first, last + 1)))
    return Histogram(
        scale.period,
        scale.step,
        tuple(starts),
        tuple(np.bincount(bins, minlength=count).tolist()),
        undated,
        _by_outlet(columns, dated, bins, count) if by_outlet else (),
    )


def _by_outlet(
    columns: Columns, dated: Integers, bins: Integers, count: int
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return the counts of the most frequent outlets."""
    names, codes = columns.names["outlet"], columns.codes["outlet"][dated]
    totals = np.bincount(codes, minlength=len(names))
    ranked = [code for code in (-totals).argsort(kind="stable").tolist() if totals[code] and names[code]][:MOST_OUTLETS]
    places = np.full(len(names), len(ranked))
    places[ranked] = np.arange(len(ranked))
    table = np.bincount(places[codes] * count + bins, minlength=(len(ranked) + 1) * count).reshape(-1, count)
    return tuple((names[code], tuple(table[place].tolist())) for place, code in enumerate(ranked))
