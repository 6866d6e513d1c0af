"""The list of saved searches with how many stories each finds now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QEvent, QLocale, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QLabel, QListView, QMenu, QSizePolicy, QVBoxLayout, QWidget

from reader.core.filters import NO_FILTERS, Filters
from reader.core.queries import SavedSearch
from reader.gui.query.choices import CHOICE_ROLE, Choice, ChoiceDelegate, Index
from reader.gui.query.filter_labels import filter_label
from reader.gui.sidebar.titles import title_font

MOST_SHOWN = 8
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class SearchChosen:
    """A saved search was opened."""

    search: SavedSearch


@dataclass(frozen=True, slots=True)
class SearchRenamed:
    """A saved search was given another name."""

    search: SavedSearch
    name: str


@dataclass(frozen=True, slots=True)
class SearchDropped:
    """A saved search was deleted; ``place`` is where it stood, 0 the first."""

    search: SavedSearch
    place: int


@dataclass(frozen=True, slots=True)
class SearchTagged:
    """A saved search is to tag what comes in."""

    search: SavedSearch


@dataclass(frozen=True, slots=True)
class SearchReplaced:
    """A saved search is to look for what is being searched for now."""

    search: SavedSearch


@dataclass(frozen=True, slots=True)
class SearchMoved:
    """A saved search is to stand ``by`` rows further down."""

    place: int
    by: int


class SavedModel(QAbstractListModel):
    """Saved searches and their counts. ``renamed`` carries a ``SearchRenamed``."""

    renamed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.searches: tuple[SavedSearch, ...] = ()
        self._counts: dict[SavedSearch, int] = {}
        self._current: tuple[str, Filters] = ("", NO_FILTERS)

    def show(self, searches: Sequence[SavedSearch]) -> None:
        """Replace all; counts of queries that stay are kept until they are counted anew."""
        self.beginResetModel()
        self.searches = tuple(searches)
        self.endResetModel()

    def count(self, search: SavedSearch, stories: int) -> None:
        """Show how many stories a search finds."""
        self._counts[_looked_for(search)] = stories
        if search in self.searches:
            index = self.index(self.searches.index(search))
            self.dataChanged.emit(index, index)

    def stories_of(self, search: SavedSearch) -> int | None:
        """Return how many stories a search finds, None where that is not known yet."""
        return self._counts.get(_looked_for(search))

    def mark(self, query: str, filters: Filters) -> None:
        """Show which search is the one that is being searched for."""
        self._current = (query.strip(), filters)
        if self.searches:
            self.dataChanged.emit(self.index(0), self.index(len(self.searches) - 1))

    def is_current(self, search: SavedSearch) -> bool:
        """Tell whether this is being searched for."""
        return (search.query, search.filters) == self._current

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Return the number of searches."""
        return 0 if parent.isValid() else len(self.searches)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that a name can be edited in place."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return name, query and count."""
        if not 0 <= index.row() < len(self.searches):
            return None
        search = self.searches[index.row()]
        stories = self.stories_of(search)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return search.name
        if role == CHOICE_ROLE:
            counted = "" if stories is None else QLocale().toString(stories)
            return Choice(search.name, counted, is_current=self.is_current(search))
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (search.query, *map(filter_label, search.filters.each())) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            known = stories is not None
            said = QCoreApplication.translate("SavedModel", "%n stories", "", stories or 0) if known else ""
            current = QCoreApplication.translate("SavedModel", "searched for now") if self.is_current(search) else ""
            return ", ".join(part for part in (search.name, said, current) if part)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for another name."""
        name = str(value).strip()
        if not 0 <= index.row() < len(self.searches) or not name:
            return False
        search = self.searches[index.row()]
        if name != search.name:
            self.renamed.emit(SearchRenamed(search, name))
        return True


def _looked_for(search: SavedSearch) -> SavedSearch:
    """Return what a count is known by: the search whatever it is called."""
    return replace(search, name="")


class SavedList(QListView):
    """Saved searches; Enter opens, F2 renames, Del deletes, Alt+Up and Alt+Down move.

    ``search_chosen``, ``search_dropped``, ``search_moved``, ``search_tagged`` and ``search_replaced`` carry the facts
    of those names. ``left_downwards`` tells that Down was pressed on the last one.
    """

    search_chosen = Signal(object)
    search_dropped = Signal(object)
    search_moved = Signal(object)
    search_tagged = Signal(object)
    left_downwards = Signal()
    search_replaced = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.searches = SavedModel(self)
        self.setModel(self.searches)
        self.setItemDelegate(ChoiceDelegate(self, margin=18))
        self.setAccessibleName(self.tr("Saved searches"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.viewport().setBackgroundRole(self.palette().ColorRole.Window)
        self._actions = (
            self._action(self.tr("Open"), "", self._open),
            self._action(self.tr("Rename"), "", lambda: self.edit(self.currentIndex())),
            self._action(self.tr("Replace by the current search"), "", self._replace),
            self._action(self.tr("Tag what comes in…"), "", self._tag),
            self._action(self.tr("Move up"), "Alt+Up", lambda: self._move(-1)),
            self._action(self.tr("Move down"), "Alt+Down", lambda: self._move(1)),
            self._action(self.tr("Delete"), "Del", self._drop),
        )
        self.clicked.connect(self._open)
        self.activated.connect(self._open)
        self.searches.modelReset.connect(self._fit)

    def _action(self, text: str, key: str, doing: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        if key:
            action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _: doing())
        self.addAction(action)
        return action

    @property
    def current(self) -> SavedSearch | None:
        """The search that is marked."""
        row = self.currentIndex().row()
        return self.searches.searches[row] if 0 <= row < len(self.searches.searches) else None

    def allow_writing(self, *, allowed: bool) -> None:
        """Enable or disable what changes the list."""
        for action in self._actions[1:]:
            action.setEnabled(allowed)
        triggers = QListView.EditTrigger.EditKeyPressed if allowed else QListView.EditTrigger.NoEditTriggers
        self.setEditTriggers(triggers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the list downwards, into what lies below it."""
        is_last = self.currentIndex().row() == len(self.searches.searches) - 1
        if event.key() == Qt.Key.Key_Down and not event.modifiers() and is_last:
            self.left_downwards.emit()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a search."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self._actions)
        menu.popup(event.globalPos())

    def _fit(self) -> None:
        rows = min(MOST_SHOWN, len(self.searches.searches))
        self.setFixedHeight(max(1, rows * max(self.sizeHintForRow(0), self.fontMetrics().height() + 8)))

    def _open(self) -> None:
        if self.current is not None:
            self.search_chosen.emit(SearchChosen(self.current))

    def _drop(self) -> None:
        if self.current is not None:
            self.search_dropped.emit(SearchDropped(self.current, self.currentIndex().row()))

    def _replace(self) -> None:
        if self.current is not None:
            self.search_replaced.emit(SearchReplaced(self.current))

    def _tag(self) -> None:
        if self.current is not None:
            self.search_tagged.emit(SearchTagged(self.current))

    def _move(self, by: int) -> None:
        if self.current is not None:
            self.search_moved.emit(SearchMoved(self.currentIndex().row(), by))


class SideColumn(QWidget):
    """The sidebar with the saved searches above it; they are hidden and shown together."""

    def __init__(self, sidebar: QWidget) -> None:
        super().__init__()
        self._sidebar = sidebar
        self.list = SavedList()
        self.title = QLabel(self.tr("SAVED SEARCHES"))
        self.title.setForegroundRole(self.title.palette().ColorRole.PlaceholderText)
        self.title.setFont(title_font(self.title.font()))
        self.title.setContentsMargins(18, 8, 14, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.title, self.list):
            column.addWidget(widget)
        self.gap = QWidget()
        self.gap.setFixedHeight(12)
        column.addWidget(self.gap)
        column.addWidget(sidebar, 1)
        sidebar.installEventFilter(self)
        self.list.left_downwards.connect(lambda: sidebar.setFocus(Qt.FocusReason.OtherFocusReason))
        self.list.searches.modelReset.connect(self._show_if_any)
        self._show_if_any()

    def _show_if_any(self) -> None:
        for widget in (self.title, self.list, self.gap):
            widget.setVisible(bool(self.list.searches.searches))

    def _leaves_upwards(self, event: QEvent) -> bool:
        is_up = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Up and not event.modifiers()
        sidebar = self._sidebar
        at_top = isinstance(sidebar, QListView) and sidebar.currentIndex().row() <= 1  # the first is a heading
        return is_up and at_top and self.list.isVisible()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the sidebar when it is hidden or shown; Up on its first entry leads to the saved searches."""
        if watched is self._sidebar and event.type() is QEvent.Type.KeyPress and self._leaves_upwards(event):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if watched is self._sidebar and event.type() in (QEvent.Type.HideToParent, QEvent.Type.ShowToParent):
            self.setVisible(event.type() is QEvent.Type.ShowToParent)
        return super().eventFilter(watched, event)
