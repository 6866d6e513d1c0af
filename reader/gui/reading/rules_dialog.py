"""The reader's own rules: what was removed, from which story or outlet, and how to take that back."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QTableView, QVBoxLayout, QWidget

from reader.core.evidence import ReaderRule
from reader.gui.look.tables import Columns, TableRow, TextTable, choose_row, dress
from reader.gui.reading.html import same_length_text

SHOWN_CHARS = 300


@dataclass(frozen=True, slots=True)
class RuleForgotten:
    """A rule the reader does not want any more."""

    rule: ReaderRule


class RulesDialog(QDialog):
    """Not modal. ``rule_forgotten`` carries a ``RuleForgotten``."""

    rule_forgotten = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("What I removed"))
        self.resize(820, 420)
        self.model = TextTable(Columns((self.tr("Removed"), self.tr("From"))), self)
        self.table = QTableView()
        self.table.setModel(self.model)
        dress(self.table, self.tr("Passages that I removed"), stretched=0)
        self._count = QLabel(wordWrap=True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.forget = QPushButton(self.tr("Put back"))
        self.forget.setAccessibleName(self.tr("Put the chosen passage back and delete its rule"))
        buttons.addButton(self.forget, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        self.forget.clicked.connect(self._forget)
        self.table.selectionModel().currentChanged.connect(self._enable)
        self.model.modelReset.connect(self._enable)
        column = QVBoxLayout(self)
        for widget in (self._count, self.table, buttons):
            column.addWidget(widget)
        self.show_rules(())

    def show_rules(self, rules: Sequence[ReaderRule]) -> None:
        """Show the rules."""
        self.model.show([TableRow((_short(rule.text), self._whose(rule)), rule.text, rule) for rule in rules])
        text = self.tr("Nothing yet: choose a paragraph of a story, then Remove in its menu.")
        self._count.setText(self.tr("%n passages", "", len(rules)) if rules else text)
        if rules:
            choose_row(self.table, 0)
        self._enable()

    def _whose(self, rule: ReaderRule) -> str:
        if rule.is_everywhere:
            return self.tr("all stories of {outlet}").format(outlet=rule.outlet or self.tr("no known outlet"))
        return _short(rule.headline) or self.tr("a story without a headline")

    def _enable(self) -> None:
        self.forget.setEnabled(self.table.currentIndex().isValid())

    def _forget(self) -> None:
        index = self.table.currentIndex()
        rule = self.model.rows[index.row()].fact if index.isValid() else None
        if isinstance(rule, ReaderRule):
            self.rule_forgotten.emit(RuleForgotten(rule))


def _short(text: str) -> str:
    return same_length_text(text[:SHOWN_CHARS])
