"""The sidebar's items as a list model."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, Qt

from reader.gui.results.model import Index
from reader.gui.sidebar.entries import Door, Entry, Heading, Item

ITEM_ROLE = Qt.ItemDataRole.UserRole
_NO_PARENT = QModelIndex()


class SidebarModel(QAbstractListModel):
    """Headings, which cannot be chosen, and entries, which can."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[Item, ...] = ()

    def show(self, items: Sequence[Item]) -> None:
        """Replace the items; the place stays where the same rows are shown with other counts."""
        fresh = tuple(items)
        if len(fresh) == len(self._items):
            self._items = fresh
            if fresh:
                self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self._items = fresh
        self.endResetModel()

    def item_at(self, row: int) -> Item | None:
        """Return an item, or None."""
        return self._items[row] if 0 <= row < len(self._items) else None

    def row_like(self, item: Item | None) -> int:
        """Return the row of what stands for the same as an item did, be its count another; -1 where there is none."""
        return next((row for row, each in enumerate(self._items) if _stands_for(each) == _stands_for(item)), -1)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Return the number of items."""
        return 0 if parent.isValid() else len(self._items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return no flags for a heading."""
        if isinstance(self.item_at(index.row()), Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return label, sentence or item."""
        item = self.item_at(index.row())
        if item is None:
            return None
        if role == ITEM_ROLE:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return item.title if isinstance(item, Heading) else item.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if isinstance(item, Heading):
                return item.title
            if isinstance(item, Door):
                values = QCoreApplication.translate("SidebarModel", "%n values", "", item.stories)
                links = QCoreApplication.translate("SidebarModel", "%n links", "", item.stories)
                return f"{item.label}, {values if item.facet else links}"
            counted = item.stories is not None
            stories = QCoreApplication.translate("SidebarModel", "%n stories", "", item.stories or 0) if counted else ""
            chosen = QCoreApplication.translate("SidebarModel", "chosen") if item.is_active else ""
            excluded = QCoreApplication.translate("SidebarModel", "excluded") if item.is_excluded else ""
            return ", ".join(part for part in (item.label, stories, chosen, excluded) if part)
        return None


def _stands_for(item: Item | None) -> object:
    if isinstance(item, Entry):
        return item.chosen or item.term
    return ("door", item.facet) if isinstance(item, Door) else item
