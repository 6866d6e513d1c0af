"""The key sheet: every action with its keys, as they are now, found by some of their letters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reader.gui.dialogs.fuzzy import folded
from reader.gui.frame.actions import ACTIONS, MENUS, ActionSpec, action_text
from reader.gui.keys.bindings import DEFAULTS
from reader.gui.keys.writing import shown

HIGHEST_PX = 640
LEAST = QSize(420, 240)
"""The area scrolls where it cannot be larger than this, such as with large letters on a small screen."""


@dataclass(frozen=True, slots=True)
class _Line:
    """The labels of an action, and what is searched in them."""

    labels: tuple[QLabel, QLabel]
    text: str


@dataclass(frozen=True, slots=True)
class _Group:
    """The title of a menu and the lines under it."""

    title: QLabel
    lines: tuple[_Line, ...]


class KeySheet(QDialog):
    """Two columns of actions and keys, with a field that narrows them down. Not modal.

    ``change_requested`` carries nothing.
    """

    change_requested = Signal()

    def __init__(self, parent: QWidget | None = None, keys: Mapping[str, Sequence[str]] | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self._keys: Mapping[str, Sequence[str]] = DEFAULTS if keys is None else keys
        self._groups: list[_Group] = []
        self.search = QLineEdit(placeholderText=self.tr("Search actions and keys"), clearButtonEnabled=True)
        self.search.setAccessibleName(self.tr("Search actions and keys"))
        self.search.textChanged.connect(self._filter)
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 14, 0)
        columns.setSpacing(48)
        for menus in (("story", "edit"), ("view", "library", "help")):
            columns.addLayout(self._column(menus))
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(self.tr("Actions and their keys"))
        area.setWidget(inside)
        wanted = QSize(inside.sizeHint().width() + 24, min(HIGHEST_PX, inside.sizeHint().height()))
        area.setMinimumSize(wanted.boundedTo(LEAST))
        note = QLabel(self.tr("Single letters act while the list or the story has the focus."))
        note.setForegroundRole(note.palette().ColorRole.PlaceholderText)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        change = buttons.addButton(self.tr("Change keys…"), QDialogButtonBox.ButtonRole.ActionRole)
        change.clicked.connect(self.change_requested)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 14)
        column.setSpacing(14)
        for widget in (self.search, area, note, buttons):
            column.addWidget(widget)
        self.resize(self.sizeHint().expandedTo(wanted + QSize(48, 140)))
        self.search.setFocus()

    def labels(self) -> list[QLabel]:
        """Return every label of the sheet."""
        return self.findChildren(QLabel)

    def _filter(self, typed: str) -> None:
        """Show the actions in whose words or keys everything typed stands."""
        words = folded(typed).split()
        for group in self._groups:
            fits = [all(word in line.text for word in words) for line in group.lines]
            group.title.setVisible(any(fits))
            for line, fit in zip(group.lines, fits, strict=True):
                for label in line.labels:
                    label.setVisible(fit)

    def _column(self, menus: tuple[str, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(6)
        row = 0
        for menu in menus:
            specs = [spec for spec in ACTIONS if spec.menu == menu and self._keys.get(spec.name)]
            title = QLabel(QCoreApplication.translate("Actions", MENUS[menu]).replace("&", ""))
            font = title.font()
            font.setBold(True)
            title.setFont(font)
            if row:
                title.setContentsMargins(0, 14, 0, 0)
            grid.addWidget(title, row, 0)
            lines = tuple(self._line(spec) for spec in specs)
            for line in lines:
                row += 1
                grid.addWidget(line.labels[0], row, 0)
                grid.addWidget(line.labels[1], row, 1)
            self._groups.append(_Group(title, lines))
            row += 1
        grid.setRowStretch(row, 1)
        return grid

    def _line(self, spec: ActionSpec) -> _Line:
        keys = shown(self._keys[spec.name])
        side = Qt.AlignmentFlag.AlignLeft if self.isRightToLeft() else Qt.AlignmentFlag.AlignRight
        written = QLabel(keys, alignment=side | Qt.AlignmentFlag.AlignAbsolute)
        written.setForegroundRole(written.palette().ColorRole.Link)
        text = action_text(spec)
        return _Line((QLabel(text), written), folded(f"{text} {spec.text} {keys}"))


def keys_of(spec: ActionSpec) -> str:
    """Return the keys an action comes with as they are written on the keyboard."""
    return shown(DEFAULTS[spec.name])
