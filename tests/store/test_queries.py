"""Past queries are few and in order, saved searches keep the reader's order, and nothing of it is lost on reopening."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from reader.core.filters import NO_FILTERS, Filters
from reader.core.queries import MOST_REMEMBERED, PastQuery, SavedSearch
from reader.core.query import SortKey
from reader.store import Store
from reader.store.schema import APPLICATION_ID, MIGRATIONS
from reader.store.schema_desk import FILTERS


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path)
    yield opened
    opened.close()


def names(store: Store) -> list[str]:
    return [search.name for search in store.queries.saved()]


def test_query_run_again_comes_first_and_is_counted(store: Store) -> None:
    with store.transaction():
        for query, stories in (("bridge", 3), ("ferry", 2), (" bridge ", 4), ("  ", 9)):
            store.queries.remember(query, stories)
    assert [(past.query, past.stories, past.times) for past in store.queries.past()] == [
        ("bridge", 4, 2),
        ("ferry", 2, 1),
    ]


def test_oldest_queries_are_forgotten_over_the_limit(store: Store) -> None:
    with store.transaction():
        for number in range(MOST_REMEMBERED + 5):
            store.queries.remember(f"query {number}", number)
    past = store.queries.past()
    assert len(past) == MOST_REMEMBERED
    assert past[0].query == f"query {MOST_REMEMBERED + 4}"
    assert past[-1].query == "query 5"


def test_some_queries_are_forgotten_or_all(store: Store) -> None:
    with store.transaction():
        for query in ("a", "b", "c"):
            store.queries.remember(query, 0)
        store.queries.forget(("b",))
    assert [past.query for past in store.queries.past()] == ["c", "a"]
    with store.transaction():
        store.queries.forget(())
    assert store.queries.past() == ()


def test_saved_searches_keep_their_order_across_a_restart(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    with store.transaction():
        for name in ("one", "two", "three"):
            store.queries.save(name, f"{name} w/5 more", SortKey.OLDEST)
        first, second, third = (search.search_id for search in store.queries.saved())
        store.queries.order((third, first))
    store.close()
    store = Store.open(tmp_path)
    assert [search.search_id for search in store.queries.saved()] == [third, first, second]
    assert store.queries.saved()[0] == SavedSearch(third, "three", "three w/5 more", SortKey.OLDEST)
    store.close()


def test_deleted_search_comes_back_to_its_place(store: Store) -> None:
    with store.transaction():
        for name in ("one", "two", "three"):
            store.queries.save(name, name, SortKey.RELEVANCE)
        two = store.queries.saved()[1]
        store.queries.delete(two.search_id)
    assert names(store) == ["one", "three"]
    with store.transaction():
        store.queries.restore(two, 1)
        store.queries.restore(two, 1)
    assert names(store) == ["one", "two", "three"]
    assert store.queries.saved()[1] == two


def test_name_is_one_line_and_never_empty(store: Store) -> None:
    with store.transaction():
        store.queries.save("", "ferry\ud800", SortKey.RELEVANCE)
        store.queries.rename(store.queries.saved()[0].search_id, "   ")
    assert names(store) == ["ferry\ufffd"]
    with store.transaction():
        store.queries.rename(store.queries.saved()[0].search_id, " The\nferries ")
    assert names(store) == ["The ferries"]


def test_filters_make_another_query_and_are_kept_with_it(tmp_path: Path) -> None:
    filters = Filters(include=(("outlet", ("A", "B")),), exclude=(("language", ("he",)),))
    store = Store.open(tmp_path)
    with store.transaction():
        store.queries.remember("bridge", 5)
        store.queries.remember("bridge", 2, filters)
        store.queries.remember("", 1, filters)
        store.queries.save("Bridges", "bridge", SortKey.NEWEST, filters)
        store.queries.edit(SavedSearch(1, "other name", "ferry", SortKey.OLDEST, filters))
    store.close()
    store = Store.open(tmp_path)
    past = [(each.query, each.stories, each.filters) for each in store.queries.past()]
    assert past == [("", 1, filters), ("bridge", 2, filters), ("bridge", 5, NO_FILTERS)]
    (search,) = store.queries.saved()
    assert search == SavedSearch(1, "Bridges", "ferry", SortKey.OLDEST, filters)
    with store.transaction():
        store.queries.delete(1)
        store.queries.restore(search, 0)
    assert store.queries.saved() == (search,)
    store.close()


def test_queries_of_an_older_library_are_read_without_filters(tmp_path: Path) -> None:
    older = MIGRATIONS[: MIGRATIONS.index(FILTERS)]
    with closing(sqlite3.connect(tmp_path / "library.sqlite", isolation_level=None)) as database:
        for script in older:
            database.executescript(script)
        database.execute("INSERT INTO library (id, created) VALUES (?, '')", (uuid4().hex,))
        database.execute("INSERT INTO past_queries VALUES ('bridge', '2020-01-01T00:00:00Z', 3, 2, 1)")
        database.execute("INSERT INTO saved_searches (name, query, sort, place) VALUES ('Old', 'ferry', 'oldest', 1)")
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {len(older)}")
    store = Store.open(tmp_path)
    assert store.queries.past() == (PastQuery("bridge", "2020-01-01T00:00:00Z", 3, 2),)
    assert store.queries.saved() == (SavedSearch(1, "Old", "ferry", SortKey.OLDEST),)
    store.close()


def test_colours_and_rules_of_tags_survive_a_restart_and_follow_a_new_name(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    with store.transaction():
        store.queries.save("Bridges", "bridge", SortKey.NEWEST)
        store.tag_rules.add(1, " two   words ")
        store.tag_rules.add(1, "TWO WORDS")
        store.tag_rules.add(99, "nobody")
        store.tag_rules.colour("Two words", 3)
        store.tag_rules.rename_tag("two words", "one")
    store.close()
    store = Store.open(tmp_path)
    assert [(rule.name, rule.tag) for rule in store.tag_rules.all()] == [("Bridges", "one")]
    assert store.tag_rules.colours() == {"two words": 3, "one": 3}
    with store.transaction():
        store.tag_rules.colour("ONE", 0)
        store.tag_rules.colour("two words", 9)
    assert store.tag_rules.colours() == {}
    store.close()
