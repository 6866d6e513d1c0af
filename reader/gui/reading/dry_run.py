"""The question before a rule for an outlet: every story that it would change, with the words that would go."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QTableView, QVBoxLayout, QWidget

from reader.core.evidence import LosingStory
from reader.core.model import ArticleId
from reader.gui.language.dates import short_date
from reader.gui.look.tables import FACT_ROLE, Columns, TableRow, TextTable, choose_row, dress
from reader.gui.reading.html import safe_text

CONTEXT_CHARS = 30
STORY_WIDTH = 240


@dataclass(frozen=True, slots=True)
class StoryChosen:
    """A story of the dry run that the reader wants to look at first."""

    article_id: ArticleId


class DryRunDialog(QDialog):
    """Not modal. ``story_chosen`` carries a ``StoryChosen``; accepted means that the words are to go."""

    story_chosen = Signal(object)

    def __init__(self, question: str, losing: Sequence[LosingStory], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Remove everywhere"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(860, 440)
        words = QLabel(question, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        font = words.font()
        font.setBold(True)
        words.setFont(font)
        titles = (self.tr("Story"), self.tr("Published"), self.tr("What would go, in its place there"))
        self.model = TextTable(Columns(titles), self)
        self.model.show([self._row(one) for one in losing])
        self.table = QTableView()
        self.table.setModel(self.model)
        dress(self.table, self.tr("Stories that would change"), stretched=2)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, header.ResizeMode.Interactive)
        header.resizeSection(0, STORY_WIDTH)
        choose_row(self.table, 0)
        self.table.activated.connect(self._chosen)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.remove = QPushButton(self.tr("Remove"))
        self.remove.setAccessibleName(self.tr("Remove the words from all of these stories"))
        self.remove.setAutoDefault(False)
        buttons.addButton(self.remove, QDialogButtonBox.ButtonRole.AcceptRole)
        look = QPushButton(self.tr("Look at the story"))
        look.setAutoDefault(False)
        buttons.addButton(look, QDialogButtonBox.ButtonRole.ActionRole)
        look.clicked.connect(lambda: self._chosen(self.table.currentIndex()))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        hint = QLabel(
            self.tr("Nothing is lost: the original stays, and What I removed… takes a rule back."), wordWrap=True
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        for widget in (words, self.table, hint, buttons):
            column.addWidget(widget)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setDefault(True)
        self.table.setFocus()

    def _row(self, one: LosingStory) -> TableRow:
        before, behind = one.before, one.behind
        if len(before) > CONTEXT_CHARS:
            before = f"…{before[-CONTEXT_CHARS:]}"
        if len(behind) > CONTEXT_CHARS:
            behind = f"{behind[:CONTEXT_CHARS]}…"
        place = f"{before}[{one.words}]{behind}"
        published = short_date(one.published) if one.published else ""
        tip = safe_text(f"{one.before}[{one.words}]{one.behind}")
        return TableRow((one.headline or self.tr("Without a headline"), published, place), tip, one)

    def _chosen(self, index: QModelIndex) -> None:
        one = index.data(FACT_ROLE) if index.isValid() else None
        if isinstance(one, LosingStory):
            self.story_chosen.emit(StoryChosen(one.article_id))
