"""What list and table of stories have in common: whole rows, the reader's place, selecting, fetching what is seen."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStyleFactory, QTableView, QWidget

from reader.core.model import ArticleId
from reader.gui.results.columns import Column
from reader.gui.results.model import ResultsModel

AHEAD = 40
"""Rows below what is seen, and half as many above, that are fetched too."""
Index = QModelIndex | QPersistentModelIndex
_FLAGS = QItemSelectionModel.SelectionFlag
_MOVE = QAbstractItemView.CursorAction


@dataclass(frozen=True, slots=True)
class StoryChosen:
    """The story the reader moved to in the list."""

    article_id: ArticleId


class StoryRows(QTableView):
    """Rows of a result. ``story_chosen`` carries a ``StoryChosen`` when the reader moves, not when it is refilled.

    A row that is moved to before it has been fetched is told of when it comes. ``entered`` tells of Enter or a double
    click.
    """

    story_chosen = Signal(object)
    entered = Signal()

    def __init__(self, model: ResultsModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        plain = QStyleFactory.create("Fusion")  # the window's own style is asked for every cell, in Python
        plain.setParent(self)
        self.setStyle(plain)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self._fetching: QTimer = QTimer(self, singleShot=True, interval=0)
        self._fetching.timeout.connect(self.fetch_seen)
        self.verticalScrollBar().setSingleStep(24)
        self.verticalScrollBar().valueChanged.connect(self._fetch_soon)
        self._stories = model
        self._quiet = False
        self._is_waiting = False
        self.is_marking = False
        self.is_in_use = True  # both forms know of every move, one tells
        self._anchor: tuple[ArticleId, int] | None = None
        self._selected: tuple[ArticleId, ...] = ()
        self._was_whole = False
        model.modelAboutToBeReset.connect(self._drop_anchor)
        self.setModel(model)
        model.dataChanged.connect(self._filled)
        model.modelReset.connect(self._fetch_soon)

    def setSelectionModel(self, selection: QItemSelectionModel) -> None:
        """Share a selection; the titles do not follow it, which takes long where all is selected."""
        super().setSelectionModel(selection)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSelectionModel(QItemSelectionModel(self.model(), header))

    def set_row_height(self, height: int) -> None:
        """Give all rows this height."""
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(height)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the window's keys."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Enter; Escape ends the marking of stories."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.place >= 0:
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Go to the first and the last row on Home and End; left and right scroll."""
        if action in (_MOVE.MoveHome, _MOVE.MoveEnd):
            last = self._stories.rowCount() - 1
            return self._stories.index(0 if action is _MOVE.MoveHome else last, Column.HEADLINE)
        if action in (_MOVE.MoveLeft, _MOVE.MoveRight):
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + (-40 if (action is _MOVE.MoveLeft) != self.isRightToLeft() else 40))
            return self.currentIndex()
        return super().moveCursor(action, modifiers)

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """Keep what is marked while the reader moves on with the keys."""
        if self.is_marking and isinstance(event, QKeyEvent) and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            return _FLAGS.NoUpdate
        if event is not None:
            self.is_marking = False
        return super().selectionCommand(index, event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that the reader moved to another story."""
        super().currentChanged(current, previous)
        for place in (current.row(), previous.row()):  # the frame goes through all cells
            if place >= 0:
                top, height = self.rowViewportPosition(place), self.rowHeight(place)
                self.viewport().update(0, top, self.viewport().width(), height)
        self._is_waiting = False
        if not current.isValid() or self._quiet or not self.is_in_use:
            return
        row = self._stories.row_at(current.row())
        if row is not None:
            self.story_chosen.emit(StoryChosen(row.result.article_id))
        elif current.row() != previous.row():
            self._is_waiting = True
            self._stories.want(current.row(), current.row())

    def _filled(self, first: QModelIndex, last: QModelIndex) -> None:
        """Tell of the story the reader waits for when it has come."""
        row = self._stories.row_at(self.place) if self._is_waiting else None
        if row is not None and first.row() <= self.place <= last.row():
            self._is_waiting = False
            self.story_chosen.emit(StoryChosen(row.result.article_id))

    def _fetch_soon(self) -> None:
        """Fetch what is seen when nothing else waits: whoever drags the bar goes past much."""
        self._fetching.start()

    def fetch_seen(self) -> None:
        """Ask for the rows that are seen and some around them."""
        if self.is_in_use and self._stories.total:
            top = max(0, self.rowAt(0))
            rows = self.viewport().height() // max(1, self.verticalHeader().defaultSectionSize()) + 1
            self._stories.want(top - AHEAD // 2, top + rows + AHEAD)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fetch what a larger view shows."""
        super().resizeEvent(event)
        self._fetching.start()

    @property
    def place(self) -> int:
        """The row the reader is at, or -1."""
        return self.currentIndex().row()

    def spans(self) -> tuple[tuple[int, int], ...]:
        """Return the first and the last row of each run of selected rows."""
        selection = self.selectionModel().selection()
        parts = sorted((selection.at(at).top(), selection.at(at).bottom()) for at in range(selection.count()))
        joined: list[tuple[int, int]] = []
        for first, last in parts:
            if joined and first <= joined[-1][1] + 1:
                joined[-1] = joined[-1][0], max(last, joined[-1][1])
            else:
                joined.append((first, last))
        return tuple(joined)

    def chosen(self) -> tuple[ArticleId, ...]:
        """Return the selected stories in their order in the list, as far as they have been fetched."""
        rows = (
            self._stories.row_at(place) for first, last in self.spans() for place in self._stories.known(first, last)
        )
        return tuple(row.result.article_id for row in rows if row is not None)

    def toggle(self) -> None:
        """Mark the story the reader is at, or take the mark off; from then on moving leaves the marks alone."""
        index = self.currentIndex()
        if not index.isValid():
            return
        several = sum(last - first + 1 for first, last in self.spans()) > 1
        if self.is_marking or several:
            self.selectionModel().select(index, _FLAGS.Toggle | _FLAGS.Rows)
        else:
            self.selectionModel().select(index, _FLAGS.ClearAndSelect | _FLAGS.Rows)
        self.is_marking = bool(self.spans())

    def _drop_anchor(self) -> None:
        """Keep what is selected and which story stands at the top, and how far it is scrolled, before a refill."""
        spans = self.spans()
        self._was_whole = bool(spans) and spans[0] == (0, self._stories.total - 1) and self._stories.total > 1
        self._selected = () if self._was_whole else self.chosen()
        top = self.indexAt(QPoint(0, 0))
        row = self._stories.row_at(top.row()) if top.isValid() else None
        self._anchor = None if row is None else (row.result.article_id, self.visualRect(top).top())

    def anchors(self) -> tuple[ArticleId, ...]:
        """Return the stories whose places a refill must know: at the top, the reader's own, and those selected."""
        rows = (self._stories.row_at(place) for place in (self.rowAt(0), self.place))
        own = tuple(row.result.article_id for row in rows if row is not None)
        spans = self.spans()
        several = sum(last - first + 1 for first, last in spans)
        return own if several == self._stories.total else (*own, *self.chosen())

    def stay(self, current: ArticleId) -> None:
        """After a refill with the same search: mark the story that is open, and let nothing move."""
        self._quiet = True
        place = self._stories.place_of(current)
        flags = _FLAGS.NoUpdate if self.is_marking else _FLAGS.ClearAndSelect | _FLAGS.Rows
        if place >= 0:
            self.selectionModel().setCurrentIndex(self._stories.index(place, Column.HEADLINE), flags)
        self._select_again()
        self._quiet = False
        if self._anchor is not None and (top := self._stories.place_of(self._anchor[0])) >= 0:
            height = self.verticalHeader().defaultSectionSize()
            self.doItemsLayout()
            self.verticalScrollBar().setValue(top * height - self._anchor[1])
        self.fetch_seen()

    def _select_again(self) -> None:
        """Select the stories that were selected before the refill, where they were several."""
        if self._was_whole:
            self.selectAll()
        elif len(self._selected) > 1 or self.is_marking:
            chosen = QItemSelection()
            last = self._stories.columnCount() - 1
            for place in map(self._stories.place_of, self._selected):
                if place >= 0:
                    chosen.append(QItemSelectionRange(self._stories.index(place, 0), self._stories.index(place, last)))
            self.selectionModel().select(chosen, _FLAGS.ClearAndSelect)

    def go_to(self, place: int, *, quietly: bool = False) -> bool:
        """Move to a row; ``quietly`` without telling. False where there is no such row."""
        if not 0 <= place < self._stories.rowCount():
            return False
        self._quiet = quietly
        index = self._stories.index(place, Column.HEADLINE)
        flags = _FLAGS.NoUpdate if self.is_marking else _FLAGS.ClearAndSelect | _FLAGS.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)
        self._quiet = False
        return True
