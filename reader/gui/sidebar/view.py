"""The sidebar itself: a list whose entries are filters."""

from dataclasses import dataclass

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reader.core.query import SearchAnswer
from reader.core.records import LibraryStats
from reader.gui.reading.html import same_length_text
from reader.gui.sidebar.entries import Entry, Heading, Wording, entries
from reader.gui.sidebar.model import ITEM_ROLE, SidebarModel
from reader.gui.themes import Colours

_ALIGN_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ALIGN_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class FilterChosen:
    """The filter the reader clicked; ``is_state`` for the views of the library, which exclude each other."""

    term: str
    is_state: bool


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
        self._title = QFont(self._small)
        self._title.setWeight(QFont.Weight.DemiBold)
        self._title.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
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
        elif isinstance(item, Entry):
            self._draw_entry(painter, item, area, option)
        painter.restore()

    def _draw_entry(self, painter: QPainter, item: Entry, area: QRect, option: QStyleOptionViewItem) -> None:
        colours = self._colours
        back = QRectF(area.adjusted(-10, 1, 6, -1))
        state = option.state
        if item.is_active or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection if item.is_active else colours.raised))
            painter.drawRoundedRect(back, 5, 5)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.accent), 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(back, 5, 5)
        count = QLocale().toString(item.stories)
        painter.setFont(self._small)
        painter.setPen(QColor(colours.selection_text if item.is_active else colours.muted))
        painter.drawText(area, _ALIGN_RIGHT, count)
        room = area.width() - QFontMetrics(self._small).horizontalAdvance(count) - 10
        painter.setFont(self._font)
        painter.setPen(QColor(colours.selection_text if item.is_active else colours.text))
        label = QFontMetrics(self._font).elidedText(same_length_text(item.label), Qt.TextElideMode.ElideRight, room)
        painter.drawText(area, _ALIGN_LEFT, label)


class Sidebar(QListView):
    """Views of the library and facets. ``filter_chosen`` carries a ``FilterChosen``."""

    filter_chosen = Signal(object)

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
        self._query = ""
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

    def show_answer(self, answer: SearchAnswer, query: str) -> None:
        """Show the facets of a result, and which filters stand in the query."""
        self._answer, self._query = answer, query
        self._fill()

    def _fill(self) -> None:
        facets = self._answer.facets if self._answer else ()
        codes = [count.value for name, counts in facets if name == "language" for count in counts]
        names = {code: language_name(code) for code in codes}
        self._items.show(entries(self._stats, facets, self._query, self._wording(), names))

    def _wording(self) -> Wording:
        return Wording(
            library=self.tr("LIBRARY"),
            all=self.tr("All stories"),
            unread=self.tr("Unread"),
            starred=self.tr("Starred"),
            check=self.tr("Needs check"),
            outlets=self.tr("OUTLETS"),
            years=self.tr("YEARS"),
            languages=self.tr("LANGUAGES"),
        )

    def _choose(self, index: QModelIndex) -> None:
        item = self._items.item_at(index.row())
        if isinstance(item, Entry):
            self.filter_chosen.emit(FilterChosen(item.term, item.is_state))


def language_name(code: str) -> str:
    """Return the English name of a language, or its code where Qt has none."""
    language = QLocale.codeToLanguage(code)
    return code if language is QLocale.Language.AnyLanguage else QLocale.languageToString(language)
