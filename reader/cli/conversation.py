"""A worker process for the length of a command, its events one after the other."""

import queue
from pathlib import Path
from types import TracebackType
from typing import Self

from reader.core.changes import Event, IndexProgress, IndexState, RebuildIndex, Wish, WorkerFailed
from reader.core.errors import LibraryError
from reader.service import places
from reader.service.wiring import Wiring
from reader.service.worker import WorkerClient

WAIT_S = 0.5
"""An endless wait could not be interrupted on Windows."""
CLOSE_S = 30.0


class Conversation:
    """Starts the worker on entering and ends it on leaving; ``next_event`` waits for what it tells."""

    def __init__(self, folder: Path, wiring: Wiring | None = None, settings_folder: Path | None = None) -> None:
        """Prepare the worker of a library; only with a settings folder it looks into watched folders."""
        self._events: queue.Queue[Event] = queue.Queue()
        self._client = WorkerClient(
            folder, places.cache_folder(), self._events.put, wiring, settings_folder=settings_folder
        )

    def __enter__(self) -> Self:
        self._client.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close(CLOSE_S if error is None else 1.0)

    def send(self, wish: Wish) -> None:
        """Send a wish to the worker."""
        self._client.send(wish)

    def next_event(self) -> Event:
        """Return the next event, waiting for it. Raises LibraryError if the worker cannot go on."""
        while True:
            try:
                event = self._events.get(timeout=WAIT_S)
            except queue.Empty:
                continue
            if isinstance(event, WorkerFailed) and event.fatal:
                raise LibraryError(event.message)
            return event

    def next_index_progress(self) -> IndexProgress:
        """Return the next event about the index, passing over all others. Raises LibraryError."""
        while True:
            event = self.next_event()
            if isinstance(event, IndexProgress):
                return event

    def start_rebuilding(self) -> IndexProgress:
        """Have the index built anew, unless the worker does so by itself, and return the first progress of it."""
        first = self.next_index_progress()
        if first.state is IndexState.REBUILDING:
            return first
        self.send(RebuildIndex())
        return self.next_index_progress()
