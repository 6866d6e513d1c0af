"""Watched folders: new and changed files are taken once they have come to rest, and nothing else."""

import os
import shutil
from pathlib import Path

import pytest

from reader.core.changes import Event, ImportFinished, ImportPaths, ImportProgress, WorkerFailed
from reader.core.watched import LookAtWatched, UnwatchFolder, WatchedFolders, WatchFolder, WatchImported
from reader.service.watch_duty import WatchImport
from reader.service.watch_list import Watched, WatchList
from reader.service.watching import FIRST_PAUSE_S, LONGEST_PAUSE_S, STILL_S, Batch, Watcher
from reader.service.worker import WorkerClient
from reader.store import Stamp, Store
from tests.service.worker_tools import FAKE, RunningWorker, write_stories


class Clock:
    """A clock that a test moves on."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


class Memory:
    """What was taken, in memory."""

    def __init__(self) -> None:
        self.files: dict[str, Stamp] = {}
        self.asked = 0

    def seen(self, directory: str) -> dict[str, Stamp]:
        """Return the files of a folder."""
        self.asked += 1
        return {Path(p).name: s for p, s in self.files.items() if str(Path(p).parent) == directory}

    def count(self, folder: str) -> int:
        """Return how many files there are below a folder."""
        return sum(path.startswith(folder + os.sep) for path in self.files)


class Looking:
    """A watcher over a folder, with its clock and memory."""

    def __init__(self, *folders: Path, never: str = "") -> None:
        self.clock, self.memory = Clock(), Memory()
        self.watcher = Watcher(self.memory, [Watched(str(one)) for one in folders], never=never, clock=self.clock)

    def look(self, after_s: float = 0.0) -> list[str]:
        """Wait, look into all folders and return the names that are to be imported; they are remembered."""
        batch = self.round(after_s)
        if batch is None:
            return []
        self.memory.files |= dict(batch.files)
        self.watcher.let_go(batch)
        return [Path(path).name for path in batch.paths]

    def round(self, after_s: float = 0.0) -> Batch | None:
        """Wait and look into all folders once."""
        self.clock.now += after_s
        assert self.watcher.wait_s == 0.0
        batch = self.watcher.step()
        while batch is None and self.watcher.wait_s == 0.0:
            batch = self.watcher.step()
        return batch


def test_new_files_are_taken_when_they_have_been_still(tmp_path: Path) -> None:
    looking = Looking(write_stories(tmp_path / "in", 2))
    assert looking.look() == []
    assert looking.watcher.wait_s == STILL_S
    assert looking.look(STILL_S) == ["0000.txt", "0001.txt"]
    assert looking.look(FIRST_PAUSE_S) == []


def test_a_file_that_grows_waits_until_it_is_whole(tmp_path: Path) -> None:
    folder = write_stories(tmp_path / "in", 1)
    looking = Looking(folder)
    looking.look()
    for _ in range(5):
        with (folder / "0000.txt").open("a") as file:
            file.write("More and more of it.\n")
        assert looking.look(STILL_S) == []
    assert looking.look(STILL_S) == ["0000.txt"]


def test_a_changed_file_is_taken_again_and_an_unchanged_one_is_not(tmp_path: Path) -> None:
    folder = write_stories(tmp_path / "in", 2)
    looking = Looking(folder)
    looking.look()
    looking.look(STILL_S)
    (folder / "0001.txt").write_text("Another headline\nAnd another text.\n")
    assert looking.look(FIRST_PAUSE_S) == []
    assert looking.look(STILL_S) == ["0001.txt"]


def test_a_file_of_the_same_size_that_was_written_anew_is_seen(tmp_path: Path) -> None:
    folder = write_stories(tmp_path / "in", 1)
    looking = Looking(folder)
    looking.look()
    looking.look(STILL_S)
    os.utime(folder / "0000.txt", ns=(0, 12_345))
    looking.look(FIRST_PAUSE_S)
    assert looking.look(STILL_S) == ["0000.txt"]


def test_removed_files_change_nothing(tmp_path: Path) -> None:
    folder = write_stories(tmp_path / "in", 2)
    looking = Looking(folder)
    looking.look()
    (folder / "0001.txt").unlink()
    assert looking.look(STILL_S) == ["0000.txt"]
    (folder / "0000.txt").unlink()
    assert looking.look(FIRST_PAUSE_S) == []
    assert len(looking.memory.files) == 1


def test_files_in_flight_are_not_taken_twice_and_those_given_up_are_found_again(tmp_path: Path) -> None:
    looking = Looking(write_stories(tmp_path / "in", 1))
    looking.round()
    batch = looking.round(STILL_S)
    assert batch is not None
    assert looking.round(FIRST_PAUSE_S) is None
    looking.watcher.let_go(batch)
    looking.watcher.look_soon()
    looking.round()
    assert looking.round(STILL_S) == batch


def test_files_that_could_not_be_imported_are_tried_again_after_a_long_pause(tmp_path: Path) -> None:
    looking = Looking(write_stories(tmp_path / "in", 1))
    looking.round()
    batch = looking.round(STILL_S)
    assert batch is not None
    looking.watcher.let_go(batch, failed=True)
    assert looking.watcher.wait_s == LONGEST_PAUSE_S
    looking.round(LONGEST_PAUSE_S)
    assert looking.round(STILL_S) == batch


def test_pauses_grow_while_nothing_happens_and_end_with_a_change(tmp_path: Path) -> None:
    folder = write_stories(tmp_path / "in", 1)
    looking = Looking(folder)
    looking.look()
    looking.look(STILL_S)
    pauses: list[float] = []
    for _ in range(12):
        pause = looking.watcher.wait_s
        assert pause is not None
        pauses.append(pause)
        looking.look(pause)
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE_S
    (folder / "new.txt").write_text("New\nA new story.\n")
    looking.look(LONGEST_PAUSE_S)
    assert looking.watcher.wait_s == STILL_S
    assert looking.look(STILL_S) == ["new.txt"]
    assert looking.watcher.wait_s == FIRST_PAUSE_S


def test_a_slow_look_is_followed_by_a_long_pause(tmp_path: Path) -> None:
    looking = Looking(write_stories(tmp_path / "in", 1))

    class Slow(Memory):
        def seen(self, directory: str) -> dict[str, Stamp]:
            looking.clock.now += 1.5
            return {}

    looking.watcher = Watcher(Slow(), [Watched(str(tmp_path / "in"))], clock=looking.clock)
    looking.round()
    assert looking.watcher.wait_s == pytest.approx(30.0)


def test_a_folder_that_is_gone_is_told_and_the_others_are_looked_at(tmp_path: Path) -> None:
    folder = write_stories(tmp_path / "in", 1)
    looking = Looking(tmp_path / "gone", folder)
    looking.look()
    assert looking.look(STILL_S) == ["0000.txt"]
    gone, there = looking.watcher.states
    assert "not there" in gone.trouble
    assert (there.trouble, there.files, there.taken) == ("", 1, 1)
    assert there.looked


def test_a_paused_folder_is_not_looked_at(tmp_path: Path) -> None:
    looking = Looking(write_stories(tmp_path / "in", 1))
    looking.watcher.watch([Watched(str(tmp_path / "in"), is_paused=True)])
    assert looking.watcher.wait_s is None
    looking.watcher.watch([Watched(str(tmp_path / "in"))])
    looking.look()
    assert looking.look(STILL_S) == ["0000.txt"]


def test_the_library_inside_a_watched_folder_is_passed_over(tmp_path: Path) -> None:
    write_stories(tmp_path / "library", 3)
    write_stories(tmp_path / "in", 1)
    looking = Looking(tmp_path, never=os.path.realpath(tmp_path / "library"))
    looking.look()
    assert looking.look(STILL_S) == ["0000.txt"]


def test_thousands_of_files_are_looked_at_in_slices(tmp_path: Path) -> None:
    looking = Looking(write_stories(tmp_path / "in", 1_000))
    ticks = 0

    def tick() -> float:
        nonlocal ticks
        ticks += 1
        return ticks * 0.015

    looking.watcher = Watcher(looking.memory, [Watched(str(tmp_path / "in"))], clock=tick)
    steps = 0
    while looking.watcher.wait_s == 0.0:
        looking.watcher.step()
        steps += 1
    assert steps > 2


def test_the_list_survives_and_a_broken_one_is_empty(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    kept = WatchList(tmp_path, "ab")
    kept.watch("/news/in", is_paused=False)
    kept.watch("/news/other", is_paused=False)
    kept.watch("/news/in", is_paused=True)
    assert WatchList(tmp_path, "ab").folders == (Watched("/news/in", is_paused=True), Watched("/news/other"))
    assert WatchList(tmp_path, "cd").folders == ()
    kept.unwatch("/news/in")
    assert WatchList(tmp_path, "ab").folders == (Watched("/news/other"),)
    (tmp_path / "watched" / "ab.toml").write_text("folder = [1, {path = 2}, {path = '/a'}]")
    assert WatchList(tmp_path, "ab").folders == (Watched("/a"),)
    (tmp_path / "watched" / "ab.toml").write_text("[[")
    assert WatchList(tmp_path, "ab").folders == ()
    assert "cannot be read" in caplog.text
    caplog.clear()


def test_the_store_remembers_stamps_by_folder(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "library")
    odd = os.fsdecode(b"/in/sub/\xff.txt")
    with store.transaction():
        store.watching.remember([("/in/a.txt", Stamp(1, 2)), (odd, Stamp(3, 4)), ("/inner/b.txt", Stamp(5, 6))])
        store.watching.remember([("/in/a.txt", Stamp(7, 8))])
    assert store.watching.seen("/in") == {"a.txt": Stamp(7, 8)}
    assert store.watching.seen("/in/sub") == {Path(odd).name: Stamp(3, 4)}
    assert store.watching.count("/in") == 2
    with store.transaction():
        store.watching.forget("/in")
    assert store.watching.count("/in") == 0
    assert store.watching.count("/inner") == 1
    store.close()


def test_files_are_remembered_once_their_import_is_in_the_library(tmp_path: Path) -> None:
    folder = write_stories(tmp_path / "in", 2)
    looking = Looking(folder)
    looking.round()
    batch = looking.round(STILL_S)
    assert batch is not None
    store = Store.open(tmp_path / "library")
    told: list[Event] = []
    watched = WatchImport(batch, store, looking.watcher, told.append)
    watched.take(ImportProgress(0, 0, 0, 0, 0, 0, 0, 0.0, None))
    assert store.watching.count(str(folder)) == 0
    watched.take(ImportProgress(5, 0, 2, 0, 0, 0, 0, 0.0, None))
    assert store.watching.count(str(folder)) == 2
    watched.take(ImportFinished(ImportProgress(5, 2, 2, 1, 0, 0, 1, 0.0, None)))
    assert told[0] == WatchImported(5, (str(folder),), 2, 0, 0)
    store.close()


class WatchingWorker(RunningWorker):
    """A worker that keeps its list of folders under ``folder/settings``."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.client = WorkerClient(self.folder, self.cache, self.arrived.put, FAKE, settings_folder=folder / "settings")


def test_the_worker_imports_what_comes_into_a_watched_folder(tmp_path: Path) -> None:
    folder = write_stories(tmp_path / "in", 3)
    with WatchingWorker(tmp_path) as worker:
        worker.send(WatchFolder(str(folder)))
        end = worker.wait_for(WatchImported)
        assert (end.folders, end.imported, end.failed) == ((str(folder),), 3, 0)
        assert not any(isinstance(one, ImportProgress | ImportFinished) for one in worker.events)
        (folder / "new.txt").write_text("New\nThe council met again.\n")
        worker.send(LookAtWatched())
        assert worker.wait_for(WatchImported).imported == 1
        assert worker.wait_for(WatchedFolders, lambda one: one.is_settled).folders[0].taken == 4
        library = worker.library()
        assert library.stats().stories == 4
        library.close()


def test_what_came_while_the_program_was_closed_is_found_at_its_start(tmp_path: Path) -> None:
    folder = write_stories(tmp_path / "in", 2)
    with WatchingWorker(tmp_path) as worker:
        worker.send(WatchFolder(str(folder)))
        worker.wait_for(WatchImported)
    (folder / "new.txt").write_text("New\nThe council met again.\n")
    (folder / "0000.txt").write_text("Story 0, corrected\nThe council did not meet.\n")
    with WatchingWorker(tmp_path) as worker:
        end = worker.wait_for(WatchImported)
        assert (end.imported, end.already_here) == (2, 0)
        library = worker.library()
        assert library.stats().stories == 4
        library.close()


def test_a_folder_no_longer_watched_is_left_alone(tmp_path: Path) -> None:
    folder = write_stories(tmp_path / "in", 1)
    with WatchingWorker(tmp_path) as worker:
        worker.send(WatchFolder(str(folder)))
        worker.wait_for(WatchImported)
        worker.send(UnwatchFolder(str(folder)))
        assert worker.wait_for(WatchedFolders, lambda one: not one.folders)
    with WatchingWorker(tmp_path) as worker:
        assert worker.wait_for(WatchedFolders).folders == ()


def test_many_new_files_are_told_like_any_import(tmp_path: Path) -> None:
    folder = write_stories(tmp_path / "in", 60)
    with WatchingWorker(tmp_path) as worker:
        worker.send(WatchFolder(str(folder)))
        assert worker.wait_for(ImportFinished).progress.imported == 60
        assert worker.wait_for(WatchImported).imported == 60


def test_the_library_cannot_be_watched_and_a_missing_folder_can(tmp_path: Path) -> None:
    with WatchingWorker(tmp_path) as worker:
        worker.send(WatchFolder(str(worker.folder)))
        assert "own folder" in worker.wait_for(WorkerFailed).message
        worker.send(WatchFolder(str(tmp_path / "later")))
        state = worker.wait_for(WatchedFolders, lambda one: bool(one.folders and one.folders[0].looked))
        assert "not there" in state.folders[0].trouble
        write_stories(tmp_path / "later", 1)
        worker.send(LookAtWatched())
        assert worker.wait_for(WatchImported).imported == 1


def test_imports_by_hand_go_on_beside_watching(tmp_path: Path) -> None:
    watched, other = write_stories(tmp_path / "in", 2), tmp_path / "other"
    shutil.copytree(watched, other)
    (other / "own.txt").write_text("Own\nA story of its own.\n")
    with WatchingWorker(tmp_path) as worker:
        worker.send(WatchFolder(str(watched)))
        worker.send(ImportPaths((str(other),)))
        assert worker.wait_for(ImportFinished).progress.imported == 3
        end = worker.wait_for(WatchImported)
        assert (end.imported, end.already_here) == (0, 2)
