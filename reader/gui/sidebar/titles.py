"""The font of the titles in the sidebar."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication

CAPITALS, NO_CAPITALS = 0.85, 0.95
"""How large titles are beside the entries: letters without capitals look smaller at the same size."""


def title_font(font: QFont) -> QFont:
    """Return the font of a title above entries that are written in ``font``."""
    is_mirrored = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    title = QFont(font)
    title.setPointSizeF(font.pointSizeF() * (NO_CAPITALS if is_mirrored else CAPITALS))
    title.setWeight(QFont.Weight.DemiBold)
    title.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
    return title
