"""The page of the preferences where actions get other keys: chosen in a table, then pressed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reader.core.settings import KeyChoice
from reader.gui.dialogs.fuzzy import folded
from reader.gui.frame.actions import ACTIONS, MENUS, ActionSpec, action_text
from reader.gui.keys.bindings import DEFAULTS, MOST, Refusal, changes_in, keys_in, owner, refusal, with_key
from reader.gui.keys.field import KeyField
from reader.gui.keys.writing import shown
from reader.gui.look.tables import Columns, TableRow, TextTable, choose_row, dress

_SPECS = {spec.name: spec for spec in ACTIONS}


@dataclass(frozen=True, slots=True)
class KeysEdited:
    """The keys of actions that are not those the program comes with."""

    changes: tuple[KeyChoice, ...]


@dataclass(frozen=True, slots=True)
class _Wish:
    """A key for an action, not given yet because another action has it."""

    name: str
    place: int
    key: str


class KeysPage(QWidget):
    """All actions with their keys. ``keys_edited`` carries a ``KeysEdited`` at every change."""

    keys_edited = Signal(object)

    def __init__(self, changes: Sequence[KeyChoice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys = keys_in(changes)
        self._wish: _Wish | None = None
        self.search = QLineEdit(placeholderText=self.tr("Search actions"), clearButtonEnabled=True)
        self.search.setAccessibleName(self.tr("Search actions"))
        self.pressed = KeyField(self.tr("Find by key"))
        self.pressed.setToolTip(self.tr("Press a key to see which action it stands for"))
        titles = (self.tr("Action"), self.tr("Menu"), self.tr("Key"), self.tr("Second key"))
        self.model = TextTable(Columns(titles), self)
        self.table = QTableView()
        self.table.setModel(self.model)
        dress(self.table, self.tr("Actions and their keys"), stretched=0)
        self.table.setMinimumHeight(240)
        self.fields = (KeyField(self.tr("Key")), KeyField(self.tr("Second key")))
        self.reset = QPushButton(self.tr("Reset this action"))
        self.reset_all_button = QPushButton(self.tr("Reset all keys"))
        self.said = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.take = QPushButton(self.tr("Take it over"))
        self.leave = QPushButton(self.tr("Leave it there"))
        self._lay_out()
        self._wire()
        self._show()
        choose_row(self.table, 0)

    def _lay_out(self) -> None:
        find = QHBoxLayout()
        find.addWidget(self.search, 3)
        find.addWidget(QLabel(self.tr("or by key:")))
        find.addWidget(self.pressed, 2)
        form = QFormLayout()
        for title, field in zip((self.tr("Key"), self.tr("Second key")), self.fields, strict=True):
            form.addRow(title, field)
        resets = QVBoxLayout()
        resets.addWidget(self.reset)
        resets.addWidget(self.reset_all_button)
        edit = QHBoxLayout()
        edit.addLayout(form, 1)
        edit.addLayout(resets)
        ask = QHBoxLayout()
        ask.addWidget(self.said, 1)
        ask.addWidget(self.take)
        ask.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(find)
        column.addWidget(self.table, 1)
        column.addLayout(edit)
        column.addLayout(ask)

    def _wire(self) -> None:
        self.search.textChanged.connect(lambda _: self._show())
        self.pressed.key_given.connect(self._show)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        for place, field in enumerate(self.fields):
            field.key_given.connect(partial(self._wanted, place))
        self.take.clicked.connect(self._take)
        self.leave.clicked.connect(self._forget_wish)
        self.reset.clicked.connect(self._reset)
        self.reset_all_button.clicked.connect(self.reset_all)

    @property
    def name(self) -> str:
        """The action that is chosen, "" for none."""
        row = self.table.currentIndex().row()
        return str(self.model.rows[row].fact) if 0 <= row < len(self.model.rows) else ""

    def choose(self, name: str) -> None:
        """Choose an action, if it is in the table."""
        names = [row.fact for row in self.model.rows]
        if name in names:
            choose_row(self.table, names.index(name))

    def reset_all(self) -> None:
        """Give every action the keys it comes with."""
        self._use(dict(DEFAULTS))

    def _reset(self) -> None:
        """Give the chosen action the keys it comes with, but those that another one has now."""
        name = self.name
        taken = [found for key in DEFAULTS[name] if (found := owner(self.keys, name, key))]
        elsewhere = {found.key for found in taken}
        self._use({**self.keys, name: tuple(key for key in DEFAULTS[name] if key not in elsewhere)})
        if taken:
            text = self.tr("{key} stays with “{action}”, which you gave it to.")
            self._say(text.format(key=shown([taken[0].key]), action=action_text(_SPECS[taken[0].name])))

    def _show(self) -> None:
        """Show the actions that fit what is searched for, the chosen one still chosen where it is among them."""
        words, key, before = folded(self.search.text()).split(), self.pressed.key, self.name
        rows = []
        for spec in ACTIONS:
            menu = QCoreApplication.translate("Actions", MENUS[spec.menu]).replace("&", "")
            text, own = action_text(spec), self.keys[spec.name]
            searched = folded(f"{text} {spec.text} {menu} {shown(own)}")
            if all(word in searched for word in words) and (not key or key in own):
                written = [shown([each]) for each in own] + [""] * MOST
                rows.append(TableRow((text, menu, *written[:MOST]), fact=spec.name))
        self.model.show(rows)
        self.choose(before)
        if rows and not self.name:
            choose_row(self.table, 0)
        self._chosen()

    def _chosen(self, _current: QModelIndex | None = None, _before: QModelIndex | None = None) -> None:
        """Show the keys of the chosen action in the fields."""
        own = [*self.keys.get(self.name, ()), "", ""]
        for field, key in zip(self.fields, own, strict=False):
            field.put(key)
            field.setEnabled(bool(self.name))
        self.reset.setEnabled(bool(self.name) and self.keys[self.name] != DEFAULTS[self.name])
        self.reset_all_button.setEnabled(self.keys != DEFAULTS)
        self._say("")

    def _wanted(self, place: int) -> None:
        """Give the chosen action the key pressed, or say why not, or who has it."""
        name, key = self.name, self.fields[place].key
        why = refusal(_SPECS[name], key) if key else None
        taken = owner(self.keys, name, key) if key else None
        if why is not None:
            self.fields[place].put([*self.keys[name], "", ""][place])
            self._say(self._why(why, _SPECS[name], key))
        elif taken is not None:
            self._wish = _Wish(name, place, key)
            text = self.tr("{key} stands for “{action}”. Take it over for “{other}”?")
            others = {"action": action_text(_SPECS[taken.name]), "other": action_text(_SPECS[name])}
            self._say(text.format(key=shown([key]), **others), asks=True)
        else:
            self._use(with_key(self.keys, name, place, key))

    def _why(self, why: Refusal, spec: ActionSpec, key: str) -> str:
        if why is Refusal.TYPES:
            text = self.tr("{key} types a letter; “{action}” needs Ctrl, Alt or a function key.")
        elif why is Refusal.OF_FIELDS:
            text = self.tr("{key} moves or edits in fields and lists, so it cannot stand for “{action}”.")
        else:
            text = self.tr("{key} is more than one key; “{action}” takes one key at a time.")
        return text.format(key=shown([key]), action=action_text(spec))

    def _take(self) -> None:
        wish = self._wish
        if wish is not None:
            self._use(with_key(self.keys, wish.name, wish.place, wish.key))

    def _forget_wish(self) -> None:
        self._chosen()
        self.table.setFocus()

    def _use(self, keys: dict[str, tuple[str, ...]]) -> None:
        if keys != self.keys:
            self.keys = keys
            self.keys_edited.emit(KeysEdited(changes_in(keys)))
        self._show()

    def _say(self, text: str, *, asks: bool = False) -> None:
        if not asks:
            self._wish = None
        self.said.setText(text)
        for button in (self.take, self.leave):
            button.setVisible(asks)
        if asks:
            self.take.setFocus()
