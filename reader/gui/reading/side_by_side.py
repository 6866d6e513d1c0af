"""Two texts in two columns of one page, so that they scroll together and what belongs together stands together."""

from collections.abc import Iterator, Sequence
from html import escape

from PySide6.QtCore import QByteArray, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QFont, QKeySequence, QPalette, QShortcut, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from reader.gui.look.themes import Colours
from reader.gui.reading.aligned import Piece, Row
from reader.gui.reading.html import direction, safe_text

CHUNK_CHARS = 3_000
"""How much is laid out at a time, so that the window never waits for a long page."""


def head_html(titles: tuple[str, str]) -> str:
    """Return the head of the page."""
    head = "".join(f'<td width="50%"><b>{escape(safe_text(title))}</b></td>' for title in titles)
    return f'<table width="100%" cellspacing="0" cellpadding="7"><tr>{head}</tr></table>'


def chunks(rows: Sequence[Row], colours: Colours) -> Iterator[str]:
    """Yield the page in tables of some rows each; the rows that differ have the anchors ``d0``, ``d1`` and so on."""
    body: list[str] = []
    size = found = 0
    for row in rows:
        name = f'<a name="d{found}"></a>' if differs(row) else ""
        found += bool(name)
        body.append(f"<tr>{_cell(row.left, colours, name)}{_cell(row.right, colours)}</tr>")
        size += sum(len(piece.text) for piece in (*row.left, *row.right))
        if size >= CHUNK_CHARS:
            yield _table(body)
            body, size = [], 0
    if body:
        yield _table(body)


def differs(row: Row) -> bool:
    """Whether one side has something that the other lacks."""
    return any(piece.is_only_here for piece in (*row.left, *row.right))


def _table(body: Sequence[str]) -> str:
    return f'<table width="100%" cellspacing="0" cellpadding="7">{"".join(body)}</table>'


def _cell(pieces: Sequence[Piece], colours: Colours, name: str = "") -> str:
    text = "".join(piece.text for piece in pieces)
    inner = "".join(_piece(piece, colours) for piece in pieces)
    return f'<td width="50%" valign="top"><p dir="{direction(text)}">{name}{inner}</p></td>'


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
    """Shows two texts. What only one side has is tinted. ``filled`` says that all of it is on the page."""

    filled = Signal()

    def __init__(self, title: str, family: str, size_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1100, 760)
        self.page = _Page(openLinks=False)
        self.page.setAccessibleName(title)
        self.page.setUndoRedoEnabled(False)
        font = QFont(family)
        font.setPixelSize(round(size_px * 0.9))
        self.page.document().setDefaultFont(font)
        self._count = QLabel()
        self.back = QPushButton(self.tr("Previous difference"), autoDefault=False)
        self.forth = QPushButton(self.tr("Next difference"), autoDefault=False)
        for button, key, by in ((self.back, "Shift+N", -1), (self.forth, "N", 1)):
            # A button's own shortcut would press it for a while first.
            QShortcut(QKeySequence(key), self, lambda step=by: self.go(step))
            button.setToolTip(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText))
            button.clicked.connect(lambda _checked=False, step=by: self.go(step))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        top = QHBoxLayout()
        top.addWidget(self._count, 1)
        top.addWidget(self.back)
        top.addWidget(self.forth)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(self.page, 1)
        column.addWidget(buttons)
        self._rest: Iterator[str] = iter(())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)
        self._differing = 0
        self.current = -1

    def show_rows(self, titles: tuple[str, str], rows: Sequence[Row], colours: Colours) -> None:
        """Show the texts, a piece at a time, and say in how many places they differ."""
        palette = self.page.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(colours.paper))
        palette.setColor(QPalette.ColorRole.Text, QColor(colours.text))
        self.page.setPalette(palette)
        self.page.setHtml(head_html(titles))
        self._differing, self.current = sum(map(differs, rows)), -1
        self._rest = chunks(rows, colours)
        self._timer.start()
        for button in (self.back, self.forth):
            button.setEnabled(self._differing > 0)
        self._tell()
        self.page.setFocus()

    def _go_on(self) -> None:
        html = next(self._rest, None)
        if html is None:
            self._timer.stop()
            self.filled.emit()
            return
        cursor = QTextCursor(self.page.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertHtml(html)

    def go(self, by: int) -> None:
        """Go to the next difference, or the one before; round at the end."""
        if self._differing:
            self.current = (self.current + by) % self._differing if self.current >= 0 or by > 0 else self._differing - 1
            self.page.scrollToAnchor(f"d{self.current}")
            self._tell()

    def _tell(self) -> None:
        differing = self._differing
        if not differing:
            self._count.setText(self.tr("Both texts are the same."))
        elif self.current < 0:
            self._count.setText(self.tr("%n paragraphs differ.", "", differing))
        else:
            at = self.tr("Difference {at} of {of}")
            self._count.setText(at.format(at=self.current + 1, of=differing))
