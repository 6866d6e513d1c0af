"""Days, months and years of stories as whole numbers, worked out for all of them at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reader.search.codec.segment import Integers
from reader.search.dates import LAST

_DAY = 10**6
_EPOCH = 1970
UNITS = {"year": "Y", "month": "M", "day": "D"}
"""Numpy's letters for units of time; numbers of them count from the beginning of 1970."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """When stories were published: days and months since the beginning of 1970, and where that is ``known``.

    A date known to the month or year counts as its first day; a day that its month does not have as its last.
    """

    known: NDArray[np.bool_]
    days: Integers
    months: Integers

    @classmethod
    def of(cls, published: Integers) -> "Calendar":
        """Return the calendar of some index numbers of dates (see ``dates``)."""
        known = (published > 0) & (published <= LAST)
        years, rest = np.divmod(np.where(known, published, 0) // _DAY, 10_000)
        month, day = np.divmod(rest, 100)
        months = (years - _EPOCH) * 12 + np.clip(month, 1, 12) - 1
        first, after = first_days(months), first_days(months + 1)
        return cls(known, np.minimum(first + np.maximum(day, 1) - 1, after - 1), months)

    def numbers(self, unit: str) -> Integers:
        """Return the numbers of the years, months or days of all stories."""
        return {"year": self.months // 12, "month": self.months, "day": self.days}[unit]


def first_days(months: Integers) -> Integers:
    """Return the first days of months."""
    days: Integers = months.astype("M8[M]").astype("M8[D]").astype(np.int64)
    return days


def names_of(unit: str, numbers: Integers) -> list[str]:
    """Return years, months or days as ISO 8601."""
    names: list[str] = np.datetime_as_string(numbers.astype(f"M8[{UNITS[unit]}]")).tolist()
    return names


def number_of(unit: str, name: str) -> int | None:
    """Return the number of a year, month or day; None for what is none."""
    try:
        number = int(np.array(name, f"M8[{UNITS[unit]}]").astype(np.int64))
    except ValueError:
        return None
    return number if names_of(unit, np.array([number])) == [name] else None
