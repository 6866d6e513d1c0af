"""Tests of what the sidebar lists."""

from pytestqt.qtbot import QtBot

from reader.core.filters import NO_FILTERS, Chosen, Filters
from reader.core.query import FacetCount
from reader.gui.query.filter_labels import language_name, value_name
from reader.gui.sidebar.choosing import FilterChosen, after, runs, years_between
from reader.gui.sidebar.entries import MOST_VALUES, Door, Entry, Heading, Wording, entries
from tests.gui import stories
from tests.gui.fakes import FakeLibrary

STATES = ("Unread", "Starred", "Check", "Copies", "Versions", "Annotated", "Pictures")
GROUPS = ("OUTLETS", "YEARS", "LANGUAGES", "SECTIONS", "TAGS", "AUTHORS")
WORDS = Wording("LIBRARY", "All", STATES, "Missing", GROUPS, "More")


def test_views_of_the_library_have_counts_and_one_is_active() -> None:
    stats = FakeLibrary([stories.bridge(), stories.short(4)]).stats()
    items = entries(stats, (), ("bridge is:unread", NO_FILTERS), WORDS)
    found = [item for item in items if isinstance(item, Entry)]
    assert [(e.label, e.stories, e.is_active) for e in found] == [
        ("All", 2, False),
        ("Unread", 2, True),
        ("Starred", 0, False),
        ("Check", 1, False),
        ("Copies", 0, False),
        ("Versions", 0, False),
        ("Annotated", 0, False),
        ("Pictures", 0, False),
    ]


def test_facets_become_filters_and_years_run_backwards() -> None:
    facets = (
        ("outlet", (FacetCount("Jerusalem Post", 3), FacetCount("", 2))),
        ("year", (FacetCount("2010", 1), FacetCount("2011", 4))),
        ("language", (FacetCount("he", 2),)),
    )
    items = entries(None, facets, ("", Filters(include=(("year", ("2011",)),))), WORDS, value_name)
    found = [item for item in items if isinstance(item, Entry)]
    assert [e.chosen for e in found] == [
        Chosen("outlet", "Jerusalem Post"),
        Chosen("year", "2011"),
        Chosen("year", "2010"),
        Chosen("language", "he"),
    ]
    assert [e.is_active for e in found] == [False, True, False, False]
    assert found[-1].label == "Hebrew"


def test_what_is_chosen_or_left_out_is_shown_though_no_story_has_it() -> None:
    filters = Filters(include=(("tag", ("two words",)),), exclude=(("section", ("World",)),))
    items = entries(None, (("section", (FacetCount("Local", 2),)),), ("x", filters), WORDS)
    found = [item for item in items if isinstance(item, Entry)]
    assert [(e.label, e.stories, e.is_active, e.is_excluded) for e in found] == [
        ("Local", 2, False, False),
        ("World", 0, False, True),
        ("two words", 0, True, False),
    ]


def test_ten_values_are_shown_with_the_chosen_ones_and_a_door_to_the_rest() -> None:
    counts = tuple(FacetCount(f"Outlet {number:02}", 50 - number) for number in range(30))
    filters = Filters(include=(("outlet", ("Outlet 25",)),))
    items = entries(None, (("outlet", counts),), ("", filters), WORDS)
    found = [item for item in items if isinstance(item, Entry)]
    assert len(found) == MOST_VALUES + 1
    assert found[-1].label == "Outlet 25"
    assert items[-1] == Door("More", 30, "outlet")


def test_links_without_a_story_have_a_door_where_there_are_any() -> None:
    stats = FakeLibrary([stories.bridge()]).stats()
    assert not any(isinstance(item, Door) for item in entries(stats, (), ("", NO_FILTERS), WORDS))


def test_a_group_without_values_has_no_heading() -> None:
    assert entries(None, (("outlet", ()),), ("", NO_FILTERS), WORDS) == (Heading("LIBRARY"),)


def test_a_range_of_years_takes_the_place_of_single_ones() -> None:
    filters = Filters(include=(("year", ("1999",)),))
    choice = FilterChosen(chosen=Chosen("year", "2012"), through="2010")
    assert after("x", filters, choice) == ("x", Filters(include=(("year", ("2010", "2011", "2012")),)))
    assert years_between("x", "2010") == ()
    assert runs(("2012", "2010", "2011", "1999")) == (("1999",), ("2010", "2011", "2012"))


def test_a_view_of_the_library_goes_into_the_query_and_leaves_filters_alone() -> None:
    filters = Filters(include=(("tag", ("x",)),))
    assert after("bridge is:unread", filters, FilterChosen("has:image")) == ("bridge has:image", filters)


def test_languages_have_names(qtbot: QtBot) -> None:
    assert language_name("he") == "Hebrew"
    assert language_name("zz") == "zz"
