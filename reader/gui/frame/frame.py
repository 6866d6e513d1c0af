"""The middle of the window: strips above, three columns below with handles between them, or the welcome instead."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

WIDTHS = (216, 410, 700)
"""How wide the columns are at first, in px: sidebar, results, story."""


class Frame(QWidget):
    """Lays out what is given: ``strips`` from top to bottom, ``columns`` from first to last, and ``welcome``."""

    def __init__(self, strips: Sequence[QWidget], columns: Sequence[QWidget], welcome: QWidget, last: QWidget) -> None:
        super().__init__()
        self._splitter = QSplitter(Qt.Orientation.Horizontal, handleWidth=1, childrenCollapsible=False)
        for column, width in zip(columns, WIDTHS, strict=True):
            self._splitter.addWidget(column)
            column.setMinimumWidth(round(width * 0.6))
        self._splitter.setSizes(WIDTHS)
        self._splitter.setStretchFactor(len(columns) - 1, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._splitter)
        self._pages.addWidget(welcome)
        self._rule = QFrame(frameShape=QFrame.Shape.HLine, frameShadow=QFrame.Shadow.Plain)
        self._rule.setForegroundRole(self._rule.palette().ColorRole.Mid)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for widget in (*strips, self._rule, last):
            rows.addWidget(widget)
        rows.addWidget(self._pages, 1)

    def welcome(self, *, is_shown: bool) -> None:
        """Show the welcome in place of the columns, or these."""
        self._pages.setCurrentIndex(1 if is_shown else 0)
        self._rule.setVisible(not is_shown)

    def widths(self) -> QByteArray:
        """Return how wide the columns are, as :meth:`restore` takes it."""
        return self._splitter.saveState()

    def restore(self, widths: QByteArray) -> None:
        """Make the columns as wide as they were; nothing happens with empty or damaged ``widths``."""
        self._splitter.restoreState(widths)
