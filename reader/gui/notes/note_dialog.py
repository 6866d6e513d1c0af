"""The dialog of the notes on a whole story: written, changed, deleted."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
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

from reader.core.highlights import StoryNote
from reader.gui.reading.html import same_length_text

SHOWN_CHARS = 60


@dataclass(frozen=True, slots=True)
class NoteEdited:
    """The text that a note is to have; ``note`` is None for a new one."""

    note: StoryNote | None
    text: str


@dataclass(frozen=True, slots=True)
class NoteDeleted:
    """The note that is to go."""

    note: StoryNote


class NoteDialog(QDialog):
    """Not modal. ``edited`` carries a ``NoteEdited``, ``deleted`` a ``NoteDeleted``."""

    edited = Signal(object)
    deleted = Signal(object)

    def __init__(self, headline: str, notes: Sequence[StoryNote], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Note on the story"))
        self.resize(460, 340)
        self._notes = tuple(notes)
        shown = same_length_text(headline)
        self._story = QLabel(shown, wordWrap=True)
        self.which = QComboBox()
        self.which.setAccessibleName(self.tr("Which note"))
        for note in self._notes:
            self.which.addItem(_short(note.text))
        self.which.addItem(self.tr("New note"))
        self.which.setVisible(bool(self._notes))
        self.text = QPlainTextEdit(placeholderText=self.tr("Note on the whole story"))
        self.text.setAccessibleName(self.tr("Note on the whole story"))
        self.text.setTabChangesFocus(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.save = buttons.button(QDialogButtonBox.StandardButton.Save)
        self.delete = QPushButton(self.tr("Delete"))
        self.delete.setAccessibleName(self.tr("Delete the note"))
        self.delete.setAutoDefault(False)
        buttons.addButton(self.delete, QDialogButtonBox.ButtonRole.DestructiveRole)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        self.delete.clicked.connect(self._delete)
        self.which.currentIndexChanged.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        for widget in (self._story, self.which, self.text, buttons):
            column.addWidget(widget)
        self.which.setCurrentIndex(max(0, len(self._notes) - 1))
        self._choose()
        self.text.setFocus()

    @property
    def _chosen(self) -> StoryNote | None:
        at = self.which.currentIndex()
        return self._notes[at] if 0 <= at < len(self._notes) else None

    def _choose(self) -> None:
        note = self._chosen
        self.text.setPlainText(note.text if note else "")
        self.delete.setEnabled(note is not None)

    def _save(self) -> None:
        self.edited.emit(NoteEdited(self._chosen, self.text.toPlainText()))
        self.accept()

    def _delete(self) -> None:
        note = self._chosen
        if note is not None:
            self.deleted.emit(NoteDeleted(note))
            self.accept()


def _short(text: str) -> str:
    line = same_length_text(" ".join(text.split()))
    return line if len(line) <= SHOWN_CHARS else f"{line[: SHOWN_CHARS - 1]}…"
