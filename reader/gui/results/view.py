"""The middle of the window: the list of stories, or a sentence where there are none."""

from dataclasses import dataclass

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QListView, QSizePolicy, QStackedWidget, QWidget

from reader.core.model import ArticleId
from reader.gui.results.delegate import ResultDelegate
from reader.gui.results.model import Index, ResultsModel
from reader.gui.themes import Colours


@dataclass(frozen=True, slots=True)
class StoryChosen:
    """The story the reader moved to in the list."""

    article_id: ArticleId


class StoryList(QListView):
    """The list. ``story_chosen`` carries a ``StoryChosen`` when the reader moves, not when the list is refilled."""

    story_chosen = Signal(object)

    def __init__(self, model: ResultsModel, colours: Colours, family: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, uniformItemSizes=True)
        self.setAccessibleName(self.tr("Stories"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(24)
        self._stories = model
        self._delegate = ResultDelegate(colours, family, self)
        self._quiet = False
        self._anchor: tuple[ArticleId, int] | None = None
        self._selected: tuple[ArticleId, ...] = ()
        model.modelAboutToBeReset.connect(self._drop_anchor)
        self.setModel(model)
        self.setItemDelegate(self._delegate)

    def restyle(self, colours: Colours, family: str) -> None:
        """Take another theme or font."""
        self._delegate.restyle(colours, family, self.font())
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the window's keys."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that the reader moved to another story."""
        super().currentChanged(current, previous)
        row = self._stories.row_at(current.row()) if current.isValid() else None
        if row is not None and not self._quiet:
            self.story_chosen.emit(StoryChosen(row.result.article_id))

    def chosen(self) -> tuple[ArticleId, ...]:
        """Return the selected stories in their order in the list."""
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        rows = (self._stories.row_at(place) for place in places)
        return tuple(row.result.article_id for row in rows if row is not None)

    @property
    def place(self) -> int:
        """The row the reader is at, or -1."""
        return self.currentIndex().row()

    def _drop_anchor(self) -> None:
        """Keep what is selected and which story stands at the top, and how far it is scrolled, before a refill."""
        self._selected = self.chosen()
        top = self.indexAt(QPoint(0, 0))
        row = self._stories.row_at(top.row()) if top.isValid() else None
        self._anchor = None if row is None else (row.result.article_id, self.visualRect(top).top())

    def stay(self, current: ArticleId) -> None:
        """After a refill with the same search: mark the story that is open, and let nothing move."""
        self._quiet = True
        place = self._stories.place_of(current)
        if place >= 0:
            keep = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self._stories.index(place), keep)
        self._select_again()
        self._quiet = False
        if self._anchor is not None and (top := self._stories.place_of(self._anchor[0])) >= 0:
            height = self.sizeHintForRow(top)
            self.doItemsLayout()
            self.verticalScrollBar().setValue(top * height - self._anchor[1])

    def _select_again(self) -> None:
        """Select the stories that were selected before the refill, where they were several."""
        if len(self._selected) > 1:
            chosen = QItemSelection()
            for place in map(self._stories.place_of, self._selected):
                if place >= 0:
                    chosen.append(QItemSelectionRange(self._stories.index(place)))
            self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def go_to(self, place: int, *, quietly: bool = False) -> bool:
        """Move to a row; ``quietly`` without telling. False where there is no such row."""
        if not 0 <= place < self._stories.rowCount():
            return False
        self._quiet = quietly
        index = self._stories.index(place)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self._quiet = False
        if place + 1 >= self._stories.rowCount():
            self._stories.fetchMore(QModelIndex())
        return True


class ResultsView(QStackedWidget):
    """The list, or a sentence in its place."""

    def __init__(self, model: ResultsModel, colours: Colours, family: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = StoryList(model, colours, family)
        self._sentence = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True, margin=24)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setForegroundRole(self._sentence.palette().ColorRole.PlaceholderText)
        self._sentence.setBackgroundRole(self._sentence.palette().ColorRole.Base)
        self._sentence.setAutoFillBackground(True)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.addWidget(self.list)
        self.addWidget(self._sentence)
        self.setFocusProxy(self.list)

    @property
    def sentence(self) -> str:
        """The sentence in place of the list; empty while the list is shown."""
        return self._sentence.text()

    def say(self, sentence: str) -> None:
        """Show a sentence instead of the list; "" shows the list again."""
        self._sentence.setText(sentence)
        self.setCurrentIndex(1 if sentence else 0)
