"""The rows of an import report as a table model, with a filter by outcome."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QSortFilterProxyModel,
    Qt,
)

from reader.core.changes import ImportRow, Outcome
from reader.gui.imports.wording import outcome_name
from reader.gui.language.sentences import told
from reader.gui.reading.html import same_length_text
from reader.gui.results.model import Index

ROW_ROLE = Qt.ItemDataRole.UserRole
_NO_PARENT = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole
_TOOL_TIP = Qt.ItemDataRole.ToolTipRole


class ReportModel(QAbstractTableModel):
    """A row per file: its name, what became of it, why."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ImportRow] = []
        self._counts: Counter[Outcome] = Counter()

    @property
    def counts(self) -> Counter[Outcome]:
        """How many rows there are of each outcome."""
        return self._counts

    @property
    def rows(self) -> Sequence[ImportRow]:
        """All rows."""
        return self._rows

    def show(self, rows: Iterable[ImportRow]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self._counts = Counter(row.outcome for row in self._rows)
        self.endResetModel()

    def append(self, rows: Sequence[ImportRow]) -> None:
        """Add rows as they come in."""
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows.extend(rows)
            self._counts.update(row.outcome for row in rows)
            self.endInsertRows()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Return the number of files."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Return 3."""
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return the titles of the columns."""
        if role != _DISPLAY or orientation is not Qt.Orientation.Horizontal:
            return None
        titles = ("File", "Outcome", "Reason or headline")
        return QCoreApplication.translate("ReportModel", titles[section])

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return what a cell shows, its tip (the whole path), or the row."""
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == _TOOL_TIP:
            place = f"{row.path}\n{row.member}" if row.member else row.path
            return same_length_text(place if index.column() == 0 else told(row.reason) or row.headline)
        if role == _DISPLAY:
            cells = (_name_of(row), outcome_name(row.outcome), told(row.reason) or row.headline)
            return same_length_text(cells[index.column()])
        return None


def _name_of(row: ImportRow) -> str:
    """Return the file's name, and the place of a member in it."""
    name = Path(row.path).name or row.path
    return f"{name} › {row.member}" if row.member else name


class OutcomeFilter(QSortFilterProxyModel):
    """Keeps the rows of one outcome, or all."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._outcome: Outcome | None = None

    def keep(self, outcome: Outcome | None) -> None:
        """Keep rows of this outcome; None keeps all."""
        self._outcome = outcome
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Tell whether a row is kept."""
        if self._outcome is None:
            return True
        row = self.sourceModel().index(source_row, 0, source_parent).data(ROW_ROLE)
        return isinstance(row, ImportRow) and row.outcome is self._outcome
