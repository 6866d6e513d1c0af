"""Shows which pane or table has the focus, where its own drawing would not say."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QFrame, QWidget
from shiboken6 import isValid

WIDTH, RADIUS = 2.0, 3.0


class FocusRing(QWidget):
    """A ring over the edge of a framed area, or a line along the top of one without a frame."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._is_framed = area.frameShape() is not QFrame.Shape.NoFrame
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.installEventFilter(self)
        self._follow()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the area."""
        if event.type() is QEvent.Type.Resize:
            self._follow()
        return False

    def _follow(self) -> None:
        area = self.parentWidget()
        if area is not None:
            self.setGeometry(0, 0, area.width(), area.height() if self._is_framed else round(WIDTH))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring or the line."""
        painter = QPainter(self)
        accent = self.palette().highlight().color()
        if not self._is_framed:
            painter.fillRect(self.rect(), accent)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(accent, WIDTH))
        half = WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), RADIUS, RADIUS)


class FocusMark(QObject):
    """Puts a ring where the focus goes. Frameless lists show their current row themselves."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._ring: FocusRing | None = None
        application.focusChanged.connect(self._moved)

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        ring, self._ring = self._ring, None
        if ring is not None and isValid(ring):
            ring.hide()
            ring.deleteLater()
        if isinstance(new, QAbstractScrollArea) and not shows_it_itself(new):
            self._ring = FocusRing(new)


def shows_it_itself(area: QAbstractScrollArea) -> bool:
    """Tell whether an area is a list without a frame, whose delegate draws the row that has the focus."""
    return isinstance(area, QAbstractItemView) and area.frameShape() is QFrame.Shape.NoFrame
