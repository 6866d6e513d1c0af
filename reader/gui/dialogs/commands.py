"""The command palette: every action, found by some of its letters, the last used first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QTableView, QVBoxLayout, QWidget

from reader.gui.dialogs.fuzzy import ranked
from reader.gui.dialogs.guide import GuideDialog
from reader.gui.dialogs.settings_commands import ENGLISH, settings_commands
from reader.gui.frame.actions import ACTIONS, MENUS, action_text
from reader.gui.frame.window_state import WindowState
from reader.gui.look.tables import Columns, TableRow, TextTable, choose_row, dress

if TYPE_CHECKING:
    from reader.gui.frame.window import MainWindow

MOST_RECENT = 8
KEYS_OF_THE_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


@dataclass(frozen=True, slots=True)
class CommandChosen:
    """The name of an action."""

    name: str


class CommandPalette(QDialog):
    """A field and the actions that fit what is typed. ``command_chosen`` carries a ``CommandChosen``."""

    command_chosen = Signal(object)

    def __init__(
        self, actions: Mapping[str, QAction], recent: tuple[str, ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Commands"))
        self.resize(620, 440)
        self._actions, self._recent = actions, recent
        specs = {spec.name: spec for spec in ACTIONS}
        self._names = {name: action_text(specs[name]) if name in specs else actions[name].text() for name in actions}
        self._english = {
            name: specs[name].text if name in specs else str(actions[name].property(ENGLISH)) for name in actions
        }
        menus = {name: self.tr(title).replace("&", "") for name, title in MENUS.items()}
        self._menus = {name: menus[spec.menu] for name, spec in specs.items()}
        self.field = QLineEdit(placeholderText=self.tr("Type a few letters of an action"))
        self.field.setAccessibleName(self.tr("Search the actions"))
        self.field.installEventFilter(self)
        self.model = TextTable(Columns((self.tr("Action"), self.tr("Menu"), self.tr("Keys"))), self)
        self.table = QTableView()
        self.table.setModel(self.model)
        dress(self.table, self.tr("Actions"), stretched=0)
        self.table.setMinimumHeight(200)
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.table)
        self.field.textChanged.connect(self._show)
        self.field.returnPressed.connect(self._choose)
        self.table.activated.connect(self._choose)
        self._show()

    def _show(self) -> None:
        rows = []
        for name in ranked(self.field.text(), (self._names, self._english), self._recent):
            action = self._actions[name]
            text = self._names[name]
            if not action.isEnabled():
                text = self.tr("{action} (not possible now)").format(action=text)
            menu = self._menus.get(name, self.tr("Preferences"))
            rows.append(TableRow((text, menu, str(action.property("keys") or "")), fact=name))
        self.model.show(rows)
        if rows:
            choose_row(self.table, 0)

    def _choose(self) -> None:
        place = self.table.currentIndex().row()
        if not 0 <= place < len(self.model.rows):
            return
        name = str(self.model.rows[place].fact)
        if self._actions[name].isEnabled():
            self.close()
            self.command_chosen.emit(CommandChosen(name))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while the field has the focus."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in KEYS_OF_THE_LIST:
            self.table.event(event)
            return True
        return super().eventFilter(watched, event)


class CommandFlow(QObject):
    """Opens the palette and the guide, does what is chosen there, and remembers it."""

    def __init__(self, window: "MainWindow", state: WindowState) -> None:
        super().__init__(window)
        self._window, self._state = window, state
        self.palette: CommandPalette | None = None
        self.guide: GuideDialog | None = None
        self._of_settings: dict[str, QAction] = {}

    def show_palette(self) -> None:
        """Open the palette."""
        if self.palette is not None:
            self.palette.close()
            self.palette.deleteLater()
        for gone in self._of_settings.values():
            gone.deleteLater()
        self._of_settings = settings_commands(self._window)
        actions = {**self._window.actions_table.by_name, **self._of_settings}
        self.palette = CommandPalette(actions, self._state.names("commands"), self._window)
        self.palette.command_chosen.connect(self._do)
        self.palette.show()

    def show_guide(self) -> None:
        """Open the user guide."""
        if self.guide is None:
            self.guide = GuideDialog(self._window)
            self.guide.example_chosen.connect(lambda chosen: self._window.examples.run(chosen.query))
        self.guide.show()
        self.guide.raise_()

    def _do(self, chosen: CommandChosen) -> None:
        recent = (chosen.name, *(name for name in self._state.names("commands") if name != chosen.name))
        self._state.save_names("commands", recent[:MOST_RECENT])
        actions = self._window.actions_table.by_name
        (actions.get(chosen.name) or self._of_settings[chosen.name]).trigger()
