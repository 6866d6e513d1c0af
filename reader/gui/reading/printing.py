"""Sets a story on paper: what the printer and the PDF get, with a line of its source and page numbers."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QCoreApplication, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPageLayout, QPainter, QTextDocument, QTextOption
from PySide6.QtPrintSupport import QPrinter

from reader.core.model import Article
from reader.core.settings import Settings
from reader.gui.look.themes import LIGHT
from reader.gui.reading.html import PICTURE, Part, justified, sized_html
from reader.gui.reading.quoting import cited
from reader.gui.reading.story_text import isolated
from reader.gui.reading.typography import style_sheet

TEXT_PT = 11.0
FOOT_PT = 8.0
FOOT_LINES = 3.4
MARGINS_MM = QMarginsF(22, 20, 22, 16)
DOTS_PER_POINT = 4 / 3


def printer() -> QPrinter:
    """Return a printer with the margins of a page of text."""
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setPageMargins(MARGINS_MM, QPageLayout.Unit.Millimeter)
    made.setCreator("News Archive Reader")
    return made


@dataclass(frozen=True, slots=True)
class Sheet:
    """A story to be printed, with the preferences it is set by and the family of its font."""

    parts: tuple[Part, ...]
    article: Article
    settings: Settings
    family: str


PictureOf = Callable[[str], QImage]
"""Returns a picture by the digest of its bytes."""


def print_story(sheet: Sheet, to: QPrinter, picture: PictureOf) -> int:
    """Print a story and return on how many pages; 0 where the printer or the file cannot be opened."""
    article = sheet.article
    to.setDocName(article.headline.value if article.headline else "")
    painter = QPainter()
    if not painter.begin(to):
        return 0
    scale = to.resolution() / 96
    painter.scale(scale, scale)
    area = to.pageRect(QPrinter.Unit.DevicePixel)
    width, height = area.width() / scale, area.height() / scale
    foot_font = QFont(sheet.family)
    foot_font.setPixelSize(round(FOOT_PT * DOTS_PER_POINT))
    foot = QFontMetricsF(foot_font).lineSpacing() * FOOT_LINES
    document = _document(sheet, QSizeF(width, height - foot), picture)
    pages = document.pageCount()
    first, last = max(1, to.fromPage() or 1), min(pages, to.toPage() or pages)
    for page in range(first, last + 1):
        if page > first:
            to.newPage()
        top = (page - 1) * (height - foot)
        painter.save()
        painter.translate(0, -top)
        document.drawContents(painter, QRectF(0, top, width, height - foot))
        painter.restore()
        painter.setFont(foot_font)
        painter.setPen(QColor(LIGHT.muted))
        number = QCoreApplication.translate("Printing", "Page {page} of {pages}").format(page=page, pages=pages)
        place = QRectF(0, height - foot * 0.85, width, foot * 0.85)
        end = QFontMetricsF(foot_font).horizontalAdvance(number) + 12
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, number)
        place.setWidth(width - end)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        painter.drawText(place, ", ".join(isolated(part) for part in cited(article)), option)
    painter.end()
    return last - first + 1


def _document(sheet: Sheet, page: QSizeF, picture: PictureOf) -> QTextDocument:
    """Return the story set for paper: dark on white in the reader's font, whatever the window looks like."""
    size = round(TEXT_PT * DOTS_PER_POINT)
    font = QFont(sheet.family)
    font.setPixelSize(size)
    document = _Paper(picture)
    document.setDefaultFont(font)
    natural = QFontMetricsF(font).lineSpacing() / size
    document.setDefaultStyleSheet(style_sheet(_on_paper(sheet.settings, size), LIGHT, natural))
    document.setDocumentMargin(0)
    html = "".join(sized_html(part, round(page.width())) for part in sheet.parts)
    document.setHtml(justified(html) if sheet.settings.justify else html)
    document.setPageSize(page)
    return document


def _on_paper(settings: Settings, size: int) -> Settings:
    return Settings(font_size_px=size, line_height=min(settings.line_height, 1.5))


class _Paper(QTextDocument):
    """A document that asks nobody for anything but the pictures it is handed."""

    def __init__(self, picture: PictureOf) -> None:
        super().__init__()
        self._picture = picture

    def loadResource(self, kind: int, name: QUrl | str) -> QImage | QByteArray:
        """Answer every request ourselves: Qt would read local files if this gave back nothing."""
        address = name.toString() if isinstance(name, QUrl) else name
        is_picture = kind == QTextDocument.ResourceType.ImageResource.value and address.startswith(PICTURE)
        return self._picture(address.removeprefix(PICTURE)) if is_picture else QByteArray(b" ")
