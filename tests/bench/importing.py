"""How fast a folder of pages becomes a library: ``python -m tests.bench.importing [--pages N]``.

Imports the labelled pages beside the checkout (the sample archive where they are absent) end to end, through the
real worker, and cleans the same pages with trafilatura in the same run. Seconds depend on the machine; the ratio of
pages per CPU second does not, much.
"""

import argparse
import gzip
import queue
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import trafilatura

from reader.core.changes import Event, ImportFinished, ImportPaths, WorkerFailed
from reader.core.errors import ReaderError
from reader.resources import resource as shipped
from reader.service.cleaning import clean_bytes
from reader.service.wiring import Wiring
from reader.service.worker import WorkerClient

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
TIMEOUT_S = 600
WORKERS = 2


@dataclass(frozen=True, slots=True)
class Figures:
    """What one way of working through the pages took. Memory is the peak of its largest process."""

    pages: int
    wall_s: float
    cpu_s: float
    peak_bytes: int = 0

    def __str__(self) -> str:
        line = f"{self.pages / self.cpu_s:7.1f} pages per CPU second   {self.pages / self.wall_s:7.1f} per second"
        return line + (f"   peak {self.peak_bytes / 2**20:.0f} MiB" if self.peak_bytes else "")


def pages(most: int) -> list[bytes]:
    """Return the HTML of at most ``most`` pages, the same ones in every run."""
    files = sorted(CORPORA.glob("*/pages/*.gz"))
    if not files:
        print("No labelled pages beside this checkout (../shared/corpora): measuring the sample archive instead.")
        return [path.read_bytes() for path in sorted(shipped("sample").glob("*.html"))]
    step = max(1, len(files) // most)
    return [gzip.decompress(path.read_bytes()) for path in files[::step][:most]]


def import_all(contents: list[bytes]) -> Figures:
    """Import the pages from a folder into a new library and return what the worker and its children took."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "pages").mkdir()
        for number, content in enumerate(contents):
            (folder / "pages" / f"{number:05}.html").write_bytes(content)
        events: queue.Queue[Event] = queue.Queue()
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        client = WorkerClient(folder / "library", folder / "cache", events.put, Wiring(children=WORKERS))
        client.start()
        client.send(ImportPaths((str(folder / "pages"),)))
        end = _wait_for_end(events)
        wall_s = time.monotonic() - begun
        client.close(30)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = end.progress
    print(f"{done.imported + done.check} imported, {done.already_here} already here, {done.failed} failed")
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Figures(len(contents), wall_s, cpu_s, after.ru_maxrss * 1024)


def _wait_for_end(events: "queue.Queue[Event]") -> ImportFinished:
    while True:
        event = events.get(timeout=TIMEOUT_S)
        if isinstance(event, ImportFinished):
            return event
        if isinstance(event, WorkerFailed):
            sys.exit(event.message)


def clean_all(contents: list[bytes]) -> Figures:
    """Clean the pages in this process, without a library."""
    begun, cpu = time.monotonic(), time.process_time()
    for number, content in enumerate(contents):
        try:
            clean_bytes(content, f"{number}.html")
        except ReaderError as error:
            print(f"page {number}: {error}")
    return Figures(len(contents), time.monotonic() - begun, time.process_time() - cpu)


def peer(contents: list[bytes]) -> Figures:
    """Extract the text of the pages with trafilatura's default settings in this process, and nothing else."""
    begun, cpu = time.monotonic(), time.process_time()
    for content in contents:
        trafilatura.extract(content)
    return Figures(len(contents), time.monotonic() - begun, time.process_time() - cpu)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1_200, help="at most how many pages (1200)")
    contents = pages(parser.parse_args().pages)
    size_bytes = sum(map(len, contents))
    print(f"{len(contents)} pages, {size_bytes / 1e6:.1f} MB")
    imported = import_all(contents)
    print(f"import    {imported}")
    cleaned = clean_all(contents)
    print(f"cleaning  {cleaned}")
    other = peer(contents)
    print(f"peer      {other}")
    print(f"ratio to the peer, pages per CPU second: import {ratio(imported, other)}, cleaning {ratio(cleaned, other)}")


def ratio(ours: Figures, theirs: Figures) -> str:
    """Return how many times as many pages we do in a CPU second."""
    return f"{(ours.pages / ours.cpu_s) / (theirs.pages / theirs.cpu_s):.2f}"


if __name__ == "__main__":
    main()
