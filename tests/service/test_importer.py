"""The import in slices, without a worker around it."""

from pathlib import Path

from reader.core.changes import Event, ImportFinished
from reader.intake.load import load
from reader.service.importer import ImportJob
from reader.service.pool import IN_FLIGHT, ExtractionPool
from reader.store import Store
from tests.service.worker_tools import FAKE, write_stories


def test_an_import_goes_on_when_a_cancelled_one_left_all_files_on_their_way(tmp_path: Path) -> None:
    paths = sorted(str(path) for path in write_stories(tmp_path / "in", 2 * IN_FLIGHT).iterdir())
    store, pool, told = Store.open(tmp_path / "library"), ExtractionPool(FAKE), list[Event]()
    first = ImportJob(store, pool, load, told.append, found=iter(paths))
    while pool.room > 0:  # the extraction process is still starting when it has been sent all that it may have
        assert first.step()
    first.stop()
    first.finish(cancelled=True)
    assert pool.outstanding == IN_FLIGHT
    (import_id,) = store.unfinished_imports()
    second = ImportJob(store, pool, load, told.append, import_id=import_id)
    slices = 0
    while second.step():
        slices += 1
        assert slices < 2_000
    second.finish(cancelled=False)
    pool.close()
    store.close()
    last = told[-1]
    assert isinstance(last, ImportFinished)
    assert last.progress.imported == 2 * IN_FLIGHT
