"""A cursor in the text of a story, for those who select by keyboard."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QTextBrowser

WITHOUT = (
    Qt.TextInteractionFlag.TextSelectableByMouse
    | Qt.TextInteractionFlag.LinksAccessibleByMouse
    | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
)
"""The arrow keys scroll, and no cursor stands in the text like a mark."""
WITH = WITHOUT | Qt.TextInteractionFlag.TextSelectableByKeyboard
WIDTH = 2

_MOVES = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)


def show_caret(pane: QTextBrowser, *, is_on: bool) -> None:
    """Put a cursor into the text, or take it away; what is selected stays."""
    cursor = pane.textCursor()
    pane.setTextInteractionFlags(WITH if is_on else WITHOUT)
    pane.setCursorWidth(WIDTH)
    pane.setTextCursor(cursor)


def fetch_caret(pane: QTextBrowser, event: QKeyEvent) -> None:
    """Bring the cursor to the first line in sight where a key would move it elsewhere, out of sight."""
    is_on = bool(pane.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard)
    to_ends = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    if is_on and event.key() in _MOVES and not to_ends and not _is_in_sight(pane):
        pane.setTextCursor(first_in_sight(pane))


def first_in_sight(pane: QTextBrowser) -> QTextCursor:
    """Return a cursor at the beginning of the first line that is whole in the window."""
    cursor = pane.cursorForPosition(QPoint(0, 0))
    cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
    if pane.cursorRect(cursor).top() < 0:
        cursor.movePosition(QTextCursor.MoveOperation.Down)
    return cursor


def _is_in_sight(pane: QTextBrowser) -> bool:
    return pane.viewport().rect().intersects(pane.cursorRect())
