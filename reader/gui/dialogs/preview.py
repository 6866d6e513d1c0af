"""A few lines of a story beside the preferences, set as those say at the moment."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from reader.core.model import Span
from reader.core.pictures import KeptPicture
from reader.core.settings import Settings
from reader.gui.look.fonts import reading_family
from reader.gui.look.themes import colours_of
from reader.gui.reading.hits import Hit
from reader.gui.reading.html import Part, parts_of
from reader.gui.reading.pane import ReadingPane
from reader.gui.reading.paragraphs import Paragraph, Run, Style
from reader.gui.reading.story_text import META_GAP, isolated, unbroken

WIDTH = 420
PICTURE_SIZE = (360, 150)
_PICTURE = KeptPicture(0, "0" * 64, "sample.png", *PICTURE_SIZE, 1)


class ReadingPreview(QWidget):
    """Shows a sample by the preferences it is given."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        colours, family = colours_of(settings.theme), reading_family(settings.font_family)
        self.pane = ReadingPane(settings, colours, family)
        self.pane.setAccessibleName(self.tr("Preview of a story"))
        self.pane.setMinimumWidth(WIDTH)
        self.pane.link_clicked.connect(lambda _clicked: None)
        title = QLabel(self.tr("Preview"))
        title.setForegroundRole(title.palette().ColorRole.PlaceholderText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(title)
        column.addWidget(self.pane, 1)
        self.show_settings(settings)

    def show_settings(self, settings: Settings) -> None:
        """Set the sample as these preferences say."""
        colours = colours_of(settings.theme)
        part = self._part(settings)
        self.pane.show_part(part)
        self.pane.restyle(settings, colours, reading_family(settings.font_family))
        if part.pictures:
            self.pane.put_picture(_PICTURE.sha256, _drawn())
        places = [(number, at) for number, one in enumerate(part.shown) if (at := one.text.find(self._hit)) >= 0]
        hits = [Hit(0, number, Span(at, at + len(self._hit))) for number, at in places]
        self.pane.mark(hits, hits[0] if hits else None)

    @property
    def _hit(self) -> str:
        return self.tr("bridge")

    def _part(self, settings: Settings) -> Part:
        picture = [Paragraph(Style.PICTURE, (), searched=False, picture=_PICTURE)] if settings.show_pictures else []
        first = self.tr(
            "The new bridge over the Orrin opened on Saturday, nine years after its first stone was laid. Some two "
            "hundred people walked over it before the first cars came."
        )
        second = self.tr("Tolls will not be charged, and the ferry makes its last journey on the first of March.")
        quote = self.tr("“I shall miss the water”, said the ferryman, “but not in winter.”")
        return parts_of(
            [
                Paragraph(Style.HEADLINE, (Run(self.tr("A bridge instead of a ferry")),)),
                Paragraph(
                    Style.META, (Run(_isolated_parts(self.tr("The Harbour Post  ·  6 February 2011"))),), searched=False
                ),
                Paragraph(Style.BODY, (Run(first),)),
                *picture,
                Paragraph(Style.BODY, (Run(second),)),
                Paragraph(Style.QUOTE, (Run(quote),)),
            ]
        )[0]


def _isolated_parts(line: str) -> str:
    """Return a line of facts as stories have it: no part changes the direction of the others."""
    return META_GAP.join(isolated(unbroken(part)) for part in line.split(META_GAP))


def _drawn() -> QImage:
    """Draw a picture that stands for any."""
    image = QImage(QSize(*PICTURE_SIZE), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    sky = QLinearGradient(0, 0, 0, PICTURE_SIZE[1])
    sky.setColorAt(0, QColor("#9fc3dd"))
    sky.setColorAt(1, QColor("#e9e4d4"))
    painter.fillRect(image.rect(), sky)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#49707f"))
    painter.drawRect(QRectF(0, PICTURE_SIZE[1] * 0.72, PICTURE_SIZE[0], PICTURE_SIZE[1]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QColor("#3b3a38"))
    for number in range(4):
        painter.drawArc(QRectF(number * 90, PICTURE_SIZE[1] * 0.5, 90, 66), 0, 180 * 16)
    painter.drawLine(0, round(PICTURE_SIZE[1] * 0.5), PICTURE_SIZE[0], round(PICTURE_SIZE[1] * 0.5))
    painter.end()
    return image
