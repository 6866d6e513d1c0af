"""The view of hits in context: how they are sorted and how wide, the table, and the collocates beside it."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QProgressBar, QSpinBox, QSplitter, QVBoxLayout, QWidget

from reader.core.query import Measure, Width
from reader.gui.look.buttons import tool_button
from reader.gui.study.collocates import CollocatePanel
from reader.gui.study.model import ContextModel
from reader.gui.study.table import ContextTable
from reader.study.sorting import Level

LEVELS = {
    Level.AS_FOUND: "as found",
    Level.L1: "1L",
    Level.L2: "2L",
    Level.L3: "3L",
    Level.HIT: "hit",
    Level.R1: "1R",
    Level.R2: "2R",
    Level.R3: "3R",
    Level.OUTLET: "outlet",
    Level.DATE: "date",
}
MEASURES = {
    Measure.WORDS: "words",
    Measure.CHARACTERS: "characters",
}
WIDEST = {Measure.WORDS: 20, Measure.CHARACTERS: 120}
USUAL = {Measure.WORDS: 10, Measure.CHARACTERS: 60}
PROGRESS_STEPS = 1_000
BESIDE_PX = 1_000


@dataclass(frozen=True, slots=True)
class SortChosen:
    """The levels to sort by, the first one first."""

    levels: tuple[Level, ...]


class ContextView(QWidget):
    """Everything of the view.

    ``sort_chosen`` carries a ``SortChosen``; ``width_chosen``, ``export_requested`` and ``cancel_requested`` nothing.
    """

    sort_chosen = Signal(object)
    width_chosen = Signal()
    export_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, model: ContextModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.table = ContextTable(model)
        self.panel = CollocatePanel()
        self.sorts = [self._sort_box(name) for name in (self.tr("Sort by"), self.tr("then by"), self.tr("last by"))]
        for box in self.sorts[1:]:
            box.setItemText(0, self.tr("no more"))
        self.size_box = QSpinBox()
        self.size_box.setAccessibleName(self.tr("Width of the contexts"))
        self.measure = QComboBox()
        self.measure.setAccessibleName(self.tr("What the width is counted in"))
        for measure, text in MEASURES.items():
            self.measure.addItem(QCoreApplication.translate("ContextView", text), measure)
        self.collocates = tool_button(self.tr("Collocates"), self.tr("Show collocates"), flat=False, checkable=True)
        self.export = tool_button(self.tr("Export…"), self.tr("Export the lines as a table"), flat=False)
        self.status = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.progress = QProgressBar(textVisible=False, maximum=PROGRESS_STEPS)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.setMaximumHeight(6)
        self.writing = QProgressBar(maximum=PROGRESS_STEPS, format=self.tr("Writing… %p %"))
        self.writing.setAccessibleName(self.tr("Progress of the export"))
        self.cancel = tool_button(self.tr("Cancel"), self.tr("Give up the export"), flat=False)
        self.sizes = dict(USUAL)
        self._lay_out()
        self.take_measure()
        self.show_export(None)
        self.size_box.valueChanged.connect(self._take_width)
        self.measure.currentIndexChanged.connect(self.take_measure)
        self.cancel.clicked.connect(self.cancel_requested.emit)
        self.collocates.toggled.connect(self.panel.setVisible)
        self.export.clicked.connect(self.export_requested.emit)
        self.panel.hide()
        self.progress.hide()
        self.setFocusProxy(self.table)

    def _sort_box(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setToolTip(name)
        for level, text in LEVELS.items():
            box.addItem(QCoreApplication.translate("ContextView", text), level)
        box.currentIndexChanged.connect(lambda _: self.sort_chosen.emit(SortChosen(self.levels)))
        return box

    def _lay_out(self) -> None:
        bars = (
            (QLabel(self.tr("Sort")), *self.sorts),
            (QLabel(self.tr("Width")), self.size_box, self.measure, self.collocates, self.export),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widgets in (*bars, (self.writing, self.cancel)):
            bar = QHBoxLayout()
            bar.setContentsMargins(8, 4, 8, 0)
            bar.setSpacing(6)
            for widget in widgets:
                bar.addWidget(widget)
            bar.addStretch(1)
            column.addLayout(bar)
        self.status.setContentsMargins(8, 4, 8, 4)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        column.addWidget(self.status)
        column.addWidget(self.progress)
        column.addWidget(self.splitter, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the collocates under the lines where there is no room beside them."""
        super().resizeEvent(event)
        is_wide = self.width() >= BESIDE_PX
        self.splitter.setOrientation(Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical)

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels that are chosen."""
        chosen = (box.currentData() for box in self.sorts)
        return tuple(level for level in chosen if isinstance(level, Level) and level is not Level.AS_FOUND)

    @property
    def width_wanted(self) -> Width:
        """How wide contexts are to be."""
        measure = self.measure.currentData()
        return Width(self.size_box.value(), measure if isinstance(measure, Measure) else Measure.WORDS)

    def remember_size(self, measure: Measure, size: int) -> None:
        """Take this size whenever the width is counted in ``measure``."""
        self.sizes[measure] = min(WIDEST[measure], max(1, size))

    def take_measure(self) -> None:
        """Show the size that belongs to the measure that is chosen."""
        measure = self.width_wanted.measure
        size = self.sizes[measure]
        self.size_box.setRange(1, WIDEST[measure])
        self.size_box.setValue(size)
        self._take_width()

    def _take_width(self) -> None:
        self.remember_size(self.width_wanted.measure, self.width_wanted.size)
        self._model.show_width(self.width_wanted)
        self.width_chosen.emit()

    def show_export(self, part: float | None) -> None:
        """Show how much of an export is done, a part of 1; None when there is none."""
        for widget in (self.writing, self.cancel):
            widget.setVisible(part is not None)
        self.writing.setValue(round((part or 0.0) * PROGRESS_STEPS))

    def say(self, text: str, progress: float | None = None) -> None:
        """Show how far things are; a part of 1 as ``progress`` shows the bar."""
        self.status.setText(text)
        self.progress.setVisible(progress is not None)
        if progress is not None:
            self.progress.setValue(round(progress * PROGRESS_STEPS))
