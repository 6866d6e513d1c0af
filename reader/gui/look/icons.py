"""The program's icons: SVG drawings in one colour, tinted to the theme."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from reader.resources import resource

SIZES = (16, 24, 32, 48)
INK = "#000000"


@lru_cache(maxsize=64)
def icon(name: str, colour: str) -> QIcon:
    """Return ``resources/icons/<name>.svg`` with its black drawn in ``colour`` (``#rrggbb``)."""
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace(INK, colour)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    result = QIcon()
    for size in SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        result.addPixmap(pixmap)
    return result


def program_icon() -> QIcon:
    """Return the icon of the program, in its own colours."""
    return QIcon(str(resource("icons", "program.svg")))
