"""Preferences as one frozen value; each field declares its title, help and range, and front ends are made from that."""

from dataclasses import dataclass, field
from enum import Enum


class Theme(Enum):
    """Colour scheme of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def declaration(
    title: str, help_text: str, low: float | None = None, high: float | None = None
) -> dict[str, str | float | None]:
    """Return the field metadata that a preferences form needs; the range is inclusive."""
    return {"title": title, "help": help_text, "low": low, "high": high}


@dataclass(frozen=True, slots=True)
class Settings:
    """All preferences. Sizes are logical pixels, widths em of the reading font."""

    theme: Theme = field(
        default=Theme.SYSTEM, metadata=declaration("Theme", "Colours of the window and the reading pane.")
    )
    font_family: str = field(
        default="", metadata=declaration("Reading font", "Empty means the serif that comes with the program.")
    )
    font_size_px: int = field(
        default=18, metadata=declaration("Text size", "Size of the story's text in pixels.", 12, 50)
    )
    line_height: float = field(
        default=1.6, metadata=declaration("Line height", "Distance of lines, in multiples of the text size.", 1.0, 2.5)
    )
    column_em: int = field(default=38, metadata=declaration("Column width", "Widest line of text, in em.", 30, 60))
    search_delay_ms: int = field(
        default=120, metadata=declaration("Typing pause", "How long to wait after a key before searching.", 0, 1000)
    )
    show_pictures: bool = field(
        default=True,
        metadata=declaration("Show pictures", "Pictures that were saved with a story stand in its text."),
    )
