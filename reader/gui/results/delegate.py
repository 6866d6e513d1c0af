"""Draws a row of the result list: headline, outlet and date, snippet, and the marks of its state."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QPainter, QStaticText, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reader.gui.icons import icon
from reader.gui.reading.html import direction
from reader.gui.results.layouts import LayoutCache, TextBox
from reader.gui.results.model import ROW_ROLE, ListedStory, line_of
from reader.gui.themes import Colours

LEFT, RIGHT, TOP, GAP = 26, 16, 11, 3
TEXT_LINES = 4
HEADLINE_LINES = 2
LEADING = 1.12
_SELECTED = QStyle.StateFlag.State_Selected
_HOVER = QStyle.StateFlag.State_MouseOver
_FOCUS = QStyle.StateFlag.State_HasFocus


class ResultDelegate(QStyledItemDelegate):
    """Rows of one height: the headline takes one or two lines, the snippet what is left of four."""

    def __init__(self, colours: Colours, family: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._tr_check = self.tr("check")
        self._tr_none = self.tr("Without a headline")
        self.restyle(colours, family, parent.font())

    def restyle(self, colours: Colours, family: str, font: QFont) -> None:
        """Take other colours or fonts; ``font`` is the window's own, ``family`` the reading font."""
        self._colours = colours
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
        self._lines: dict[tuple[str, int], QStaticText] = {}
        self._star = icon("starred", colours.star).pixmap(14, 14)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height all rows have."""
        return QSize(200, self._height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, ListedStory):
            return
        state, area = option.state, option.rect
        colours = self._colours
        painter.save()
        if state & _SELECTED:
            painter.fillRect(area, QColor(colours.selection))
            bar = colours.accent if state & _FOCUS else colours.faint
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), QColor(bar))
        elif state & _HOVER:
            painter.fillRect(area, QColor(colours.raised))
        painter.setPen(QColor(colours.line))
        painter.drawLine(area.left() + LEFT, area.bottom(), area.right() - RIGHT, area.bottom())
        self._draw_text(painter, row, area, selected=bool(state & _SELECTED))
        painter.restore()

    def _draw_text(self, painter: QPainter, row: ListedStory, area: QRect, *, selected: bool) -> None:
        colours, result = self._colours, row.result
        left, width = area.left() + LEFT, area.width() - LEFT - RIGHT
        y = float(area.top() + TOP)
        text = colours.selection_text if selected else colours.text
        headline = self._headlines.get(
            TextBox(result.headline or self._tr_none, result.headline_marks, width, HEADLINE_LINES, text)
        )
        painter.setPen(QColor(text))
        headline.layout.draw(painter, QPointF(left, y))
        if row.summary is not None and not row.summary.is_read:
            self._draw_dot(painter, QPointF(area.left() + 13, y + headline.height / headline.lines / 2))
        y = float(round(y + headline.height + GAP))  # between pixels, a middle dot vanishes
        painter.setPen(QColor(colours.muted if not selected else colours.selection_text))
        self._draw_line(painter, row, QPointF(left, y), width)
        y += self._small_metrics.height() * LEADING + GAP
        room = TEXT_LINES - headline.lines
        snippet = self._snippets.get(TextBox(result.snippet, result.marks, width, room, text))
        snippet.layout.draw(painter, QPointF(left, y))

    def _draw_dot(self, painter: QPainter, centre: QPointF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colours.accent))
        painter.drawEllipse(centre, 4.0, 4.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)

    def _draw_line(self, painter: QPainter, row: ListedStory, at: QPointF, width: int) -> None:
        """Draw outlet, date and length, then the badge and the star at the right."""
        room = width
        state = row.summary
        painter.setFont(self._small)
        if state is not None and state.is_starred:
            room -= 18
            painter.drawPixmap(QPoint(round(at.x()) + room + 4, round(at.y())), self._star)
        if state is not None and state.needs_check:
            room -= self._draw_badge(painter, QPointF(at.x() + room, at.y()))
        right = direction(row.result.headline) == "rtl"
        line = self._line(line_of(row), room, right=right)
        painter.drawStaticText(at + QPointF(room - line.size().width(), 0) if right else at, line)

    def _draw_badge(self, painter: QPainter, right: QPointF) -> int:
        width = self._small_metrics.horizontalAdvance(self._tr_check) + 14
        box = QRectF(right.x() - width, right.y() - 1, width, self._small_metrics.height() + 1)
        pen = painter.pen()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colours.warning))
        painter.drawRoundedRect(box, 7, 7)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(self._colours.warning_text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._tr_check)
        painter.setPen(pen)
        return width + 6

    def _line(self, text: str, room: int, *, right: bool) -> QStaticText:
        found = self._lines.get((text, room))
        if found is None:
            if len(self._lines) > 600:
                self._lines.clear()
            elided = self._small_metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            found = self._lines[text, room] = QStaticText(elided)
            found.setTextFormat(Qt.TextFormat.PlainText)
            option = QTextOption()
            ways = Qt.LayoutDirection
            option.setTextDirection(ways.RightToLeft if right else ways.LeftToRight)
            found.setTextOption(option)
            found.prepare(font=self._small)
        return found
