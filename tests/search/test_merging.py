"""Merging beside other work: searches, additions, deletions, full disks and kills meanwhile change nothing."""

import os
import random
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reader.core.errors import StorageFullError
from reader.core.model import ArticleId
from reader.search import IndexWriter, SearchIndex
from reader.search.merging import CROWD, to_merge
from reader.search.storage import ColumnIndex
from tests.effort import cpu_s, unit_s
from tests.search.stories import found, story
from tests.search.test_crash import ROOT, spend

FEW = 6


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Index stories in a few segments that want to be merged, in many small steps."""
    monkeypatch.setattr("reader.search.codec.merging.parts.STRETCH", 40)
    monkeypatch.setattr("reader.search.codec.merging.fields._TERMS", 30)
    path = tmp_path / "index"
    with IndexWriter.open(path) as writer:
        for number in range(FEW):
            first = number * 10 + 1
            writer.write([story(n, f"alpha word{n} beta{n % 7}") for n in range(first, first + 10)], (), number + 1)
    return path


def segments(folder: Path) -> list[str]:
    """Return the names of the segment files."""
    return sorted(path.name for path in folder.glob("*.col"))


def step(writer: IndexWriter, steps: int = 1) -> None:
    """Do the smallest possible slices of merging."""
    for _ in range(steps):
        writer.tidy(0)


def test_a_merge_goes_on_in_slices_and_searches_see_no_difference(folder: Path) -> None:
    before = segments(folder)
    with IndexWriter.open(folder) as writer, SearchIndex.open(folder) as index:
        slices = 0
        while writer.is_untidy:
            step(writer)
            slices += 1
            assert found(index, "alpha") == set(range(1, FEW * 10 + 1))
            index.refresh()
            assert found(index, "beta3") == {n for n in range(1, FEW * 10 + 1) if n % 7 == 3}
        assert slices > 20
        writer.verify()
        assert writer.sequence == FEW
    assert len(before) == FEW
    assert len(segments(folder)) == 1
    assert not set(before) & set(segments(folder))


def test_stories_may_come_go_and_change_during_a_merge(folder: Path) -> None:
    with IndexWriter.open(folder) as writer:
        step(writer, 9)
        writer.write([story(5, "gamma"), story(100, "alpha")], [ArticleId(11), ArticleId(12)], 50)
        step(writer, 9)
        writer.write([], [ArticleId(n) for n in range(21, 31)], 51)  # a whole segment that is being merged
        assert writer.is_untidy
        writer.tidy(60)
        writer.verify()
        assert writer.sequence == 51
    with SearchIndex.open(folder) as index:
        expected = set(range(1, FEW * 10 + 1)) - {5, 11, 12, *range(21, 31)} | {100}
        assert found(index, "alpha") == expected
        assert found(index, "gamma") == {5}
        assert index.size() == len(expected) + 1
    assert len(segments(folder)) == 2


def test_all_stories_of_a_merge_may_go_meanwhile(folder: Path) -> None:
    with IndexWriter.open(folder) as writer:
        step(writer, 9)
        writer.write([story(100, "alpha")], [ArticleId(n) for n in range(1, FEW * 10 + 1)], 50)
        writer.tidy(60)
        writer.verify()
    with SearchIndex.open(folder) as index:
        assert found(index, "") == {100}
    assert len(segments(folder)) == 1


def test_a_merge_that_is_not_finished_leaves_no_file(folder: Path) -> None:
    before = segments(folder)
    with IndexWriter.open(folder) as writer:
        step(writer, 9)
        assert len(segments(folder)) == FEW + 1
    assert segments(folder) == before


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
def test_a_full_disk_gives_a_merge_up(folder: Path) -> None:
    before = segments(folder)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with IndexWriter.open(folder) as writer:
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, limits[1]))
        try:
            with pytest.raises(StorageFullError):
                writer.tidy(60)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            signal.signal(signal.SIGXFSZ, ignored)
        assert segments(folder) == before
        writer.verify()
        writer.tidy(60)
    with SearchIndex.open(folder) as index:
        assert found(index, "alpha") == set(range(1, FEW * 10 + 1))
    assert len(segments(folder)) == 1


def test_half_deleted_segments_are_written_anew(folder: Path) -> None:
    with IndexWriter.open(folder) as writer:
        writer.tidy(60)
        writer.write([], [ArticleId(n) for n in range(1, 29)], 9)
        assert not writer.is_untidy
        writer.write([], [ArticleId(n) for n in range(29, 33)], 10)
        writer.tidy(60)
    assert ColumnIndex.open(folder).manifest.segments[0].documents == FEW * 10 - 32


def test_a_large_segment_waits_for_enough_small_ones(tmp_path: Path) -> None:
    with IndexWriter.open(tmp_path) as writer:
        writer.write([story(n, "alpha") for n in range(1, 101)], (), 1)
        sizes = []
        for number in range(101, 160):
            writer.write([story(number, "alpha")], (), number)
            writer.tidy(60)
            sizes.append([record.documents for record in ColumnIndex.open(tmp_path).manifest.segments])
    assert max(map(len, sizes)) <= 6
    assert [max(each) for each in sizes] == [100] * 49 + [150] * 10


def test_of_a_crowd_the_small_ones_are_merged(tmp_path: Path) -> None:
    with IndexWriter.open(tmp_path) as writer:
        writer.write([story(n, "alpha") for n in range(1, 101)], (), 1)
        for number in range(101, 101 + CROWD):
            writer.write([story(number, "alpha")], (), number)
        assert writer.is_crowded
    chosen = to_merge(ColumnIndex.open(tmp_path).manifest.segments)
    assert [record.documents for record in chosen] == [1] * CROWD


MERGER = """
import sys
from pathlib import Path
from reader.search import IndexWriter
from reader.search.codec.merging import fields, parts
from tests.search.stories import story
parts.STRETCH, fields._TERMS = 40, 30
with IndexWriter.open(Path(sys.argv[1])) as writer:
    number = writer.sequence
    print("ready", flush=True)
    while True:
        number += 1
        removed = [number - 40] if number > 40 else []
        writer.write([story(number, f"alpha word{number} " * 20)], removed, number)
        print(number, flush=True)
        if number % 5 == 0:
            for _ in range(200):
                writer.tidy(0)
"""
ROUNDS = int(os.environ.get("CRASH_ROUNDS", "8"))


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_a_kill_during_a_merge_loses_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    last = interrupted = 0
    for turn in range(ROUNDS):
        process = subprocess.Popen([sys.executable, "-c", MERGER, folder], stdout=subprocess.PIPE, text=True, cwd=ROOT)
        assert process.stdout is not None
        with process:
            goal = last + 5 + turn
            for line in process.stdout:
                if line.strip().isdigit():
                    last = int(line)
                if last >= goal and last % 5 == 0:
                    spend(random.Random(turn).random() / 20)
                    process.kill()
                    break
            last = max([last, *(int(line) for line in process.stdout if line.strip().isdigit())])
        named = ColumnIndex.open(folder).manifest.files
        interrupted += any(name not in named for name in segments(folder))
        with IndexWriter.open(folder) as writer:
            assert writer.sequence in (last, last + 1)
            last = writer.sequence
            writer.verify()
            assert segments(folder) == sorted(named)
        with SearchIndex.open(folder) as index:
            assert found(index, "alpha") == {n for n in range(1, last + 1) if n > last - 40}
    assert interrupted, "no kill ever met a merge"


def test_a_slice_of_merging_keeps_to_its_time(tmp_path: Path) -> None:
    rng = random.Random(5)
    words = [f"word{n}" for n in range(20_000)]
    with IndexWriter.open(tmp_path) as writer:
        for turn in range(4):
            batch = [story(turn * 400 + n, " ".join(rng.choices(words, k=300))) for n in range(400)]
            writer.write(batch, (), turn + 1)
        longest = 0.0
        while writer.is_untidy:
            longest = max(longest, cpu_s(lambda: writer.tidy(0.01)))
    assert longest < 40 * unit_s()
