"""The front ends' handle on the worker process: wishes go in, events come out on a thread of the client's own."""

import contextlib
import logging
import multiprocessing
import pickle
import threading
import weakref
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from reader.core.changes import Event, Shutdown, Wish, WorkerFailed
from reader.service.priority import give_way
from reader.service.wiring import Wiring
from reader.service.worker_main import Assignment, work

log = logging.getLogger(__name__)

GONE = "The background process ended unexpectedly. What was imported is safe; an unfinished import can be resumed."


def _work_behind(connection: Connection, assignment: Assignment) -> None:
    """Be the worker, with less priority than whoever started it."""
    give_way()
    work(connection, assignment)


class WorkerClient:
    """Starts the worker process of a library and talks to it.

    ``on_event`` is called on the client's reader thread, one event at a time. A worker that dies is told as
    ``WorkerFailed(fatal=True)``, once, and ``start`` may be called again. No event comes after ``close`` has returned.
    """

    def __init__(
        self,
        folder: Path,
        cache_root: Path | None,
        on_event: Callable[[Event], None],
        wiring: Wiring | None = None,
        *,
        settings_folder: Path | None = None,
    ) -> None:
        self._assignment = Assignment(folder, cache_root, wiring or Wiring(), settings_folder)
        self._on_event = on_event
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self._thread: threading.Thread | None = None
        self._is_closing = False
        self._sending = threading.Lock()
        self._finalizer: Callable[[], object] = lambda: None

    @property
    def pid(self) -> int | None:
        """The worker's process id, or None before ``start`` and after ``close``."""
        return self._process.pid if self._process is not None else None

    def start(self) -> None:
        """Start the process; ``WorkerReady`` or a fatal ``WorkerFailed`` follows."""
        if self._process is not None:
            self.close(0.0)
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        # Not a daemon: it has children of its own. It ends by itself when its pipe is closed.
        self._process = context.Process(target=_work_behind, args=(theirs, self._assignment), name="worker")
        self._process.start()
        theirs.close()
        self._is_closing = False
        self._finalizer = weakref.finalize(self, _hang_up, self._connection, self._process)
        self._thread = threading.Thread(target=self._read, args=(self._connection,), name="worker events", daemon=True)
        self._thread.start()

    def send(self, wish: Wish) -> None:
        """Send a wish; one sent to a worker that is gone is dropped, as its end was or will be told as an event."""
        if self._connection is None:
            return
        with self._sending, contextlib.suppress(OSError):
            self._connection.send(wish)

    def close(self, timeout_s: float = 5.0) -> None:
        """Let the worker finish its transaction and end it; after ``timeout_s`` seconds it is killed."""
        process, connection, thread = self._process, self._connection, self._thread
        if process is None or connection is None or thread is None:
            return
        self._is_closing = True
        if timeout_s > 0:
            self.send(Shutdown())
            process.join(timeout_s)
        if process.is_alive():
            process.kill()
            process.join()
        if thread is not threading.current_thread():
            thread.join()
        connection.close()
        process.close()
        self._finalizer()
        self._process = self._connection = self._thread = None

    def _read(self, connection: Connection) -> None:
        has_told_end = False
        while True:
            try:
                event: Event = connection.recv()
            except (EOFError, OSError, pickle.UnpicklingError):
                break
            has_told_end = has_told_end or (isinstance(event, WorkerFailed) and event.fatal)
            if not self._is_closing:
                self._on_event(event)
        if not has_told_end and not self._is_closing:
            self._on_event(WorkerFailed(GONE, fatal=True))


def _hang_up(connection: Connection, process: SpawnProcess) -> None:
    """Close the pipe of a client that nobody closed, so that its worker ends."""
    with contextlib.suppress(OSError):
        connection.close()
    with contextlib.suppress(ValueError):
        process.join(1.0)
        if process.is_alive():
            process.kill()
