"""The worker imports, tells what it did, and survives what files and users do to it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from reader.core.changes import (
    CancelImport,
    ImportFinished,
    ImportPaths,
    ImportProgress,
    ImportRow,
    ImportRows,
    ImportText,
    IndexProgress,
    IndexState,
    LibraryChanged,
    Outcome,
    RebuildIndex,
    ResumeImport,
    SetRead,
    SetStarred,
    WorkerFailed,
    WorkerReady,
)
from reader.core.model import ArticleId
from reader.core.query import SearchRequest
from reader.service.wiring import Wiring
from tests.service.worker_tools import FAKE, RunningWorker, write_stories


def test_imported_stories_can_be_found_when_the_change_is_told(tmp_path: Path) -> None:
    stories = write_stories(tmp_path / "in", 7)
    with RunningWorker(tmp_path) as worker:
        assert worker.ready == WorkerReady(())
        worker.send(ImportPaths((str(stories),)))
        added: list[ArticleId] = []
        while len(added) < 7:
            added += worker.wait_for(LibraryChanged).added
            library = worker.library()
            found = library.search(SearchRequest("council"))
            assert set(added) <= {row.article_id for row in found.rows}
            library.close()
        finished = worker.wait_for(ImportFinished)
        assert (finished.cancelled, finished.progress.done, finished.progress.imported) == (False, 7, 7)
        assert [row.outcome for row in worker.rows] == [Outcome.IMPORTED] * 7
        assert [Path(row.path).name for row in worker.rows] == [f"{number:04}.txt" for number in range(7)]
        assert [row.headline for row in worker.rows] == [f"Story {number}" for number in range(7)]
        assert {row.article_id for row in worker.rows} == set(added)
        library = worker.library()
        assert library.imports()[0].finished
        assert list(library.import_rows(1)) == worker.rows
        assert list(library.verify()) == []
        story = library.story(added[0])
        assert library.original_bytes(added[0]) == (stories / "0000.txt").read_bytes()
        assert library.original_text(added[0]) == story.article.text
        library.close()


def test_same_bytes_add_nothing_within_an_import_and_after_it(tmp_path: Path) -> None:
    stories = write_stories(tmp_path / "in", 3)
    for number in range(3):
        (stories / f"copy{number}.txt").write_bytes((stories / "0001.txt").read_bytes())
    with RunningWorker(tmp_path) as worker:
        first = worker.run_import(stories)
        assert (first.progress.imported, first.progress.already_here) == (3, 3)
        again = worker.run_import(stories)
        assert (again.progress.imported, again.progress.already_here) == (0, 6)
        library = worker.library()
        assert library.stats().stories == 3
        assert all(row.article_id is not None and row.reason for row in library.import_rows(2))
        library.close()


def test_bad_files_become_rows_with_sentences_and_stop_nothing(tmp_path: Path) -> None:
    stories = write_stories(tmp_path / "in", 2)
    orders = ("crash", "mistake", "refuse", "nothing", "other", "doubtful", "two", "devour")
    for order in orders:
        (stories / f"{order}.txt").write_text(order)
    twin = stories / "refuse twin.txt"
    twin.write_text("refuse")
    with RunningWorker(tmp_path) as worker:
        worker.run_import(stories, tmp_path / "missing.txt")
        rows = {Path(row.path).stem: row for row in worker.rows}
        library = worker.library()
        assert library.stats().stories == 2 + 1 + 2
        library.close()
    assert len(rows) == 2 + len(orders) + 2
    failed = {name for name, row in rows.items() if row.outcome is Outcome.FAILED}
    assert failed == {"crash", "mistake", "refuse", "nothing", "other", "missing", "devour", "refuse twin"}
    assert all(rows[name].reason.endswith(".") for name in failed)
    assert "crash" in rows["crash"].reason
    assert "memory" in rows["devour"].reason
    assert "changed" in rows["other"].reason
    assert (rows["doubtful"].outcome, rows["doubtful"].reason) == (Outcome.CHECK, "It has two headlines.")
    assert rows["0000"].outcome is Outcome.IMPORTED


def test_file_that_takes_too_long_costs_only_itself(tmp_path: Path) -> None:
    stories = write_stories(tmp_path / "in", 12)
    (stories / "0004a.txt").write_text("hang")
    wiring = Wiring(FAKE.extractor, FAKE.search, children=1, timeout_s=0.3)
    with RunningWorker(tmp_path, wiring) as worker:
        finished = worker.run_import(stories)
        assert (finished.progress.imported, finished.progress.failed) == (12, 1)
        (row,) = [row for row in worker.rows if row.outcome is Outcome.FAILED]
        assert Path(row.path).name == "0004a.txt"
        assert "longer than" in row.reason


def test_several_children_import_everything_once(tmp_path: Path) -> None:
    stories = write_stories(tmp_path / "in", 60)
    (stories / "0030a.txt").write_text("crash")
    with RunningWorker(tmp_path, Wiring(FAKE.extractor, FAKE.search, children=3)) as worker:
        finished = worker.run_import(stories)
        assert (finished.progress.imported, finished.progress.failed) == (60, 1)
        assert len({row.article_id for row in worker.rows}) == 61


def test_cancelled_import_keeps_what_was_told_and_can_be_resumed(tmp_path: Path) -> None:
    stories = write_stories(tmp_path / "in", 400)
    with RunningWorker(tmp_path) as worker:
        worker.send(ImportPaths((str(stories),)))
        worker.wait_for(ImportRows)
        worker.send(CancelImport())
        cancelled = worker.wait_for(ImportFinished)
        assert cancelled.cancelled
        assert 0 < cancelled.progress.done < 400
        library = worker.library()
        assert library.stats().stories == library.stats().indexed == cancelled.progress.done == len(worker.rows)
        library.close()
        worker.send(ResumeImport(cancelled.progress.import_id))
        finished = worker.wait_for(ImportFinished)
        assert (finished.progress.done, finished.progress.imported, finished.cancelled) == (400, 400, False)
        assert len(worker.rows) == 400


def test_reading_and_starring_go_on_during_an_import(tmp_path: Path) -> None:
    first = write_stories(tmp_path / "first", 1)
    with RunningWorker(tmp_path) as worker:
        worker.run_import(first)
        (row,) = worker.rows
        assert row.article_id is not None
        worker.send(ImportPaths((str(write_stories(tmp_path / "in", 300)),)))
        worker.wait_for(ImportRows)
        worker.send(SetRead((row.article_id,), True))
        worker.send(SetStarred((row.article_id,), True))
        worker.wait_for(LibraryChanged, lambda change: change.updated == (row.article_id,))
        worker.wait_for(LibraryChanged, lambda change: change.updated == (row.article_id,))
        library = worker.library()
        assert library.summaries([row.article_id])[0].is_starred
        assert library.stats().stories < 301
        library.close()
        worker.send(CancelImport())
        worker.wait_for(ImportFinished)


def test_pasted_story_is_imported_under_its_name_and_its_bytes_are_kept(tmp_path: Path) -> None:
    with RunningWorker(tmp_path) as worker:
        worker.send(ImportText("Pasted headline\nPasted text.", "../note: a.txt"))
        worker.wait_for(ImportFinished)
        (row,) = worker.rows
        assert row.headline == "Pasted headline"
        assert Path(row.path).name == "note_ a.txt"
        assert row.article_id is not None
        library = worker.library()
        assert library.original_bytes(row.article_id) == b"Pasted headline\nPasted text."
        library.close()
    assert not (worker.folder / "pasted").exists()


def test_progress_is_told_at_most_ten_times_a_second(tmp_path: Path) -> None:
    stories = write_stories(tmp_path / "in", 300)
    with RunningWorker(tmp_path) as worker:
        finished = worker.run_import(stories)
        told = [event for event in worker.events if isinstance(event, ImportProgress)]
        assert finished.progress.rate > 0
        seconds = 300 / finished.progress.rate
        assert len(told) <= 10 * seconds + 4
        assert told[0].total == 300


def test_second_writer_is_told_plainly(tmp_path: Path) -> None:
    with RunningWorker(tmp_path) as first:
        assert first.ready
        with RunningWorker(tmp_path) as second:
            failed = second.wait_for(WorkerFailed)
            assert failed.fatal
            assert "open in another window" in failed.message
            library = second.library()
            assert library.stats().stories == 0
            library.close()
    with RunningWorker(tmp_path) as third:
        assert third.ready


def test_killed_worker_is_told_once_and_can_be_started_again(tmp_path: Path) -> None:
    with RunningWorker(tmp_path) as worker:
        assert worker.ready
        assert worker.client.pid is not None
        os.kill(worker.client.pid, signal.SIGKILL)
        failed = worker.wait_for(WorkerFailed)
        assert failed.fatal
        worker.client.start()
        assert worker.ready
        assert len([event for event in worker.take_all() if isinstance(event, WorkerFailed)]) == 1


def test_interrupt_from_the_terminal_leaves_the_worker_alone(tmp_path: Path) -> None:
    with RunningWorker(tmp_path) as worker:
        assert worker.ready
        assert worker.client.pid is not None
        os.kill(worker.client.pid, signal.SIGINT)
        assert worker.run_import(write_stories(tmp_path / "in", 1)).progress.imported == 1


def test_index_is_rebuilt_when_asked(tmp_path: Path) -> None:
    with RunningWorker(tmp_path) as worker:
        worker.run_import(write_stories(tmp_path / "in", 5))
        library = worker.library()
        worker.send(RebuildIndex())
        worker.wait_for(IndexProgress, lambda event: event.state is IndexState.REBUILDING)
        ready = worker.wait_for(IndexProgress, lambda event: event.state is IndexState.READY)
        assert (ready.done, ready.total) == (5, 5)
        library.refresh()
        assert library.search(SearchRequest("council")).total == 5
        library.close()


@pytest.mark.parametrize("harm", ["delete", "truncate", "flip"])
def test_harmed_index_is_noticed_and_rebuilt_while_the_library_is_readable(tmp_path: Path, harm: str) -> None:
    with RunningWorker(tmp_path) as worker:
        worker.run_import(write_stories(tmp_path / "in", 5))
    for path in [path for path in (tmp_path / "cache" / "indexes").glob("*/*/*") if path.is_file()]:
        content = path.read_bytes()
        match harm:
            case "delete":
                path.unlink()
            case "truncate":
                path.write_bytes(content[: len(content) // 2])
            case "flip":
                middle = len(content) // 2
                path.write_bytes(content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :])
    worker = RunningWorker(tmp_path)
    library = worker.library()
    assert library.search(SearchRequest("")).total == 5
    assert library.search(SearchRequest("council")).notes
    with worker:
        told = worker.wait_for(IndexProgress)
        assert told.state is IndexState.REBUILDING
        assert told.reason.endswith(".")
        worker.wait_for(IndexProgress, lambda event: event.state is IndexState.READY)
        assert library.search(SearchRequest("council")).total == 5
        assert list(library.verify()) == []
    library.close()


def test_library_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("a file")
    with RunningWorker(tmp_path) as worker:
        assert worker.wait_for(WorkerFailed).fatal


def test_resuming_an_unknown_import_is_told_and_work_goes_on(tmp_path: Path) -> None:
    with RunningWorker(tmp_path) as worker:
        worker.send(ResumeImport(99))
        assert not worker.wait_for(WorkerFailed).fatal
        assert worker.wait_for(ImportFinished).cancelled
        assert worker.run_import(write_stories(tmp_path / "in", 1)).progress.imported == 1


def test_empty_folder_is_an_import_of_nothing(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with RunningWorker(tmp_path) as worker:
        assert worker.run_import(tmp_path / "in").progress.total == 0
        library = worker.library()
        assert library.imports()[0].finished
        library.close()


def test_path_that_is_no_unicode_is_imported(tmp_path: Path) -> None:
    stories = write_stories(tmp_path / "in", 1)
    try:
        (stories / "caf\udce9.txt").write_text("Odd name\nText.")
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    with RunningWorker(tmp_path) as worker:
        assert worker.run_import(stories).progress.imported == 2


def test_failed_folders_are_rows(tmp_path: Path) -> None:
    with RunningWorker(tmp_path) as worker:
        finished = worker.run_import(tmp_path / "missing")
        assert finished.progress.failed == 1
        assert worker.rows == [ImportRow(str(tmp_path / "missing"), Outcome.FAILED, worker.rows[0].reason)]


def test_qt_is_never_imported_by_the_worker_or_by_extraction() -> None:
    program = (
        "import sys, reader.service.worker, reader.service.worker_main, reader.service.library\n"
        "import reader.service.extraction, reader.clean.pipeline, reader.intake.read\n"
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))]\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parents[2])


def test_worker_ends_when_its_window_is_killed(tmp_path: Path) -> None:
    program = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from tests.service.worker_tools import RunningWorker\n"
        "if __name__ == '__main__':\n"
        "    worker = RunningWorker(Path(sys.argv[1]))\n"
        "    worker.client.start()\n"
        "    worker.ready\n"
        "    print(worker.client.pid, flush=True)\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    script = tmp_path / "window.py"
    script.write_text(program)
    root = Path(__file__).parents[2]
    result = subprocess.run(
        [sys.executable, str(script), str(tmp_path)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert int(result.stdout) > 0
    with FileLock(tmp_path / "library" / "library.lock").acquire(timeout=30), RunningWorker(tmp_path) as worker:
        assert worker.wait_for(WorkerFailed).fatal, "the lock was free for us"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has classes of priority instead.")
def test_the_worker_and_its_children_give_way_to_the_window(tmp_path: Path) -> None:
    with RunningWorker(tmp_path) as worker:
        assert worker.ready == WorkerReady(())
        assert worker.client.pid is not None
        assert os.getpriority(os.PRIO_PROCESS, worker.client.pid) == min(19, os.getpriority(os.PRIO_PROCESS, 0) + 10)
