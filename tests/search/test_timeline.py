"""Several queries over time, beside all that the index has."""

from dataclasses import replace
from pathlib import Path

import pytest

from reader.core.model import ArticleId
from reader.core.query import Choice, Period, SearchRequest
from reader.core.timeline import Timeline, TimelineRequest
from reader.search import IndexWriter
from tests.search.stories import built, story

STORIES = [
    replace(story(1, "oil", published="2011-01-05"), words=100),
    replace(story(2, "oil gas", published="2011-02-07"), words=10),
    replace(story(3, "gas", published="2011-02-28"), words=5),
    replace(story(4, "coal", published="2011-04-01"), words=7),
    replace(story(5, "oil", published=""), words=50),
    replace(story(6, "coal", published="2015-01-01"), words=9),
]


def asked(folder: Path, request: TimelineRequest) -> Timeline:
    with built(folder / "index", STORIES) as index:
        return index.timeline(request)


OIL, GAS, COAL = SearchRequest("oil"), SearchRequest("gas"), SearchRequest("coal outlet:x")


def test_queries_share_their_bins_and_stand_beside_the_whole_library(tmp_path: Path) -> None:
    made = asked(tmp_path, TimelineRequest((OIL, GAS), Period.MONTH))
    assert made == Timeline(
        Period.MONTH,
        1,
        ("2011-01-01", "2011-02-01"),
        ((1, 1), (0, 2)),
        (1, 2),
        (100, 15),
        made.notes,
        (1, 0),
        ((1, 1), (0, 2)),
    )


def test_hits_are_counted_in_every_script_and_operator(tmp_path: Path) -> None:
    listed = [
        story(1, "oil oil and more oil\n大桥 大桥", headline="Oil", published="2010-01-01"),
        story(2, "gas", published="2011-01-01"),
        story(3, "oil near gas, oil", published="2011-05-01"),
    ]
    queries = ("oil", "oil w/3 gas", "大桥", "")
    with built(tmp_path / "index", listed) as index:
        made = index.timeline(TimelineRequest(tuple(SearchRequest(query) for query in queries), Period.YEAR))
        by_context = [
            [sum(hit.article_id == number for hit in index.contexts(SearchRequest(query)).hits) for number in (1, 3)]
            for query in queries
        ]
    assert made.hits == ((4, 2), (0, by_context[1][1]), (2, 0), (0, 0))
    assert [list(each) for each in made.hits] == by_context


def test_filters_leave_fewer_stories_and_a_smaller_whole_to_compare_with(tmp_path: Path) -> None:
    filtered = [replace(each, outlet="Post" if each.article_id in (1, 4, 5) else "Ledger") for each in STORIES]
    post: Choice = {"outlet": ("Post",)}
    only = [replace(each, include=post) for each in (OIL, GAS)]
    without = [replace(each, exclude=post) for each in (OIL, GAS)]
    with built(tmp_path / "index", filtered) as index:
        made = [index.timeline(TimelineRequest(tuple(searches), Period.YEAR)) for searches in (only, without)]
        mixed = index.timeline(TimelineRequest((only[0], without[1]), Period.YEAR))
    assert (made[0].counts, made[0].stories, made[0].words, made[0].undated) == (((1,), (0,)), (2,), (107,), (1, 0))
    assert (made[1].counts, made[1].stories, made[1].words, made[1].undated) == (((1,), (2,)), (2,), (15,), (0, 0))
    assert (mixed.counts, mixed.stories) == (((1,), (2,)), (4,))


def test_a_stretch_of_time_shows_its_own_days_only(tmp_path: Path) -> None:
    request = TimelineRequest((OIL,), Period.MONTH, "2011-02-01", "2011-04-30")
    made = asked(tmp_path, request)
    assert (made.counts, made.stories, made.words) == (((1, 0, 0),), (2, 0, 1), (15, 0, 7))


def test_bins_are_days_where_that_is_not_too_many(tmp_path: Path) -> None:
    assert asked(tmp_path, TimelineRequest((OIL,))).period is Period.DAY
    assert asked(tmp_path, TimelineRequest((SearchRequest(""),))).period is Period.MONTH
    years = asked(tmp_path, TimelineRequest((SearchRequest(""),), Period.YEAR))
    assert (years.starts[0], years.counts) == ("2011-01-01", ((4, 0, 0, 0, 1),))


@pytest.mark.parametrize("period", [None, Period.WEEK])
def test_nothing_found_is_an_empty_timeline(tmp_path: Path, period: Period | None) -> None:
    made = asked(tmp_path, TimelineRequest((COAL, COAL), period))
    assert (made.starts, made.counts, made.stories) == ((), ((), ()), ())


def test_deleted_stories_are_not_counted(tmp_path: Path) -> None:
    with built(tmp_path / "index", STORIES) as index:
        with IndexWriter.open(tmp_path / "index") as writer:
            writer.write([], [ArticleId(2)], 99)
        index.refresh()
        made = index.timeline(TimelineRequest((OIL, GAS), Period.MONTH))
    assert (sum(made.counts[0]), sum(made.counts[1]), sum(made.words)) == (1, 1, 105)
