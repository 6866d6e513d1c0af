"""Draws a chart with any painter: on the screen, into a picture, into an SVG."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QLineF, QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPen

from reader.gui.charts.figure import Figure, Plot, Style, marks_up_to, time_labels
from reader.gui.charts.look import DASHES, PATTERNS, Look
from reader.gui.reading.html import same_length_text

_MARKERS_UP_TO = 60
"""A line of more bins has no marks at its points: they would touch."""
_DASHES_UP_TO = 200
"""Lines of more bins are solid: dashes could not be made out any more."""


def dashed(points: Sequence[QPointF], lengths: Sequence[float]) -> Iterator[QLineF]:
    """Yield the pieces of a line through points that are to be drawn; ``lengths`` are dash, gap, dash, gap.

    A painter's own pen takes half a second for a jagged line of a hundred points, since it joins it into one shape.
    """
    left, turn = (lengths[0] if lengths else 0.0), 0
    for start, end in pairwise(points):
        whole = QLineF(start, end)
        length, at = whole.length(), 0.0
        while lengths and length - at > left:
            if turn % 2 == 0:
                yield QLineF(whole.pointAt(at / length), whole.pointAt((at + left) / length))
            at, turn = at + left, turn + 1
            left = lengths[turn % len(lengths)]
        left -= length - at
        if turn % 2 == 0:
            yield QLineF(whole.pointAt(at / length) if length else start, end)


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts a chart has: lines and numbers of the axis of values, a legend below."""

    values: bool = True
    legend: bool = True


def number_text(value: float, decimals: int) -> str:
    """Return a value as the reader writes numbers."""
    return QLocale().toString(value, "f", decimals)


class Drawing:
    """A figure in a rectangle: where it stands, and how it is drawn."""

    def __init__(self, figure: Figure, area: QRectF, look: Look, metrics: QFontMetricsF, parts: Parts) -> None:
        self._figure, self._area, self._look, self._metrics, self._parts = figure, area, look, metrics, parts
        height = metrics.height()
        self._legend = list(self._laid_out()) if parts.legend and len(figure.series) > 1 else []
        rows = self.legend_rows
        below = height + 4 + rows * (height + 3)
        above = height * 1.5 + 6 if parts.values else 3.0
        room = max(8.0, area.height() - above - below)
        most, least = max(1, min(6, int(room / (height * 2)))), 0 if figure.decimals else 1
        self._marks = marks_up_to(figure.highest, most, least) if parts.values else []
        decimals = 0 if all(mark == int(mark) for mark in self._marks) else max(2, figure.decimals)
        self._texts = [number_text(mark, decimals) for mark in self._marks]
        left = max((metrics.horizontalAdvance(text) for text in self._texts), default=0.0) + 8 if self._marks else 2.0
        width = max(8.0, area.width() - left - 6)
        highest = self._marks[-1] if self._marks else figure.highest
        self.plot = Plot(area.left() + left, area.top() + above, width, room, len(figure.starts), highest)

    @property
    def legend_rows(self) -> int:
        """How many lines the legend takes."""
        return 1 + max((row for row, _, _ in self._legend), default=-1)

    def _laid_out(self) -> Iterator[tuple[int, float, str]]:
        """Yield row, place and name of each series in the legend; a name too long for the width is cut short."""
        height, right = self._metrics.height(), self._area.width() - 4
        row, x = 0, 4.0
        for series in self._figure.series:
            name = self._metrics.elidedText(
                same_length_text(series.name), Qt.TextElideMode.ElideRight, right - height - 12
            )
            wide = height + 6 + self._metrics.horizontalAdvance(name) + 14
            if x > 4.0 and x + wide > right:
                row, x = row + 1, 4.0
            yield row, x, name
            x += wide

    def draw(self, painter: QPainter) -> None:
        """Draw everything."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self._area, self._look.ground)
        self._draw_axes(painter)
        match self._figure.style:
            case Style.LINES:
                self._draw_lines(painter)
            case Style.STACKED:
                self._draw_stacks(painter)
            case Style.BARS:
                self._draw_bars(painter)
        self._draw_legend(painter)

    def _draw_axes(self, painter: QPainter) -> None:
        plot, metrics = self.plot, self._metrics
        middle = Qt.AlignmentFlag.AlignVCenter
        if self._parts.values:
            painter.setPen(self._look.muted)
            above = QRectF(self._area.left() + 4, self._area.top(), self._area.width() - 8, metrics.height() + 2)
            painter.drawText(above, middle | Qt.AlignmentFlag.AlignLeft, self._figure.unit)
        for mark, text in zip(self._marks, self._texts, strict=True):
            y = plot.y_of(mark)
            painter.setPen(QPen(self._look.line, 1))
            painter.drawLine(QLineF(plot.left, y, plot.left + plot.width, y))
            painter.setPen(self._look.muted)
            box = QRectF(
                self._area.left(), y - metrics.height() / 2, plot.left - self._area.left() - 5, metrics.height()
            )
            painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, text)
        bottom = plot.top + plot.height
        painter.setPen(QPen(self._look.muted, 1))
        painter.drawLine(QLineF(plot.left, bottom + 0.5, plot.left + plot.width, bottom + 0.5))
        free_from = self._area.left()
        for place, text in time_labels(self._figure, plot, metrics.height() * 0.62):
            width = metrics.horizontalAdvance(text)
            x = min(plot.x_of(place + 0.5) - width / 2, self._area.right() - width - 2)
            if x >= free_from:
                painter.drawText(QPointF(x, bottom + metrics.ascent() + 3), text)
                free_from = x + width + 8

    def _brushes(self, number: int) -> tuple[QBrush, QBrush]:
        return QBrush(self._look.colour(number)), QBrush(self._look.ground, PATTERNS[number % len(PATTERNS)])

    def _box(self, painter: QPainter, box: QRectF, number: int) -> None:
        """Fill a box with the colour and the pattern of a series."""
        solid, pattern = self._brushes(number)
        painter.fillRect(box, solid)
        if pattern.style() is not Qt.BrushStyle.NoBrush and box.width() >= 4:
            painter.fillRect(box, pattern)

    def _gap(self) -> float:
        width = self.plot.bin_width
        return 1.0 if width >= 4 else 0.0 if width < 2 else 0.5

    def _draw_stacks(self, painter: QPainter) -> None:
        plot, gap = self.plot, self._gap()
        for place in range(plot.bins):
            under = 0.0
            for series in self._figure.series:
                value = series.values[place]
                if value:
                    top, bottom = plot.y_of(under + value), plot.y_of(under)
                    edge = 1.0 if under and bottom - top > 2 else 0.0
                    box = QRectF(plot.x_of(place) + gap / 2, top, plot.bin_width - gap, max(bottom - top - edge, 0.5))
                    self._box(painter, box, series.colour)
                under += value

    def _draw_bars(self, painter: QPainter) -> None:
        plot, gap = self.plot, self._gap()
        wide = (plot.bin_width - gap) / max(1, len(self._figure.series))
        bottom = plot.top + plot.height
        for number, series in enumerate(self._figure.series):
            for place, value in enumerate(series.values):
                if value:
                    top = min(plot.y_of(value), bottom - 1.5)
                    left = plot.x_of(place) + gap / 2 + number * wide
                    self._box(painter, QRectF(left, top, max(wide, 0.5), bottom - top), series.colour)

    def _draw_lines(self, painter: QPainter) -> None:
        plot = self.plot
        for series in self._figure.series:
            points = [QPointF(plot.x_of(at + 0.5), plot.y_of(value)) for at, value in enumerate(series.values)]
            colour = self._look.colour(series.colour)
            dashes = DASHES[series.colour % len(DASHES)] if len(points) <= _DASHES_UP_TO else ()
            painter.setPen(QPen(colour, 2))
            painter.drawLines(list(dashed(points, dashes)))
            if len(points) <= _MARKERS_UP_TO:
                painter.setPen(QPen(self._look.ground, 1))
                painter.setBrush(colour)
                for point in points:
                    painter.drawEllipse(point, 3.5, 3.5)

    def _draw_legend(self, painter: QPainter) -> None:
        height = self._metrics.height()
        rows = self.legend_rows
        top = self._area.bottom() - rows * (height + 3)
        for (row, x, name), series in zip(self._legend, self._figure.series, strict=False):
            left, y = self._area.left() + x, top + row * (height + 3)
            if self._figure.style is Style.LINES:
                painter.setPen(QPen(self._look.colour(series.colour), 2))
                ends = [QPointF(left, y + height / 2), QPointF(left + height, y + height / 2)]
                painter.drawLines(list(dashed(ends, DASHES[series.colour % len(DASHES)])))
            else:
                self._box(painter, QRectF(left + 2, y + 2, height - 4, height - 4), series.colour)
            painter.setPen(self._look.text)
            painter.drawText(QPointF(left + height + 5, y + self._metrics.ascent()), name)
