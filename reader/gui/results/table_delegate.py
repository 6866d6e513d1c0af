"""Draws a cell of the table of stories: hits in bold in the headline, tags as boxes, and the marks of the state."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.gui.icons import icon
from reader.gui.reading.html import direction, same_length_text
from reader.gui.results.columns import Column, cell
from reader.gui.results.layouts import LayoutCache, TextBox
from reader.gui.results.lines import PADDING, Lines, draw_words, tag_colour
from reader.gui.results.model import ROW_ROLE, ListedStory
from reader.gui.themes import Colours

SIDE, DOT, ICON = 5, 14, 14
_SELECTED = QStyle.StateFlag.State_Selected
_HOVER = QStyle.StateFlag.State_MouseOver
_COLUMNS = tuple(Column)


class CellDelegate(QStyledItemDelegate):
    """Cells of one line."""

    def __init__(self, colours: Colours, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._view = parent
        self._tr_check = self.tr("check")
        self._tr_none = self.tr("Without a headline")
        self.restyle(colours, parent.font())

    def restyle(self, colours: Colours, font: QFont) -> None:
        """Take other colours or another font."""
        self._colours = colours
        self._lines = Lines(font)
        self._headlines = LayoutCache(font, 1.0)
        self._icons: dict[str, QPixmap] = {
            name: icon(name, colour).pixmap(ICON, ICON)
            for name, colour in (("starred", colours.star), ("note", colours.muted), ("picture", colours.muted))
        }

    @property
    def height(self) -> int:
        """The height all rows have."""
        return self._lines.metrics.height() + 10

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height all rows have, and room for what is short."""
        return QSize(120, self.height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        area, state, colours = option.rect, option.state, self._colours
        selected = bool(state & _SELECTED)
        painter.save()
        if selected:
            painter.fillRect(area, QColor(colours.selection))
        elif state & _HOVER:
            painter.fillRect(area, QColor(colours.raised))
        if index.row() == self._view.currentIndex().row():
            painter.setPen(QColor(colours.accent if self._view.hasFocus() else colours.faint))
            painter.drawLine(area.bottomLeft(), area.bottomRight())
            painter.drawLine(area.topLeft(), area.topRight())
        row = index.data(ROW_ROLE)
        if isinstance(row, ListedStory):
            painter.setPen(QColor(colours.selection_text if selected else colours.text))
            painter.setClipRect(area)
            self._draw(painter, _COLUMNS[index.column()], row, area)
        painter.restore()

    def _draw(self, painter: QPainter, column: Column, row: ListedStory, area: QRect) -> None:
        top = area.top() + (area.height() - self._lines.metrics.height()) / 2
        inner = area.adjusted(SIDE, 0, -SIDE, 0)
        match column:
            case Column.HEADLINE:
                self._draw_headline(painter, row, inner, top)
            case Column.TAGS:
                self._draw_tags(painter, row, inner, top)
            case Column.STATE:
                self._draw_state(painter, row, inner, top)
            case _:
                text = same_length_text(cell(column, row.result, row.summary))
                mirrored = self._view.isRightToLeft()
                is_rtl = direction(text) == "rtl"
                line, wide = self._lines.get(text, inner.width(), is_rtl=is_rtl)
                to_right = mirrored if column is not Column.WORDS else not mirrored
                left = inner.right() + 1 - wide if to_right else inner.left()
                painter.drawStaticText(QPointF(left, top), line)

    def _draw_headline(self, painter: QPainter, row: ListedStory, area: QRect, top: float) -> None:
        mirrored = self._view.isRightToLeft()
        if row.summary is not None and not row.summary.is_read:
            centre = QPointF(area.right() - 3 if mirrored else area.left() + 3, area.center().y() + 0.5)
            pen = painter.pen()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._colours.accent))
            painter.drawEllipse(centre, 3.5, 3.5)
            painter.setPen(pen)
        result = row.result
        box = TextBox(
            result.headline or self._tr_none,
            result.headline_marks,
            max(10, area.width() - DOT),
            1,
            painter.pen().color().name(),
        )
        self._headlines.get(box).layout.draw(painter, QPointF(area.left() + (0 if mirrored else DOT), top))

    def _draw_tags(self, painter: QPainter, row: ListedStory, area: QRect, top: float) -> None:
        left: float = area.left()
        for tag in row.summary.tags if row.summary is not None else ():
            ground, ink = tag_colour(tag, self._colours.paper), QColor(self._colours.text)
            room = round(area.right() - left) - 2 * PADDING
            if room < 2 * self._lines.metrics.averageCharWidth():
                return
            words = self._lines.metrics.elidedText(tag, Qt.TextElideMode.ElideRight, room)
            left += draw_words(painter, QPointF(left, top), self._lines, words, (ground, ink)) + 4

    def _draw_state(self, painter: QPainter, row: ListedStory, area: QRect, top: float) -> None:
        state, left = row.summary, area.left()
        if state is None:
            return
        for is_shown, name in (
            (state.is_starred, "starred"),
            (state.is_annotated, "note"),
            (state.pictures > 0, "picture"),
        ):
            if is_shown:
                painter.drawPixmap(QPoint(left, area.center().y() - ICON // 2), self._icons[name])
                left += ICON + 5
        if state.needs_check:
            colours = QColor(self._colours.warning), QColor(self._colours.warning_text)
            draw_words(painter, QPointF(left, top), self._lines, self._tr_check, colours)
