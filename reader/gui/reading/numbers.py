"""The numbers of paragraphs, in the margin beside the text."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

WIDTH = 44
GAP = 10

Places = Callable[[], Iterable[tuple[int, float]]]


class ParagraphNumbers(QWidget):
    """Draws the numbers that ``places`` gives, with the heights of their first lines in pixels from its top."""

    def __init__(self, places: Places, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._places = places
        self._colour = QColor()
        self._size = 12

    def restyle(self, colour: str, size_px: int) -> None:
        """Take another theme or size of text."""
        self._colour, self._size = QColor(colour), size_px
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the numbers that can be seen."""
        painter = QPainter(self)
        font = QFont(self.font())
        font.setPixelSize(max(9, round(self._size * 0.62)))
        painter.setFont(font)
        painter.setPen(self._colour)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignLeft if is_mirrored else Qt.AlignmentFlag.AlignRight
        for number, top in self._places():
            inside = QRectF(GAP if is_mirrored else 0, top, self.width() - GAP, self._size * 1.3)
            painter.drawText(inside, side | Qt.AlignmentFlag.AlignVCenter, str(number))
