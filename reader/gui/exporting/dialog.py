"""The dialog of an export: which stories, in which form, and how far it has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.export.stories import StoryFormat
from reader.gui.reading.story_text import counted


@dataclass(frozen=True, slots=True)
class ExportWanted:
    """What the reader chose: the number of one of the sets of stories, and the form of the file."""

    choice: int
    form: StoryFormat | str


class ExportDialog(QDialog):
    """Not modal. ``export_wanted`` carries an ``ExportWanted``; ``cancel_wanted`` carries nothing."""

    export_wanted = Signal(object)
    cancel_wanted = Signal()

    def __init__(
        self,
        choices: tuple[str, ...],
        parent: QWidget | None = None,
        *,
        forms: Mapping[str, str] | None = None,
        title: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title or self.tr("Export stories"))
        self.setMinimumWidth(420)
        self.which = QComboBox()
        self.which.setAccessibleName(self.tr("Which stories"))
        self.which.addItems(choices)
        self.form = QComboBox()
        self.form.setAccessibleName(self.tr("Format"))
        for form, name in (forms or self._names()).items():
            self.form.addItem(name, form)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("Progress of the export"))
        self.bar.setTextVisible(False)
        self.state = QLabel(wordWrap=True)
        self.bar.hide()
        self.state.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.start = QPushButton(self.tr("Export…"), default=True)
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.setAccessibleName(self.tr("Stop the export"))
        self.stop.setEnabled(False)
        buttons.addButton(self.start, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.stop, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.close)
        self.start.clicked.connect(
            lambda: self.export_wanted.emit(ExportWanted(self.which.currentIndex(), self.form.currentData()))
        )
        self.stop.clicked.connect(self.cancel_wanted)
        rows = QFormLayout()
        rows.addRow(self.tr("Stories"), self.which)
        rows.addRow(self.tr("Format"), self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(12)
        column.addLayout(rows)
        for widget in (self.bar, self.state, buttons):
            column.addWidget(widget)

    def _names(self) -> dict[StoryFormat, str]:
        return {
            StoryFormat.MARKDOWN: self.tr("Markdown"),
            StoryFormat.HTML: self.tr("Web page (HTML)"),
            StoryFormat.TEXT: self.tr("Plain text"),
            StoryFormat.CSV: self.tr("Table (CSV)"),
            StoryFormat.JSONL: self.tr("JSON Lines"),
            StoryFormat.BIBTEX: self.tr("Citations: BibTeX"),
            StoryFormat.RIS: self.tr("Citations: RIS"),
            StoryFormat.CSL: self.tr("Citations: CSL-JSON"),
            StoryFormat.APA: self.tr("Citations as text, in the manner of APA"),
            StoryFormat.MLA: self.tr("Citations as text, in the manner of MLA"),
            StoryFormat.CHICAGO: self.tr("Citations as text, in the manner of Chicago"),
        }

    def show_progress(self, done: int, total: int) -> None:
        """Show how many stories are written."""
        self.start.setEnabled(False)
        self.stop.setEnabled(True)
        self.bar.setVisible(True)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        text = self.tr("{done} of {total} stories written").format(done=counted(done), total=counted(total))
        self._say(text if total else self.tr("Looking for the stories…"))

    def show_end(self, text: str) -> None:
        """Say how it ended, and be ready for another export."""
        self.start.setEnabled(True)
        self.stop.setEnabled(False)
        self.bar.hide()
        self._say(text)

    def _say(self, text: str) -> None:
        self.state.setText(text)
        self.state.show()


def saved(path: Path, ending: str) -> Path:
    """Return the path with an ending where the reader gave none."""
    return path if path.suffix else path.with_name(path.name + ending)
