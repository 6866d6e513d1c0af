"""Single lines of text for rows: cut to their room, prepared once and kept; and the small boxes that hold words."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QStaticText, QTextOption

from reader.gui.reading.html import same_length_text

KEPT = 1_200
PADDING = 7
ROUNDING = 7.0
_HUES = (0.58, 0.33, 0.08, 0.78, 0.48, 0.0, 0.14, 0.9)


class Lines:
    """Lines in one font."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetrics(font)
        self._kept: dict[tuple[str, int, bool], tuple[QStaticText, float]] = {}

    def width(self, text: str) -> int:
        """Return how wide a text is that is not cut."""
        return round(self.get(text, 100_000)[1])

    def get(self, text: str, room: int, *, is_rtl: bool = False) -> tuple[QStaticText, float]:
        """Return a text, which must be safe to show, cut to a width, ready to be drawn, and its own width."""
        key = (text, room, is_rtl)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            line = QStaticText(self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))
            line.setTextFormat(Qt.TextFormat.PlainText)
            option = QTextOption()
            ways = Qt.LayoutDirection
            option.setTextDirection(ways.RightToLeft if is_rtl else ways.LeftToRight)
            option.setWrapMode(QTextOption.WrapMode.NoWrap)
            line.setTextOption(option)
            line.prepare(font=self.font)
            found = self._kept[key] = (line, line.size().width())
        return found


def tag_colour(tag: str, paper: str) -> QColor:
    """Return the ground of a tag's box, the same for the same tag, on which the text of the theme can be read."""
    hue = _HUES[sum(map(ord, tag.casefold())) % len(_HUES)]
    is_light = QColor(paper).lightnessF() > 0.5
    return QColor.fromHslF(hue, 0.5, 0.87) if is_light else QColor.fromHslF(hue, 0.3, 0.3)


def draw_box(painter: QPainter, box: QRectF, ground: QColor) -> None:
    """Draw the ground of a box with round corners."""
    pen = painter.pen()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, ROUNDING, ROUNDING)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)


def draw_words(painter: QPainter, at: QPointF, lines: Lines, words: str, colours: tuple[QColor, QColor]) -> int:
    """Draw words in a box whose left edge is given, in the colours of ground and text; return the box's width."""
    line, wide = lines.get(same_length_text(words), 100_000)
    width = round(wide) + 2 * PADDING
    draw_box(painter, QRectF(at.x(), at.y(), width, lines.metrics.height()), colours[0])
    pen = painter.pen()
    painter.setPen(colours[1])
    painter.drawStaticText(at + QPointF(PADDING, 0), line)
    painter.setPen(pen)
    return width
