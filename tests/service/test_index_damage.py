"""An index whose bytes went wrong is built anew from the store, and answers as before."""

import random
from pathlib import Path

import pytest

from reader.core.changes import Event, IndexProgress, IndexState, WorkerFailed
from reader.core.query import ResultRow, SearchRequest
from reader.search import IndexWriter, SearchIndex, erase
from reader.service.keeper import DAMAGED, IndexKeeper
from reader.service.ports import SearchPackage
from reader.store import Store
from tests.store.stories import add, make_article

REAL = SearchPackage(SearchIndex.open, IndexWriter.open, erase)


def kept_up(store: Store, folder: Path) -> list[Event]:
    """Let a keeper do all it can for an index, as a worker does at its start; return what it told."""
    told: list[Event] = []
    keeper = IndexKeeper(store, folder, REAL, told.append)
    keeper.open()
    while keeper.has_work:
        keeper.step()
    keeper.close()
    return told


def rows(folder: Path) -> tuple[ResultRow, ...]:
    """Return the rows of a few queries."""
    with SearchIndex.open(folder) as index:
        requests = (SearchRequest(query, facets=True) for query in ("", "story", "story or council"))
        return tuple(row for request in requests for row in index.search(request).rows)


@pytest.mark.parametrize("checked_when_opened", [16 << 20, 0])
def test_flipped_bytes_are_noticed_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, checked_when_opened: int
) -> None:
    monkeypatch.setattr("reader.search.storage._SMALL_BYTES", checked_when_opened)
    rng = random.Random(checked_when_opened)
    folder = tmp_path / "index"
    folder.mkdir(mode=0o700)
    store = Store.open(tmp_path / "library")
    for number in range(30):
        add(store, make_article(f"Story {number}"), str(number).encode())
    kept_up(store, folder)
    intact = rows(folder)
    assert len(intact) > 60
    for _ in range(12):
        path = rng.choice([each for each in sorted(folder.iterdir()) if each.suffix in (".col", ".json")])
        content = bytearray(path.read_bytes())
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
        path.write_bytes(content)
        told = kept_up(store, folder)
        assert not any(isinstance(event, WorkerFailed) for event in told)
        states = [(event.state, event.reason) for event in told if isinstance(event, IndexProgress)]
        assert (IndexState.REBUILDING, DAMAGED) in states, path.name
        assert states[-1][0] is IndexState.READY
        assert rows(folder) == intact
    store.close()
