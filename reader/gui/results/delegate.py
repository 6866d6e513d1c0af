"""Draws a row of the result list: headline, outlet and date, snippet, and the marks of its state."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.core.records import StorySummary
from reader.gui.look.icons import icon
from reader.gui.look.themes import Colours
from reader.gui.reading.html import direction
from reader.gui.results.layouts import LayoutCache, TextBox
from reader.gui.results.lines import PADDING, Lines, draw_box, draw_words
from reader.gui.results.model import ROW_ROLE, ListedStory, line_of
from reader.gui.results.tag_looks import TagLooks

LEFT, RIGHT, TOP, GAP, DOT = 26, 16, 11, 3, 13
TEXT_LINES = 4
HEADLINE_LINES = 2
LEADING = 1.12
ICON, ICON_ROOM = 14, 18
LEAST_TAG_EM = 4
_SELECTED = QStyle.StateFlag.State_Selected
_HOVER = QStyle.StateFlag.State_MouseOver
_ELIDED = Qt.TextElideMode.ElideRight


class ResultDelegate(QStyledItemDelegate):
    """Rows of one height: the headline takes one or two lines, the snippet what is left of four."""

    def __init__(self, colours: Colours, family: str, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._view = parent
        self._tr_check = self.tr("check")
        self._tr_none = self.tr("Without a headline")
        self.tags = TagLooks(colours)
        self.restyle(colours, family, parent.font())

    @property
    def _is_mirrored(self) -> bool:
        return self._view.isRightToLeft()

    @property
    def _before(self) -> int:
        """Where text begins, from the left edge: the room with the dot is at the side where rows begin."""
        return RIGHT if self._is_mirrored else LEFT

    def restyle(self, colours: Colours, family: str, font: QFont) -> None:
        """Take other colours or fonts; ``font`` is the window's own, ``family`` the reading font."""
        self._colours = colours
        self.tags.recolour(colours)
        size = QFontInfo(font).pixelSize()
        self._small = QFont(font)
        self._small.setPixelSize(size)
        self._headline_font = QFont(family)
        self._headline_font.setPixelSize(round(size * 1.33))
        self._headlines = LayoutCache(self._headline_font, LEADING)
        self._snippets = LayoutCache(self._small, LEADING)
        self._small_metrics = QFontMetrics(self._small)
        headline = QFontMetrics(self._headline_font).height() * LEADING
        small = self._small_metrics.height() * LEADING
        self._text_height = HEADLINE_LINES * headline + (TEXT_LINES - HEADLINE_LINES) * small
        self._height = round(2 * TOP + self._text_height + small + 2 * GAP)
        self._lines = Lines(self._small)
        self._icons: dict[str, QPixmap] = {
            name: icon(name, colour).pixmap(ICON, ICON)
            for name, colour in (("starred", colours.star), ("note", colours.muted), ("picture", colours.muted))
        }

    @property
    def height(self) -> int:
        """The height all rows have."""
        return self._height

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height all rows have."""
        return QSize(200, self._height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        row = index.data(ROW_ROLE)
        state, area = option.state, option.rect
        colours = self._colours
        painter.save()
        is_current = index.row() == self._view.currentIndex().row()
        if state & _SELECTED:
            painter.fillRect(area, QColor(colours.selection))
        elif state & _HOVER:
            painter.fillRect(area, QColor(colours.raised))
        if state & _SELECTED or is_current:
            bar = colours.accent if is_current and self._view.hasFocus() else colours.faint
            edge = area.right() - 2 if self._is_mirrored else area.left()
            painter.fillRect(QRect(edge, area.top(), 3, area.height()), QColor(bar))
        painter.setPen(QColor(colours.line))
        left = area.left() + self._before
        painter.drawLine(left, area.bottom(), left + area.width() - LEFT - RIGHT, area.bottom())
        if isinstance(row, ListedStory):
            self._draw_text(painter, row, area, selected=bool(state & _SELECTED))
        else:
            self._draw_empty(painter, area)
        painter.restore()

    def _draw_empty(self, painter: QPainter, area: QRect) -> None:
        """Draw where the text of a row will stand that is on its way."""
        height = self._small_metrics.height() * 0.7
        for number, share in enumerate((0.7, 0.35, 0.9)):
            top = area.top() + TOP + number * 2.1 * height
            width = (area.width() - LEFT - RIGHT) * share
            draw_box(painter, QRectF(area.left() + self._before, top, width, height), QColor(self._colours.raised))

    def _draw_text(self, painter: QPainter, row: ListedStory, area: QRect, *, selected: bool) -> None:
        colours, result = self._colours, row.result
        left, width = area.left() + self._before, area.width() - LEFT - RIGHT
        y = float(area.top() + TOP)
        text = colours.selection_text if selected else colours.text
        headline = self._headlines.get(
            TextBox(result.headline or self._tr_none, result.headline_marks, width, HEADLINE_LINES, text)
        )
        painter.setPen(QColor(text))
        headline.layout.draw(painter, QPointF(left, y))
        if row.summary is not None and not row.summary.is_read:
            x = area.right() - DOT if self._is_mirrored else area.left() + DOT
            self._draw_dot(painter, QPointF(x, y + headline.height / headline.lines / 2))
        y = float(round(y + headline.height + GAP))  # between pixels, a middle dot vanishes
        painter.setPen(QColor(colours.muted if not selected else colours.selection_text))
        self._draw_line(painter, row, QPointF(left, y), width)
        y += self._small_metrics.height() * LEADING + GAP
        tags = row.summary.tags if row.summary is not None else ()
        room = TEXT_LINES - headline.lines - bool(tags)
        snippet = self._snippets.get(TextBox(result.snippet, result.marks, width, room, text))
        snippet.layout.draw(painter, QPointF(left, y))
        if tags:
            self._draw_tags(painter, tags, QPointF(left, y + room * self._small_metrics.height() * LEADING + 1), width)

    def _draw_tags(self, painter: QPainter, tags: tuple[str, ...], at: QPointF, width: int) -> None:
        """Draw tags in their colours, the last one cut, and how many more there are."""
        ink = QColor(self._colours.text)
        left, end = at.x(), at.x() + width
        for number, tag in enumerate(tags):
            rest = f"+{len(tags) - number - 1}" if number + 1 < len(tags) else ""
            room = round(end - left) - 2 * PADDING - (self._lines.width(rest) + PADDING if rest else 0)
            if room < LEAST_TAG_EM * self._small_metrics.averageCharWidth():
                painter.setPen(ink)
                painter.drawStaticText(QPointF(left, at.y()), self._lines.get(f"+{len(tags) - number}", 100)[0])
                return
            words = tag if self._lines.width(tag) <= room else self._small_metrics.elidedText(tag, _ELIDED, room)
            left += draw_words(painter, QPointF(left, at.y()), self._lines, words, self.tags.of(tag)) + 5

    def _draw_dot(self, painter: QPainter, centre: QPointF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colours.accent))
        painter.drawEllipse(centre, 4.0, 4.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)

    def _draw_line(self, painter: QPainter, row: ListedStory, at: QPointF, width: int) -> None:
        """Draw outlet, date and length, then the marks of the story's state at the right."""
        painter.setFont(self._small)
        room = width if row.summary is None else self._draw_marks(painter, row.summary, at, width)
        right = direction(row.result.headline) == "rtl"
        line, wide = self._lines.get(line_of(row), room, is_rtl=right)
        painter.drawStaticText(at + QPointF(room - wide, 0) if right else at, line)

    def _draw_marks(self, painter: QPainter, state: StorySummary, at: QPointF, room: int) -> int:
        """Draw the marks from the right; return what room is left."""
        for is_shown, name in (
            (state.is_starred, "starred"),
            (state.is_annotated, "note"),
            (state.pictures > 0, "picture"),
        ):
            if is_shown:
                room -= ICON_ROOM
                painter.drawPixmap(QPoint(round(at.x()) + room + 4, round(at.y()) + 1), self._icons[name])
        colours = self._colours
        for words, ground, ink in (
            (self._tr_check if state.needs_check else "", colours.warning, colours.warning_text),
            (f"×{state.copies}" if state.copies > 1 else "", colours.notice, colours.notice_text),
            (self._versions(state.versions) if state.versions > 1 else "", colours.notice, colours.notice_text),
        ):
            if words:
                room -= self._lines.width(words) + 2 * PADDING + 6
                place = at + QPointF(room + 6, 0)
                draw_words(painter, place, self._lines, words, (QColor(ground), QColor(ink)))
        return room

    def _versions(self, count: int) -> str:
        return self.tr("v{count}").format(count=count)
