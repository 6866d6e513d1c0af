"""The middle pane: its views, one of which is shown, and a row of tabs above them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from reader.gui.look.buttons import bar_height

BEFORE_TABS = 10
"""Room before the first tab, in px: its text stands above that of the list."""


class ViewName(Enum):
    """The views in the order of their tabs; the value is the digit of their key."""

    STORIES = 1
    CONTEXT = 2
    TIMELINE = 3


TITLES = {ViewName.STORIES: "Stories", ViewName.CONTEXT: "In context", ViewName.TIMELINE: "Timeline"}


@dataclass(frozen=True, slots=True)
class ViewChanged:
    """Another view is shown."""

    name: ViewName


class Views(QWidget):
    """Tabs and views. A view is registered with ``add`` and stands in its place, whenever that is called.

    ``beside`` stands beside the tabs while the stories are shown.

    ``changed`` carries a ``ViewChanged``. What a view needs to know or do when it is shown, its own flow does on that
    signal; the focus goes to the view's focus proxy.
    """

    changed = Signal(object)

    def __init__(
        self, stories: QWidget | None = None, beside: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._beside = beside
        self._names: list[ViewName] = []
        self.tabs = QTabBar(drawBase=False, expanding=False, documentMode=True)
        self.tabs.setAccessibleName(self.tr("Views of the result"))
        self._stack = QStackedWidget()
        line = QFrame(frameShape=QFrame.Shape.HLine, frameShadow=QFrame.Shadow.Plain)
        line.setForegroundRole(line.palette().ColorRole.Mid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(BEFORE_TABS, 0, 0, 0)
        row.addWidget(self.tabs, 0 if beside else 1)
        if beside is not None:
            row.addWidget(beside, 1)
        self.tabs.setFixedHeight(bar_height(self) - 1)
        column.addLayout(row)
        column.addWidget(line)
        column.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._show)
        if stories is not None:
            self.add(ViewName.STORIES, stories)

    @property
    def current(self) -> ViewName:
        """The view that is shown."""
        return self._names[self.tabs.currentIndex()]

    def add(self, name: ViewName, widget: QWidget) -> None:
        """Take in a view; the first one is shown."""
        place = sum(other.value < name.value for other in self._names)
        self._names.insert(place, name)
        self._stack.insertWidget(place, widget)
        title = QCoreApplication.translate("Views", TITLES[name])
        self.tabs.insertTab(place, title)
        self._stack.setCurrentIndex(self.tabs.currentIndex())

    def show_keys(self, keys: Mapping[ViewName, str]) -> None:
        """Say in the tips of the tabs which keys show the views."""
        for place, name in enumerate(self._names):
            title = self.tabs.tabText(place)
            self.tabs.setTabToolTip(place, f"{title}  ({keys[name]})" if keys.get(name) else title)

    def show_view(self, name: ViewName) -> None:
        """Show a view, if it is there, and put the focus into it."""
        if name not in self._names:
            return
        place = self._names.index(name)
        self.tabs.setCurrentIndex(place)
        view = self._stack.widget(place)
        if view is not None:
            view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self, place: int) -> None:
        if 0 <= place < self._stack.count() and self._stack.count() == self.tabs.count():
            self._stack.setCurrentIndex(place)
            if self._beside is not None:
                self._beside.setVisible(self._names[place] is ViewName.STORIES)
            self.changed.emit(ViewChanged(self._names[place]))
