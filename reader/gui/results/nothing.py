"""The page in place of the stories where there are none: why, what else could be tried, which filters to take off."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from reader.core.filters import NO_FILTERS, Filters
from reader.core.query import SearchAnswer
from reader.gui.language.sentences import told
from reader.gui.query.chips import filters_in, labelled, without_chip
from reader.gui.query.terms import without_term
from reader.gui.reading.html import same_length_text
from reader.gui.reading.story_text import counted, isolated

LONGEST = 60


@dataclass(frozen=True, slots=True)
class QueryTried:
    """Another query that the reader wants to try."""

    query: str
    filters: Filters = NO_FILTERS


class NothingFound(QScrollArea):
    """``query_tried`` carries a ``QueryTried``."""

    query_tried = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        page.setBackgroundRole(page.palette().ColorRole.Base)
        page.setAutoFillBackground(True)
        self._sentence = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setForegroundRole(self._sentence.palette().ColorRole.PlaceholderText)
        self._notes = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._notes.setTextFormat(Qt.TextFormat.PlainText)
        self._notes.setForegroundRole(self._notes.palette().ColorRole.PlaceholderText)
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(8)
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addStretch(2)
        for label in (self._sentence, self._notes):
            column.addWidget(label)
        column.addLayout(self._buttons)
        column.addStretch(3)
        self.setWidget(page)
        self.offers: list[QPushButton] = []

    @property
    def sentence(self) -> str:
        """What is said."""
        return self._sentence.text()

    @property
    def notes(self) -> str:
        """What the search said."""
        return self._notes.text()

    def say(self, sentence: str) -> None:
        """Say why there is nothing."""
        self._sentence.setText(sentence)

    def show_answer(self, answer: SearchAnswer, query: str, filters: Filters = NO_FILTERS) -> None:
        """Offer what could be tried instead of a query that found nothing."""
        self._notes.setText("\n".join(map(told, answer.notes)))
        self._notes.setVisible(bool(answer.notes))
        for button in self.offers:
            self._buttons.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.offers = []
        if answer.total:
            return
        for each in answer.suggestions:
            text = self.tr("Search for “{word}” instead ({stories})")
            words = text.format(word=_short(each.instead), stories=counted(each.stories))
            self._offer(words, QueryTried(each.query, filters))
        chips = labelled(query, filters)
        for label, removed in chips:
            rest = QueryTried(*without_chip(query, filters, removed))
            self._offer(self.tr("Take off {filter}").format(filter=_short(label)), rest)
        if len(chips) > 1:
            bare = query
            for term in filters_in(query):
                bare = without_term(bare, term)
            self._offer(self.tr("Take off all filters"), QueryTried(bare))

    def _offer(self, text: str, tried: QueryTried) -> None:
        button = QPushButton(text.replace("&", "&&"))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.query_tried.emit(tried))
        self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.offers.append(button)


def _short(text: str) -> str:
    plain = same_length_text(text)
    return isolated(plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…")
