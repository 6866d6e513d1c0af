"""Bins of time and the conditions that mean them."""

import pytest

from reader.core.query import Period
from reader.gui.charts.periods import date_term, has_dates, last_day, period_name, within, without_dates


@pytest.mark.parametrize(
    ("start", "period", "step", "last"),
    [
        ("2012-02-28", Period.DAY, 1, "2012-02-28"),
        ("2011-12-26", Period.WEEK, 1, "2012-01-01"),
        ("2012-02-01", Period.MONTH, 1, "2012-02-29"),
        ("2011-10-01", Period.QUARTER, 1, "2011-12-31"),
        ("2010-01-01", Period.YEAR, 10, "2019-12-31"),
        ("9990-01-01", Period.YEAR, 10, "9999-12-31"),
    ],
)
def test_a_bin_ends_where_the_next_begins(start: str, period: Period, step: int, last: str) -> None:
    assert last_day(start, period, step) == last


@pytest.mark.parametrize(
    ("first", "last", "term"),
    [
        ("2011-03-22", "2011-03-22", "date:2011-03-22"),
        ("2011-03-01", "2011-03-31", "date:2011-03"),
        ("2011-01-01", "2011-12-31", "date:2011"),
        ("2011-01-01", "2011-03-31", "date:2011-01-01..2011-03-31"),
        ("2011-01-02", "2011-01-31", "date:2011-01-02..2011-01-31"),
    ],
)
def test_a_condition_is_as_short_as_may_be(first: str, last: str, term: str) -> None:
    assert date_term(first, last) == term


def test_a_condition_takes_the_place_of_the_one_before() -> None:
    query = within('oil date:2011 "up date" outlet:date', "2012-01-01", "2012-01-31")
    assert query == 'oil "up date" outlet:date date:2012-01'
    assert has_dates(query)
    assert without_dates(query) == 'oil "up date" outlet:date'
    assert not has_dates("update:2011 date")


def test_periods_have_names() -> None:
    names = [period_name("2011-04-04", period) for period in Period]
    assert names == ["4 Apr 2011", "week of 4 Apr 2011", "Apr 2011", "Q2 2011", "2011"]
    assert period_name("2010-01-01", Period.YEAR, 10) == "2010\u20132019"
