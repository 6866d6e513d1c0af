"""A killed worker loses nothing it told, imports nothing twice, and is back at once."""

import os
import queue
import random
import signal
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from reader.core.changes import (
    Event,
    ImportFinished,
    ImportPaths,
    ImportRow,
    ImportRows,
    IndexProgress,
    IndexState,
    Outcome,
    ResumeImport,
    WorkerFailed,
    WorkerReady,
)
from reader.core.query import SearchRequest
from reader.service.wiring import Wiring
from tests.service.worker_tools import FAKE, PATIENCE_S, RunningWorker, write_stories

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")


class Campaign:
    """Kills a worker again and again while it imports, and notes what it had told until then."""

    def __init__(self, folder: Path, wiring: Wiring, longest_life_s: float) -> None:
        self.told: dict[tuple[int, str], ImportRow] = {}
        self.unfinished: tuple[int, ...] = ()
        self._worker = RunningWorker(folder, wiring)
        self._longest_life_s = longest_life_s
        self._chance = random.Random(20111122)

    def live_and_die(self, stories: Path) -> None:
        """Start the worker, let it import for a while, kill it, and take in what it told before its death."""
        client = self._worker.client
        client.start()
        self._take_until(WorkerReady, time.monotonic() + PATIENCE_S)
        client.send(ResumeImport(self.unfinished[0]) if self.unfinished else ImportPaths((str(stories),)))
        self._take_until(ImportFinished, time.monotonic() + self._chance.uniform(0, self._longest_life_s))
        assert client.pid is not None
        os.kill(client.pid, signal.SIGKILL)
        self._take_until(WorkerFailed, time.monotonic() + PATIENCE_S)

    def check(self) -> None:
        """Check that the library is whole and holds every story that was told."""
        with closing(sqlite3.connect(self._worker.folder / "library.sqlite")) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert database.execute("PRAGMA foreign_key_check").fetchall() == []
            ids = {number for (number,) in database.execute("SELECT id FROM articles")}
        assert {row.article_id for row in self.told.values()} <= ids

    def finish(self) -> RunningWorker:
        """Resume for the last time; return the running worker once the import has ended and the index is ready."""
        worker = self._worker
        worker.client.start()
        self._take_until(WorkerReady, time.monotonic() + PATIENCE_S)
        if self.unfinished:
            worker.client.send(ResumeImport(self.unfinished[0]))
            self._take_until(ImportFinished, time.monotonic() + PATIENCE_S)
        return worker

    def _take_until(self, kind: type[Event], deadline: float) -> None:
        while True:
            try:
                event = self._worker.arrived.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                assert not issubclass(kind, WorkerReady), "the worker did not start"
                return
            if isinstance(event, WorkerReady):
                self.unfinished = event.unfinished
            elif isinstance(event, ImportRows):
                for row in event.rows:
                    assert (event.import_id, row.path) not in self.told, "a file was told twice"
                    is_new = event.import_id == 1  # the first import may be over before the last kill
                    assert row.outcome in ((Outcome.IMPORTED, Outcome.CHECK) if is_new else (Outcome.ALREADY_HERE,))
                    self.told[event.import_id, row.path] = row
            if isinstance(event, kind):
                return


def run_campaign(folder: Path, wiring: Wiring, *, kills: int, files: int, longest_life_s: float) -> None:
    """Kill, resume, and check the whole library at the end."""
    stories = write_stories(folder / "in", files)
    campaign = Campaign(folder, wiring, longest_life_s)
    for _ in range(kills):
        campaign.live_and_die(stories)
        campaign.check()
    worker = campaign.finish()
    worker.client.close()
    library = worker.library()
    assert all(record.finished and record.progress.done == files for record in library.imports())
    assert library.stats().stories == library.stats().originals == files
    rows = library.import_rows(1)
    kept = {row.path: row.article_id for row in rows}
    assert {(path, kept[path]) for _, path in campaign.told} == {
        (path, row.article_id) for (_, path), row in campaign.told.items()
    }
    assert all(library.story(row.article_id).source_path == row.path for row in rows if row.article_id is not None)
    assert library.search(SearchRequest("council")).total == library.stats().indexed == files
    assert list(library.verify()) == []
    library.close()


def test_thirty_kills_during_an_import_lose_nothing(tmp_path: Path) -> None:
    run_campaign(tmp_path, FAKE, kills=30, files=1_500, longest_life_s=0.5)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_two_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    run_campaign(tmp_path, FAKE, kills=200, files=12_000, longest_life_s=0.5)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_kills_of_the_program_as_shipped_lose_nothing(tmp_path: Path) -> None:
    run_campaign(tmp_path, Wiring(children=2), kills=60, files=2_000, longest_life_s=1.5)


def test_index_that_a_kill_left_behind_is_brought_up_to_date_at_the_next_start(tmp_path: Path) -> None:
    stories = write_stories(tmp_path / "in", 400)
    with RunningWorker(tmp_path) as worker:
        worker.send(ImportPaths((str(stories),)))
        worker.wait_for(ImportRows)
        assert worker.client.pid is not None
        os.kill(worker.client.pid, signal.SIGKILL)
        worker.wait_for(WorkerFailed)
        worker.client.start()
        worker.wait_for(WorkerReady)
        worker.wait_for(IndexProgress, lambda event: event.state is IndexState.READY)
        library = worker.library()
        assert library.stats().indexed == library.stats().stories > 0
        library.close()
