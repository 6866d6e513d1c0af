"""Preferences as commands, made from their declarations: each choice, each switch, and each page of the form."""

from dataclasses import fields, replace
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from reader.core.settings import Settings
from reader.gui.dialogs.preferences import choice_text

if TYPE_CHECKING:
    from reader.gui.frame.window import MainWindow

ENGLISH = "english"
"""The property that holds the English words of an action that is not in the table of actions."""


def settings_commands(window: "MainWindow") -> dict[str, QAction]:
    """Return an action for every choice and switch of the preferences that is not so now, and for every page."""
    found: dict[str, QAction] = {}
    pages: dict[str, None] = {}
    for declared in fields(Settings):
        pages[declared.metadata["page"]] = None
        title, value = declared.metadata["title"], getattr(window.settings, declared.name)
        if isinstance(value, Enum):
            for choice in type(value):
                if choice is not value:
                    words = (title, str(choice.value).capitalize(), choice_text(choice))
                    found[_name(declared.name, choice.value)] = _action(window, words, {declared.name: choice})
        elif isinstance(value, bool):
            word = "No" if value else "Yes"
            words = (title, word, _switch_text(is_on=not value))
            found[_name(declared.name, word)] = _action(window, words, {declared.name: not value})
    for page in pages:
        action = _said(window, "Preferences", page, QCoreApplication.translate("Settings", page))
        action.triggered.connect(partial(window.show_preferences, page))
        found[_name("preferences", page)] = action
    return found


def _name(field: str, value: object) -> str:
    return f"{field}={value}".replace(" ", "_")


def _action(window: "MainWindow", words: tuple[str, str, str], change: dict[str, Any]) -> QAction:
    action = _said(window, *words)
    action.triggered.connect(lambda: window.apply_settings(replace(window.settings, **change)))
    return action


def _said(window: "MainWindow", title: str, english: str, choice: str) -> QAction:
    shown = QCoreApplication.translate("SettingsCommands", "{title}: {choice}")
    title_shown = QCoreApplication.translate("Settings", title)
    action = QAction(shown.format(title=title_shown, choice=choice), window)
    action.setProperty(ENGLISH, f"{title}: {english}")
    return action


def _switch_text(*, is_on: bool) -> str:
    return QCoreApplication.translate("SettingsCommands", "Yes" if is_on else "No")
