"""The key sheet: every action with its keys, made from the table of actions."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reader.gui.actions import ACTIONS, MENUS, ActionSpec, action_text


class KeySheet(QDialog):
    """Two columns of actions and keys. Not modal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        columns = QHBoxLayout()
        columns.setSpacing(48)
        for menus in (("story", "edit"), ("view", "library", "help")):
            columns.addLayout(self._column(menus))
        note = QLabel(self.tr("Single letters act while the list or the story has the focus."))
        note.setForegroundRole(note.palette().ColorRole.PlaceholderText)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 14)
        column.setSpacing(16)
        column.addLayout(columns)
        column.addWidget(note)
        column.addWidget(buttons)

    def labels(self) -> list[QLabel]:
        """Return every label of the sheet."""
        return self.findChildren(QLabel)

    def _column(self, menus: tuple[str, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(6)
        row = 0
        for menu in menus:
            title = QLabel(QCoreApplication.translate("Actions", MENUS[menu]).replace("&", ""))
            font = title.font()
            font.setBold(True)
            title.setFont(font)
            if row:
                grid.setRowMinimumHeight(row, 14)
                row += 1
            grid.addWidget(title, row, 0)
            for spec in (spec for spec in ACTIONS if spec.menu == menu and (spec.key or spec.letter)):
                row += 1
                grid.addWidget(QLabel(action_text(spec)), row, 0)
                keys = QLabel(keys_of(spec), alignment=Qt.AlignmentFlag.AlignRight)
                keys.setForegroundRole(keys.palette().ColorRole.Link)
                grid.addWidget(keys, row, 1)
            row += 1
        grid.setRowStretch(row, 1)
        return grid


def keys_of(spec: ActionSpec) -> str:
    """Return the keys of an action as they are written on the keyboard."""
    keys = (
        QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in (spec.letter, spec.key) if key
    )
    return ", ".join(keys)
