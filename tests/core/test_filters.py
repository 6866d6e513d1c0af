"""Tests of filters: alternatives within a facet, kept as text and written as a query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.filters import NO_FILTERS, Chosen, Filters, from_json, quoted
from reader.core.query import FACETS

CHOICES = st.lists(st.builds(Chosen, st.sampled_from(FACETS), st.text(max_size=4), st.booleans()), max_size=8)


def made(choices: list[Chosen]) -> Filters:
    filters = NO_FILTERS
    for each in choices:
        filters = filters.toggled(each)
    return filters


def test_values_of_a_facet_come_together_and_go_again() -> None:
    filters = made([Chosen("outlet", "A"), Chosen("outlet", "B"), Chosen("year", "2011")])
    assert filters.include == (("outlet", ("A", "B")), ("year", ("2011",)))
    assert filters.toggled(Chosen("outlet", "A")).included("outlet") == ("B",)
    assert not filters.without("outlet").without("year")


def test_a_value_is_either_asked_for_or_left_out() -> None:
    filters = made([Chosen("tag", "x"), Chosen("tag", "x", is_excluded=True)])
    assert (filters.included("tag"), filters.excluded("tag")) == ((), ("x",))
    assert filters.each() == (Chosen("tag", "x", is_excluded=True),)


@given(CHOICES)
def test_filters_are_read_as_they_were_written(choices: list[Chosen]) -> None:
    filters = made(choices)
    assert from_json(filters.as_json()) == filters
    assert bool(filters.as_json()) == bool(filters)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"include": 3}', '{"include": {"nothing": ["x"], "tag": "x"}}'])
def test_what_cannot_be_read_is_passed_over(text: str) -> None:
    assert from_json(text) == NO_FILTERS


def test_filters_are_written_as_a_query() -> None:
    filters = made(
        [
            Chosen("outlet", "Jerusalem Post"),
            Chosen("outlet", "Haaretz"),
            Chosen("year", "2011"),
            Chosen("language", "he", is_excluded=True),
            Chosen("section", ""),
        ]
    )
    assert filters.written() == 'outlet:("Jerusalem Post" or Haaretz) date:2011 -lang:he'


def test_values_are_quoted_only_where_they_must_be() -> None:
    assert quoted("2011") == "2011"
    assert quoted("or") == '"or"'
    assert quoted('The "Daily" Post') == '"The  Daily  Post"'
    assert quoted("BBC.co.uk") == '"BBC.co.uk"'


def test_several_times_are_written_each_behind_a_colon_of_its_own() -> None:
    filters = made([Chosen("year", "2011"), Chosen("year", "2012"), Chosen("month", "2013-01", is_excluded=True)])
    filters = filters.toggled(Chosen("month", "2013-02", is_excluded=True))
    assert filters.written() == "(date:2011 or date:2012) -(date:2013-01 or date:2013-02)"
