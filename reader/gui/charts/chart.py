"""The widget of a chart: drawn once, with a cursor and a selection over it that mouse and keys move."""

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from reader.gui.charts.drawing import Drawing, Parts, number_text
from reader.gui.charts.figure import EMPTY, Figure
from reader.gui.charts.look import Look
from reader.gui.charts.periods import span_name
from reader.gui.reading.html import same_length_text
from reader.gui.reading.story_text import isolated

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -10,
    Qt.Key.Key_PageDown: 10,
    Qt.Key.Key_Home: -(10**6),
    Qt.Key.Key_End: 10**6,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class RangeChosen:
    """Bins from ``first`` to ``last``; one bin where both are the same."""

    first: int
    last: int


class Chart(QWidget):
    """A chart. ``range_chosen`` carries a ``RangeChosen``: dragged, clicked, or Enter on a bin or a selection.

    ``cleared`` tells of Esc where nothing was selected, ``moved`` of the cursor: a sentence about it is ``read_out``.
    """

    range_chosen = Signal(object)
    cleared = Signal()
    moved = Signal()

    def __init__(self, name: str, parts: Parts, parent: QWidget | None = None, *, one_click: bool) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._parts, self._one_click = parts, one_click
        self.figure = EMPTY
        self.empty_text = ""
        self.cursor_bin = -1
        self.anchor = -1
        self._pressed = -1
        self._picture: QPixmap | None = None

    def small_font(self) -> QFont:
        """Return the font of a chart's text."""
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.85)
        return font

    def show_figure(self, figure: Figure) -> None:
        """Show other values; the cursor stays where the bins are the same."""
        if figure.starts != self.figure.starts:
            self.cursor_bin = self.anchor = self._pressed = -1
        self.figure = figure
        self._redraw()
        self.moved.emit()

    def _redraw(self) -> None:
        self._picture = None
        self.update()

    def drawing(self) -> Drawing:
        """Return the drawing at the widget's size."""
        metrics = QFontMetricsF(self.small_font())
        area = QRectF(self.rect()).adjusted(3, 2, -3, -2)  # within the frame of the focus
        return Drawing(self.figure, area, Look.of(self.palette()), metrics, self._parts)

    def selection(self) -> RangeChosen | None:
        """Return the selected bins, None where none are."""
        if self.anchor < 0 or self.cursor_bin < 0:
            return None
        return RangeChosen(min(self.anchor, self.cursor_bin), max(self.anchor, self.cursor_bin))

    def read_out(self) -> str:
        """Return the period and the values at the cursor, or over the selection; "" without a cursor."""
        if self.cursor_bin < 0:
            return ""
        chosen = self.selection() or RangeChosen(self.cursor_bin, self.cursor_bin)
        starts, figure = self.figure.starts, self.figure
        when = span_name(starts[chosen.first], starts[chosen.last], figure.period, figure.step)
        parts = []
        for series in figure.series:
            value = sum(series.values[chosen.first : chosen.last + 1])
            text = number_text(value, figure.decimals)
            name = isolated(same_length_text(series.name))
            parts.append(f"{name} {text}" if len(figure.series) > 1 else f"{text} {figure.unit}")
        return f"{when}: " + ", ".join(parts)

    def go_to(self, place: int, *, select: bool) -> None:
        """Move the cursor to a bin, taking the selection along or dropping it."""
        if not self.figure.starts:
            return
        if select and self.anchor < 0:
            self.anchor = max(0, self.cursor_bin)
        elif not select:
            self.anchor = -1
        self.cursor_bin = min(len(self.figure.starts) - 1, max(0, place))
        self.setAccessibleDescription(self.read_out())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.moved.emit()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, select, choose, clear."""
        key, is_shifted = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in _STEPS and self.figure.starts:
            at = self.cursor_bin if self.cursor_bin >= 0 else (len(self.figure.starts) if _STEPS[key] < 0 else -1)
            self.go_to(at + _STEPS[key], select=is_shifted)
            place = self.drawing().plot.x_of(self.cursor_bin + 0.5)
            self._show_tip(self.mapToGlobal(QPoint(round(place), 0)))
        elif key in _ENTER and self.cursor_bin >= 0:
            self.range_chosen.emit(self.selection() or RangeChosen(self.cursor_bin, self.cursor_bin))
        elif key is Qt.Key.Key_Escape:
            self._clear()
        else:
            super().keyPressEvent(event)

    def _show_tip(self, at: QPoint) -> None:
        """Show the read-out; escaped, since a tip would take an outlet's name with a tag in it for markup."""
        QToolTip.showText(at, f"<span>{escape(self.read_out())}</span>", self)

    def _clear(self) -> None:
        QToolTip.hideText()
        had = self.anchor >= 0
        self.anchor = -1
        if not had:
            self.cursor_bin = -1
            self.cleared.emit()
        self.moved.emit()
        self.update()

    def event(self, event: QEvent) -> bool:
        """Keep Esc and Enter from the window while there is something to clear or to choose here."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_ours = event.key() in _STEPS or (event.key() == Qt.Key.Key_Escape and self.cursor_bin >= 0)
            if is_ours:
                event.accept()
                return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select."""
        if event.button() is Qt.MouseButton.LeftButton and self.figure.starts:
            self._pressed = self.drawing().plot.bin_at(event.position().x())
            self.go_to(self._pressed, select=False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select, or say what is under the pointer."""
        if not self.figure.starts:
            return
        place = self.drawing().plot.bin_at(event.position().x())
        if self._pressed >= 0:
            if place != self.cursor_bin:
                self.anchor = self._pressed
                self.go_to(place, select=True)
        elif place != self.cursor_bin and self.anchor < 0:
            self.go_to(place, select=False)
        self._show_tip(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what was dragged over, or the bar that was clicked."""
        if event.button() is Qt.MouseButton.LeftButton and self._pressed >= 0:
            self._pressed = -1
            chosen = self.selection()
            if chosen is not None or self._one_click:
                self.range_chosen.emit(chosen or RangeChosen(self.cursor_bin, self.cursor_bin))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Choose one bin where a single click does not."""
        if event.button() is Qt.MouseButton.LeftButton and not self._one_click and self.figure.starts:
            self.go_to(self.drawing().plot.bin_at(event.position().x()), select=False)
            self.range_chosen.emit(RangeChosen(self.cursor_bin, self.cursor_bin))

    def leaveEvent(self, event: QEvent) -> None:
        """Take the cursor away with the pointer, unless the keys move it."""
        if not self.hasFocus() and self.anchor < 0:
            self.cursor_bin = -1
            self.moved.emit()
            self.update()
        super().leaveEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take another theme or font."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._redraw()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the values once for this size and density, and the cursor over them."""
        ratio, drawing = self.devicePixelRatioF(), self.drawing()
        size = self.size() * ratio
        if self._picture is None or self._picture.size() != size:
            self._picture = QPixmap(size)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Look.of(self.palette()).ground)
            with QPainter(self._picture) as inner:
                inner.setFont(self.small_font())
                if self.figure.starts:
                    drawing.draw(inner)
                else:
                    inner.setPen(Look.of(self.palette()).muted)
                    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                    inner.drawText(QRectF(self.rect()).adjusted(8, 4, -8, -4), flags, self.empty_text)
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._picture)
            self._draw_cursor(painter, drawing)

    def _draw_cursor(self, painter: QPainter, drawing: Drawing) -> None:
        look, plot = Look.of(self.palette()), drawing.plot
        chosen = self.selection() or RangeChosen(self.cursor_bin, self.cursor_bin)
        if chosen.first >= 0:
            wide = max(2.0, plot.bin_width * (chosen.last - chosen.first + 1))
            box = QRectF(plot.x_of(chosen.first), plot.top - 1, wide, plot.height + 2)
            tint = QColor(look.accent)
            tint.setAlphaF(0.22 if self.selection() else 0.12)
            painter.fillRect(box, tint)
            painter.setPen(QPen(look.accent, 1))
            painter.drawRect(box)
        if self.hasFocus():
            painter.setPen(QPen(look.accent, 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def sizeHint(self) -> QSize:
        """Return a usual size."""
        return QSize(480, 56)
