"""The filters of a result, beside the query and in it, as chips that take them off."""

import re
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from reader.core.filters import NO_FILTERS, Chosen, Filters
from reader.gui.look.buttons import tool_button
from reader.gui.look.wrapping import WrappingLayout
from reader.gui.query.filter_labels import filter_label, range_label
from reader.gui.query.terms import without_term
from reader.gui.reading.html import same_length_text
from reader.gui.reading.story_text import isolated
from reader.gui.sidebar.choosing import runs

MOST_CHIPS = 40
LONGEST = 40
_FILTER = re.compile(
    r'(?<!\S)-?(?:outlet|date|lang|section|tag|author|is|has):(?:"[^"]*"|[^\s"()]+)(?!\S)', re.IGNORECASE
)
_OFF = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})


@dataclass(frozen=True, slots=True)
class ChipRemoved:
    """The filter the reader wants to be rid of: values that are chosen, or a term as it stands in the query."""

    term: str = ""
    chosen: tuple[Chosen, ...] = ()


def filters_in(query: str) -> tuple[str, ...]:
    """Return the filters of a query that stand on their own, outside brackets, each once."""
    depth = at = 0
    found: dict[str, str] = {}
    for match in _FILTER.finditer(query):
        before = query[at : match.start()]
        depth, at = depth + before.count("(") - before.count(")"), match.end()
        if depth <= 0:
            found.setdefault(match.group().lower(), match.group())
    return tuple(found.values())


def labelled(query: str, filters: Filters) -> tuple[tuple[str, ChipRemoved], ...]:
    """Return the chips: what each says and what it takes off. Years that follow on each other are one."""
    made = [(term, ChipRemoved(term)) for term in filters_in(query)]
    for run in runs(filters.included("year")):
        chosen = tuple(Chosen("year", year) for year in run)
        label = range_label(run[0], run[-1]) if len(run) > 1 else filter_label(chosen[0])
        made.append((label, ChipRemoved(chosen=chosen)))
    others = (each for each in filters.each() if each.facet != "year" or each.is_excluded)
    return (*made, *((filter_label(each), ChipRemoved(chosen=(each,))) for each in others))


def without_chip(query: str, filters: Filters, removed: ChipRemoved) -> tuple[str, Filters]:
    """Return query and filters without what a chip takes off."""
    for chosen in removed.chosen:
        filters = filters.without(chosen.facet, chosen.value)
    return (without_term(query, removed.term) if removed.term else query), filters


class Chips(QWidget):
    """Rows of chips, hidden while there is no filter; Tab goes through it, Space or Del takes a chip off.

    ``chip_removed`` carries a ``ChipRemoved``; ``clearing_wanted`` asks for all of them to go, ``writing_wanted`` for
    the filters to be written into the query.
    """

    chip_removed = Signal(object)
    clearing_wanted = Signal()
    writing_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Filters of this result"))
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._row = WrappingLayout(self)
        self._row.setSpacing(6)
        self._shown: tuple[tuple[str, ChipRemoved], ...] = ()
        self._chips: list[QWidget] = []
        self.more = QLabel()
        self.clear = tool_button(self.tr("Clear all"), self.tr("Take all filters off"))
        self.write = tool_button(self.tr("Write into the query"), self.tr("Write the filters into the query"))
        for button in (self.clear, self.write):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.clear.clicked.connect(self.clearing_wanted)
        self.write.clicked.connect(self.writing_wanted)
        for place, widget in enumerate((self.more, self.clear, self.write)):
            self._row.insert_widget(place, widget)
        self.hide()

    @property
    def labels(self) -> tuple[str, ...]:
        """What the chips say."""
        return tuple(label for label, _ in self._shown)

    def show_filters(self, query: str, filters: Filters = NO_FILTERS) -> None:
        """Show the filters beside a query and in it."""
        chips = labelled(query, filters)
        if chips == self._shown:
            return
        had_focus = any(chip.hasFocus() for chip in self._chips)
        self._shown = chips
        for chip in self._chips:
            self._row.remove_widget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(label, removed) for label, removed in chips[:MOST_CHIPS]]
        for place, chip in enumerate(self._chips):
            self._row.insert_widget(place, chip)
        for before, widget in pairwise([*self._chips, self.clear, self.write]):
            QWidget.setTabOrder(before, widget)
        hidden = len(chips) - len(self._chips)
        self.more.setText(self.tr("and %n more", "", hidden) if hidden else "")
        self.more.setVisible(bool(hidden))
        self.clear.setVisible(len(chips) > 1)
        self.write.setVisible(bool(filters))
        self.setVisible(bool(chips))
        if had_focus and self._chips:
            self._chips[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _chip(self, label: str, removed: ChipRemoved) -> QWidget:
        plain = same_length_text(label)
        short = plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"
        name = self.tr("Take off the filter {filter}").format(filter=plain)
        chip = tool_button(f"{isolated(short)}  ✕".replace("&", "&&"), name, flat=False)
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        chip.clicked.connect(lambda: self.chip_removed.emit(removed))
        chip.installEventFilter(self)
        return chip

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a chip off on Del and Backspace too."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _OFF:
            at = next((place for place, chip in enumerate(self._chips) if chip is watched), -1)
            if at >= 0:
                self.chip_removed.emit(self._shown[at][1])
                return True
        return super().eventFilter(watched, event)
