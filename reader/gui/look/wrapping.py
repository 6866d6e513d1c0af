"""A layout that puts widgets one after another and goes on in the next line where there is no more room."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget, QWidgetItem


class WrappingLayout(QLayout):
    """Lines of widgets, as high as the highest in them, from the side where reading begins."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def insert_widget(self, place: int, widget: QWidget) -> None:
        """Put a widget before the one that stands at a place."""
        self.addChildWidget(widget)
        self._items.insert(place, QWidgetItem(widget))
        self.invalidate()

    def remove_widget(self, widget: QWidget) -> None:
        """Take a widget out, which keeps its parent."""
        self._items = [item for item in self._items if item.widget() is not widget]
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Put an item behind the others."""
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or None past the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return that no more room than needed is wanted."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return True: more lines are needed where they are shorter."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines."""
        return self._laid_out(QRect(0, 0, width, 0), is_moving=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put the items in their places."""
        super().setGeometry(rect)
        self._laid_out(rect, is_moving=True)

    def sizeHint(self) -> QSize:
        """Return the size of the widest item: with more room there are fewer lines."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the widest item."""
        size = QSize(0, 0)
        for item in self._seen():
            size = size.expandedTo(item.sizeHint())
        return size

    def _seen(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _laid_out(self, area: QRect, *, is_moving: bool) -> int:
        """Lay the lines out; return how high they are together."""
        line: list[tuple[QLayoutItem, QRect]] = []
        x, y, height = 0, 0, 0
        for item in [*self._seen(), None]:
            size = item.sizeHint() if item is not None else QSize(0, 0)
            if line and (item is None or x + size.width() > area.width()):
                if is_moving:
                    self._put(line, area, height)
                x, y, height, line = 0, y + height + self.spacing(), 0, []
            if item is not None:
                line.append((item, QRect(area.topLeft() + QPoint(x, y), size)))
                x, height = x + size.width() + self.spacing(), max(height, size.height())
        return max(0, y - self.spacing())

    def _put(self, line: list[tuple[QLayoutItem, QRect]], area: QRect, height: int) -> None:
        for item, place in line:
            place.translate(0, (height - place.height()) // 2)
            place.setWidth(min(place.width(), area.width()))
            widget = item.widget()
            if widget is not None:
                item.setGeometry(QStyle.visualRect(widget.layoutDirection(), area, place))
