"""The repeated passages that an import made known: a list under the report, with keeping them and showing one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from reader.core.evidence import RepeatedPassage
from reader.gui.reading.html import same_length_text

Index = QModelIndex | QPersistentModelIndex
LONGEST = 90
ROWS_SHOWN = 4
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class PassageKept:
    """A passage is to be kept in all stories of its outlet, or removed from them again."""

    passage: RepeatedPassage
    keep: bool


@dataclass(frozen=True, slots=True)
class PassageShown:
    """A story that has this passage is wanted."""

    passage: RepeatedPassage


def sentence(passage: RepeatedPassage) -> str:
    """Return what is known of a passage: ``“Click for full coverage…” in 41 of 57 stories of The Post``."""
    text = passage.text if len(passage.text) <= LONGEST else passage.text[: LONGEST - 1] + "…"
    outlet = passage.outlet or QCoreApplication.translate("Passages", "an unknown outlet")
    wording = QCoreApplication.translate("Passages", "“{text}” in {stories} of {of} stories of {outlet}")
    said = wording.format(text=text, stories=passage.stories, of=passage.of, outlet=outlet)
    return said + QCoreApplication.translate("Passages", " (kept)") if passage.is_kept else said


class PassagesModel(QAbstractListModel):
    """A row per passage."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.passages: tuple[RepeatedPassage, ...] = ()

    def show(self, passages: Sequence[RepeatedPassage]) -> None:
        """Show these passages."""
        self.beginResetModel()
        self.passages = tuple(passages)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of passages."""
        return 0 if parent.isValid() else len(self.passages)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return the sentence of a row; its tip is the whole passage."""
        if not 0 <= index.row() < len(self.passages):
            return None
        passage = self.passages[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return same_length_text(sentence(passage))
        return same_length_text(passage.text) if role == Qt.ItemDataRole.ToolTipRole else None


class PassageList(QWidget):
    """Hidden while there are none. ``keep_requested`` and ``show_requested`` carry PassageKept and PassageShown."""

    keep_requested = Signal(object)
    show_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = PassagesModel(self)
        self._count = QLabel()
        self.list = QListView(uniformItemSizes=True)
        self.list.setAccessibleName(self.tr("Repeated passages"))
        self.list.setModel(self.model)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setFixedHeight((self.list.fontMetrics().height() + 6) * ROWS_SHOWN)
        self.keep = QPushButton(self.tr("Keep"))
        self.keep.setAccessibleName(self.tr("Keep the passage in all stories of its outlet, or remove it again"))
        self.show_one = QPushButton(self.tr("Show"))
        self.show_one.setAccessibleName(self.tr("Show a story that has the passage"))
        buttons = QHBoxLayout()
        buttons.addWidget(self._count, 1)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.show_one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(buttons)
        column.addWidget(self.list)
        self.keep.clicked.connect(self._keep)
        self.show_one.clicked.connect(self._show)
        self.list.activated.connect(self._show)
        self.list.selectionModel().currentChanged.connect(self._name_button)
        self.hide()

    def show_passages(self, passages: Sequence[RepeatedPassage]) -> None:
        """List the passages; the chosen row stays chosen."""
        row = max(0, self.list.currentIndex().row())
        self.model.show(passages)
        self._count.setText(self.tr("%n repeated passages found", "", len(passages)))
        self.list.setCurrentIndex(self.model.index(min(row, len(passages) - 1), 0))
        self.setVisible(bool(passages))

    @property
    def chosen(self) -> RepeatedPassage | None:
        """The passage of the current row."""
        row = self.list.currentIndex().row()
        return self.model.passages[row] if 0 <= row < len(self.model.passages) else None

    def _keep(self) -> None:
        if self.chosen is not None:
            self.keep_requested.emit(PassageKept(self.chosen, not self.chosen.is_kept))

    def _show(self) -> None:
        if self.chosen is not None:
            self.show_requested.emit(PassageShown(self.chosen))

    def _name_button(self) -> None:
        is_kept = self.chosen is not None and self.chosen.is_kept
        self.keep.setText(self.tr("Remove again") if is_kept else self.tr("Keep"))
