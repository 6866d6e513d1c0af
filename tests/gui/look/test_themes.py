"""Every theme can be read: each text of the palette on each ground it stands on."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette

from reader.core.settings import Theme
from reader.gui.frame.window import MainWindow
from reader.gui.look.themes import COLOURS, DARK, LIGHT, SEPIA, colours_of, palette_of
from tests.gui.test_access import contrast

ROLE = QPalette.ColorRole
PAIRS = (
    *((text, ground) for text in (ROLE.WindowText, ROLE.PlaceholderText, ROLE.Link, ROLE.BrightText)
      for ground in (ROLE.Window, ROLE.Base, ROLE.AlternateBase)),
    (ROLE.Text, ROLE.Base),
    (ROLE.Text, ROLE.AlternateBase),
    (ROLE.ButtonText, ROLE.Button),
    (ROLE.ToolTipText, ROLE.ToolTipBase),
    (ROLE.HighlightedText, ROLE.Highlight),
)  # fmt: skip


@pytest.mark.parametrize("theme", COLOURS)
def test_every_text_of_the_palette_can_be_read_on_its_ground(theme: Theme) -> None:
    palette = palette_of(COLOURS[theme])
    poor = [
        (text.name, ground.name)
        for text, ground in PAIRS
        if contrast(palette.color(text).name(), palette.color(ground).name()) < 4.5
    ]
    assert poor == []


def test_every_theme_but_the_systems_has_its_own_colours() -> None:
    assert set(COLOURS) == set(Theme) - {Theme.SYSTEM}
    assert len({colours_of(theme) for theme in COLOURS}) == len(COLOURS)


def test_high_contrast_is_higher_than_any_other() -> None:
    ratios = {theme: contrast(colours.muted, colours.window) for theme, colours in COLOURS.items()}
    assert max(ratios, key=lambda theme: ratios[theme]) is Theme.HIGH_CONTRAST
    assert ratios[Theme.HIGH_CONTRAST] > 12


def test_the_systems_theme_follows_a_change_of_the_system_at_once(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def turn(scheme: Qt.ColorScheme) -> str:
        """Do what Qt does when the desktop changes: answer differently, then tell. Returns the colour of the paper."""
        monkeypatch.setattr("reader.gui.look.themes.is_system_dark", lambda: scheme is Qt.ColorScheme.Dark)
        QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)
        return window.story.pane.palette().base().color().name()

    window.apply_settings(replace(window.settings, theme=Theme.SYSTEM))
    assert turn(Qt.ColorScheme.Dark) == DARK.paper
    assert turn(Qt.ColorScheme.Light) == LIGHT.paper
    window.apply_settings(replace(window.settings, theme=Theme.SEPIA))
    assert turn(Qt.ColorScheme.Dark) == SEPIA.paper
    window.apply_settings(replace(window.settings, theme=Theme.LIGHT))
