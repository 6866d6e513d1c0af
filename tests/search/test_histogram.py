"""Counts over time: the length of the bins, empty ones, stories without a date."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from reader.core.query import Histogram, Period, SearchRequest
from tests.search.stories import built, story


def of_days(folder: Path, days: Sequence[str]) -> Histogram:
    """Return the histogram of stories of some days, and check it against counting them."""
    outlets = ("Aldern Post", "Weir Gazette", "")
    stories = [story(n, "oil", published=day, outlet=outlets[n % 3]) for n, day in enumerate(days, 1)]
    with built(folder / "index", stories) as index:
        made = index.search(SearchRequest("oil", limit=0, histogram=True, by_outlet=True)).histogram
    assert made is not None
    dated = sorted(day for day in days if day)
    assert sum(made.counts) == len(dated)
    assert made.undated == len(days) - len(dated)
    assert len(made.starts) == len(made.counts) <= 101
    if dated:
        assert made.starts[0] <= dated[0]
        edges = [*made.starts, "9999"]
        expected = [sum(a <= day < b for day in dated) for a, b in pairwise(edges)]
        assert list(made.counts) == expected
    totals = Counter(each.outlet for each in stories if each.outlet and each.published)
    assert {name: sum(counts) for name, counts in made.by_outlet} == totals
    assert [totals[name] for name, _ in made.by_outlet] == sorted(totals.values(), reverse=True)
    assert all(len(counts) == len(made.counts) for _, counts in made.by_outlet)
    return made


def steps(first: str, count: int, days: int) -> list[str]:
    """Return some days, equally far apart."""
    begin = date.fromisoformat(first)
    return [(begin + timedelta(days=days * place)).isoformat() for place in range(count)]


@pytest.mark.parametrize(
    ("days", "period", "step"),
    [
        (["2011-03-22"], Period.DAY, 1),
        (["2011-12-30", "2012-01-02", "2012-01-02", ""], Period.DAY, 1),
        (steps("2011-01-01", 100, 1), Period.DAY, 1),
        (steps("2011-01-01", 101, 1), Period.WEEK, 1),
        (steps("2004-02-29", 60, 11), Period.WEEK, 1),
        (steps("1968-05-05", 80, 35), Period.MONTH, 1),
        (steps("2001-11-30", 90, 100), Period.QUARTER, 1),
        (steps("1950-01-01", 75, 366), Period.YEAR, 1),
        (["1805-06-07", "2011-03-22"], Period.YEAR, 5),
        (["0001-01-01", "2011-03-22", "9998-12-31"], Period.YEAR, 100),
    ],
)
def test_bins_are_as_short_as_may_be(tmp_path: Path, days: list[str], period: Period, step: int) -> None:
    made = of_days(tmp_path, days)
    assert (made.period, made.step) == (period, step)


def test_weeks_begin_on_monday_and_empty_bins_are_there(tmp_path: Path) -> None:
    made = of_days(tmp_path, ["2010-01-01", "2010-06-01"])
    assert made.period is Period.WEEK
    assert {date.fromisoformat(day).weekday() for day in made.starts} == {0}
    assert made.counts[0] == made.counts[-1] == 1
    assert made.counts[1:-1] == (0,) * (len(made.counts) - 2)


def test_years_are_round_where_a_bin_is_several(tmp_path: Path) -> None:
    made = of_days(tmp_path, ["1803-01-01", "2011-03-22"])
    assert made.starts[0] == "1800-01-01"


def test_stories_without_a_date_are_counted_apart(tmp_path: Path) -> None:
    assert of_days(tmp_path, ["", ""]) == Histogram(Period.DAY, 1, (), (), 2)


def test_it_comes_only_when_asked_for(tmp_path: Path) -> None:
    with built(tmp_path / "index", [story(1, "oil")]) as index:
        assert index.search(SearchRequest("oil")).histogram is None
