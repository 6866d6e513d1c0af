"""Turns the worker's events, which arrive on its own thread, into one signal; starts a dead worker again."""

import logging
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from reader.core.changes import Event, Wish, WorkerFailed, WorkerReady
from reader.gui.wiring.ports import MakeWorker, WorkerPort

log = logging.getLogger(__name__)
RESTART_MS = 500
MOST_RESTARTS = 3


class LinkState(Enum):
    """How the window stands to the worker."""

    STARTING = "starting"
    READY = "ready"
    RESTARTING = "restarting"
    READ_ONLY = "read only"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class LinkChanged:
    """The link's new state; ``message`` says why, in a sentence, where something went wrong."""

    state: LinkState
    message: str = ""


class WorkerLink(QObject):
    """The window's side of the worker process.

    ``event_arrived`` carries a core event, ``state_changed`` a ``LinkChanged``. A worker that dies after having been
    ready is started again; one that never became ready leaves the window reading only.
    """

    event_arrived = Signal(object)
    state_changed = Signal(object)
    _received = Signal(object)

    def __init__(self, make_worker: MakeWorker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_worker = make_worker
        self._worker: WorkerPort | None = None
        self._state = LinkState.CLOSED
        self._restarts = 0
        self._timer = QTimer(self, singleShot=True, interval=RESTART_MS)
        self._timer.timeout.connect(self.start)
        self._received.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @property
    def worker(self) -> WorkerPort | None:
        """The worker of the moment."""
        return self._worker

    @property
    def state(self) -> LinkState:
        """How the link stands."""
        return self._state

    def start(self) -> None:
        """Start the worker; ``WorkerReady`` or a fatal ``WorkerFailed`` follows."""
        self._set(LinkChanged(LinkState.STARTING))
        self._worker = self._make_worker(self._received.emit)
        self._worker.start()

    def send(self, wish: Wish) -> bool:
        """Send a wish; False where nobody is there to fulfil it."""
        if self._worker is None or self._state not in (LinkState.READY, LinkState.STARTING):
            return False
        self._worker.send(wish)
        return True

    def close(self, timeout_s: float = 5.0) -> None:
        """End the worker, letting it finish what it has begun; no event arrives after this."""
        self._received.disconnect(self._take)
        self._timer.stop()
        self._state = LinkState.CLOSED
        if self._worker is not None:
            self._worker.close(timeout_s)
            self._worker = None

    def _take(self, event: Event) -> None:
        if self._state is LinkState.CLOSED:
            return
        if isinstance(event, WorkerReady):
            self._set(LinkChanged(LinkState.READY))
        elif isinstance(event, WorkerFailed) and event.fatal:
            self._bury(event.message)
            return
        self.event_arrived.emit(event)

    def _bury(self, message: str) -> None:
        if self._state is LinkState.READ_ONLY or self._timer.isActive():
            return
        was_ready = self._state is LinkState.READY
        if self._worker is not None:
            self._worker.close(0.0)
            self._worker = None
        if was_ready and self._restarts < MOST_RESTARTS:
            self._restarts += 1
            log.warning("The worker ended: %s; starting it again (%s)", message, self._restarts)
            self._set(LinkChanged(LinkState.RESTARTING, message))
            self._timer.start()
        else:
            log.warning("Reading only: %s", message)
            self._set(LinkChanged(LinkState.READ_ONLY, message))

    def _set(self, change: LinkChanged) -> None:
        self._state = change.state
        self.state_changed.emit(change)
