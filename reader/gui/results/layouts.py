"""Text of result rows, laid out once and kept: laying out is what a list spends its time on."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QTextCharFormat, QTextLayout, QTextOption

from reader.core.model import Span
from reader.gui.reading.hits import utf16_offset
from reader.gui.reading.html import direction, same_length_text

KEPT = 600
MOST_MARKS = 40
MOST_CUT = 20


@dataclass(frozen=True, slots=True)
class TextBox:
    """A text to lay out: at most ``lines`` lines of ``width`` pixels, spans in bold and in the colour ``strong``."""

    text: str
    marks: tuple[Span, ...]
    width: int
    lines: int
    strong: str


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A layout ready to be drawn, and its height in pixels."""

    layout: QTextLayout
    height: float
    lines: int


class LayoutCache:
    """The last ``KEPT`` layouts, for one font and one line distance (a multiple of the font's own)."""

    def __init__(self, font: QFont, leading: float) -> None:
        self._font = font
        self._metrics = QFontMetrics(font)
        self._leading = leading
        self._kept: OrderedDict[TextBox, LaidOut] = OrderedDict()

    def get(self, box: TextBox) -> LaidOut:
        """Return the layout of a text."""
        found = self._kept.get(box)
        if found is None:
            found = self._kept[box] = self._lay_out(box)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(box)
        return found

    def _lay_out(self, box: TextBox) -> LaidOut:
        text = same_length_text(box.text)
        if box.lines == 1:
            elided = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width)
            if elided != text:
                laid, end = self._try(elided, box)
                if end >= utf16_offset(elided, len(elided)):
                    return laid
        laid, end = self._try(text, box)
        if end >= utf16_offset(text, len(text)):
            return laid
        octets = text.encode("utf-16-le")
        for cut in range(2, MOST_CUT, 2):  # the ellipsis may push the last word out, which is then cut away too
            kept = octets[: 2 * max(0, end - cut)].decode("utf-16-le", "ignore").rstrip() + "…"
            laid, shown = self._try(kept, box)
            if shown >= utf16_offset(kept, len(kept)):
                break
        return laid

    def _try(self, text: str, box: TextBox) -> tuple[LaidOut, int]:
        """Return the layout, and how much of the text (in UTF-16 units) found a place in it."""
        layout = QTextLayout(text, self._font)
        layout.setTextOption(_option(text, box.lines))
        layout.setFormats(_formats(text, box.marks, box.strong))
        layout.setCacheEnabled(True)
        height, lines, end = 0.0, 0, 0
        layout.beginLayout()
        while lines < box.lines and (line := layout.createLine()).isValid():
            line.setLineWidth(box.width)
            line.setPosition(QPointF(0, height))
            height += line.height() * self._leading
            end = line.textStart() + line.textLength()
            lines += 1
        layout.endLayout()
        return LaidOut(layout, height, lines), end


def _option(text: str, lines: int) -> QTextOption:
    option = QTextOption()
    right = direction(text) == "rtl"
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(Qt.AlignmentFlag.AlignAbsolute | side)
    modes = QTextOption.WrapMode  # a single line is cut within a word
    option.setWrapMode(modes.WrapAnywhere if lines == 1 else modes.WrapAtWordBoundaryOrAnywhere)
    return option


def _formats(text: str, marks: Sequence[Span], colour: str) -> list[QTextLayout.FormatRange]:
    formats = []
    for span in marks[:MOST_MARKS]:
        if not 0 <= span.start < span.end <= len(text):
            continue
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.Bold)
        look.setForeground(QColor(colour))
        piece = QTextLayout.FormatRange()
        start = utf16_offset(text, span.start)
        piece.start, piece.length, piece.format = start, utf16_offset(text, span.end) - start, look
        formats.append(piece)
    return formats
