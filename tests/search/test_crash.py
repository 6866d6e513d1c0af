"""Kills a writing process with SIGKILL: what was acknowledged is there, and the index opens."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reader.core.errors import IndexDamagedError
from reader.search import IndexWriter, SearchIndex
from tests.search.stories import ask

WRITER = """
import sys
from pathlib import Path
from reader.search import IndexWriter
from tests.search.stories import story
with IndexWriter.open(Path(sys.argv[1])) as writer:
    number = writer.sequence
    print("ready", flush=True)
    while True:
        number += 1
        removed = [number - 7] if number > 7 else []
        writer.write([story(number, f"alpha word{number} " * 20)], removed, number)
        print(number, flush=True)
"""
ROUNDS = int(os.environ.get("CRASH_ROUNDS", "12"))
ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL")


def killed_while_writing(folder: Path, acknowledged: int) -> int:
    """Start a writer, kill it after some acknowledged writes and a moment more; return the last acknowledged number."""
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None
    last = 0
    with process:
        for line in process.stdout:
            if line.strip().isdigit():
                last = int(line)
                acknowledged -= 1
            if acknowledged <= 0:
                os.kill(process.pid, signal.SIGSTOP)
                spend(random.Random(last).random() / 200)
                os.kill(process.pid, signal.SIGCONT)
                spend(random.Random(-last).random() / 30)
                process.kill()
                break
        for line in process.stdout:
            if line.strip().isdigit():
                last = int(line)
    return last


def spend(seconds: float) -> None:
    """Let the other process run for a while."""
    signal.sigtimedwait([], seconds)


def test_acknowledged_stories_survive_every_kill(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    with IndexWriter.open(folder):
        pass
    last = 0
    for turn in range(ROUNDS):
        last = max(last, killed_while_writing(folder, turn % 4))
        with IndexWriter.open(folder) as writer:
            assert writer.sequence in (last, last + 1)
            last = writer.sequence
            writer.verify()
        with SearchIndex.open(folder) as index:
            numbers = {int(row.article_id) for row in ask(index, "alpha").rows}
            assert numbers == {n for n in range(1, last + 1) if n > last - 7}
    assert last > ROUNDS // 2


def test_a_first_start_that_is_killed_can_be_started_again(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    folder.mkdir(mode=0o700)
    (folder / "_stories_0.toc").write_bytes(b"half")
    try:
        writer = IndexWriter.open(folder)
    except IndexDamagedError:
        return
    assert writer.sequence == 0
