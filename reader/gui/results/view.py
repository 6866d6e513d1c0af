"""The middle of the window: the stories of a result as a list or as a table, or a sentence where there are none."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QMenu, QStackedWidget, QVBoxLayout, QWidget

from reader.core.filters import Filters
from reader.core.model import ArticleId
from reader.core.query import SearchAnswer, SearchRequest, SortKey
from reader.gui.look.themes import Colours
from reader.gui.results.bar import ResultsBar
from reader.gui.results.columns import RISING, WIDTHS_EM, Column, column_of, next_order, title
from reader.gui.results.delegate import ResultDelegate
from reader.gui.results.model import ResultsModel
from reader.gui.results.nothing import NothingFound
from reader.gui.results.rows import StoryChosen, StoryRows
from reader.gui.results.table_delegate import CellDelegate
from reader.gui.results.tag_looks import TagLooks
from reader.service.chosen import Chosen

__all__ = ["ResultsView", "SortWanted", "StoryChosen", "StoryList", "StoryTable"]


@dataclass(frozen=True, slots=True)
class SortWanted:
    """The reader clicked on a title: the rows are wanted in this order."""

    sort: SortKey


class StoryList(StoryRows):
    """The list form: a row has a headline, a line of facts and a snippet."""

    def __init__(self, model: ResultsModel, colours: Colours, family: str, parent: QWidget | None = None) -> None:
        super().__init__(model, "", parent)
        self.setAccessibleName(self.tr("Stories"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.hide()
        for column in Column:
            self.setColumnHidden(column, column is not Column.HEADLINE)
        header.setSectionResizeMode(Column.HEADLINE, QHeaderView.ResizeMode.Stretch)
        self._delegate = ResultDelegate(colours, family, self)
        self.setItemDelegate(self._delegate)
        self.set_row_height(self._delegate.height)

    def restyle(self, colours: Colours, family: str) -> None:
        """Take another theme or font."""
        self._delegate.restyle(colours, family, self.font())
        self.set_row_height(self._delegate.height)
        self.viewport().update()

    @property
    def tag_looks(self) -> TagLooks:
        """The colours of the tags in the rows."""
        return self._delegate.tags


class StoryTable(StoryRows):
    """The table form. ``sort_wanted`` carries a ``SortWanted``; ``arranged`` tells that columns are other ones now."""

    sort_wanted = Signal(object)
    arranged = Signal()

    def __init__(self, model: ResultsModel, colours: Colours, parent: QWidget | None = None) -> None:
        super().__init__(model, "", parent)
        self.setAccessibleName(self.tr("Table of stories"))
        self._delegate = CellDelegate(model, colours, self)
        self.setItemDelegate(self._delegate)
        self.set_row_height(self._delegate.height)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setMinimumSectionSize(3 * self.fontMetrics().averageCharWidth())
        header.setAccessibleName(self.tr("Columns"))
        self._first_widths()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._menu_at)
        header.sectionClicked.connect(self._sort_by)
        header.sectionMoved.connect(self.arranged)
        header.sectionResized.connect(self.arranged)
        model.modelReset.connect(self._show_order)
        self._show_order()

    def restyle(self, colours: Colours) -> None:
        """Take another theme or font."""
        self._delegate.restyle(colours, self.font())
        self.set_row_height(self._delegate.height)
        self.viewport().update()

    def _first_widths(self) -> None:
        em = self.fontMetrics().averageCharWidth()
        for column, width in WIDTHS_EM.items():
            self.horizontalHeader().resizeSection(column, width * em)

    @property
    def tag_looks(self) -> TagLooks:
        """The colours of the tags in the rows."""
        return self._delegate.tags

    def _show_order(self) -> None:
        sort = self._stories.order
        order = Qt.SortOrder.AscendingOrder if sort in RISING else Qt.SortOrder.DescendingOrder
        column = -1 if sort is SortKey.RELEVANCE else int(column_of(sort))
        self.horizontalHeader().setSortIndicator(column, order)

    def _sort_by(self, section: int) -> None:
        sort = next_order(Column(section), self._stories.order)
        if sort is not None:
            self.sort_wanted.emit(SortWanted(sort))
        self._show_order()

    def columns_menu(self, parent: QWidget) -> QMenu:
        """Return a menu that shows and hides columns and sorts by them."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in Column:
            action = menu.addAction(title(column))
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(column))
            action.setEnabled(column is not Column.HEADLINE)
            action.toggled.connect(lambda on, column=column: self.show_column(column, shown=on))
        menu.addSeparator()
        sort = menu.addMenu(self.tr("Sort by"))
        for column in Column:
            if next_order(column, self._stories.order) is not None:
                sort.addAction(title(column), partial(self._sort_by, column))
        menu.addAction(self.tr("Columns as at first"), self.reset_columns)
        return menu

    def show_column(self, column: Column, *, shown: bool) -> None:
        """Show or hide a column."""
        self.setColumnHidden(column, not shown)
        self.arranged.emit()

    def reset_columns(self) -> None:
        """Show all columns in their first order and width."""
        header = self.horizontalHeader()
        for column in Column:
            self.setColumnHidden(column, False)
            header.moveSection(header.visualIndex(column), column)
        self._first_widths()
        self.arranged.emit()

    def _menu_at(self, place: QPoint) -> None:
        self.columns_menu(self).popup(self.horizontalHeader().mapToGlobal(place))


class ResultsView(QWidget):
    """Both forms, or a page that says why there is nothing; whoever lays out the window finds a place for ``bar``.

    ``story_chosen`` carries a ``StoryChosen``, ``entered`` asks for the story itself.
    """

    story_chosen = Signal(object)
    entered = Signal()

    def __init__(self, model: ResultsModel, colours: Colours, family: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.list = StoryList(model, colours, family)
        self.table = StoryTable(model, colours)
        self.table.setSelectionModel(self.list.selectionModel())
        self.bar = ResultsBar(colours, self)
        self.nothing = NothingFound()
        self._stack = QStackedWidget()
        for widget in (self.list, self.table, self.nothing):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        self._is_table = False
        self.table.is_in_use = False
        for rows in (self.list, self.table):
            rows.story_chosen.connect(self.story_chosen)
            rows.entered.connect(self.entered)
        self.list.selectionModel().selectionChanged.connect(self._count)
        model.modelReset.connect(self._count)
        self.setFocusProxy(self.list)

    @property
    def shown(self) -> StoryRows:
        """The form that is shown, or would be if there was something."""
        return self.table if self._is_table else self.list

    @property
    def is_table(self) -> bool:
        """Whether the table form is chosen."""
        return self._is_table

    def show_form(self, *, is_table: bool) -> None:
        """Show the stories as a table or as a list, at the same place."""
        old, self._is_table = self.shown, is_table
        new, has_focus = self.shown, old.hasFocus()
        old.is_in_use, new.is_in_use = False, True
        self.setFocusProxy(new)
        self.bar.show_form(is_table=is_table)
        if not self.sentence:
            self._stack.setCurrentWidget(new)
        if has_focus:
            new.setFocus(Qt.FocusReason.OtherFocusReason)
        if new.currentIndex().isValid():
            new.is_marking = old.is_marking
            new.scrollTo(new.currentIndex(), new.ScrollHint.PositionAtCenter)
        new.fetch_seen()

    def restyle(self, colours: Colours, family: str) -> None:
        """Take another theme or font."""
        self.list.restyle(colours, family)
        self.table.restyle(colours)
        self.bar.recolour(colours)

    def show_tag_colours(self, given: Mapping[str, int]) -> None:
        """Draw tags in the colours (1 to 8) they were given, by their names in small letters."""
        for form in (self.list, self.table):
            form.tag_looks.give(given)
            form.viewport().update()

    def chosen(self, request: SearchRequest) -> Chosen:
        """Return what is selected of the result of a request."""
        spans = self.shown.spans()
        count = sum(last - first + 1 for first, last in spans)
        known = self.shown.chosen()
        total = self._model.total
        if len(known) == count and not (count == total > 1):
            return Chosen(count, known)
        return Chosen(count, request=request, spans=spans, total=total)

    def anchors(self) -> tuple[ArticleId, ...]:
        """Return the stories whose places a refill must know."""
        return self.shown.anchors()

    def _count(self) -> None:
        count = sum(last - first + 1 for first, last in self.shown.spans())
        self.bar.show_count(count if count > 1 or self.shown.is_marking else 0, self._model.total)

    @property
    def sentence(self) -> str:
        """The sentence in place of the stories; empty while they are shown."""
        return self.nothing.sentence if self._stack.currentWidget() is self.nothing else ""

    def show_answer(self, answer: SearchAnswer, query: str, filters: Filters, *, is_importing: bool) -> None:
        """Show the stories of an answer that is in the model, or why there are none and what could be tried."""
        self.nothing.show_answer(answer, query, filters)
        self.say("" if answer.total else self._why_nothing(answer.query, filters, is_importing=is_importing))

    def _why_nothing(self, query: str, filters: Filters, *, is_importing: bool) -> str:
        if filters:
            return self.tr("No story matches this query with these filters.")
        if query.strip():
            return self.tr("No story matches this query.\n\nTry fewer words, another spelling, or word* for endings.")
        return self.tr("Importing. Stories appear here as they come in.") if is_importing else ""

    def say(self, sentence: str) -> None:
        """Show a sentence instead of the stories; "" shows these again."""
        self.nothing.say(sentence)
        self._stack.setCurrentWidget(self.nothing if sentence else self.shown)
        self.bar.setEnabled(not sentence)
