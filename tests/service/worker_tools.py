"""Runs a real worker process in a test and waits for what it tells."""

import queue
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from reader.core.changes import (
    Event,
    ImportFinished,
    ImportPaths,
    ImportRow,
    ImportRows,
    Wish,
    WorkerFailed,
    WorkerReady,
)
from reader.service.library import Library
from reader.service.wiring import Wiring
from reader.service.worker import WorkerClient

FAKE = Wiring("tests.service.fakes:extract", "tests.service.fakes:fake_search", children=1)
PATIENCE_S = 60.0

Kind = TypeVar("Kind")


class RunningWorker:
    """A worker over ``folder/library`` whose events are kept in order."""

    def __init__(self, folder: Path, wiring: Wiring = FAKE) -> None:
        self.folder = folder / "library"
        self.cache = folder / "cache"
        self.wiring = wiring
        self.events: list[Event] = []
        self.arrived: queue.Queue[Event] = queue.Queue()
        self.client = WorkerClient(self.folder, self.cache, self.arrived.put, wiring)

    def __enter__(self) -> Self:
        self.client.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.client.close()

    def send(self, wish: Wish) -> None:
        """Send a wish."""
        self.client.send(wish)

    def wait_for(self, kind: type[Kind], holds: Callable[[Kind], bool] = lambda _: True) -> Kind:
        """Return the next event of a kind for which ``holds``; keeps all that came before in ``events``."""
        while True:
            event = self.arrived.get(timeout=PATIENCE_S)
            self.events.append(event)
            if isinstance(event, kind) and holds(event):
                return event
            if isinstance(event, WorkerFailed) and event.fatal:
                raise AssertionError(event.message)

    def take_all(self) -> list[Event]:
        """Return the events that have arrived since, without waiting."""
        while True:
            try:
                self.events.append(self.arrived.get_nowait())
            except queue.Empty:
                return self.events

    def run_import(self, *paths: Path) -> ImportFinished:
        """Import and wait for the end."""
        self.send(ImportPaths(tuple(str(path) for path in paths)))
        return self.wait_for(ImportFinished)

    def library(self) -> Library:
        """Open the library for reading."""
        return Library.open(self.folder, self.cache, self.wiring)

    @property
    def rows(self) -> list[ImportRow]:
        """All report rows so far."""
        return [row for event in self.events if isinstance(event, ImportRows) for row in event.rows]

    @property
    def ready(self) -> WorkerReady:
        """The event that says that the worker is ready; waits for it."""
        return self.wait_for(WorkerReady)


def write_stories(folder: Path, count: int) -> Path:
    """Write text files, each a story of its own, and return their folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:04}.txt").write_text(f"Story {number}\nThe council met on day {number}.\n")
    return folder
