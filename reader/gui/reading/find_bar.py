"""The bar for finding words in the open story."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from reader.gui.look.buttons import tool_button


@dataclass(frozen=True, slots=True)
class FindChanged:
    """The words to find, as typed; "" ends finding."""

    words: str


class FindBar(QWidget):
    """A line for words, a count, and buttons to go on and back.

    ``find_changed`` carries a ``FindChanged``; ``next_requested``, ``previous_requested`` and ``closed`` carry nothing.
    """

    find_changed = Signal(object)
    next_requested = Signal()
    previous_requested = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = QLineEdit(placeholderText=self.tr("Find in this story"), clearButtonEnabled=True)
        self._line.setAccessibleName(self.tr("Find in this story"))
        self._count = QLabel()
        self._count.setAccessibleName(self.tr("Number of places found"))
        back = tool_button("‹", self.tr("Previous place"), self.tr("Previous place (Shift+Enter)"))
        forth = tool_button("›", self.tr("Next place"), self.tr("Next place (Enter)"))
        shut = tool_button("×", self.tr("Close the find bar"), self.tr("Close (Esc)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.addWidget(self._line, 1)
        for widget in (self._count, back, forth, shut):
            row.addWidget(widget)
        self._line.textChanged.connect(lambda words: self.find_changed.emit(FindChanged(words)))
        back.clicked.connect(self.previous_requested)
        forth.clicked.connect(self.next_requested)
        shut.clicked.connect(self.closed)
        self.setFocusProxy(self._line)
        self.hide()

    @property
    def words(self) -> str:
        """What stands in the line."""
        return self._line.text()

    def put(self, words: str) -> None:
        """Set the words by code, as if typed."""
        self._line.setText(words)

    def open(self) -> None:
        """Show the bar with its words selected, ready to type."""
        self.show()
        self._line.selectAll()
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def say(self, count: str) -> None:
        """Show how many places were found, in words."""
        self._count.setText(count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, back with Shift+Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            (self.previous_requested if back else self.next_requested).emit()
            return
        super().keyPressEvent(event)
