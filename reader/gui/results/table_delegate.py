"""Draws a cell of the table of stories: hits in bold in the headline, tags as boxes, and the marks of the state."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.gui.look.icons import icon
from reader.gui.look.themes import Colours
from reader.gui.reading.html import direction, same_length_text
from reader.gui.results.columns import Column, cell
from reader.gui.results.layouts import LayoutCache, TextBox
from reader.gui.results.lines import PADDING, Lines, draw_words
from reader.gui.results.model import ListedStory, ResultsModel
from reader.gui.results.tag_looks import TagLooks

SIDE, DOT, ICON = 5, 14, 14
_SELECTED = QStyle.StateFlag.State_Selected
_HOVER = QStyle.StateFlag.State_MouseOver
_COLUMNS = tuple(Column)


class CellDelegate(QStyledItemDelegate):
    """Cells of one line."""

    def __init__(self, stories: ResultsModel, colours: Colours, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._view, self._stories = parent, stories
        self._tr_check = self.tr("check")
        self._tr_none = self.tr("Without a headline")
        self.tags = TagLooks(colours)
        self.restyle(colours, parent.font())

    def restyle(self, colours: Colours, font: QFont) -> None:
        """Take other colours or another font."""
        self._colours = colours
        self.tags.recolour(colours)
        self._text, self._chosen_text = QColor(colours.text), QColor(colours.selection_text)
        self._selection, self._raised = QColor(colours.selection), QColor(colours.raised)
        self._accent, self._faint = QColor(colours.accent), QColor(colours.faint)
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
        """Draw one cell; every text is cut to its room, so nothing is clipped."""
        area, state, place = option.rect, option.state, index.row()
        selected = bool(state & _SELECTED)
        if selected:
            painter.fillRect(area, self._selection)
        elif state & _HOVER:
            painter.fillRect(area, self._raised)
        if place == self._view.currentIndex().row():
            painter.setPen(self._accent if self._view.hasFocus() else self._faint)
            painter.drawLine(area.bottomLeft(), area.bottomRight())
            painter.drawLine(area.topLeft(), area.topRight())
        row = self._stories.row_at(place)
        if row is not None:
            painter.setPen(self._chosen_text if selected else self._text)
            self._draw(painter, _COLUMNS[index.column()], row, area)

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
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen)
        result, strong = row.result, painter.pen().color().name()
        box = TextBox(result.headline or self._tr_none, result.headline_marks, max(10, area.width() - DOT), 1, strong)
        self._headlines.get(box).layout.draw(painter, QPointF(area.left() + (0 if mirrored else DOT), top))

    def _draw_tags(self, painter: QPainter, row: ListedStory, area: QRect, top: float) -> None:
        left: float = area.left()
        for tag in row.summary.tags if row.summary is not None else ():
            room = round(area.right() - left) - 2 * PADDING
            if room < 2 * self._lines.metrics.averageCharWidth():
                return
            words = self._lines.metrics.elidedText(tag, Qt.TextElideMode.ElideRight, room)
            left += draw_words(painter, QPointF(left, top), self._lines, words, self.tags.of(tag)) + 4

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
