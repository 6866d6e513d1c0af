"""A chart as a file: PNG at twice the size, SVG, or its values as CSV. Pictures are in light colours, for paper."""

import csv
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from reader.gui.charts.drawing import Drawing, Parts, number_text
from reader.gui.charts.figure import Figure
from reader.gui.charts.look import Look
from reader.gui.charts.periods import last_day
from reader.gui.look.themes import LIGHT, palette_of
from reader.gui.reading.html import same_length_text

SIZE = QSize(1000, 440)
_SCALE = 2
_TITLE_PX, _TEXT_PX, _MARGIN = 19, 13, 14
_DOTS_PER_METRE = 5_906
"""150 dots an inch: as wide as a page."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a chart in a picture: a title, and lines such as the query."""

    title: str
    lines: tuple[str, ...] = ()


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


def save(figure: Figure, heading: Heading, family: str, path: Path) -> None:
    """Write a chart to a file of the kind its suffix says, CSV for any other.

    The file appears under its name when it is complete. Raises OSError.
    """
    part = path.with_name(path.name + ".part")
    try:
        match path.suffix.lower():
            case ".png":
                _save_png(figure, heading, family, part)
            case ".svg":
                _save_svg(figure, heading, family, part)
            case _:
                _save_csv(figure, part)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _safe(name: str) -> str:
    """Return a name that no spreadsheet takes for a formula."""
    return f"'{name}" if name.startswith(("=", "+", "-", "@", "\t", "\r")) else name


def _save_csv(figure: Figure, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("first_day", "last_day", *(_safe(each.name) for each in figure.series)))
        writer.writerows(rows_of(figure))


def _font(family: str, size_px: int, *, bold: bool = False) -> QFont:
    font = QFont(family)
    font.setPixelSize(size_px)
    font.setBold(bold)
    return font


def _draw(painter: QPainter, figure: Figure, heading: Heading, family: str) -> None:
    look = Look.of(palette_of(LIGHT))
    painter.fillRect(QRectF(0, 0, SIZE.width(), SIZE.height()), look.ground)
    top, width = float(_MARGIN), SIZE.width() - 2.0 * _MARGIN
    lines = [(heading.title, _font(family, _TITLE_PX, bold=True), look.text)]
    lines += [(line, _font(family, _TEXT_PX), look.muted) for line in heading.lines if line]
    for text, font, colour in lines:
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(colour)
        shown = metrics.elidedText(same_length_text(text), Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRectF(_MARGIN, top, width, metrics.height()), shown)
        top += metrics.height() + 3
    font = _font(family, _TEXT_PX)
    painter.setFont(font)
    area = QRectF(_MARGIN, top + 6, width, SIZE.height() - top - 6 - _MARGIN)
    Drawing(figure, area, look, QFontMetricsF(font), Parts()).draw(painter)


def _save_png(figure: Figure, heading: Heading, family: str, path: Path) -> None:
    image = QImage(SIZE * _SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SCALE)
    image.setDotsPerMeterX(_DOTS_PER_METRE)
    image.setDotsPerMeterY(_DOTS_PER_METRE)
    with QPainter(image) as painter:
        _draw(painter, figure, heading, family)
    with path.open("wb"):  # tells why nothing may be written there
        pass
    writer = QImageWriter(str(path), QByteArray(b"png"))
    if not writer.write(image):
        raise OSError(writer.errorString())


def _save_svg(figure: Figure, heading: Heading, family: str, path: Path) -> None:
    path.touch()  # the generator tells of no failure
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setTitle(heading.title)
    generator.setDescription("\n".join(heading.lines))
    generator.setSize(SIZE)
    generator.setViewBox(QRectF(0, 0, SIZE.width(), SIZE.height()))
    with QPainter(generator) as painter:
        _draw(painter, figure, heading, family)
