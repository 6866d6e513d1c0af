"""A field that takes one key, as it is pressed."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QKeySequenceEdit, QLineEdit, QWidget

from reader.gui.keys.writing import normal
from reader.gui.look.buttons import tool_button


class KeyField(QWidget):
    """The field, and a button that empties it. Tab leaves it. ``key_given`` carries nothing; see ``key``."""

    key_given = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QKeySequenceEdit()
        self.edit.setMaximumSequenceLength(1)
        self.edit.setAccessibleName(name)
        self._line = self.edit.findChild(QLineEdit)
        if self._line is not None:
            self._line.setAccessibleName(name)
        self.none = tool_button("×", self.tr("{field}: none").format(field=name), self.tr("No key"))
        self.setFocusProxy(self.edit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.edit, 1)
        row.addWidget(self.none)
        self.put("")
        self.edit.editingFinished.connect(self.key_given)
        self.none.clicked.connect(self._empty)

    @property
    def key(self) -> str:
        """The key in the field, "" for none."""
        return normal(self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText))

    def put(self, key: str) -> None:
        """Show a key without telling anybody."""
        self.edit.blockSignals(True)
        self.edit.setKeySequence(QKeySequence(key))
        self.edit.blockSignals(False)
        if self._line is not None:  # Qt puts its own words there whenever the field is emptied
            self._line.setPlaceholderText(self.tr("Press a key"))

    def _empty(self) -> None:
        self.put("")
        self.key_given.emit()
