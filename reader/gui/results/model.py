"""The stories of a result as a model of all its rows, of which those are fetched that somebody looks at."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from reader.core.model import ArticleId
from reader.core.query import ResultRow, SortKey
from reader.core.records import StorySummary
from reader.gui.language.dates import short_date
from reader.gui.reading.html import same_length_text
from reader.gui.reading.story_text import isolated
from reader.gui.results.columns import Column, cell, kin, states, title

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
PAGE = 100
MOST_KEPT = 5_000
"""Rows that are kept; those farthest from where the reader is are fetched again when they are looked at."""
_DISPLAY = Qt.ItemDataRole.DisplayRole
_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole
_TOOL_TIP = Qt.ItemDataRole.ToolTipRole
_HORIZONTAL = Qt.Orientation.Horizontal
_NO_PARENT = QModelIndex()
_COLUMNS = tuple(Column)


@dataclass(frozen=True, slots=True)
class ListedStory:
    """A row: what the search says of a story, and its state in the library where that is known."""

    result: ResultRow
    summary: StorySummary | None = None


@dataclass(frozen=True, slots=True)
class PageWanted:
    """Rows are looked at that have not been fetched: ``limit`` of them, from ``offset`` on."""

    offset: int
    limit: int


class ResultsModel(QAbstractTableModel):
    """All rows of a result. ``page_wanted`` carries a ``PageWanted``."""

    page_wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[int, ListedStory] = {}
        self._places: dict[ArticleId, int] = {}
        self._elsewhere: Mapping[ArticleId, int] = {}
        self._total = 0
        self._asked: set[int] = set()
        self.order = SortKey.RELEVANCE

    @property
    def rows(self) -> Sequence[ListedStory]:
        """The rows from the first one on, as far as they have been fetched without a gap."""
        found: list[ListedStory] = []
        while (row := self._rows.get(len(found))) is not None:
            found.append(row)
        return found

    @property
    def total(self) -> int:
        """How many stories the result has, fetched or not."""
        return self._total

    def show(
        self,
        rows: Iterable[ListedStory],
        total: int,
        order: SortKey = SortKey.RELEVANCE,
        places: Mapping[ArticleId, int] | None = None,
    ) -> None:
        """Replace everything by the first rows of a result; ``places`` are those of stories farther down."""
        self.beginResetModel()
        self._rows = dict(enumerate(rows))
        self._places = {row.result.article_id: place for place, row in self._rows.items()}
        self._elsewhere = places or {}
        self._total = max(total, len(self._rows))
        self._asked = set()
        self.order = order
        self.endResetModel()

    def fill(self, offset: int, rows: Sequence[ListedStory]) -> None:
        """Put in rows that have been fetched; what does not fit the result is dropped."""
        self._asked.discard(offset // PAGE)
        fitting = rows[: max(0, self._total - offset)]
        for place, row in enumerate(fitting, offset):
            self._rows[place] = row
            self._places.setdefault(row.result.article_id, place)
        if fitting:
            self._forget_far(offset)
            self.dataChanged.emit(self.index(offset, 0), self.index(offset + len(fitting) - 1, len(_COLUMNS) - 1))

    def _forget_far(self, place: int) -> None:
        """Drop the rows that are farthest from a place where there are too many, but for those at the top."""
        if len(self._rows) <= MOST_KEPT:
            return
        far = sorted((each for each in self._rows if each >= PAGE), key=lambda each: abs(each - place))
        for each in far[MOST_KEPT // 2 :]:
            gone = self._rows.pop(each).result.article_id
            if self._places.get(gone) == each:
                del self._places[gone]

    def give_up_page(self, offset: int) -> None:
        """Allow rows that were asked for to be asked for again: they did not come."""
        self._asked.discard(offset // PAGE)

    def want(self, first: int, last: int) -> None:
        """Ask for the rows from ``first`` to ``last`` that have not been fetched or asked for."""
        first, last = max(0, first), min(last, self._total - 1)
        for page in range(first // PAGE, last // PAGE + 1):
            if page in self._asked:
                continue
            end = min((page + 1) * PAGE, self._total)
            missing = next((place for place in range(page * PAGE, end) if place not in self._rows), end)
            if missing < end:
                self._asked.add(page)
                self.page_wanted.emit(PageWanted(missing, end - missing))

    def update_summaries(self, summaries: Iterable[StorySummary]) -> None:
        """Take the new state of stories that are listed."""
        for summary in summaries:
            place = self._places.get(summary.article_id)
            if place is not None and self._rows[place].summary != summary:
                self._rows[place] = replace(self._rows[place], summary=summary)
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(_COLUMNS) - 1))

    def change(self, ids: Iterable[ArticleId], change: Callable[[StorySummary], StorySummary]) -> None:
        """Change the state of those stories that have been fetched."""
        wanted = self._places.keys() & set(ids)
        known = (self._rows[self._places[each]].summary for each in wanted)
        self.update_summaries([change(summary) for summary in known if summary is not None])

    def place_of(self, article_id: ArticleId) -> int:
        """Return the row of a story, or -1 where it is not known."""
        return self._places.get(article_id, self._elsewhere.get(article_id, -1))

    def row_at(self, place: int) -> ListedStory | None:
        """Return a row that has been fetched, or None."""
        return self._rows.get(place)

    def known(self, first: int, last: int) -> list[int]:
        """Return the rows from ``first`` to ``last`` that have been fetched."""
        if last - first < len(self._rows):
            return [place for place in range(first, last + 1) if place in self._rows]
        return sorted(place for place in self._rows if first <= place <= last)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Return the number of rows, fetched or not."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Return the number of columns of the table form."""
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return the titles of the columns."""
        is_title = orientation is _HORIZONTAL and role in (_DISPLAY, _TOOL_TIP) and 0 <= section < len(_COLUMNS)
        return title(_COLUMNS[section]) if is_title else None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return what a cell says, the whole row as a sentence, or the row itself for the delegates."""
        place = index.row()
        row = self._rows.get(place)
        if role == ROW_ROLE:
            return row
        if role not in (_DISPLAY, _TOOL_TIP, _ACCESSIBLE) or not 0 <= place < self._total:
            return None
        if row is None:
            return _tr("Not fetched yet") if role == _ACCESSIBLE else None
        column = _COLUMNS[index.column()]
        if role == _ACCESSIBLE and column is Column.HEADLINE:
            return spoken(row)
        return same_length_text(cell(column, row.result, row.summary))


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
    parts += [_tr("%n words", result.words), *states(state), kin(state)]
    if state is not None and state.tags:
        parts.append(_tr("Tags: {tags}").format(tags=", ".join(state.tags)))
    return ". ".join(part for part in (*parts, result.snippet) if part)
