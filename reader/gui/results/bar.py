"""The bar above the stories: how many are selected, and buttons for the form and its columns."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from reader.gui.look.buttons import tool_button
from reader.gui.look.icons import icon
from reader.gui.look.themes import Colours
from reader.gui.reading.story_text import counted


class CutLabel(QLabel):
    """A line of text that is cut to the room there is; the whole of it is the tip."""

    def __init__(self) -> None:
        super().__init__(textFormat=Qt.TextFormat.PlainText)
        self.whole = ""

    def say(self, text: str) -> None:
        """Show a text."""
        self.whole = text
        self.setToolTip(text)
        self.setAccessibleDescription(text)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        self.setText(self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideRight, self.width()))


class ResultsBar(QWidget):
    """``form_toggled``, ``columns_wanted`` and ``all_wanted`` tell of the buttons."""

    form_toggled = Signal()
    columns_wanted = Signal()
    all_wanted = Signal()

    def __init__(self, colours: Colours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = CutLabel()
        self._count.setAccessibleName(self.tr("Number of selected stories"))
        self._count.setForegroundRole(self._count.palette().ColorRole.PlaceholderText)
        self._count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.columns = tool_button("", self.tr("Choose the columns of the table"))
        self.form = tool_button("", self.tr("Stories as a table"), checkable=True)
        self.columns.hide()
        self.columns.clicked.connect(self.columns_wanted)
        self.form.clicked.connect(self.form_toggled)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 2, 6, 2)
        row.setSpacing(4)
        row.addWidget(self._count, 1)
        for button in (self.columns, self.form):
            row.addWidget(button)
        self.recolour(colours)
        self.show_count(0, 0)

    @property
    def text(self) -> str:
        """What is said of the selection."""
        return self._count.whole

    def recolour(self, colours: Colours) -> None:
        """Take another theme."""
        self.form.setIcon(icon("table", colours.muted))
        self.columns.setIcon(icon("columns", colours.muted))

    def show_form(self, *, is_table: bool) -> None:
        """Show which form is chosen."""
        self.form.setChecked(is_table)
        self.columns.setVisible(is_table)

    def show_count(self, chosen: int, total: int) -> None:
        """Say how many of how many stories are selected; nothing where it is only the one the reader is at."""
        text = self.tr("{count} of {total} selected").format(count=counted(chosen), total=counted(total))
        self._count.say(text if chosen else "")
