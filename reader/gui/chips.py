"""The filters that stand in a query, as a row of chips that take them off."""

import re
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from reader.gui.buttons import tool_button
from reader.gui.reading.html import same_length_text
from reader.gui.reading.story_text import isolated

MOST_CHIPS = 12
LONGEST = 40
_FILTER = re.compile(r'(?<!\S)-?(?:outlet|date|lang|section|tag|author|is):(?:"[^"]*"|[^\s"()]+)(?!\S)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ChipRemoved:
    """The filter the reader wants to be rid of, as it stands in the query."""

    term: str


def filters_in(query: str) -> tuple[str, ...]:
    """Return the filters of a query that stand on their own, outside brackets, each once."""
    depth = at = 0
    found: dict[str, str] = {}
    for match in _FILTER.finditer(query):
        before = query[at : match.start()]
        depth, at = depth + before.count("(") - before.count(")"), match.end()
        if depth <= 0:
            found.setdefault(match.group().lower(), match.group())
    return tuple(found.values())[:MOST_CHIPS]


class Chips(QWidget):
    """The row, hidden while there is no filter. ``chip_removed`` carries a ``ChipRemoved``."""

    chip_removed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Filters of this result"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addStretch(1)
        self._terms: tuple[str, ...] = ()
        self._chips: list[QWidget] = []
        self.hide()

    @property
    def terms(self) -> tuple[str, ...]:
        """The filters that are shown."""
        return self._terms

    def show_query(self, query: str) -> None:
        """Show the filters of a query."""
        terms = filters_in(query)
        if terms == self._terms:
            return
        self._terms = terms
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(term) for term in terms]
        for place, chip in enumerate(self._chips):
            self._row.insertWidget(place, chip)
        self.setVisible(bool(terms))

    def _chip(self, term: str) -> QWidget:
        plain = same_length_text(term)
        short = plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"
        name = self.tr("Take off the filter {filter}").format(filter=plain)
        chip = tool_button(f"{isolated(short)}  ✕".replace("&", "&&"), name, flat=False)
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        chip.clicked.connect(lambda: self.chip_removed.emit(ChipRemoved(term)))
        return chip
