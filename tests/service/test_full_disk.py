"""A disk that fills up during an import: told once, nothing lost, and the same worker goes on when there is room."""

from pathlib import Path

import pytest

from reader.core.changes import ImportFinished, ImportPaths, IndexProgress, IndexState, ResumeImport, WorkerFailed
from reader.core.query import SearchRequest
from tests.service.worker_tools import RunningWorker, write_stories

resource = pytest.importorskip("resource", reason="file size limits exist on POSIX only")
pytestmark = pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="limits of other processes are Linux's")


@pytest.mark.parametrize("limit", [1, 30_000, 150_000, 400_000])
def test_full_disk_stops_the_import_and_it_can_be_resumed(tmp_path: Path, limit: int) -> None:
    stories = write_stories(tmp_path / "in", 150)
    for number in range(0, 150, 10):
        (stories / f"{number:04}.txt").write_text(f"Long story {number}\n" + "council paragraph of the story\n" * 2_000)
    with RunningWorker(tmp_path) as worker:
        assert worker.ready
        assert worker.client.pid is not None
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.prlimit(worker.client.pid, resource.RLIMIT_FSIZE, (limit, hard))
        worker.send(ImportPaths((str(stories),)))
        failed = worker.wait_for(WorkerFailed)
        assert "disk is full" in failed.message
        assert not failed.fatal
        stopped = worker.wait_for(ImportFinished)
        assert stopped.cancelled or stopped.progress.done == 150
        resource.prlimit(worker.client.pid, resource.RLIMIT_FSIZE, (soft, hard))
        if stopped.progress.import_id and stopped.cancelled:
            worker.send(ResumeImport(stopped.progress.import_id))
        else:
            worker.send(ImportPaths((str(stories),)))
        finished = worker.wait_for(ImportFinished)
        assert (finished.cancelled, finished.progress.done, finished.progress.failed) == (False, 150, 0)
        # An index that the full disk has damaged is built anew in slices, which an import does not wait for.
        told = [event for event in worker.take_all() if isinstance(event, IndexProgress)]
        if told and told[-1].state is not IndexState.READY:
            worker.wait_for(IndexProgress, lambda event: event.state is IndexState.READY)
        library = worker.library()
        assert library.stats().stories == library.search(SearchRequest("")).total == 150
        assert list(library.verify()) == []
        library.close()


def test_full_cache_leaves_stories_readable_and_the_next_import_catches_up(tmp_path: Path) -> None:
    with RunningWorker(tmp_path) as worker:
        assert worker.ready
        index = next(path for path in (tmp_path / "cache" / "indexes").glob("*/*") if path.is_dir())
        (index / "new").symlink_to("/dev/full")  # the stand-in writes its index there
        finished = worker.run_import(write_stories(tmp_path / "in", 5))
        assert finished.progress.imported == 5
        assert (
            "cannot be searched yet"
            in next(event for event in worker.events if isinstance(event, WorkerFailed)).message
        )
        (index / "new").unlink()
        before = len(worker.take_all())
        worker.run_import(write_stories(tmp_path / "in", 6))
        told = [event for event in worker.take_all()[before:] if isinstance(event, IndexProgress)]
        if not told or told[-1].state is not IndexState.READY:  # else it was told before the end of the import
            worker.wait_for(IndexProgress, lambda event: event.state is IndexState.READY)
        library = worker.library()
        assert library.search(SearchRequest("council")).total == 6
        library.close()
