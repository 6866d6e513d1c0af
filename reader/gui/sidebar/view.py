"""The sidebar itself: a list whose entries are filters."""

from PySide6.QtCore import (
    QItemSelectionModel,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetrics, QGuiApplication, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reader.core.filters import NO_FILTERS, Chosen, Filters
from reader.core.query import SearchAnswer
from reader.core.records import LibraryStats
from reader.gui.look.themes import Colours
from reader.gui.query.filter_labels import value_name
from reader.gui.reading.html import same_length_text
from reader.gui.sidebar.choosing import DoorOpened, FilterChosen
from reader.gui.sidebar.entries import Door, Entry, Facets, Heading, Wording, entries
from reader.gui.sidebar.model import ITEM_ROLE, SidebarModel
from reader.gui.sidebar.titles import title_font

_ALIGN_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ALIGN_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SidebarDelegate(QStyledItemDelegate):
    """Draws a heading, or an entry with its count at the right."""

    def __init__(self, colours: Colours, parent: QWidget) -> None:
        super().__init__(parent)
        self.recolour(colours, parent.font())

    def recolour(self, colours: Colours, font: QFont) -> None:
        """Take another theme."""
        self._colours = colours
        self._font = font
        self._small = QFont(font)
        self._small.setPointSizeF(font.pointSizeF() * 0.85)
        self._title = title_font(font)
        self._row = QFontMetrics(font).height() + 10

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a row; headings have room above."""
        extra = 14 if isinstance(index.data(ITEM_ROLE), Heading) and index.row() else 0
        return QSize(80, self._row + extra)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one item."""
        item = index.data(ITEM_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = option.rect.adjusted(18, 0, -14, 0)
        if isinstance(item, Heading):
            painter.setFont(self._title)
            painter.setPen(QColor(self._colours.muted))
            painter.drawText(area.adjusted(0, area.height() - self._row, 0, 0), _ALIGN_LEFT, item.title)
        elif isinstance(item, Entry | Door):
            self._draw_entry(painter, item, area, option)
        painter.restore()

    def _draw_entry(self, painter: QPainter, item: Entry | Door, area: QRect, option: QStyleOptionViewItem) -> None:
        is_active = isinstance(item, Entry) and item.is_active
        colours = self._colours
        back = QRectF(area.adjusted(-10, 1, 6, -1))
        state = option.state
        if is_active or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection if is_active else colours.raised))
            painter.drawRoundedRect(back, 5, 5)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.accent), 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(back, 5, 5)
        count = "" if item.stories is None else QLocale().toString(item.stories)
        painter.setFont(self._small)
        painter.setPen(QColor(colours.selection_text if is_active else colours.muted))
        painter.drawText(area, _ALIGN_RIGHT, count)
        room = area.width() - QFontMetrics(self._small).horizontalAdvance(count) - 10
        font = QFont(self._font)
        font.setStrikeOut(isinstance(item, Entry) and item.is_excluded)
        font.setUnderline(isinstance(item, Door))
        painter.setFont(font)
        painter.setPen(QColor(colours.selection_text if is_active else colours.text))
        label = QFontMetrics(self._font).elidedText(same_length_text(item.label), Qt.TextElideMode.ElideRight, room)
        painter.drawText(area, _ALIGN_LEFT, label)


class Sidebar(QListView):
    """Views of the library and facets. ``filter_chosen`` and ``door_opened`` carry the facts of those names."""

    filter_chosen = Signal(object)
    door_opened = Signal(object)

    def __init__(self, colours: Colours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Library and filters"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.viewport().setBackgroundRole(self.palette().ColorRole.Window)
        self._items = SidebarModel(self)
        self._delegate = SidebarDelegate(colours, self)
        self.setModel(self._items)
        self.setItemDelegate(self._delegate)
        self._stats: LibraryStats | None = None
        self._answer: SearchAnswer | None = None
        self._query, self._filters = "", NO_FILTERS
        self._year = ""
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def recolour(self, colours: Colours) -> None:
        """Take another theme."""
        self._delegate.recolour(colours, self.font())
        self.viewport().update()

    @property
    def stats(self) -> LibraryStats | None:
        """The counts that are shown."""
        return self._stats

    def show_stats(self, stats: LibraryStats) -> None:
        """Show the library's counts."""
        self._stats = stats
        self._fill()

    @property
    def facets(self) -> Facets:
        """The counts of the result that is shown."""
        return self._answer.facets if self._answer else ()

    def show_answer(self, answer: SearchAnswer, query: str, filters: Filters = NO_FILTERS) -> None:
        """Show the facets of a result, and what is chosen of them."""
        self._answer, self._query, self._filters = answer, query, filters
        self._fill()

    def _fill(self) -> None:
        chosen = (self._query, self._filters)
        current, top = self._items.item_at(self.currentIndex().row()), self.verticalScrollBar().value()
        self._items.show(entries(self._stats, self.facets, chosen, self._wording(), value_name))
        row = self._items.row_like(current)
        if row >= 0 and row != self.currentIndex().row():  # whoever chooses several by keys stays where he is
            self.selectionModel().setCurrentIndex(self._items.index(row), QItemSelectionModel.SelectionFlag.NoUpdate)
            self.verticalScrollBar().setValue(top)

    def _wording(self) -> Wording:
        return Wording(
            library=self.tr("LIBRARY"),
            all=self.tr("All stories"),
            states=(
                self.tr("Unread"),
                self.tr("Starred"),
                self.tr("Needs check"),
                self.tr("Copies"),
                self.tr("Versions"),
                self.tr("Annotated"),
                self.tr("With pictures"),
            ),
            missing=self.tr("Links without a story…"),
            groups=(
                self.tr("OUTLETS"),
                self.tr("YEARS"),
                self.tr("LANGUAGES"),
                self.tr("SECTIONS"),
                self.tr("TAGS"),
                self.tr("AUTHORS"),
            ),
            more=self.tr("More…"),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Exclude on the minus key."""
        if event.key() == Qt.Key.Key_Minus and not event.modifiers():
            self.exclude(self.currentIndex())
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to exclude the entry under the mouse, or the current one."""
        is_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if is_mouse else self.currentIndex()
        item = self._items.item_at(index.row())
        if isinstance(item, Entry) and item.chosen is not None:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            keep, leave = self.tr("Only these stories"), self.tr("Without these stories")
            menu.addAction(keep).triggered.connect(lambda: self._tell(item, excluding=False))
            menu.addAction(leave).triggered.connect(lambda: self._tell(item, excluding=True))
            if item.chosen.facet == "year" and self._year and self._year != item.chosen.value:
                text = self.tr("All years from {first} to {last}")
                first, last = sorted((self._year, item.chosen.value))
                through = self._year
                span = menu.addAction(text.format(first=first, last=last))
                span.triggered.connect(lambda: self._tell(item, excluding=False, through=through))
            menu.popup(event.globalPos())

    def exclude(self, index: QModelIndex) -> None:
        """Leave out the stories of an entry, or stop doing so."""
        item = self._items.item_at(index.row())
        if isinstance(item, Entry) and item.chosen is not None:
            self._tell(item, excluding=True)

    def _choose(self, index: QModelIndex) -> None:
        """Choose an entry; with Alt held it is left out, with Shift held all years up to it are chosen."""
        item = self._items.item_at(index.row())
        if isinstance(item, Door):
            self.door_opened.emit(DoorOpened(item.facet))
        elif isinstance(item, Entry):
            held = QGuiApplication.keyboardModifiers()
            with_alt, with_shift = (
                bool(held & each) for each in (Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier)
            )
            through = self._year if with_shift and item.chosen and item.chosen.facet == "year" else ""
            self._tell(item, excluding=with_alt or item.is_excluded, through=through)

    def _tell(self, item: Entry, *, excluding: bool, through: str = "") -> None:
        if item.chosen is None:
            self.filter_chosen.emit(FilterChosen(item.term))
            return
        if item.chosen.facet == "year":
            self._year = item.chosen.value
        chosen = Chosen(item.chosen.facet, item.chosen.value, excluding)
        self.filter_chosen.emit(FilterChosen(chosen=chosen, through=through))
