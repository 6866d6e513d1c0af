"""Saves searches, opens them, and counts them one by one while nothing else is read."""

from collections import deque
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QInputDialog, QWidget

from reader.core.cancel import CancelToken
from reader.core.changes import Event, IndexProgress, LibraryChanged, WorkerReady
from reader.core.errors import ReaderError
from reader.core.queries import (
    LONGEST_NAME,
    DeleteSearch,
    EditSearch,
    OrderSearches,
    QueriesChanged,
    QueryWish,
    RenameSearch,
    RestoreSearch,
    SavedSearch,
    SaveSearch,
)
from reader.core.query import SearchRequest
from reader.gui.frame.messages import Message, Weight
from reader.gui.query.bar import QueryBar, QueryEdited
from reader.gui.query.filter_labels import filter_label
from reader.gui.query.saved import SearchChosen, SearchDropped, SearchMoved, SearchRenamed, SearchReplaced, SideColumn
from reader.gui.wiring.jobs import Jobs
from reader.gui.wiring.ports import Shelf
from reader.gui.wiring.worker_link import LinkChanged, LinkState, WorkerLink

COUNT_MS = 400
"""Counting waits so long after a search or a change, so that it never stands in the way of either."""


class SavedFlow(QObject):
    """Ties the list of saved searches to library and worker. ``said`` carries a ``Message``."""

    said = Signal(object)

    def __init__(self, bar: QueryBar, sidebar: QWidget, jobs: Jobs, shelf: Shelf, link: WorkerLink) -> None:
        super().__init__(bar)
        self._bar, self._jobs, self._shelf, self._link = bar, jobs, shelf, link
        self.column = SideColumn(sidebar)
        self.list = self.column.list
        self._counting = CancelToken()
        self._uncounted: deque[SavedSearch] = deque()
        self._pause = QTimer(self, singleShot=True, interval=COUNT_MS)
        self._pause.timeout.connect(self._count_next)
        self.list.search_chosen.connect(self._open)
        self.list.search_dropped.connect(self._drop)
        self.list.search_moved.connect(self._move)
        self.list.search_replaced.connect(self._replace)
        self.list.searches.renamed.connect(self._rename)
        bar.query_edited.connect(self._edited)
        bar.saving_wanted.connect(self.save)
        link.event_arrived.connect(self.take)
        link.state_changed.connect(self._link_changed)

    def take(self, event: Event) -> None:
        """Read the list anew, or count, after what happened to the library."""
        if isinstance(event, WorkerReady | QueriesChanged):
            self.read()
        elif isinstance(event, LibraryChanged | IndexProgress):
            self._count_all()

    def _link_changed(self, change: LinkChanged) -> None:
        self.list.allow_writing(allowed=change.state is LinkState.READY)
        if change.state is LinkState.READ_ONLY:
            self.read()

    def read(self) -> None:
        """Read the saved searches."""
        self._jobs.run(lambda _: self._shelf.library().saved_searches(), done=self._show, failed=_leave)

    def _show(self, searches: tuple[SavedSearch, ...]) -> None:
        if searches != self.list.searches.searches:
            row = self.list.currentIndex().row()
            self.list.searches.show(searches)
            self.list.setCurrentIndex(self.list.searches.index(min(row, len(searches) - 1)))
            self._count_all()

    def _count_all(self) -> None:
        self._uncounted = deque(self.list.searches.searches)
        if self._uncounted and not self._pause.isActive():
            self._pause.start()

    def _edited(self, edited: QueryEdited) -> None:
        self.list.searches.mark(edited.query, edited.filters)
        self._give_way()

    def _give_way(self) -> None:
        """Stop counting while the reader searches; what was not counted follows."""
        self._counting.cancel()
        if self._uncounted:
            self._pause.start()

    def _count_next(self) -> None:
        if not self._uncounted:
            return
        search = self._uncounted[0]

        def call(token: CancelToken) -> int:
            library = self._shelf.library()
            library.refresh()
            request = SearchRequest(search.query, limit=1)
            filters = search.filters
            request = replace(request, include=dict(filters.include), exclude=dict(filters.exclude))
            return library.search(request, token).total

        self._counting = self._jobs.run(
            call, done=lambda total: self._counted(search, total), failed=_leave, later=True
        )

    def _counted(self, search: SavedSearch, total: int) -> None:
        self.list.searches.count(search, total)
        if self._uncounted and self._uncounted[0] == search:
            self._uncounted.popleft()
        self._count_next()

    def save(self) -> None:
        """Ask for a name and keep the query as it stands under it."""
        query, sort, filters = self._bar.query.strip(), self._bar.sort, self._bar.filters
        if not (query or filters):
            self.said.emit(Message(self.tr("There is no query to save. Type one first.")))
            return
        dialog = QInputDialog(self._bar.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Save the search"))
        dialog.setLabelText(self.tr("Name of the search"))
        said = query or ", ".join(filter_label(each) for each in filters.each())
        dialog.setTextValue(said[:LONGEST_NAME])
        dialog.textValueSelected.connect(
            lambda name: self._wish(SaveSearch(name.strip() or said, query, sort, filters))
        )
        dialog.open()

    def _open(self, chosen: SearchChosen) -> None:
        self._bar.put(chosen.search.query, chosen.search.sort, chosen.search.filters)

    def _rename(self, renamed: SearchRenamed) -> None:
        if self._wish(RenameSearch(renamed.search.search_id, renamed.name)):
            text = self.tr("The search “{old}” is called “{new}” now.").format(
                old=renamed.search.name, new=renamed.name
            )
            back = RenameSearch(renamed.search.search_id, renamed.search.name)
            self.said.emit(Message(text, button=self.tr("Undo"), action=lambda: self._undo(back)))

    def _drop(self, dropped: SearchDropped) -> None:
        if self._wish(DeleteSearch(dropped.search.search_id)):
            text = self.tr("The search “{name}” was deleted.").format(name=dropped.search.name)
            back = RestoreSearch(dropped.search, dropped.place)
            self.said.emit(Message(text, button=self.tr("Undo"), action=lambda: self._undo(back)))

    def _replace(self, replaced: SearchReplaced) -> None:
        """Let a saved search look for what is being searched for now."""
        old = replaced.search
        fresh = replace(old, query=self._bar.query.strip(), sort=self._bar.sort, filters=self._bar.filters)
        if fresh != old and self._wish(EditSearch(fresh)):
            text = self.tr("The search “{name}” looks for the current query from now on.").format(name=old.name)
            back = EditSearch(old)
            self.said.emit(Message(text, button=self.tr("Undo"), action=lambda: self._undo(back)))

    def _undo(self, back: QueryWish) -> None:
        self._wish(back)

    def _move(self, moved: SearchMoved) -> None:
        order = [search.search_id for search in self.list.searches.searches]
        back = OrderSearches(tuple(order))
        target = moved.place + moved.by
        if 0 <= target < len(order):
            order.insert(target, order.pop(moved.place))
            self.list.setCurrentIndex(self.list.searches.index(target))
            if self._wish(OrderSearches(tuple(order))):
                text = self.tr("The saved searches stand in another order now.")
                self.said.emit(Message(text, button=self.tr("Undo"), action=lambda: self._undo(back)))

    def _wish(self, wish: QueryWish) -> bool:
        if self._link.send(wish):
            return True
        text = self.tr("This window can only read the library at the moment, so nothing was changed.")
        self.said.emit(Message(text, Weight.WARNING))
        return False


def _leave(_: ReaderError) -> None:
    """Do without: the search itself says what is wrong with the library."""
