"""Past queries are few and in order, saved searches keep the reader's order, and nothing of it is lost on reopening."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.core.queries import MOST_REMEMBERED, SavedSearch
from reader.core.query import SortKey
from reader.store import Store


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
