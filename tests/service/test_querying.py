"""Noting a query never complains; what the reader asked for does."""

from pathlib import Path

import pytest

from reader.core.errors import LibraryReadOnlyError
from reader.core.queries import ForgetQueries, RememberQuery, SaveSearch
from reader.service.querying import fulfil
from reader.store import Store


def test_query_is_not_noted_in_a_library_that_is_only_read_and_saving_says_why(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    fulfil(store, RememberQuery("ferry", 3))
    store.close()
    store = Store.open(tmp_path, read_only=True)
    fulfil(store, RememberQuery("bridge", 3))
    assert [past.query for past in store.queries.past()] == ["ferry"]
    with pytest.raises(LibraryReadOnlyError):
        fulfil(store, SaveSearch("Ferries", "ferry"))
    with pytest.raises(LibraryReadOnlyError):
        fulfil(store, ForgetQueries())
    store.close()
