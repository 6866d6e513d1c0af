"""The list that opens below the query: completions or past queries. The line keeps the focus."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reader.core.filters import NO_FILTERS, Filters
from reader.core.model import Span

Index = QModelIndex | QPersistentModelIndex
MOST_SHOWN = 9
CHOICE_ROLE = Qt.ItemDataRole.UserRole
_NO_PARENT = QModelIndex()
_KEYS = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Up, Qt.Key.Key_Down})
_MOVES = frozenset({Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


@dataclass(frozen=True, slots=True)
class Choice:
    """A text to put in place of ``span`` of the query (None: of all of it), and what is said of it."""

    text: str
    detail: str
    span: Span | None = None
    is_past: bool = False
    filters: Filters = NO_FILTERS
    is_current: bool = False


class ChoiceModel(QAbstractListModel):
    """The choices, one a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choices: tuple[Choice, ...] = ()

    def show(self, choices: Sequence[Choice]) -> None:
        """Replace all."""
        self.beginResetModel()
        self.choices = tuple(choices)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Return the number of choices."""
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return the text, the choice, or both parts as a sentence."""
        if not 0 <= index.row() < len(self.choices):
            return None
        choice = self.choices[index.row()]
        if role == CHOICE_ROLE:
            return choice
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.text
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{choice.text}, {choice.detail}" if choice.detail else choice.text
        return None


class ChoiceDelegate(QStyledItemDelegate):
    """Draws a text with what is said of it at the other end, at a distance from both edges."""

    def __init__(self, parent: QWidget, margin: int = 10) -> None:
        super().__init__(parent)
        self._margin = margin

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a row with air above and below."""
        return QSize(80, option.fontMetrics.height() + 10)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one choice."""
        choice = index.data(CHOICE_ROLE)
        if not isinstance(choice, Choice):
            return
        painter.save()
        palette, chosen = option.palette, bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, palette.color(QPalette.ColorRole.Highlight))
        area = option.rect.adjusted(self._margin, 0, -self._margin, 0)
        quiet = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.PlaceholderText
        painter.setPen(palette.color(quiet))
        far = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        near = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        direction = option.direction
        painter.drawText(area, QStyle.visualAlignment(direction, far), choice.detail)
        painter.setFont(_weighted(option.font, is_bold=choice.is_current))
        room = area.width() - option.fontMetrics.horizontalAdvance(choice.detail) - 16
        painter.setPen(palette.color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text))
        text = option.fontMetrics.elidedText(choice.text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(area, QStyle.visualAlignment(direction, near), text)
        painter.restore()


def _weighted(font: QFont, *, is_bold: bool) -> QFont:
    made = QFont(font)
    made.setBold(is_bold)
    return made


class ChoiceList(QListView):
    """Opens below a line of text. It never takes the focus: the line hands it the keys it ``wants``."""

    def __init__(self, line: QWidget) -> None:
        super().__init__(line)
        self._line = line
        self._choices = ChoiceModel(self)
        self.setModel(self._choices)
        self.setItemDelegate(ChoiceDelegate(self))
        self.setAccessibleName(self.tr("Choices for the query"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What is offered."""
        return self._choices.choices

    @property
    def first(self) -> Choice | None:
        """The first choice."""
        return self.choices[0] if self.choices else None

    @property
    def current(self) -> Choice | None:
        """The choice that is marked."""
        row = self.currentIndex().row()
        return self.choices[row] if 0 <= row < len(self.choices) else None

    def offer(self, choices: Sequence[Choice], *, mark_first: bool) -> None:
        """Open the list over what lies below the line, or close it where there is nothing to offer."""
        self._choices.show(choices)
        if not choices:
            self.hide()
            return
        self.setParent(self._line.window())
        row = max(self.sizeHintForRow(0), self.fontMetrics().height() + 8)
        height = row * min(len(choices), MOST_SHOWN) + 2 * self.frameWidth()
        corner = self._line.mapTo(self._line.window(), QPoint(0, self._line.height() + 2))
        self.setGeometry(QRect(corner.x(), corner.y(), min(self._line.width(), 720), height))
        self.show()
        self.raise_()
        if mark_first:
            self._mark(0)

    def wants(self, event: QKeyEvent) -> bool:
        """Tell whether a key acts in the open list; Enter only where a choice is marked."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = Qt.Key(event.key())
        return key in _KEYS or key in _MOVES or (key in _ENTER and self.current is not None)

    def move_by(self, rows: int) -> None:
        """Mark another choice."""
        at = self.currentIndex().row()
        self._mark(0 if at < 0 and rows > 0 else min(len(self.choices) - 1, max(0, at + rows)))

    def _mark(self, row: int) -> None:
        index = self._choices.index(row)
        self.setCurrentIndex(index)
        said = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._line, said))
