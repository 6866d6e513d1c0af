"""Runs reads of the library on one thread and hands their answers back on the thread of the window."""

import functools
import itertools
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import Empty, PriorityQueue
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from reader.core.cancel import CancelToken
from reader.core.errors import ReaderError, SearchCancelledError

log = logging.getLogger(__name__)
Value = TypeVar("Value")
Call = Callable[[CancelToken], Value]
NOW, LATER, LAST, END = range(4)
REST_S = 0.5
MOST_UNRESTED = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call came to: ``deliver`` hands it to whoever asked, unless ``token`` was cancelled meanwhile."""

    token: CancelToken
    deliver: Callable[[], None]


@dataclass(frozen=True, slots=True, order=True)
class _Task:
    rank: int
    number: int
    token: CancelToken = field(compare=False)
    work: Callable[[], Callable[[], None]] = field(compare=False)


def _raise(error: BaseException) -> None:
    raise error


class Jobs(QObject):
    """One reading thread with a queue; what was asked for ``later`` waits until nothing else does.

    The thread calls ``rest`` when there has been nothing to read for ``REST_S``, and after ``MOST_UNRESTED`` calls.

    ``answered`` carries an ``Answer`` to the window's thread. A cancelled call is not begun, or its answer is dropped.
    An error that is nobody's ``ReaderError`` is raised on the window's thread, where ``sys.excepthook`` reports it.
    """

    answered = Signal(object)

    def __init__(self, parent: QObject | None = None, rest: Callable[[], None] = lambda: None) -> None:
        super().__init__(parent)
        self._queue: PriorityQueue[_Task] = PriorityQueue()
        self._numbers = itertools.count()
        self._rest = rest
        self._closing = threading.Event()
        self._running = CancelToken()
        self._unrested = 0
        self._thread = threading.Thread(target=self._read, name="reading", daemon=True)
        self.answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread.start()

    def run(
        self,
        call: Call[Value],
        *,
        done: Callable[[Value], None],
        failed: Callable[[ReaderError], None],
        later: bool = False,
    ) -> CancelToken:
        """Run ``call`` on the reading thread; ``done`` or ``failed`` follow on this one. Returns the call's token.

        ``later`` is for what nobody waits for, such as counts of the whole library.
        """
        token = CancelToken()
        self._put(LATER if later else NOW, token, functools.partial(_attempt, call, token, done, failed))
        return token

    def _put(self, rank: int, token: CancelToken, work: Callable[[], Callable[[], None]]) -> None:
        self._queue.put(_Task(rank, next(self._numbers), token, work))

    def close(self, last: Callable[[], None] | None = None, timeout_s: float = 3.0) -> None:
        """Give up what waits, run ``last`` on the reading thread, end it; nothing is delivered after this."""
        self.answered.disconnect(self._deliver)
        self._closing.set()
        self._running.cancel()
        if last is not None:
            self._put(LAST, CancelToken(), functools.partial(_finish, last))
        self._put(END, CancelToken(), lambda: _nothing)
        self._thread.join(timeout_s)

    def _read(self) -> None:
        while (task := self._next()).rank != END:
            if task.rank == LAST or not (task.token.is_cancelled or self._closing.is_set()):
                self._running = task.token
                self._answer(Answer(task.token, task.work()))
                self._unrested += 1

    def _next(self) -> _Task:
        """Return the next task; rest where there is none for a while, or after many."""
        if self._unrested >= MOST_UNRESTED:
            self._take_rest()
        elif self._unrested:
            try:
                return self._queue.get(timeout=REST_S)
            except Empty:
                self._take_rest()
        return self._queue.get()

    def _take_rest(self) -> None:
        self._unrested = 0
        self._rest()

    def _answer(self, answer: Answer) -> None:
        try:
            self.answered.emit(answer)
        except RuntimeError:
            log.debug("The window is gone; an answer is dropped")

    def _deliver(self, answer: Answer) -> None:
        if not answer.token.is_cancelled:
            answer.deliver()


def _nothing() -> None:
    """Deliver nothing."""


def _attempt(
    call: Call[Value], token: CancelToken, done: Callable[[Value], None], failed: Callable[[ReaderError], None]
) -> Callable[[], None]:
    """Run a call and return what has to happen on the window's thread."""
    try:
        return functools.partial(done, call(token))
    except SearchCancelledError:
        return _nothing
    except ReaderError as error:
        return functools.partial(failed, error)
    except Exception as error:  # noqa: BLE001 - raised again where the window can report it
        return functools.partial(_raise, error)


def _finish(last: Callable[[], None]) -> Callable[[], None]:
    try:
        last()
    except ReaderError as error:
        log.warning("The library did not close cleanly: %s", error)
    return _nothing
