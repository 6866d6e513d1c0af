"""Dates as the index keeps them: whole numbers ``YYYYMMDDhhmmss`` of the local time a page states, 0 for unknown.

A date that is known to the month or year counts as its first day. Values of a query become half-open-ended ranges of
such numbers.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

FIRST = 1
LAST = 99991231235959
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ](\d\d):(\d\d)(?::(\d\d))?.*)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_AMERICAN_MONTH = re.compile(r"(\d{1,2})/(\d{4})")
_GERMAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_LAST_PERIOD = re.compile(r"P(\d{1,4})([DWMY])/?", re.IGNORECASE)
_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}


@dataclass(frozen=True, slots=True)
class DateRange:
    """Inclusive bounds as index numbers, and how they read in words (``in 2011-03``, ``from … to …``)."""

    first: int
    last: int
    words: str


def moment_number(iso: str) -> int:
    """Return the index number of an ISO 8601 date at any precision; 0 for "" and for what is no date."""
    match = _ISO.fullmatch(iso.strip())
    if match is None:
        return 0
    year, month, day, hour, minute, second = (int(part) if part else 0 for part in match.groups())
    return ((((year * 100 + (month or 1)) * 100 + (day or 1)) * 100 + hour) * 100 + minute) * 100 + second


def parse_range(text: str, today: date) -> DateRange | None:
    """Return the range that a date value of a query means, or None.

    ``2011``, ``2011-03``, ``2011-03-22``, ``3/1/2011`` and ``3/2011`` (month first), ``22.3.2011``, two of them around
    ``..`` or ``/`` with either end open, and ``P7D/`` for the last seven days.
    """
    recent = _LAST_PERIOD.fullmatch(text)
    if recent:
        days = int(recent.group(1)) * _DAYS[recent.group(2).upper()]
        first = today - timedelta(days=min(days, today.toordinal() - 1))
        return DateRange(moment_number(first.isoformat()), LAST, f"since {first.isoformat()}")
    single = _period(text)
    if single:
        said = _said(text)
        return DateRange(*single, f"in {said}" if len(said) < 8 else f"on {said}")
    if ".." not in text and (text.endswith("/") or text.startswith("/")):
        return _between(text[:-1], "") if text.endswith("/") else _between("", text[1:])
    for joint in ("..", "/"):
        before, found, after = text.partition(joint)
        if found and (before or after):
            return _between(before, after)
    return None


def after(text: str) -> DateRange | None:
    """Return the range from the first day of ``text`` on."""
    period = _period(text)
    return DateRange(period[0], LAST, f"from {_said(text)} on") if period else None


def later(text: str) -> DateRange | None:
    """Return the range that begins when the period of ``text`` is over."""
    period = _period(text)
    return DateRange(period[1] + 1, LAST, f"after {_said(text)}") if period else None


def before(text: str) -> DateRange | None:
    """Return the range that ends before the first day of ``text``."""
    period = _period(text)
    return DateRange(FIRST, period[0] - 1, f"before {_said(text)}") if period else None


def until(text: str) -> DateRange | None:
    """Return the range that ends when the period of ``text`` is over."""
    period = _period(text)
    return DateRange(FIRST, period[1], f"until {_said(text)}") if period else None


def _between(start: str, end: str) -> DateRange | None:
    if not end:
        return after(start)
    if not start:
        return until(end)
    first, last = _period(start), _period(end)
    if first is None or last is None:
        return None
    return DateRange(first[0], last[1], f"from {_said(start)} to {_said(end)}")


def _period(text: str) -> tuple[int, int] | None:
    year, month, day = _parts(text)
    if not 1 <= year <= 9999 or not 0 <= month <= 12 or not 0 <= day <= 31:
        return None
    first = (year * 100 + (month or 1)) * 100 + (day or 1)
    last = (year * 100 + (month or 12)) * 100 + (day or 31)
    return first * 10**6, last * 10**6 + 235959


def _said(text: str) -> str:
    """Return a date as ISO 8601 at the precision it was given with, so that nobody takes a day for a month."""
    year, month, day = _parts(text)
    return f"{year:04d}" + f"-{month:02d}" * (month > 0) + f"-{day:02d}" * (day > 0)


def _parts(text: str) -> tuple[int, int, int]:
    """Return year, month, day with 0 for what is not said, and year 0 for what is no date."""
    if match := _COMPACT.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _AMERICAN.fullmatch(text):
        return int(match[3]), int(match[1]), int(match[2])
    if match := _AMERICAN_MONTH.fullmatch(text):
        return int(match[2]), int(match[1]), 0
    if match := _GERMAN.fullmatch(text):
        return int(match[3]), int(match[2]), int(match[1])
    if (match := _ISO.fullmatch(text)) and match[4] is None:
        return int(match[1]), int(match[2] or 0), int(match[3] or 0)
    return 0, 0, 0
