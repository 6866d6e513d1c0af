"""The message bar: errors and notices in a strip above the panes, one at a time, the gravest first, none lost."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from reader.gui.language.sentences import told
from reader.gui.look.buttons import tool_button
from reader.gui.look.icons import icon
from reader.gui.look.themes import Colours

MOST_WAITING = 20


class Weight(Enum):
    """How serious a message is."""

    NOTICE = "notice"
    WARNING = "warning"
    ERROR = "error"


_GRAVITY = {Weight.NOTICE: 0, Weight.WARNING: 1, Weight.ERROR: 2}


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for the reader, and what can be done about it with one button."""

    text: str
    weight: Weight = Weight.NOTICE
    button: str = ""
    action: Callable[[], None] | None = None


class MessageBar(QWidget):
    """Shows the first of the messages; closing it shows the next."""

    def __init__(self, colours: Colours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = colours
        self._waiting: list[Message] = []
        self._label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._label.setAccessibleName(self.tr("Message"))
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button = QPushButton()
        self.button.setAccessibleName(self.tr("What can be done"))
        self._close = tool_button("", self.tr("Close the message"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 10, 6)
        row.addWidget(self._label, 1)
        row.addWidget(self.button)
        row.addWidget(self._close)
        self._close.clicked.connect(self.dismiss)
        self.button.clicked.connect(self._act)
        self.setAutoFillBackground(True)
        self.hide()

    @property
    def shown(self) -> Message | None:
        """The message on screen."""
        return self._waiting[0] if self._waiting else None

    def say(self, message: Message) -> None:
        """Show a message unless a graver one is on screen; the same one twice is shown once.

        What was said last is on top of what is as grave, for it is about what the reader has just done.
        """
        if message not in self._waiting:
            graver = sum(_GRAVITY[other.weight] > _GRAVITY[message.weight] for other in self._waiting)
            self._waiting.insert(graver, message)
            del self._waiting[MOST_WAITING:]
            self._show()

    def dismiss(self) -> None:
        """Close the message on screen."""
        if self._waiting:
            self._waiting.pop(0)
        self._show()

    def recolour(self, colours: Colours) -> None:
        """Take another theme."""
        self._colours = colours
        self._show()

    def _act(self) -> None:
        action = self._waiting[0].action if self._waiting else None
        self.dismiss()
        if action is not None:
            action()

    def _show(self) -> None:
        message = self.shown
        self.setVisible(message is not None)
        if message is None:
            return
        ground, ink = self._tints(message.weight)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(ground))
        palette.setColor(QPalette.ColorRole.WindowText, QColor(ink))
        self.setPalette(palette)
        self._close.setIcon(icon("close", ink))
        self._label.setText(told(message.text))
        self.button.setText(message.button)
        self.button.setAccessibleName(message.button)
        self.button.setVisible(bool(message.button))

    def _tints(self, weight: Weight) -> tuple[str, str]:
        colours = self._colours
        return {
            Weight.NOTICE: (colours.notice, colours.notice_text),
            Weight.WARNING: (colours.warning, colours.warning_text),
            Weight.ERROR: (colours.error, colours.error_text),
        }[weight]
