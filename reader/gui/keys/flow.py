"""Puts the reader's keys to use in a window: menus, letters, buttons, the sheet of keys and the page to change them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.core.settings import KEYS, Settings
from reader.gui.dialogs.keys import KeySheet
from reader.gui.keys.bindings import keys_in
from reader.gui.keys.tips import KeyTips
from reader.gui.views.tabs import ViewName

if TYPE_CHECKING:
    from reader.gui.frame.window import MainWindow

VIEWS = {
    ViewName.STORIES: "view_stories",
    ViewName.CONTEXT: "view_context",
    ViewName.TIMELINE: "view_timeline",
}


class KeyFlow(QObject):
    """Everything about keys in one window."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.sheet: KeySheet | None = None
        self.tips: KeyTips | None = None

    def use(self, settings: Settings) -> None:
        """Give every action the keys it has in these preferences."""
        keys, actions = keys_in(settings.keys), self._window.actions_table
        if keys == actions.keys:
            return
        actions.use_keys(keys)
        self._window.story.bar.show_keys(actions.keys_text("show_removed"), actions.keys_text("show_original"))
        self._window.views.show_keys({view: actions.keys_text(name) for view, name in VIEWS.items()})
        if self.tips is None:
            self.tips = KeyTips(self._window, actions.by_name)
        if self.sheet is not None and self.sheet.isVisible():
            self.show_sheet()

    def show_sheet(self) -> None:
        """Open the sheet of keys."""
        if self.sheet is not None:
            self.sheet.close()
            self.sheet.deleteLater()
        self.sheet = KeySheet(self._window, self._window.actions_table.keys)
        self.sheet.change_requested.connect(self.change)
        self.sheet.show()

    def change(self) -> None:
        """Open the preferences where keys are changed."""
        self._window.show_preferences(KEYS)
