"""The stories of a result as a list model that asks for the next page when it is needed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from reader.core.model import ArticleId
from reader.core.query import ResultRow
from reader.core.records import StorySummary
from reader.gui.dates import short_date
from reader.gui.reading.html import same_length_text
from reader.gui.reading.story_text import isolated

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
_DISPLAY = Qt.ItemDataRole.DisplayRole
_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole
_TOOL_TIP = Qt.ItemDataRole.ToolTipRole
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class ListedStory:
    """A row: what the search says of a story, and its state in the library where that is known."""

    result: ResultRow
    summary: StorySummary | None = None


@dataclass(frozen=True, slots=True)
class PageWanted:
    """The list has come to its end: the rows from ``offset`` on are wanted."""

    offset: int


class ResultsModel(QAbstractListModel):
    """The rows that have been loaded. ``page_wanted`` carries a ``PageWanted``."""

    page_wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ListedStory] = []
        self._places: dict[ArticleId, int] = {}
        self._total = 0
        self._asked = 0

    @property
    def rows(self) -> Sequence[ListedStory]:
        """The loaded rows."""
        return self._rows

    @property
    def total(self) -> int:
        """How many stories the result has, loaded or not."""
        return self._total

    def show(self, rows: Iterable[ListedStory], total: int) -> None:
        """Replace everything by the first page of a result."""
        self.beginResetModel()
        self._rows = list(rows)
        self._places = {row.result.article_id: place for place, row in enumerate(self._rows)}
        self._total = max(total, len(self._rows))
        self._asked = len(self._rows)
        self.endResetModel()

    def append(self, offset: int, rows: Sequence[ListedStory]) -> None:
        """Add the page that starts at ``offset``; a page that does not fit the end is dropped."""
        if offset != len(self._rows):
            return
        if not rows:
            self._total = offset
            return
        self.beginInsertRows(QModelIndex(), offset, offset + len(rows) - 1)
        for row in rows:
            self._places.setdefault(row.result.article_id, len(self._rows))
            self._rows.append(row)
        self.endInsertRows()
        self._asked = len(self._rows)

    def give_up_page(self) -> None:
        """Allow the page that was asked for to be asked for again: it did not come."""
        self._asked = len(self._rows)

    def update_summaries(self, summaries: Iterable[StorySummary]) -> None:
        """Take the new state of stories that are listed."""
        for summary in summaries:
            place = self._places.get(summary.article_id)
            if place is not None and self._rows[place].summary != summary:
                self._rows[place] = replace(self._rows[place], summary=summary)
                self.dataChanged.emit(self.index(place), self.index(place))

    def place_of(self, article_id: ArticleId) -> int:
        """Return the row of a story, or -1."""
        return self._places.get(article_id, -1)

    def row_at(self, place: int) -> ListedStory | None:
        """Return a loaded row, or None."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Return the number of loaded rows."""
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether there is a page to ask for that has not been asked for."""
        return not parent.isValid() and len(self._rows) == self._asked < self._total

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page."""
        if self.canFetchMore(parent):
            self._asked = self._total
            self.page_wanted.emit(PageWanted(len(self._rows)))

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return the headline, the whole row as a sentence, or the row itself for the delegate."""
        place = index.row()
        if not 0 <= place < len(self._rows):
            return None
        if role == ROW_ROLE:
            return self._rows[place]
        if role in (_DISPLAY, _TOOL_TIP):
            return self._rows[place].result.headline
        if role == _ACCESSIBLE:
            return spoken(self._rows[place])
        return None


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("ResultsModel", text, "", number)


def line_of(row: ListedStory) -> str:
    """Return outlet, date and length of a row in one line."""
    parts = (row.result.outlet, short_date(row.result.published), _tr("%n words", row.result.words))
    return "  ·  ".join(isolated(same_length_text(part)) for part in parts if part)


def spoken(row: ListedStory) -> str:
    """Return everything a row shows, for a screen reader."""
    result, state = row.result, row.summary
    parts = [result.headline or _tr("Without a headline"), result.outlet, short_date(result.published)]
    parts.append(_tr("%n words", result.words))
    if state is not None:
        parts += [
            "" if state.is_read else _tr("unread"),
            _tr("starred") if state.is_starred else "",
            _tr("needs a check") if state.needs_check else "",
        ]
    return ". ".join(part for part in (*parts, result.snippet) if part)
