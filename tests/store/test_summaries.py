"""Tests of what a list shows of its stories."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.core.model import ArticleId, Curation, Fact, Moment, Precision, Source
from reader.store import Store
from tests.store.stories import add, make_article

TEXT = "The harbour bridge is closed until Friday. " * 6


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path)
    yield opened
    opened.close()


def test_a_summary_has_all_that_a_row_shows(store: Store) -> None:
    article = replace(
        make_article("Bridge", TEXT),
        authors=(Fact("Ida Holm", Source.HTML), Fact("Per Lund", Source.HTML)),
        section=Fact("World", Source.HTML),
        language=Fact("en", Source.HTML),
        url=Fact("https://post.example/a?utm_source=x", Source.HTML),
        canonical_url=Fact("https://post.example/a", Source.HTML),
        saved=Moment(datetime(2011, 3, 22, tzinfo=UTC), Precision.DAY, Source.HTML),
    )
    story = add(store, article, b"1")
    with store.transaction():
        store.curation.add(story, Curation(("war", "Bridges"), notes=("look again",)))
    (row,) = store.summaries([story])
    assert (row.authors, row.section, row.language) == (("Ida Holm", "Per Lund"), "World", "en")
    assert (row.address, row.saved) == ("https://post.example/a", "2011-03-22")
    assert (row.tags, row.is_annotated, row.pictures) == (("Bridges", "war"), True, 0)
    assert (row.copies, row.versions) == (1, 1)


def test_copies_and_versions_are_counted_in_the_whole_library(store: Store) -> None:
    other = TEXT + "It opens again on Monday."
    first = add(store, replace(make_article("A", TEXT), url=Fact("https://a.example/1", Source.HTML)), b"1")
    add(store, replace(make_article("A", TEXT), url=Fact("https://b.example/1", Source.HTML)), b"2")
    add(store, replace(make_article("A", other), url=Fact("https://a.example/1", Source.HTML)), b"3")
    add(store, replace(make_article("A", "short"), url=Fact("https://a.example/2", Source.HTML)), b"4")
    (row,) = store.summaries([first])
    assert (row.copies, row.versions) == (2, 2)
    assert [(each.copies, each.versions) for each in store.summaries([ArticleId(number) for number in (2, 3, 4)])] == [
        (2, 1),
        (1, 2),
        (1, 1),
    ]


def test_the_number_of_statements_does_not_grow_with_the_rows(store: Store) -> None:
    ids = [add(store, make_article("A", TEXT), str(number).encode()) for number in range(40)]
    counts = []
    for asked in (ids[:2], ids):
        seen: list[str] = []
        store._connection.set_trace_callback(seen.append)
        store.summaries(asked)
        store._connection.set_trace_callback(None)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 4


def test_a_story_that_states_no_date_of_saving_has_that_of_its_list(store: Store) -> None:
    story = add(store, make_article("A", TEXT), b"1")
    with store.transaction():
        store.curation.put_on_list(story, "2012-05-06T07:08:09+00:00")
    assert store.summaries([story])[0].saved.startswith("2012-05-06")
