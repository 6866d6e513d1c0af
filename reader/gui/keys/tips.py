"""Adds the keys of an action to the tip of a button that does the same, as they are when the tip is shown."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

PROPERTY = "action"


def does(widget: QWidget, name: str) -> None:
    """Say which action, by its name, a button stands for."""
    widget.setProperty(PROPERTY, name)


class KeyTips(QObject):
    """Watches the buttons of a window that stand for actions."""

    def __init__(self, window: QWidget, actions: Mapping[str, QAction]) -> None:
        super().__init__(window)
        self._actions = actions
        for widget in window.findChildren(QWidget):
            if widget.property(PROPERTY):
                widget.installEventFilter(self)

    def tip_of(self, widget: QWidget) -> str:
        """Return the tip of a button with its action's keys."""
        action = self._actions.get(str(widget.property(PROPERTY)))
        keys = str(action.property("keys") or "") if action else ""
        tip = widget.toolTip() or widget.accessibleName()
        return f"{tip} ({keys})" if keys else tip

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the tip with the keys in place of the tip alone."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip and isinstance(watched, QWidget):
            QToolTip.showText(event.globalPos(), self.tip_of(watched), watched)
            return True
        return super().eventFilter(watched, event)
