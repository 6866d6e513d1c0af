"""The tag manager: all tags with their stories and colours, and the rules that give tags to what comes in."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QSize, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reader.core.highlights import COLOURS
from reader.core.queries import TagRule
from reader.gui.dialogs.fuzzy import folded
from reader.gui.look.buttons import key_on
from reader.gui.look.tables import Columns, TableRow, TextTable, dress
from reader.gui.look.themes import Colours
from reader.gui.notes.colours import ink_name, swatch

SWATCH = QSize(24, 14)


@dataclass(frozen=True, slots=True)
class AllTags:
    """All tags with the number of their stories, colours by names in small letters, and the rules."""

    counts: tuple[tuple[str, int], ...]
    colours: dict[str, int]
    rules: tuple[TagRule, ...]


@dataclass(frozen=True, slots=True)
class TagsChosen:
    """Tags that something is to be done with, and what: ``open``, ``rename``, ``merge`` or ``delete``."""

    tags: tuple[str, ...]
    doing: str


@dataclass(frozen=True, slots=True)
class TagColoured:
    """Tags that get a colour, 0 for none."""

    tags: tuple[str, ...]
    colour: int


@dataclass(frozen=True, slots=True)
class RuleChosen:
    """A rule that something is to be done with, and what: ``pause``, ``delete`` or ``apply``."""

    rule: TagRule
    doing: str


class TagManager(QDialog):
    """Not modal. ``tags_chosen``, ``tag_coloured`` and ``rule_chosen`` carry the facts of those names."""

    tags_chosen = Signal(object)
    tag_coloured = Signal(object)
    rule_chosen = Signal(object)

    def __init__(self, colours: Colours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = colours
        self._tags = AllTags((), {}, ())
        self.setWindowTitle(self.tr("Tags and rules"))
        self.resize(680, 600)
        self.line = QLineEdit(placeholderText=self.tr("Find a tag"), clearButtonEnabled=True)
        self.line.setAccessibleName(self.tr("Find a tag"))
        self.line.textChanged.connect(self._fill)
        self.tags = TextTable(Columns((self.tr("Tag"), self.tr("Stories"), self.tr("Colour")), frozenset({1})), self)
        self.table = self._table(self.tags, self.tr("Tags"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        titles = (self.tr("Saved search"), self.tr("Gives the tag"), self.tr("State"), self.tr("Tagged"))
        self.rules = TextTable(Columns(titles, frozenset({3})), self)
        self.rule_table = self._table(self.rules, self.tr("Rules"))
        self._make_buttons()
        self._lay_out()
        self.table.activated.connect(lambda _: self._tell("open"))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._allow())
        self.rule_table.selectionModel().selectionChanged.connect(lambda *_: self._allow())
        self._allow()

    def _table(self, model: TextTable, name: str) -> QTableView:
        table = QTableView()
        table.setModel(model)
        dress(table, name, 0)
        return table

    def _make_buttons(self) -> None:
        def button(text: str) -> QPushButton:
            return QPushButton(text, autoDefault=False)

        self.show_stories, self.rename = button(self.tr("Open stories (Enter)")), button(self.tr("Rename… (F2)"))
        self.merge, self.delete = button(self.tr("Merge into one…")), button(self.tr("Delete (Del)"))
        self.colour = QComboBox()
        self.colour.setAccessibleName(self.tr("Colour of the tag"))
        self.colour.addItem(self.tr("No colour"), 0)
        for number in range(1, COLOURS + 1):
            self.colour.addItem(swatch(number, self._colours, SWATCH), ink_name(number), number)
        self.colour.activated.connect(self._tell_colour)
        self.pause, self.delete_rule = button(self.tr("Pause or go on")), button(self.tr("Delete the rule"))
        self.apply = button(self.tr("Apply to the stories already here…"))
        for doing, each in (
            ("open", self.show_stories),
            ("rename", self.rename),
            ("merge", self.merge),
            ("delete", self.delete),
        ):
            each.clicked.connect(lambda _=False, doing=doing: self._tell(doing))
        for doing, each in (("pause", self.pause), ("delete", self.delete_rule), ("apply", self.apply)):
            each.clicked.connect(lambda _=False, doing=doing: self._tell_rule(doing))
        key_on(self.table, "F2", lambda: self._tell("rename"))
        key_on(self.table, "Del", lambda: self._tell("delete"))
        key_on(self.rule_table, "Del", lambda: self._tell_rule("delete"))

    def _lay_out(self) -> None:
        hint = QLabel(self.tr("A rule is made with “Tag what comes in…” in the menu of a saved search."), wordWrap=True)
        hint.setForegroundRole(hint.palette().ColorRole.PlaceholderText)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self.line)
        column.addWidget(self.table, 3)
        column.addLayout(self._line((self.show_stories, self.rename, self.merge, self.delete, self.colour)))
        column.addWidget(self.rule_table, 2)
        column.addLayout(self._line((self.pause, self.delete_rule, self.apply)))
        column.addWidget(hint)
        column.addWidget(buttons)

    def _line(self, widgets: Sequence[QWidget]) -> QHBoxLayout:
        line = QHBoxLayout()
        for widget in widgets:
            line.addWidget(widget)
        line.addStretch(1)
        return line

    def show_tags(self, tags: AllTags) -> None:
        """Show all tags and rules; what is selected stays where as many are shown."""
        self._tags = tags
        self._fill()
        going, resting = self.tr("tags what comes in"), self.tr("paused")
        self.rules.show(
            [
                TableRow(
                    (rule.name, rule.tag, resting if rule.is_paused else going, QLocale().toString(rule.tagged)),
                    fact=rule,
                )
                for rule in tags.rules
            ]
        )
        self._allow()

    def _fill(self) -> None:
        word, colours = folded(self.line.text()), self._tags.colours
        self.tags.show(
            [
                TableRow((name, QLocale().toString(stories), self._said(colours.get(name.casefold(), 0))), fact=name)
                for name, stories in self._tags.counts
                if word in folded(name)
            ]
        )
        self._allow()

    def _said(self, colour: int) -> str:
        return ink_name(colour) if colour else ""

    def chosen(self) -> tuple[str, ...]:
        """Return the tags that are selected."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return tuple(str(self.tags.rows[row].fact) for row in rows if row < len(self.tags.rows))

    def _rule(self) -> TagRule | None:
        row = self.rule_table.currentIndex().row()
        fact = self.rules.rows[row].fact if 0 <= row < len(self.rules.rows) else None
        return fact if isinstance(fact, TagRule) else None

    def _allow(self) -> None:
        number = len(self.chosen())
        for widget, is_possible in (
            (self.show_stories, number >= 1),
            (self.rename, number == 1),
            (self.merge, number > 1),
            (self.delete, number >= 1),
            (self.colour, number >= 1),
        ):
            widget.setEnabled(is_possible)
        for widget in (self.pause, self.delete_rule, self.apply):
            widget.setEnabled(self._rule() is not None)

    def _tell(self, doing: str) -> None:
        tags = self.chosen()
        if tags and (doing != "rename" or len(tags) == 1):
            self.tags_chosen.emit(TagsChosen(tags, doing))

    def _tell_colour(self) -> None:
        if self.chosen():
            self.tag_coloured.emit(TagColoured(self.chosen(), int(self.colour.currentData())))

    def _tell_rule(self, doing: str) -> None:
        rule = self._rule()
        if rule is not None:
            self.rule_chosen.emit(RuleChosen(rule, doing))
