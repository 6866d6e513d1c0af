"""The colours of highlights: told apart by their names and underlines, too, and readable on any theme."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QTextCharFormat

from reader.gui.look.themes import Colours

_Line = QTextCharFormat.UnderlineStyle
_PENS = {
    _Line.SingleUnderline: Qt.PenStyle.SolidLine,
    _Line.DashUnderline: Qt.PenStyle.DashLine,
    _Line.DotLine: Qt.PenStyle.DotLine,
    _Line.DashDotLine: Qt.PenStyle.DashDotLine,
    _Line.DashDotDotLine: Qt.PenStyle.DashDotDotLine,
    _Line.WaveUnderline: Qt.PenStyle.SolidLine,
}


@dataclass(frozen=True, slots=True)
class Ink:
    """How a highlight looks: ground and text on light and on dark paper, and the line under it."""

    name: str
    light: str
    dark: str
    line: str
    dark_line: str
    underline: QTextCharFormat.UnderlineStyle
    is_bold: bool = False


LIGHT_TEXT, DARK_TEXT = "#1a1815", "#f4f1ea"
INKS = (
    Ink("Yellow", "#fff0a0", "#5c4f00", "#8a7400", "#f0d84a", _Line.SingleUnderline),
    Ink("Sky blue", "#c4e6fa", "#0f4a6b", "#00618f", "#7cc8f0", _Line.NoUnderline),
    Ink("Orange", "#ffd9a8", "#6b3d00", "#9a5800", "#f5b04a", _Line.DashUnderline),
    Ink("Green", "#bfeedd", "#0b5242", "#006b52", "#5fd6b0", _Line.DotLine),
    Ink("Pink", "#f9d3e6", "#6a2850", "#96386f", "#f2a5cc", _Line.WaveUnderline),
    Ink("Vermilion", "#ffcfbd", "#70291a", "#a83c00", "#ff9a78", _Line.DashDotLine),
    Ink("Violet", "#dfd6f7", "#443173", "#5b3fa3", "#bba6f0", _Line.DashDotDotLine),
    Ink("Grey", "#dddad4", "#4a4c50", "#55524d", "#bdbab4", _Line.SingleUnderline, is_bold=True),
)
"""By number from 1. Grounds follow Okabe and Ito's set for colour-blind readers, thinned so that text is readable."""


def ink(colour: int) -> Ink:
    """Return the look of a colour's number."""
    return INKS[min(max(colour, 1), len(INKS)) - 1]


def ink_name(colour: int) -> str:
    """Return the name of a colour in the reader's language."""
    return QCoreApplication.translate("HighlightColours", ink(colour).name)


def is_dark(colours: Colours) -> bool:
    """Whether stories stand on dark paper."""
    return QColor(colours.paper).lightnessF() < 0.5


def ground_and_text(colour: int, *, dark: bool) -> tuple[str, str]:
    """Return the colours of a highlight's ground and of its text."""
    look = ink(colour)
    return (look.dark, DARK_TEXT) if dark else (look.light, LIGHT_TEXT)


def look_of(colour: int, colours: Colours) -> QTextCharFormat:
    """Return how highlighted text is set on the paper of a theme."""
    dark = is_dark(colours)
    ground, text = ground_and_text(colour, dark=dark)
    look = QTextCharFormat()
    look.setBackground(QColor(ground))
    look.setForeground(QColor(text))
    one = ink(colour)
    if one.underline is not _Line.NoUnderline:
        look.setUnderlineStyle(one.underline)
        look.setUnderlineColor(QColor(one.dark_line if dark else one.line))
    if one.is_bold:
        look.setFontOverline(True)
    return look


def swatch(colour: int, colours: Colours, size: QSize) -> QIcon:
    """Return a picture of a colour with its line."""
    dark = is_dark(colours)
    one = ink(colour)
    picture = QPixmap(size)
    picture.fill(QColor(ground_and_text(colour, dark=dark)[0]))
    painter = QPainter(picture)
    pen = QPen(QColor(one.dark_line if dark else one.line), 2)
    if one.underline in _PENS:
        pen.setStyle(_PENS[one.underline])
        painter.setPen(pen)
        y = size.height() - 3
        if one.underline is _Line.WaveUnderline:
            for x in range(0, size.width(), 8):
                painter.drawArc(QRectF(x, y - 3, 4, 4), 0, 180 * 16)
                painter.drawArc(QRectF(x + 4, y - 3, 4, 4), 180 * 16, 180 * 16)
        else:
            painter.drawLine(0, y, size.width(), y)
        if one.is_bold:
            painter.drawLine(0, 2, size.width(), 2)
    painter.end()
    return QIcon(picture)
