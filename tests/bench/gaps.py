"""How long the window's thread is busy: the time between ticks of a timer, and how such times are printed."""

import statistics
import time

from PySide6.QtCore import QObject, QTimer

TICK_MS = 5


def report(name: str, value: str, bound: str = "") -> None:
    """Print a line of the table."""
    print(f"{name:<58} {value:>22}   {bound}")


def spread(times_ms: list[float]) -> str:
    """Return median, 99th percentile and maximum."""
    ordered = sorted(times_ms)
    p99 = ordered[min(len(ordered) - 1, round(0.99 * len(ordered)))]
    return f"{statistics.median(ordered):.1f} / {p99:.1f} / {ordered[-1]:.1f}"


class Ticks(QObject):
    """Notes the time between ticks of a timer on the window's thread."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps_ms: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps_ms.append(1000 * (now - self._last))
        self._last = now

    def stop(self) -> None:
        """Tick no more."""
        self._timer.stop()
