"""Where stories were left is in the library: there after a restart and a new cleaning, gone with the story."""

from pathlib import Path

import pytest

from reader.core.changes import Reclean, UpkeepFinished, WorkerFailed
from reader.core.model import ArticleId
from reader.core.reading_places import KeepPlace, ReadingPlace
from reader.service.reading_places import keep_place
from reader.store import Store
from tests.service.worker_tools import RunningWorker, write_stories

FIRST = ArticleId(1)


def test_a_place_outlives_the_worker_and_a_new_cleaning(tmp_path: Path) -> None:
    place = ReadingPlace(4, 0.25, "Words \ud800 of a paragraph")
    with RunningWorker(tmp_path) as worker:
        worker.run_import(write_stories(tmp_path / "stories", 2))
        worker.wait_for(UpkeepFinished)
        worker.send(KeepPlace(FIRST, place))
        worker.send(Reclean((FIRST,)))
        worker.wait_for(UpkeepFinished)
        assert not [event for event in worker.take_all() if isinstance(event, WorkerFailed)]
    with RunningWorker(tmp_path) as worker:
        library = worker.library()
        kept = library.reading_place(FIRST)
        assert kept is not None
        assert (kept.paragraph, kept.fraction, kept.words[:5]) == (4, 0.25, "Words")
        assert library.reading_place(ArticleId(2)) is None
        library.close()


def test_the_top_of_a_story_and_a_story_that_is_gone_are_not_remembered(tmp_path: Path) -> None:
    with RunningWorker(tmp_path) as worker:
        worker.run_import(write_stories(tmp_path / "stories", 1))
    store = Store.open(worker.folder)
    keep_place(store, KeepPlace(FIRST, ReadingPlace(2, 0.0, "x" * 500)))
    assert store.reading_places.of(FIRST) == ReadingPlace(2, 0.0, "x" * 60)
    keep_place(store, KeepPlace(FIRST, ReadingPlace(0, 0.0)))
    keep_place(store, KeepPlace(ArticleId(77), ReadingPlace(3, 0.0)))
    assert store.reading_places.of(FIRST) is None
    assert store.reading_places.of(ArticleId(77)) is None
    store.close()


def test_a_place_that_cannot_be_kept_is_let_go(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with RunningWorker(tmp_path) as worker:
        worker.run_import(write_stories(tmp_path / "stories", 1))
    store = Store.open(worker.folder, read_only=True)
    keep_place(store, KeepPlace(FIRST, ReadingPlace(2, 0.0)))
    assert store.reading_places.of(FIRST) is None
    store.close()
