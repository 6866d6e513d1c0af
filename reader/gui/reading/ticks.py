"""A narrow strip at the edge of the story with a tick for every hit; a click goes to the nearest.

Ticks that would touch are one longer tick, so that many hits are drawn as fast as few.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader.gui.look.themes import Colours

WIDTH = 10
TICK = 3.0


@dataclass(frozen=True, slots=True)
class TickChosen:
    """Which of the ticks was clicked, counted from 0 on this page."""

    number: int


def merged(heights: Sequence[float], span: float) -> list[tuple[float, float]]:
    """Return where ticks begin and end in a strip of ``span`` and a tick's length, those that touch made one. Pure."""
    bars: list[tuple[float, float]] = []
    for top in sorted(height * span for height in heights):
        if bars and top <= bars[-1][1]:
            bars[-1] = (bars[-1][0], top + TICK)
        else:
            bars.append((top, top + TICK))
    return bars


class HitTicks(QWidget):
    """Ticks at heights between 0 and 1. ``tick_chosen`` carries a ``TickChosen``."""

    tick_chosen = Signal(object)

    def __init__(self, colours: Colours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Places of the hits in the story"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._heights: tuple[float, ...] = ()
        self._current = -1
        self._colours = colours

    def recolour(self, colours: Colours) -> None:
        """Take another theme."""
        self._colours = colours
        self.update()

    def show_ticks(self, heights: Sequence[float], current: int) -> None:
        """Draw ticks; ``current`` (-1 for none) is the one that stands out."""
        self._heights, self._current = tuple(heights), current
        self.setCursor(Qt.CursorShape.PointingHandCursor if heights else Qt.CursorShape.ArrowCursor)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a narrow strip."""
        return QSize(WIDTH, 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the strip and its ticks."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._colours.paper))
        span = self.height() - TICK
        for top, bottom in merged(self._heights, span):
            painter.fillRect(QRectF(3, top, self.width() - 6, bottom - top), QColor(self._colours.star))
        if 0 <= self._current < len(self._heights):
            top = self._heights[self._current] * span
            painter.fillRect(QRectF(1, top - 1, self.width() - 2, TICK + 2), QColor(self._colours.current_hit))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the tick nearest to the pointer."""
        if self._heights:
            at = (event.position().y() - TICK / 2) / max(1.0, self.height() - TICK)
            nearest = min(range(len(self._heights)), key=lambda number: abs(self._heights[number] - at))
            self.tick_chosen.emit(TickChosen(nearest))
