"""The colours and patterns of charts: told apart without seeing colours, and seen on every ground."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette

from reader.gui.look.style import mixed

LEAST_CONTRAST = 3.0
CALM = 0.35
"""How much of the ground is in the colour of bars that are there to be glanced at."""
_MIDDLE = 0.18
HUES = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8a6d3b", "#7a7a7a")
"""Okabe and Ito's colours for all kinds of sight, with a brown and a grey in place of yellow and black."""
DARKER_HUES = ("#0072b2", "#d55e00", "#005c47", "#cb5ea6", "#661100", "#2b1a7f", "#8a6d3b", "#747474")
"""For light grounds, on which the former's light ones would be darkened until some could not be told apart."""
PATTERNS = (
    Qt.BrushStyle.NoBrush,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.FDiagPattern,
    Qt.BrushStyle.VerPattern,
    Qt.BrushStyle.DiagCrossPattern,
    Qt.BrushStyle.Dense6Pattern,
    Qt.BrushStyle.CrossPattern,
)
DASHES: tuple[tuple[float, ...], ...] = ((), (9, 4), (3, 4), (11, 3, 3, 3), (6, 3), (16, 4), (2, 2), (9, 3, 2, 3, 2, 3))
"""Lengths of dash and gap of the lines of series, in pixels; none for a solid line."""


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def seen_on(colour: QColor, ground: QColor) -> QColor:
    """Return a colour, as much darker or lighter as it has to be to stand out on a ground."""
    by = -0.02 if _luminance(ground) > _MIDDLE else 0.02
    hue, saturation, light = colour.hslHueF(), colour.hslSaturationF(), colour.lightnessF()
    made = colour
    while contrast(made, ground) < LEAST_CONTRAST and 0 < light < 1:
        light = min(1.0, max(0.0, light + by))
        made = QColor.fromHslF(max(0.0, hue), saturation, light)
    return made


@dataclass(frozen=True, slots=True)
class Look:
    """What a chart is drawn with: the colours of its parts and of its series; ``calm`` is for bars of one series."""

    ground: QColor
    text: QColor
    muted: QColor
    line: QColor
    accent: QColor
    calm: QColor
    series: tuple[QColor, ...]

    @classmethod
    def of(cls, palette: QPalette) -> "Look":
        """Return the look that fits a palette."""
        ground = palette.color(QPalette.ColorRole.Base)
        is_light = _luminance(ground) > _MIDDLE
        accent = seen_on(palette.color(QPalette.ColorRole.Highlight), ground)
        return cls(
            ground,
            palette.color(QPalette.ColorRole.Text),
            palette.color(QPalette.ColorRole.PlaceholderText),
            palette.color(QPalette.ColorRole.Mid),
            accent,
            seen_on(mixed(accent, ground, CALM), ground),
            tuple(seen_on(QColor(hue), ground) for hue in (DARKER_HUES if is_light else HUES)),
        )

    def colour(self, number: int) -> QColor:
        """Return the colour of a series."""
        return self.series[number % len(self.series)]
