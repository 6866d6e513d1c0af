"""Small buttons and keys, built in one call with everything a control must have."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QToolButton, QWidget


def key_on(widget: QWidget, key: str, doing: Callable[[], object]) -> None:
    """Let a key do something while a widget has the focus, and only then."""
    shortcut = QShortcut(QKeySequence(key), widget)
    shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
    shortcut.activated.connect(doing)


def tool_button(text: str, name: str, tip: str = "", *, flat: bool = True, checkable: bool = False) -> QToolButton:
    """Return a tool button showing ``text`` (or an icon set later), with its accessible name and its tip."""
    button = QToolButton()
    button.setText(text)
    button.setAccessibleName(name)
    button.setToolTip(tip or name)
    button.setAutoRaise(flat)
    button.setCheckable(checkable)
    button.setIconSize(QSize(16, 16))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def bar_height(widget: QWidget) -> int:
    """Return how high the bars above the panes are, in px, so that they stand in one line."""
    return round(2.8 * widget.fontMetrics().height())
