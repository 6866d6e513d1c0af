"""How the window is measured: ticks of its thread, paints of a widget, and lines of a table.

Wall time on a crowded machine tells of the crowd as well; the time that the window's thread itself has computed between
two ticks (``Ticks.busy_ms``) does not, and is what a change of the program should be judged by.
"""

import statistics
import time

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer

TICK_MS = 5


def report(name: str, value: str, bound: str = "") -> None:
    """Print a line of the table."""
    print(f"{name:<68} {value:>24}   {bound}", flush=True)


def spread(times_ms: list[float]) -> str:
    """Return median, 99th percentile and maximum."""
    ordered = sorted(times_ms)
    if not ordered:
        return "nothing"
    p99 = ordered[min(len(ordered) - 1, round(0.99 * (len(ordered) - 1)))]
    return f"{statistics.median(ordered):.1f} / {p99:.1f} / {ordered[-1]:.1f}"


class Heard(QObject):
    """Notes when it is called; ``wait`` returns at once when that happens."""

    PATIENCE_MS = 60_000

    def __init__(self) -> None:
        super().__init__()
        self.times: list[float] = []
        self._loop = QEventLoop()

    def hear(self, _: object = None) -> None:
        """Note the time."""
        self.times.append(time.perf_counter())
        self._loop.quit()

    def is_heard(self) -> bool:
        """Tell whether it was called."""
        return bool(self.times)

    def wait(self, since: float = 0.0) -> float:
        """Run the event loop until it was called after ``since``; return when. TimeoutError if that does not come."""
        late = QTimer(self, singleShot=True, interval=self.PATIENCE_MS)
        late.timeout.connect(self._loop.quit)
        late.start()
        while not (found := [moment for moment in self.times if moment > since]):
            if not late.isActive():
                raise TimeoutError("what was waited for did not come")
            self._loop.exec()
        return found[0]


class Ticks(QObject):
    """Notes the time between ticks of a timer on the window's thread, and how much of it the thread has computed."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps_ms: list[float] = []
        self.busy_ms: list[float] = []
        self._last, self._computed = time.perf_counter(), time.thread_time()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now, computed = time.perf_counter(), time.thread_time()
        self.gaps_ms.append(1000 * (now - self._last))
        self.busy_ms.append(1000 * (computed - self._computed))
        self._last, self._computed = now, computed

    def stop(self) -> None:
        """Tick no more."""
        self._timer.stop()


class PaintEye(QObject):
    """Notes when a widget has been painted and the window's thread is free again."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = Heard()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own spelling
        """Note the time and let the event pass."""
        if event.type() is QEvent.Type.Paint:
            QTimer.singleShot(0, self.painted.hear)
        return False
