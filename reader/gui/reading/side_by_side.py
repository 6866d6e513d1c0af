"""Two texts in two columns of one page, so that they scroll together and what belongs together stands together."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QByteArray, Qt, QUrl
from PySide6.QtGui import QColor, QFont, QPalette, QTextDocument
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTextBrowser, QVBoxLayout, QWidget

from reader.gui.reading.aligned import Piece, Row
from reader.gui.reading.html import direction, safe_text
from reader.gui.themes import Colours


def table_html(titles: tuple[str, str], rows: Sequence[Row], colours: Colours) -> str:
    """Return the page: a table of a row per paragraph."""
    head = "".join(f'<td width="50%"><b>{escape(safe_text(title))}</b></td>' for title in titles)
    body = "".join(f"<tr>{_cell(row.left, colours)}{_cell(row.right, colours)}</tr>" for row in rows)
    return f'<table width="100%" cellspacing="0" cellpadding="7"><tr>{head}</tr>{body}</table>'


def _cell(pieces: Sequence[Piece], colours: Colours) -> str:
    text = "".join(piece.text for piece in pieces)
    inner = "".join(_piece(piece, colours) for piece in pieces)
    return f'<td width="50%" valign="top"><p dir="{direction(text)}">{inner}</p></td>'


def _piece(piece: Piece, colours: Colours) -> str:
    text = escape(safe_text(piece.text)).replace("\u2028", "<br>")
    if not piece.is_only_here:
        return text
    look = f"background-color: {colours.removed}; color: {colours.removed_text}"
    note = f' <small style="color: {colours.chip}">{escape(safe_text(piece.note))}</small>' if piece.note else ""
    return f'<span style="{look}">{text}</span>{note}'


class _Page(QTextBrowser):
    def loadResource(self, kind: int, name: QUrl | str) -> QByteArray:
        """Answer every request ourselves: Qt would read local files if this gave back nothing."""
        return QByteArray(b" ")

    def doSetSource(
        self, name: QUrl | str, type: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource
    ) -> None:
        """Never leave the page for an address."""


class SideBySide(QDialog):
    """Shows two texts. What only one side has is tinted."""

    def __init__(self, title: str, family: str, size_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1100, 760)
        self.page = _Page(openLinks=False)
        self.page.setAccessibleName(title)
        font = QFont(family)
        font.setPixelSize(round(size_px * 0.9))
        self.page.document().setDefaultFont(font)
        self._count = QLabel()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self._count)
        column.addWidget(self.page, 1)
        column.addWidget(buttons)

    def show_rows(self, titles: tuple[str, str], rows: Sequence[Row], colours: Colours) -> None:
        """Show the texts and say in how many places they differ."""
        palette = self.page.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(colours.paper))
        self.page.setPalette(palette)
        self.page.setHtml(table_html(titles, rows, colours))
        differing = sum(any(piece.is_only_here for piece in (*row.left, *row.right)) for row in rows)
        self._count.setText(
            self.tr("%n paragraphs differ.", "", differing) if differing else self.tr("Both texts are the same.")
        )
