"""The bar at the top: the query, how it was read, what it found, and the order of the results."""

import html
from dataclasses import dataclass

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from reader.core.filters import NO_FILTERS, Filters
from reader.core.query import SearchAnswer, SortKey, Suggestion
from reader.gui.keys.tips import does
from reader.gui.language.sentences import told
from reader.gui.look.buttons import tool_button
from reader.gui.look.icons import icon
from reader.gui.look.themes import Colours
from reader.gui.query.chips import ChipRemoved, Chips, filters_in, without_chip
from reader.gui.query.line import QueryLine
from reader.gui.query.terms import without_term


@dataclass(frozen=True, slots=True)
class QueryEdited:
    """The query was changed; ``is_whole`` says that the reader is done typing (Enter, a click on a filter)."""

    query: str
    sort: SortKey
    is_whole: bool
    filters: Filters = NO_FILTERS


class QueryBar(QWidget):
    """Query and answer. ``query_edited`` carries a ``QueryEdited``; ``list_requested`` asks for the list below.

    ``past_wanted`` asks for past queries, ``saving_wanted`` for the search to be saved.
    """

    query_edited = Signal(object)
    list_requested = Signal()
    past_wanted = Signal()
    saving_wanted = Signal()

    def __init__(self, colours: Colours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QueryLine(colours, self.tr("Search stories"))
        self.line.setAccessibleName(self.tr("Search stories"))
        self.line.setMaxLength(4_000)
        font = QFont(self.line.font())
        font.setPointSizeF(font.pointSizeF() * 1.12)
        self.line.setFont(font)
        self.line.setMinimumHeight(34)
        self._icon = self.line.addAction(icon("search", colours.muted), QLineEdit.ActionPosition.LeadingPosition)
        self._counts = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._counts.setAccessibleName(self.tr("Number of stories found"))
        self._reading = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._reading.setAccessibleName(self.tr("How the query was read"))
        self._reading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.suggested = self._make_suggested()
        self._suggestions: tuple[Suggestion, ...] = ()
        self._sort = QComboBox()
        self._sort.setAccessibleName(self.tr("Order of the results"))
        self._sort.setToolTip(self.tr("Order of the results"))
        for key, name in self._sort_names().items():
            self._sort.addItem(name, key)
        for label in (self._counts, self._reading):
            label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 12, 14, 8)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.addWidget(self.line, 0, 0)
        grid.addLayout(self._make_buttons(), 0, 1)
        grid.addWidget(self._reading, 1, 0)
        grid.addWidget(self._counts, 1, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.suggested, 2, 0, 1, 2)
        self._filters = NO_FILTERS
        self.chips = self._make_chips()
        grid.addWidget(self.chips, 3, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        self.line.textEdited.connect(lambda text: self._tell(is_whole=False) if text else None)
        # The clear button does not count as editing, so an emptied line is told of here, however it came about.
        self.line.textChanged.connect(lambda text: self._tell(is_whole=True) if not text else None)
        self.line.returnPressed.connect(lambda: self._tell(is_whole=True))
        self.line.down_pressed.connect(self.list_requested)
        self._sort.activated.connect(lambda: self._tell(is_whole=True))
        self.setFocusProxy(self.line)

    def _make_buttons(self) -> QHBoxLayout:
        self.past = tool_button("▾", self.tr("Past queries"))
        does(self.past, "show_past_queries")
        self.keep = tool_button("★", self.tr("Save the search"))
        does(self.keep, "save_search")
        self.past.clicked.connect(self.past_wanted)
        self.keep.clicked.connect(self.saving_wanted)
        line = QHBoxLayout()
        for widget in (self.past, self.keep, self._sort):
            line.addWidget(widget)
        return line

    def _make_chips(self) -> Chips:
        chips = Chips()
        chips.chip_removed.connect(self._take_off)
        chips.clearing_wanted.connect(self.clear_filters)
        chips.writing_wanted.connect(self.write_filters)
        return chips

    def _make_suggested(self) -> QLabel:
        label = QLabel(textFormat=Qt.TextFormat.RichText, wordWrap=True)
        label.setAccessibleName(self.tr("Words to try instead"))
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        label.linkActivated.connect(self._take_suggestion)
        label.hide()
        return label

    def _sort_names(self) -> dict[SortKey, str]:
        return {
            SortKey.RELEVANCE: self.tr("Relevance"),
            SortKey.NEWEST: self.tr("Newest first"),
            SortKey.OLDEST: self.tr("Oldest first"),
            SortKey.SAVED: self.tr("Saved last"),
            SortKey.SAVED_FIRST: self.tr("Saved first"),
            SortKey.OUTLET: self.tr("Outlet"),
            SortKey.OUTLET_DOWN: self.tr("Outlet, Z to A"),
            SortKey.SECTION: self.tr("Section"),
            SortKey.LANGUAGE: self.tr("Language"),
            SortKey.LENGTH: self.tr("Longest first"),
            SortKey.SHORTEST: self.tr("Shortest first"),
        }

    @property
    def query(self) -> str:
        """The query as it stands."""
        return self.line.text()

    @property
    def counts_text(self) -> str:
        """What is said of the number of stories."""
        return self._counts.text()

    @property
    def reading_text(self) -> str:
        """What is said of how the query was read."""
        return self._reading.text()

    @property
    def filters(self) -> Filters:
        """The filters beside the query: the one place where they are kept."""
        return self._filters

    @property
    def sort(self) -> SortKey:
        """The order that is chosen."""
        return SortKey(self._sort.currentData())

    def put(self, query: str, sort: SortKey | None = None, filters: Filters | None = None) -> None:
        """Set the query by code and tell, as if it had been typed to the end; filters stay where none are given."""
        self._filters = self._filters if filters is None else filters
        if sort is not None:
            self._sort.setCurrentIndex(max(0, self._sort.findData(sort)))
        self.line.blockSignals(True)
        self.line.setText(query)
        self.line.blockSignals(False)
        self.line.choices.hide()
        self._tell(is_whole=True)

    def _take_off(self, removed: ChipRemoved) -> None:
        query, filters = without_chip(self.query, self._filters, removed)
        self.put(query, filters=filters)

    def clear_filters(self) -> None:
        """Take all filters off, those that stand in the query too."""
        query = self.query
        for term in filters_in(query):
            query = without_term(query, term)
        self.put(query, filters=NO_FILTERS)

    def write_filters(self) -> None:
        """Write the filters into the query, where they can be cited."""
        if self._filters:
            self.put(f"{self.query.strip()} {self._filters.written()}".strip(), filters=NO_FILTERS)

    def recolour(self, colours: Colours) -> None:
        """Take another theme."""
        self._icon.setIcon(icon("search", colours.muted))
        self.line.recolour(colours)

    def show_answer(self, answer: SearchAnswer) -> None:
        """Say how the query was read and what came of it."""
        self.chips.show_filters(self.query, self._filters)
        number = QLocale()
        stories = self.tr("%n stories", "", answer.total)
        hits = self.tr("%n hits", "", answer.hits) if answer.hits else ""
        took = self.tr("{ms} ms").format(ms=number.toString(answer.took_ms, "f", 0 if answer.took_ms >= 10 else 1))
        self._counts.setText("  ·  ".join(part for part in (stories, hits, took) if part))
        reads_as = self.tr("reads as: {meaning}").format(meaning=answer.reads_as) if answer.reads_as else ""
        text = "  ·  ".join(part for part in (reads_as, *map(told, answer.notes)) if part)
        self._reading.setText(text or ("" if self._filters else self.tr("All stories, newest first")))
        self._reading.setToolTip(text)
        self._suggest(answer.suggestions)

    def _suggest(self, suggestions: tuple[Suggestion, ...]) -> None:
        """Offer words that stories have for words that none has."""
        self._suggestions = suggestions
        links = ", ".join(
            f'<a href="{number}">{html.escape(each.instead)}</a> ({QLocale().toString(each.stories)})'
            for number, each in enumerate(suggestions)
        )
        self.suggested.setText(self.tr("Did you mean {words}?").format(words=links) if links else "")
        self.suggested.setVisible(bool(links))

    def _take_suggestion(self, number: str) -> None:
        self.put(self._suggestions[int(number)].query)

    def _tell(self, *, is_whole: bool) -> None:
        self.query_edited.emit(QueryEdited(self.query, self.sort, is_whole, self._filters))
