"""Tests of counting the whole library."""

from pathlib import Path

from reader.store import Store
from reader.store import statistics as counting


def test_counting_goes_through_an_index_and_not_through_the_stories(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    plan = [row["detail"] for row in store._connection.execute(f"EXPLAIN QUERY PLAN {counting._STORIES}")]
    assert plan == ["SCAN articles USING COVERING INDEX articles_counts"]
    store.close()
