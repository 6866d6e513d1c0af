"""The dialog of one highlight: its words, its colour, its note."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.core.highlights import COLOURS
from reader.gui.look.themes import Colours
from reader.gui.notes.colours import ink_name, swatch
from reader.gui.reading.html import safe_text

LONGEST_SHOWN = 400


@dataclass(frozen=True, slots=True)
class HighlightEdited:
    """What the reader chose for a highlight."""

    colour: int
    note: str


class HighlightDialog(QDialog):
    """Not modal. ``edited`` carries a ``HighlightEdited``; ``delete_requested`` carries nothing."""

    edited = Signal(object)
    delete_requested = Signal()

    def __init__(
        self,
        quote: str,
        colour: int,
        note: str,
        colours: Colours,
        parent: QWidget | None = None,
        *,
        is_new: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New highlight") if is_new else self.tr("Highlight"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(460, 340)
        shown = safe_text(" ".join(quote.split()))
        words = QLabel(
            shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]}…",
            wordWrap=True,
            textFormat=Qt.TextFormat.PlainText,
        )
        words.setAccessibleName(self.tr("Highlighted words"))
        self.colour = QComboBox()
        self.colour.setAccessibleName(self.tr("Colour"))
        size = QSize(32, 16)
        self.colour.setIconSize(size)
        for number in range(1, COLOURS + 1):
            self.colour.addItem(swatch(number, colours, size), f"{number}  {ink_name(number)}", number)
        self.colour.setCurrentIndex(colour - 1)
        self.note = QPlainTextEdit(note, placeholderText=self.tr("Note"))
        self.note.setAccessibleName(self.tr("Note on the highlight"))
        self.note.setTabChangesFocus(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.save = buttons.button(QDialogButtonBox.StandardButton.Save)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        self.delete = QPushButton(self.tr("Delete"))
        self.delete.setAccessibleName(self.tr("Delete the highlight"))
        self.delete.setAutoDefault(False)
        self.delete.clicked.connect(self._delete)
        if not is_new:
            buttons.addButton(self.delete, QDialogButtonBox.ButtonRole.DestructiveRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        for widget in (words, self.colour, self.note, buttons):
            column.addWidget(widget)
        self.note.setFocus()

    def _save(self) -> None:
        self.edited.emit(HighlightEdited(self.colour.currentData(), self.note.toPlainText()))
        self.accept()

    def _delete(self) -> None:
        self.delete_requested.emit()
        self.accept()
