"""Bins of time: their last days, their names, and the condition of a query that means some of them."""

import re
from datetime import MAXYEAR, date, timedelta

from PySide6.QtCore import QCoreApplication

from reader.core.query import Period
from reader.gui.language.dates import short_date

_DATE_TERM = re.compile(r"(?<!\S)date:\S+", re.IGNORECASE)
_MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}


def last_day(start: str, period: Period, step: int = 1) -> str:
    """Return the last day of the bin that begins at ``start``; both ISO 8601."""
    first = date.fromisoformat(start)
    if period not in _MONTHS:
        return (first + timedelta(days=(7 if period is Period.WEEK else 1) * step - 1)).isoformat()
    months = first.year * 12 + first.month - 1 + _MONTHS[period] * step
    year, month = divmod(months, 12)
    if year > MAXYEAR:
        return date.max.isoformat()
    return (date(year, month + 1, 1) - timedelta(days=1)).isoformat()


def period_name(start: str, period: Period, step: int = 1) -> str:
    """Return what a reader calls a bin."""
    year = int(start[:4])
    match period:
        case Period.DAY:
            return short_date(start)
        case Period.WEEK:
            return QCoreApplication.translate("Charts", "week of {day}").format(day=short_date(start))
        case Period.MONTH:
            return short_date(start[:7])
        case Period.QUARTER:
            quarter = (int(start[5:7]) + 2) // 3
            return QCoreApplication.translate("Charts", "Q{number} {year}").format(number=quarter, year=year)
        case Period.YEAR:
            return f"{year}" if step == 1 else f"{year}\u2013{year + step - 1}"


def span_name(first: str, last: str, period: Period, step: int = 1) -> str:
    """Return what a reader calls the bins from one to another, told by their first days."""
    names = period_name(first, period, step), period_name(last, period, step)
    return names[0] if first == last else f"{names[0]} \u2013 {names[1]}"


def date_term(first: str, last: str) -> str:
    """Return the condition for days, as short as it can be said."""
    if first == last:
        return f"date:{first}"
    for length in (4, 7):
        if first[:length] == last[:length] and _is_all_of(first[:length], first, last):
            return f"date:{first[:length]}"
    return f"date:{first}..{last}"


def _is_all_of(whole: str, first: str, last: str) -> bool:
    is_year = len(whole) == 4
    start = f"{whole}-01-01" if is_year else f"{whole}-01"
    return first == start and last == last_day(start, Period.YEAR if is_year else Period.MONTH)


def has_dates(query: str) -> bool:
    """Tell whether a query has a condition on the day of publication that a chart may replace."""
    return _DATE_TERM.search(query) is not None


def without_dates(query: str) -> str:
    """Return a query without such conditions."""
    return " ".join(_DATE_TERM.sub(" ", query).split())


def within(query: str, first: str, last: str) -> str:
    """Return a query whose only such condition is on these days."""
    return f"{without_dates(query)} {date_term(first, last)}".strip()
