"""A chart as a file: PNG at twice the size, SVG, or its values as CSV."""

import csv
from pathlib import Path

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from reader.gui.charts.drawing import Drawing, Parts, number_text
from reader.gui.charts.figure import Figure
from reader.gui.charts.look import Look
from reader.gui.charts.periods import last_day

SIZE = QSize(960, 360)
_SCALE = 2


def rows_of(figure: Figure) -> list[tuple[str, ...]]:
    """Return a row for each bin: first day, last day, and the value of each series, with a point for decimals."""
    return [
        (
            start,
            last_day(start, figure.period, figure.step),
            *(f"{each.values[place]:.{figure.decimals}f}" for each in figure.series),
        )
        for place, start in enumerate(figure.starts)
    ]


def spoken_rows(figure: Figure) -> list[tuple[str, ...]]:
    """Return a row for each bin as a reader reads it: its name and the values."""
    return [
        (figure.name_of(place), *(number_text(each.values[place], figure.decimals) for each in figure.series))
        for place in range(len(figure.starts))
    ]


def save(figure: Figure, look: Look, font: QFont, path: Path) -> None:
    """Write a chart to a file of the kind its suffix says, CSV for any other. Raises OSError."""
    match path.suffix.lower():
        case ".png":
            _save_png(figure, look, font, path)
        case ".svg":
            _save_svg(figure, look, font, path)
        case _:
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(("first_day", "last_day", *(_safe(each.name) for each in figure.series)))
                writer.writerows(rows_of(figure))


def _safe(name: str) -> str:
    """Return a name that no spreadsheet takes for a formula."""
    return f"'{name}" if name.startswith(("=", "+", "-", "@", "\t", "\r")) else name


def _draw(painter: QPainter, figure: Figure, look: Look, font: QFont) -> None:
    painter.setFont(font)
    area = QRectF(0, 0, SIZE.width(), SIZE.height())
    Drawing(figure, area, look, QFontMetricsF(font), Parts()).draw(painter)


def _save_png(figure: Figure, look: Look, font: QFont, path: Path) -> None:
    image = QImage(SIZE * _SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SCALE)
    image.fill(look.ground)
    with QPainter(image) as painter:
        _draw(painter, figure, look, font)
    if not image.save(str(path)):
        raise OSError(f"{path} could not be written")


def _save_svg(figure: Figure, look: Look, font: QFont, path: Path) -> None:
    path.touch()  # the generator tells of no failure
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(SIZE)
    generator.setViewBox(QRectF(0, 0, SIZE.width(), SIZE.height()))
    with QPainter(generator) as painter:
        _draw(painter, figure, look, font)
