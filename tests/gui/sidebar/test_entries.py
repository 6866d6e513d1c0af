"""Tests of what the sidebar lists."""

from pytestqt.qtbot import QtBot

from reader.core.query import FacetCount
from reader.gui.sidebar.entries import Entry, Heading, Wording, entries
from reader.gui.sidebar.view import language_name
from tests.gui import stories
from tests.gui.fakes import FakeLibrary

STATES = ("All", "Unread", "Starred", "Check", "Copies", "Versions")
WORDS = Wording("LIBRARY", *STATES, "OUTLETS", "YEARS", "LANGUAGES", "SECTIONS", "TAGS", "AUTHORS")


def test_views_of_the_library_have_counts_and_one_is_active() -> None:
    stats = FakeLibrary([stories.bridge(), stories.short(4)]).stats()
    items = entries(stats, (), "bridge is:unread", WORDS, {})
    found = [item for item in items if isinstance(item, Entry)]
    assert [(e.label, e.stories, e.is_active) for e in found] == [
        ("All", 2, False),
        ("Unread", 2, True),
        ("Starred", 0, False),
        ("Check", 1, False),
        ("Copies", None, False),
        ("Versions", None, False),
    ]


def test_facets_become_filters_and_years_run_backwards() -> None:
    facets = (
        ("outlet", (FacetCount("Jerusalem Post", 3), FacetCount("", 2))),
        ("year", (FacetCount("2010", 1), FacetCount("2011", 4))),
        ("language", (FacetCount("he", 2),)),
    )
    items = entries(None, facets, "date:2011", WORDS, {"he": "Hebrew"})
    found = [item for item in items if isinstance(item, Entry)]
    assert [e.term for e in found] == ['outlet:"Jerusalem Post"', "date:2011", "date:2010", "lang:he"]
    assert [e.is_active for e in found] == [False, True, False, False]
    assert found[-1].label == "Hebrew"


def test_a_value_that_is_left_out_is_shown_as_such() -> None:
    facets = (("section", (FacetCount("World", 2),)), ("tag", (FacetCount("two words", 1),)))
    items = entries(None, facets, 'x -section:World tag:"two words"', WORDS, {})
    found = [item for item in items if isinstance(item, Entry)]
    assert [(e.label, e.is_active, e.is_excluded) for e in found] == [
        ("World", False, True),
        ("two words", True, False),
    ]


def test_a_group_without_values_has_no_heading() -> None:
    assert entries(None, (("outlet", ()),), "", WORDS, {}) == (Heading("LIBRARY"),)


def test_languages_have_names(qtbot: QtBot) -> None:
    assert language_name("he") == "Hebrew"
    assert language_name("zz") == "zz"
