"""The tag editor: which tags one or many stories have, and which they get."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QDialog, QDialogButtonBox, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from reader.core.model import ArticleId

_ON, _PART, _OFF = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked


@dataclass(frozen=True, slots=True)
class TagsEdited:
    """What the reader wants: tags to give to all of the stories, and tags to take off them."""

    article_ids: tuple[ArticleId, ...]
    add: tuple[str, ...]
    remove: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TagsOf:
    """Some stories, how many of them have which tag, and all tags of the library."""

    article_ids: tuple[ArticleId, ...]
    has: tuple[tuple[str, int], ...]
    known: tuple[str, ...]


class TagEditor(QDialog):
    """A line for new tags, with completion, and a box for each tag the stories have. ``tags_edited`` carries them."""

    tags_edited = Signal(object)

    def __init__(self, tags: TagsOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids = tags.article_ids
        self.setWindowTitle(self.tr("Tags of %n stories", "", len(self._ids)))
        self.line = QLineEdit(placeholderText=self.tr("Add tags, with commas between"))
        self.line.setAccessibleName(self.tr("New tags"))
        completer = QCompleter(list(tags.known), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.line.setCompleter(completer)
        self.boxes = QStandardItemModel(self)
        self._before: dict[str, Qt.CheckState] = {}
        for name, stories in tags.has:
            self._add_box(name, _ON if stories == len(self._ids) else _PART)
        self.list = QListView()
        self.list.setModel(self.boxes)
        self.list.setAccessibleName(self.tr("Tags the stories have"))
        self.list.setVisible(bool(tags.has))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._done)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        if tags.has:
            column.addWidget(
                QLabel(self.tr("Tags the stories have; without a tick a tag is taken off:"), wordWrap=True)
            )
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        self.resize(380, 300 if tags.has else 110)
        self.line.setFocus()

    def _add_box(self, name: str, state: Qt.CheckState) -> None:
        item = QStandardItem(name)
        item.setEditable(False)
        item.setCheckable(True)
        item.setCheckState(state)
        self.boxes.appendRow(item)
        self._before[name] = state

    def _done(self) -> None:
        add, remove = list(names_in(self.line.text())), []
        for row in range(self.boxes.rowCount()):
            item = self.boxes.item(row)
            state, before = item.checkState(), self._before[item.text()]
            if state is _ON and before is _PART:
                add.append(item.text())
            elif state is _OFF:
                remove.append(item.text())
        new = {name.casefold() for name in add}
        kept = tuple(name for name in remove if name.casefold() not in new)
        self.tags_edited.emit(TagsEdited(self._ids, tuple(add), kept))
        self.accept()


def names_in(text: str) -> Sequence[str]:
    """Return the tags in a line, each once."""
    found = (" ".join(part.split()) for part in text.split(","))
    return tuple({name.casefold(): name for name in found if name}.values())
