"""Every theme can be read: each text of the palette on each ground it stands on."""

import pytest
from PySide6.QtGui import QPalette

from reader.core.settings import Theme
from reader.gui.themes import COLOURS, colours_of, palette_of
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
