"""The rows of the list of highlights and notes: filtered, sorted, and worded as they are looked at."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QSize, Qt

from reader.core.highlights import AnnotationRow
from reader.gui.language.dates import short_date
from reader.gui.look.tables import FACT_ROLE, Index
from reader.gui.look.themes import Colours
from reader.gui.notes.colours import ink_name, swatch
from reader.gui.reading.html import same_length_text
from reader.gui.reading.story_text import own_way

_NOWHERE = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole
_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole
_DECORATION = Qt.ItemDataRole.DecorationRole
_TOOL_TIP = Qt.ItemDataRole.ToolTipRole
COLOUR, QUOTE, NOTE, STORY, DATE = range(5)
ANY_COLOUR, ONLY_NOTES = 0, -1
LONGEST_CELL = 300
LONGEST_TIP = 2_000


class AnnotationModel(QAbstractTableModel):
    """All highlights and notes, or those that a filter leaves."""

    def __init__(self, colours: Colours, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles = (
            self.tr("Colour"),
            self.tr("Words"),
            self.tr("Note"),
            self.tr("Story"),
            self.tr("Published"),
        )
        self._colours = colours
        self._all: tuple[AnnotationRow, ...] = ()
        self._order: tuple[int, bool] = (STORY, False)
        self._wanted: tuple[str, int, bool] = ("", ANY_COLOUR, False)
        self.rows: list[AnnotationRow] = []

    def show(self, rows: Sequence[AnnotationRow]) -> None:
        """Take all rows there are."""
        self._all = tuple(rows)
        self._refill()

    def choose(self, words: str, colour: int, *, only_lost: bool) -> None:
        """Leave the rows with words in them, of a colour, or without a place in their story."""
        self._wanted = words.casefold(), colour, only_lost
        self._refill()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        self._order = column, order is Qt.SortOrder.DescendingOrder
        self._refill()

    def _refill(self) -> None:
        self.beginResetModel()
        column, is_down = self._order
        self.rows = sorted(filter(self._is_wanted, self._all), key=lambda row: _key(row, column), reverse=is_down)
        self.endResetModel()

    def _is_wanted(self, row: AnnotationRow) -> bool:
        words, colour, only_lost = self._wanted
        if only_lost and not row.is_orphan:
            return False
        if colour == ONLY_NOTES and not row.text:
            return False
        if colour > 0 and (row.highlight is None or row.highlight.colour != colour):
            return False
        text = f"{row.quote}\n{row.text}\n{row.headline}".casefold()
        return all(word in text for word in words.split())

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return the titles of the columns."""
        is_title = orientation is Qt.Orientation.Horizontal and role == _DISPLAY
        return self._titles[section] if is_title and 0 <= section < len(self._titles) else None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return what a cell shows."""
        if not 0 <= index.row() < len(self.rows):
            return None
        row, column = self.rows[index.row()], index.column()
        if role in (_DISPLAY, _ACCESSIBLE):
            text = same_length_text(self._text(row, column)[:LONGEST_CELL])
            return own_way(text) if role == _DISPLAY else text
        if role == _TOOL_TIP:
            return same_length_text(self._text(row, column)[:LONGEST_TIP])
        if role == _DECORATION and column == COLOUR and row.highlight is not None:
            return swatch(row.highlight.colour, self._colours, QSize(24, 14))
        return row if role == FACT_ROLE else None

    def _text(self, row: AnnotationRow, column: int) -> str:
        match column:
            case 0:
                name = ink_name(row.highlight.colour) if row.highlight else self.tr("Note on the story")
                return self.tr("{colour}, not in the text any more").format(colour=name) if row.is_orphan else name
            case 1:
                return " ".join(row.quote.split())
            case 2:
                return " ".join(row.text.split())
            case 3:
                return row.headline or self.tr("Without a headline")
            case _:
                return short_date(row.published) if row.published else ""


def _key(row: AnnotationRow, column: int) -> tuple[object, ...]:
    place = (row.article_id, row.highlight.start or 0 if row.highlight else 0)
    match column:
        case 0:
            return (row.highlight.colour if row.highlight else 9, *place)
        case 1:
            return (row.quote.casefold(), *place)
        case 2:
            return (row.text.casefold(), *place)
        case 3:
            return (row.headline.casefold(), *place)
        case _:
            return (row.published, *place)
