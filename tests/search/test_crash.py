"""Kills a writing process with SIGKILL: what was acknowledged is there, and the index agrees with the store again.

``CRASH_ROUNDS`` sets the number of kills of each kind; the campaign (``pytest -m slow``) kills 210 times.
"""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.core.errors import IndexDamagedError
from reader.core.model import ArticleId
from reader.core.query import SearchDocument
from reader.search import IndexWriter, SearchIndex
from reader.search.files import read_manifest
from reader.search.schema import FORMAT
from tests.search.stories import ask, story

ROUNDS = int(os.environ.get("CRASH_ROUNDS", "4"))
ROOT = Path(__file__).resolve().parents[2]
KEPT = 7
BUILT = 60

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL")


def add(writer: IndexWriter, number: int) -> None:
    """Add a story and remove the one that is too old."""
    removed = [ArticleId(number - KEPT)] if number > KEPT else []
    writer.write([made(number, number)], removed, number)


def merge(writer: IndexWriter, number: int) -> None:
    """Add a story, and merge step by step whatever can be."""
    add(writer, number)
    while writer.is_untidy:
        writer.tidy(0)


def build(writer: IndexWriter, number: int) -> None:
    """Replace all stories, in so many runs that one write commits several times and merges them."""
    writer.write([made(each, number) for each in range(1, BUILT + 1)], (), number)


def made(number: int, change: int) -> SearchDocument:
    """Return a story as it is after a change."""
    return story(number, f"alpha change{change} " * 20, published="2011-03-22", authors=(f"Author {number % 3}",))


JOBS: dict[str, Callable[[IndexWriter, int], None]] = {"add": add, "merge": merge, "build": build}


def work(job: str, folder: Path) -> None:
    """Write until killed; tell every change once it is written."""
    if job == "build":
        for name, value in (("reader.search.writer.BATCH", 5), ("reader.search.codec.build.MOST_TOKENS", 400)):
            module, _, attribute = name.rpartition(".")
            setattr(sys.modules[module], attribute, value)
    with IndexWriter.open(folder) as writer:
        number = writer.sequence
        while True:
            number += 1
            JOBS[job](writer, number)
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


def killed_while_writing(job: str, folder: Path, acknowledged: int, chance: random.Random) -> int:
    """Start a writer, kill it after some acknowledged changes and a moment more; return the last acknowledged one."""
    code = f"from pathlib import Path\nfrom tests.search.test_crash import work\nwork({job!r}, Path({str(folder)!r}))"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None
    last = 0
    with process:
        while acknowledged > 0:
            last = int(process.stdout.readline())
            acknowledged -= 1
        spend(chance.random() / 20)
        process.kill()
        for line in process.stdout:
            last = int(line) if line.strip().isdigit() and line.endswith("\n") else last
    return last


def spend(seconds: float) -> None:
    """Let the other process run for a while."""
    signal.sigtimedwait([], seconds)


def state(job: str, change: int) -> dict[int, int]:
    """Return the stories that there are after a change, and the change each is of."""
    if job == "build":
        return dict.fromkeys(range(1, BUILT + 1), change) if change else {}
    return {number: number for number in range(max(1, change - KEPT + 1), change + 1)}


def run_campaign(job: str, folder: Path, rounds: int) -> None:
    """Kill a writer again and again; look each time whether the index agrees with the store."""
    chance = random.Random(f"{job} {rounds}")
    last = 0
    with IndexWriter.open(folder):
        pass
    for turn in range(rounds):
        last = max(last, killed_while_writing(job, folder, 1 + turn % 3, chance))
        with IndexWriter.open(folder) as writer:
            assert writer.sequence in (last, last + 1)
            last = writer.sequence
            writer.verify()
            if job == "build":  # runs of a change that was not acknowledged may be there: it is written again
                last += 1
                build(writer, last)
        check(job, folder, last)
    assert last >= rounds


def check(job: str, folder: Path, change: int) -> None:
    """Check that an index holds the stories as they are after a change, and nothing else."""
    expected = state(job, change)
    with SearchIndex.open(folder) as index:
        answer = ask(index, "alpha")
        assert {int(row.article_id) for row in answer.rows} == set(expected)
        assert sum(count.stories for count in dict(answer.facets)["author"]) == len(expected) == index.size()
        for number, written in expected.items():
            assert number in {int(row.article_id) for row in ask(index, f"change{written}").rows}
    assert {path.name for path in folder.glob("*.col")} == set(read_manifest(folder, FORMAT).files)


@pytest.mark.parametrize("job", JOBS)
def test_acknowledged_changes_survive_every_kill(tmp_path: Path, job: str) -> None:
    run_campaign(job, tmp_path / "index", ROUNDS)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("job", JOBS)
def test_seventy_kills_of_each_kind_lose_nothing(tmp_path: Path, job: str) -> None:
    run_campaign(job, tmp_path / "index", 70)


def test_a_first_start_that_is_killed_can_be_started_again(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    folder.mkdir(mode=0o700)
    (folder / "_stories_0.toc").write_bytes(b"half")
    try:
        writer = IndexWriter.open(folder)
    except IndexDamagedError:
        return
    assert writer.sequence == 0
