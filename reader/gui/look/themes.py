"""The colours of the window: four sets, as palettes for Fusion and as names for our own drawing."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from reader.core.settings import Theme


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours as ``#rrggbb``. ``muted`` and the tints keep a contrast of 4.5:1 with what they stand on."""

    window: str
    paper: str
    raised: str
    line: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_text: str
    selection: str
    selection_text: str
    hit: str
    hit_text: str
    current_hit: str
    current_hit_text: str
    removed: str
    removed_text: str
    chip: str
    star: str
    warning: str
    warning_text: str
    error: str
    error_text: str
    notice: str
    notice_text: str


LIGHT = Colours(
    window="#f3f1ec",
    paper="#fdfcf9",
    raised="#faf8f4",
    line="#dcd8cf",
    text="#26231f",
    muted="#68625a",
    faint="#8b8479",
    accent="#2b5c8a",
    accent_text="#ffffff",
    selection="#dbe6f1",
    selection_text="#1d1b18",
    hit="#fbe7a1",
    hit_text="#26231f",
    current_hit="#f5b43c",
    current_hit_text="#1d1b18",
    removed="#f7e7e2",
    removed_text="#8c4636",
    chip="#7a3b2d",
    star="#a87206",
    warning="#faeccb",
    warning_text="#6a4a00",
    error="#f9dfda",
    error_text="#80281c",
    notice="#e1eaf3",
    notice_text="#234a70",
)

DARK = Colours(
    window="#1d1e20",
    paper="#232427",
    raised="#292b2e",
    line="#3a3c40",
    text="#dedbd4",
    muted="#a5a098",
    faint="#7d7a74",
    accent="#86b4e0",
    accent_text="#14202b",
    selection="#33475c",
    selection_text="#f0eee9",
    hit="#5a4b1c",
    hit_text="#fbeec4",
    current_hit="#d99a2b",
    current_hit_text="#1b1509",
    removed="#3b2826",
    removed_text="#dd9f90",
    chip="#e8b5a8",
    star="#e2b04a",
    warning="#453a1c",
    warning_text="#f2dca4",
    error="#4a2723",
    error_text="#f3bfb5",
    notice="#263a4e",
    notice_text="#c4dcf3",
)


SEPIA = replace(
    LIGHT,
    window="#ebdfc8",
    paper="#f7eeda",
    raised="#f1e6cf",
    line="#d6c6a6",
    text="#3d2f1f",
    muted="#6a5639",
    faint="#8a7450",
    accent="#7a4419",
    selection="#e4d1ab",
    selection_text="#2b2014",
    hit="#f2d383",
    hit_text="#2b2014",
    current_hit="#e5a23a",
    current_hit_text="#241a0e",
    removed="#f0d9c5",
    removed_text="#853c28",
    chip="#73351f",
    star="#94610a",
    warning="#f2dca6",
    warning_text="#614300",
    error="#f1cfc2",
    error_text="#7c2517",
    notice="#e6dcc0",
    notice_text="#4f4116",
)

HIGH_CONTRAST = replace(
    DARK,
    window="#000000",
    paper="#000000",
    raised="#101010",
    line="#ffffff",
    text="#ffffff",
    muted="#e4e4e4",
    faint="#b4b4b4",
    accent="#5fd3ff",
    accent_text="#000000",
    selection="#003d7a",
    selection_text="#ffffff",
    hit="#ffea00",
    hit_text="#000000",
    current_hit="#ff9d00",
    current_hit_text="#000000",
    removed="#3a0000",
    removed_text="#ffb3a8",
    chip="#ffd0c8",
    star="#ffd23f",
    warning="#3d3000",
    warning_text="#fff1a8",
    error="#4d0000",
    error_text="#ffd2cc",
    notice="#002b4d",
    notice_text="#cdeaff",
)

COLOURS = {Theme.LIGHT: LIGHT, Theme.DARK: DARK, Theme.SEPIA: SEPIA, Theme.HIGH_CONTRAST: HIGH_CONTRAST}


def colours_of(theme: Theme) -> Colours:
    """Return the colours of a theme; ``SYSTEM`` follows the desktop, light where it does not say."""
    if theme is Theme.SYSTEM:
        return DARK if is_system_dark() else LIGHT
    return COLOURS[theme]


def is_system_dark() -> bool:
    """Tell whether the desktop wants dark windows now."""
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def palette_of(colours: Colours) -> QPalette:
    """Return the Fusion palette made of these colours."""
    roles = {
        QPalette.ColorRole.Window: colours.window,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.paper,
        QPalette.ColorRole.AlternateBase: colours.raised,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.Button: colours.raised,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.BrightText: colours.error_text,
        QPalette.ColorRole.ToolTipBase: colours.raised,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.accent_text,
        QPalette.ColorRole.Accent: colours.accent,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.LinkVisited: colours.accent,
        QPalette.ColorRole.Light: colours.paper,
        QPalette.ColorRole.Midlight: colours.raised,
        QPalette.ColorRole.Mid: colours.line,
        QPalette.ColorRole.Dark: colours.faint,
        QPalette.ColorRole.Shadow: colours.faint,
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    greyed = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)
    for role in greyed:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.faint))
    return palette
