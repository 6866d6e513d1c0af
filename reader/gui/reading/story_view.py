"""The right side of the window: bar, find bar, text with ticks, pages of a very long story, or an empty page."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from reader.core.settings import Settings
from reader.gui.look.buttons import tool_button
from reader.gui.look.themes import Colours
from reader.gui.reading.find_bar import FindBar
from reader.gui.reading.pane import ReadingPane
from reader.gui.reading.story_bar import StoryBar
from reader.gui.reading.ticks import HitTicks


class StoryView(QStackedWidget):
    """Holds the widgets of the reading side; ``StoryFlow`` moves them."""

    def __init__(self, settings: Settings, colours: Colours, family: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = StoryBar(colours)
        self.find_bar = FindBar()
        self.pane = ReadingPane(settings, colours, family)
        self.ticks = HitTicks(colours)
        self.part_bar = PartBar()
        self.doubts = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.doubts.setAccessibleName(QCoreApplication.translate("StoryView", "Please check"))
        self.boxes = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        for note in (self.doubts, self.boxes):
            note.setContentsMargins(16, 6, 12, 8)  # in line with the bar above
        self.boxes.setAccessibleName(QCoreApplication.translate("StoryView", "Letters without a font"))
        self.boxes.hide()
        self._empty = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._empty.setAutoFillBackground(True)
        self._empty.setBackgroundRole(self._empty.palette().ColorRole.Base)
        self._empty.setForegroundRole(self._empty.foregroundRole().PlaceholderText)
        self._empty.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        font = QFont(family)
        font.setPixelSize(settings.font_size_px)
        self._empty.setFont(font)
        self.addWidget(self._empty)
        self.addWidget(self._page())
        self.show_empty(self.tr("Choose a story to read it here."))

    def _page(self) -> QWidget:
        page = QWidget(autoFillBackground=False)
        text = QHBoxLayout()
        text.setSpacing(0)
        text.addWidget(self.pane, 1)
        text.addWidget(self.ticks)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.doubts)
        column.addWidget(self.boxes)
        column.addWidget(self.find_bar)
        column.addLayout(text, 1)
        column.addWidget(self.part_bar)
        return page

    def show_empty(self, sentence: str) -> None:
        """Show a sentence in place of a story."""
        self._empty.setText(sentence)
        self.setCurrentIndex(0)

    def show_story(self) -> None:
        """Show the story's widgets."""
        self.setCurrentIndex(1)

    def restyle(self, settings: Settings, colours: Colours, family: str) -> None:
        """Take new preferences or colours."""
        self.bar.recolour(colours)
        self.ticks.recolour(colours)
        self.pane.restyle(settings, colours, family)


class PartBar(QWidget):
    """Goes between the pages of a story too long for one. ``back`` and ``forth`` are its buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QLabel()
        self.back = tool_button(self.tr("Previous page"), self.tr("Previous page"), flat=False)
        self.forth = tool_button(self.tr("Next page"), self.tr("Next page"), flat=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.addStretch(1)
        for widget in (self.back, self._label, self.forth):
            row.addWidget(widget)
        row.addStretch(1)
        self.hide()

    def show_part(self, number: int, total: int) -> None:
        """Say which page is shown, counted from 0; hidden where there is one."""
        self._label.setText(self.tr("Page {number} of {total}").format(number=number + 1, total=total))
        self.back.setEnabled(number > 0)
        self.forth.setEnabled(number + 1 < total)
        self.setVisible(total > 1)
