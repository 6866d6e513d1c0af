"""The text of a story on paper-coloured ground. It shows our own flat HTML and fetches nothing, from nowhere.

Pictures are those it was handed, by the digest of their bytes; a picture that did not come yet leaves its place blank.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from PySide6.QtCore import QByteArray, QMimeData, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from reader.core.pictures import KeptPicture
from reader.core.settings import Settings
from reader.gui.look.themes import Colours
from reader.gui.reading.asked import LinkClicked, RemovalChosen, ZoomAsked
from reader.gui.reading.caret import fetch_caret, show_caret
from reader.gui.reading.hits import Hit, utf16_offset
from reader.gui.reading.html import OBJECT, PICTURE, RESTORE, Part, fitted, justified, safe_text, sized_html
from reader.gui.reading.numbers import WIDTH, ParagraphNumbers
from reader.gui.reading.spots import go_to_spot, top_spot
from reader.gui.reading.typography import style_sheet

WHEEL_STEP = 120  # a notch of the wheel, in eighths of a degree
LEAST_MARGIN, TOP_MARGIN, BOTTOM_MARGIN = 28, 26, 72
NO_PART = Part("", ())
MOST_MARKED = 2_000  # an extra selection costs 7 us each time the viewport is painted


def _look(back: str, text: str) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setBackground(QColor(back))
    look.setForeground(QColor(text))
    return look


class ReadingPane(QTextBrowser):
    """One page of a story, set in a centred column.

    ``link_clicked`` carries a ``LinkClicked``, ``removal_chosen`` a ``RemovalChosen``, ``zoom_asked`` a ``ZoomAsked``;
    ``laid_out`` says that the places of hits may have moved.
    """

    link_clicked = Signal(object)
    removal_chosen = Signal(object)
    zoom_asked = Signal(object)
    laid_out = Signal()

    def __init__(self, settings: Settings, colours: Colours, family: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, openLinks=False, openExternalLinks=False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Story"))
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAutoFillBackground(True)
        self._nothing = QImage(QSize(1, 1), QImage.Format.Format_ARGB32_Premultiplied)
        self._nothing.fill(Qt.GlobalColor.transparent)
        self._part = NO_PART
        self._pictures: dict[str, QImage] = {}
        self._broken: set[str] = set()
        self._positions: list[int] = []
        self._marked: tuple[Sequence[Hit], Hit | None] = ((), None)
        self._plain: dict[Hit, QTextEdit.ExtraSelection] = {}  # made once a page: each takes ten calls of Qt
        self._has_underlays = False
        self.underlays: Callable[[], Sequence[tuple[Hit, QTextCharFormat]]] = tuple
        self._turned = 0
        self._numbers = ParagraphNumbers(self.numbered_places, self)
        self._style(settings, colours, family)
        self.anchorClicked.connect(self._anchor_clicked)

    def loadResource(self, kind: int, name: QUrl | str) -> QImage | QByteArray:
        """Answer every request ourselves: Qt would read local files if this gave back nothing."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return QByteArray(b" ")
        address = name.toString() if isinstance(name, QUrl) else name
        return self.picture(address.removeprefix(PICTURE))

    def doSetSource(
        self, name: QUrl | str, type: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource
    ) -> None:
        """Never leave the story for an address."""

    def restyle(self, settings: Settings, colours: Colours, family: str) -> None:
        """Take new preferences or colours; what is shown stays where it is."""
        at, part = top_spot(self), self._part
        self._style(settings, colours, family)
        self.show_part(part)
        go_to_spot(self, at)

    def _style(self, settings: Settings, colours: Colours, family: str) -> None:
        self._colours = colours
        self._justified = settings.justify
        show_caret(self, is_on=settings.caret)
        self._numbers.restyle(colours.muted, settings.font_size_px)
        self._numbers.setVisible(settings.paragraph_numbers)
        self._column = settings.column_em * settings.font_size_px
        font = QFont(family)
        font.setPixelSize(settings.font_size_px)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        self.document().setDefaultFont(font)
        natural = QFontMetricsF(font).lineSpacing() / settings.font_size_px
        self.document().setDefaultStyleSheet(style_sheet(settings, colours, natural))
        self.document().setDocumentMargin(0)
        palette = self.palette()
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Window):
            palette.setColor(role, QColor(colours.paper))
        palette.setColor(QPalette.ColorRole.Highlight, QColor(colours.selection))
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor(colours.selection_text))
        self.setPalette(palette)
        self._set_margins()

    @property
    def part(self) -> Part:
        """The page that is shown."""
        return self._part

    def show_part(self, part: Part) -> None:
        """Show a page of a story from its top, without marks."""
        self._part = NO_PART  # setting the text may resize the viewport, and nobody must ask for places meanwhile
        self.setExtraSelections([])
        self._marked = (), None
        self._plain.clear()
        self._has_underlays = False
        if self.verticalScrollBar().isVisible():  # else it would go and come back, and all be laid out twice
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.document().clear()  # the pictures of the page before
        html = sized_html(part, self.column)
        self.setHtml(justified(html) if self._justified else html)
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        form.setTopMargin(TOP_MARGIN)
        form.setBottomMargin(BOTTOM_MARGIN)
        frame.setFrameFormat(form)
        self._positions = []
        block = self.document().begin()
        while block.isValid():
            self._positions.append(block.position())
            block = block.next()
        self._part = part
        self._fit_pictures()
        self.document().documentLayout().documentSize()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        alts = [safe_text(picture.alt) for picture in part.pictures if picture.alt]
        self.setAccessibleDescription(self.tr("Pictures: {texts}").format(texts="; ".join(alts)) if alts else "")

    @property
    def column(self) -> int:
        """How wide the text is set now, in pixels."""
        return max(1, min(self._column, self.viewport().width()))

    @property
    def drawn(self) -> frozenset[str]:
        """The digests of the pictures that are here, or known to be broken."""
        return frozenset(self._pictures) | self._broken

    def keep_pictures(self, digests: AbstractSet[str]) -> None:
        """Let go of all pictures but these."""
        self._pictures = {digest: image for digest, image in self._pictures.items() if digest in digests}
        self._broken &= digests

    def put_picture(self, digest: str, image: QImage | None) -> None:
        """Show a picture at its place; None says that it cannot be shown, and its place closes."""
        if image is None:
            self._broken.add(digest)
            self._fit_pictures()
            return
        self._pictures[digest] = image
        self.document().addResource(QTextDocument.ResourceType.ImageResource, QUrl(PICTURE + digest), image)
        self.viewport().update()

    def picture(self, digest: str) -> QImage:
        """Return a picture of the story as it is shown; one blank dot where it is not here."""
        return self._pictures.get(digest, self._nothing)

    def _fit_pictures(self) -> None:
        """Size the pictures on the page for the column as it is, and give them their words."""
        column = self.column
        cursor = QTextCursor(self.document())
        for position, picture in self._places():
            width, height = (1, 1) if picture.sha256 in self._broken else fitted(picture, column)
            cursor.setPosition(position)
            cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
            form = cursor.charFormat().toImageFormat()
            if (form.width(), form.height(), form.toolTip()) != (width, height, safe_text(picture.alt)):
                form.setWidth(width)
                form.setHeight(height)
                form.setToolTip(safe_text(picture.alt))
                cursor.setCharFormat(form)

    def _places(self) -> Iterator[tuple[int, KeptPicture]]:
        """Yield where in the document each picture of the page stands."""
        if self._part.pictures:
            places = (at for at, shown in zip(self._positions, self._part.shown, strict=True) if shown.text == OBJECT)
            yield from zip(places, self._part.pictures, strict=True)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy text without the marks that stand for pictures."""
        copied = super().createMimeDataFromSelection()
        if OBJECT in copied.text():
            plain = QMimeData()
            plain.setText(copied.text().replace(f"{OBJECT}\n", "").replace(OBJECT, ""))
            return plain
        return copied

    def mark(self, hits: Sequence[Hit], current: Hit | None) -> None:
        """Mark hits on this page; ``current`` stands out among them."""
        self._marked = hits, current
        self._mark_over(self.underlays())

    def mark_again(self) -> None:
        """Draw the marks once more where what lies under them may have changed."""
        underlays = self.underlays()
        if underlays or self._has_underlays:
            self._mark_over(underlays)

    def _mark_over(self, underlays: Sequence[tuple[Hit, QTextCharFormat]]) -> None:
        hits, current = self._marked
        plain = _look(self._colours.hit, self._colours.hit_text)
        for hit in hits[:MOST_MARKED]:
            if hit not in self._plain:
                self._plain[hit] = self._selection(hit, plain)
        selections = [self._selection(hit, look) for hit, look in underlays]
        selections += [self._plain[hit] for hit in hits[:MOST_MARKED] if hit != current]
        if current is not None:
            strong = _look(self._colours.current_hit, self._colours.current_hit_text)
            selections.append(self._selection(current, strong))
        self._has_underlays = bool(underlays)
        self.setExtraSelections(selections)

    def select(self, hit: Hit) -> None:
        """Select a place on this page."""
        self.setTextCursor(self._cursor(hit))

    def place_of(self, position: int) -> tuple[int, int] | None:
        """Return the block and the offset in its text of a position in the document, None where there is none."""
        block = bisect_right(self._positions, position) - 1
        if not 0 <= block < len(self._part.shown):
            return None
        text = self._part.shown[block].text
        units = text.encode("utf-16-le", "surrogatepass")[: 2 * (position - self._positions[block])]
        return block, len(units.decode("utf-16-le", "surrogatepass"))

    def selected(self) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """Return the block and offset where the selection begins and ends, None without one."""
        cursor = self.textCursor()
        first, last = self.place_of(cursor.selectionStart()), self.place_of(cursor.selectionEnd())
        return (first, last) if cursor.hasSelection() and first is not None and last is not None else None

    @property
    def colours(self) -> Colours:
        """The colours that the text is shown in."""
        return self._colours

    def _selection(self, hit: Hit, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = self._cursor(hit)
        selection.format = look
        return selection

    def _cursor(self, hit: Hit) -> QTextCursor:
        text = self._part.shown[hit.block].text
        start = self._positions[hit.block]
        cursor = QTextCursor(self.document())
        cursor.setPosition(start + utf16_offset(text, hit.span.start))
        cursor.setPosition(start + utf16_offset(text, hit.span.end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def heights(self, hits: Sequence[Hit]) -> tuple[float, ...]:
        """Return where hits stand on the page, 0 at its top to 1 at its bottom."""
        layout = self.document().documentLayout()
        whole = max(1.0, layout.documentSize().height())
        return tuple(self._top(hit) / whole for hit in hits)

    def _top(self, hit: Hit) -> float:
        block = self.document().findBlock(self._positions[hit.block])
        top = self.document().documentLayout().blockBoundingRect(block).top()
        line = block.layout().lineForTextPosition(utf16_offset(self._part.shown[hit.block].text, hit.span.start))
        return top + (line.y() if line.isValid() else 0.0)

    def go_to(self, hit: Hit) -> None:
        """Scroll so that a hit can be read with what stands around it; stay if it already can."""
        self.document().documentLayout().documentSize()
        top, seen = self._top(hit), self.viewport().height()
        bar = self.verticalScrollBar()
        if not bar.value() + seen * 0.08 <= top <= bar.value() + seen * 0.8:
            bar.setValue(round(top - seen * 0.33))

    def reading_place(self) -> float:
        """Return how far down the page the window stands, 0 to 1."""
        bar = self.verticalScrollBar()
        return bar.value() / bar.maximum() if bar.maximum() else 0.0

    def go_to_place(self, place: float) -> None:
        """Scroll to a place between 0 (top) and 1 (bottom)."""
        self.document().documentLayout().documentSize()
        bar = self.verticalScrollBar()
        bar.setValue(round(place * bar.maximum()))

    def page_down(self) -> bool:
        """Scroll on by a page less two lines; False where the bottom is reached already."""
        bar = self.verticalScrollBar()
        if bar.value() >= bar.maximum():
            return False
        bar.setValue(bar.value() + self.viewport().height() - 2 * self.fontMetrics().lineSpacing())
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column centred, and the paragraph at the top where it is."""
        at = top_spot(self)
        self._set_margins()
        super().resizeEvent(event)
        self._fit_pictures()
        if self._part is not NO_PART:
            go_to_spot(self, at)
        self.laid_out.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text; the numbers beside it follow."""
        super().paintEvent(event)
        if not self._numbers.isHidden():
            self._numbers.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ask for larger or smaller text with Ctrl; scroll without."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()
        steps = int(self._turned / WHEEL_STEP)
        self._turned -= steps * WHEEL_STEP
        if steps:
            self.zoom_asked.emit(ZoomAsked(steps))
        event.accept()

    def numbered_places(self) -> Iterator[tuple[int, float]]:
        """Yield the numbers of the paragraphs that can be seen, and where they begin."""
        layout, above = self.document().documentLayout(), self.verticalScrollBar().value()
        first = self.cursorForPosition(self.viewport().rect().topLeft()).block().blockNumber()
        for number in range(max(0, first), len(self._part.shown)):
            top = layout.blockBoundingRect(self.document().findBlock(self._positions[number])).top() - above
            if top > self.viewport().height():
                break
            if self._part.shown[number].number:
                yield self._part.shown[number].number, top

    def _set_margins(self) -> None:
        bar = self.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.isVisible() else 0
        side = max(LEAST_MARGIN, (self.width() - taken - self._column) // 2)
        if not self._numbers.isHidden():
            side = max(side, WIDTH)
        self.setViewportMargins(side, 0, side, 0)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = self.width() - taken - side if is_mirrored else side - WIDTH
        self._numbers.setGeometry(left, 0, WIDTH, self.height())

    def current_removal(self) -> int | None:
        """Return the number of the removal that the keyboard stands at, if it does."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        cursor.setPosition(cursor.selectionEnd())
        href = cursor.charFormat().anchorHref()
        return int(href.removeprefix(RESTORE)) if href.startswith(RESTORE) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on the reason of a removal restores it here, Shift+Enter everywhere in the outlet."""
        number = self.current_removal()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and number is not None:
            is_everywhere = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.removal_chosen.emit(RemovalChosen(number, is_everywhere))
            event.accept()
        else:
            fetch_caret(self, event)
            super().keyPressEvent(event)

    def _anchor_clicked(self, url: QUrl) -> None:
        address = url.toString()
        if address.startswith(RESTORE):
            is_everywhere = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.removal_chosen.emit(RemovalChosen(int(address.removeprefix(RESTORE)), is_everywhere))
            return
        self.link_clicked.emit(LinkClicked(url.toString(QUrl.ComponentFormattingOption.FullyEncoded)))
