"""The strip that shows an import while it runs and what it came to, without standing in the way."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from reader.core.changes import ImportFinished, ImportProgress
from reader.gui.imports.wording import ended, running
from reader.gui.look.buttons import tool_button
from reader.gui.look.icons import icon
from reader.gui.look.themes import Colours

LEAVE_AFTER_MS = 20_000
_STEPS = 100
"""Steps of the bar per file: a large container moves it too."""


class ImportStrip(QWidget):
    """``cancel_requested`` and ``report_requested`` carry nothing."""

    cancel_requested = Signal()
    report_requested = Signal()

    def __init__(self, colours: Colours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = QProgressBar(textVisible=False, maximum=1, value=0)
        self._bar.setAccessibleName(self.tr("Progress of the import"))
        self._bar.setFixedWidth(160)
        self._bar.setMaximumHeight(8)
        self._text = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._text.setAccessibleName(self.tr("Import"))
        self._file = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._file.setForegroundRole(self._file.palette().ColorRole.PlaceholderText)
        self._file.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setAccessibleName(self.tr("Cancel the import"))
        self.report = QPushButton(self.tr("Report…"))
        self.report.setAccessibleName(self.tr("Import report"))
        self._close = tool_button("", self.tr("Close the import strip"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 10, 5)
        row.setSpacing(10)
        row.addWidget(self._bar)
        row.addWidget(self._text)
        row.addWidget(self._file, 1)
        for button in (self.report, self.cancel, self._close):
            row.addWidget(button)
        self.cancel.clicked.connect(self.cancel_requested)
        self.report.clicked.connect(self.report_requested)
        self._close.clicked.connect(self.hide)
        self._leave = QTimer(self, singleShot=True, interval=LEAVE_AFTER_MS)
        self._leave.timeout.connect(self.hide)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.AlternateBase)
        self.recolour(colours)
        self.hide()

    def recolour(self, colours: Colours) -> None:
        """Take another theme."""
        self._close.setIcon(icon("close", colours.muted))

    def show_progress(self, progress: ImportProgress) -> None:
        """Show where the import stands."""
        self._leave.stop()
        self._bar.setRange(0, _STEPS * progress.total)
        self._bar.setValue(round(_STEPS * (progress.done + progress.share)))
        self._bar.show()
        self._text.setText(running(progress))
        self._file.setText(progress.current.replace("\\", "/").rsplit("/", 1)[-1])
        self.cancel.setEnabled(True)
        self.cancel.show()
        self._close.hide()
        self.show()

    def show_cancelling(self) -> None:
        """Say that the file at hand is finished first."""
        self.cancel.setEnabled(False)
        self._file.setText(self.tr("Stopping after this file"))

    def show_finished(self, finished: ImportFinished) -> None:
        """Show what the import came to."""
        self._bar.hide()
        self._text.setText(ended(finished.progress, cancelled=finished.cancelled))
        self._file.setText("")
        self.cancel.hide()
        self._close.show()
        self.show()
        if not (finished.cancelled or finished.progress.failed or finished.progress.check):
            self._leave.start()
