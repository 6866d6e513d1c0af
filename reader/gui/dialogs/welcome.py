"""What stands in the window while the library is empty: four ways to begin."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reader.gui.look.icons import icon, program_icon
from reader.gui.look.themes import Colours

WIDTH = 580


class WelcomeSheet(QWidget):
    """``folder_requested``, ``files_requested``, ``paste_requested`` and ``sample_requested`` carry nothing."""

    folder_requested = Signal()
    files_requested = Signal()
    paste_requested = Signal()
    sample_requested = Signal()

    def __init__(self, colours: Colours, family: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        picture.setPixmap(program_icon().pixmap(72, 72))
        self._title = QLabel(self.tr("Your saved news, clean and searchable"), alignment=Qt.AlignmentFlag.AlignCenter)
        lead = self.tr(
            "Import the articles you have saved over the years. Menus, related links and photo credits are set aside, "
            "never deleted. Then search, and read."
        )
        self._lead = QLabel(lead, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        promise = self.tr("No account, no server, no network: everything stays in a folder on this computer.")
        self._promise = QLabel(promise, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        drop = self.tr("You can also drop files and folders on this window.")
        self._drop = QLabel(drop, alignment=Qt.AlignmentFlag.AlignCenter)
        for label in (self._promise, self._drop):
            label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
        self.buttons: dict[str, QPushButton] = {}
        grid = QGridLayout()
        grid.setSpacing(12)
        ways = (
            (self.tr("Import folder…"), "folder", self.folder_requested),
            (self.tr("Import files…"), "file", self.files_requested),
            (self.tr("Paste a story…"), "paste", self.paste_requested),
            (self.tr("Try the sample archive"), "archive", self.sample_requested),
        )
        for number, (text, drawing, signal) in enumerate(ways):
            button = QPushButton(text)
            button.setAccessibleName(text)
            button.setMinimumHeight(48)
            button.setIconSize(QSize(20, 20))
            button.clicked.connect(signal)
            self.buttons[drawing] = button
            grid.addWidget(button, number // 2, number % 2)
        self._lay_out(picture, grid)
        self.restyle(colours, family)

    def _lay_out(self, picture: QLabel, grid: QGridLayout) -> None:
        sheet = QWidget()
        sheet.setFixedWidth(WIDTH)
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(14)
        for label in (picture, self._title, self._lead):
            inner.addWidget(label)
        inner.addSpacing(12)
        inner.addLayout(grid)
        inner.addWidget(self._drop)
        inner.addSpacing(12)
        inner.addWidget(self._promise)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(sheet)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addLayout(row)
        column.addStretch(3)

    def restyle(self, colours: Colours, family: str) -> None:
        """Take another theme or font."""
        title = QFont(family)
        title.setPixelSize(30)
        self._title.setFont(title)
        lead = QFont(family)
        lead.setPixelSize(17)
        self._lead.setFont(lead)
        for drawing, button in self.buttons.items():
            button.setIcon(icon(drawing, colours.accent))

    def allow_import(self, *, allowed: bool) -> None:
        """Enable or disable the buttons."""
        for button in self.buttons.values():
            button.setEnabled(allowed)
