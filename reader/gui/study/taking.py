"""Takes lines and collocates out of the view: onto the clipboard and into files."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog

from reader.export.tables import Cell
from reader.gui.frame.messages import Message, Weight
from reader.gui.reading.story_text import counted
from reader.gui.study import collocates
from reader.gui.study.exporting import ExportProgress, Rows, TableExport
from reader.gui.study.model import ContextModel, title_of
from reader.gui.study.view import ContextView
from reader.gui.wiring.jobs import Jobs

MOST_COPIED = 100_000
"""Lines that the clipboard takes; some programs choke on more."""


class LineTaking(QObject):
    """Copies and exports. ``said`` carries a ``Message``."""

    said = Signal(object)

    def __init__(self, parent: QObject, view: ContextView, model: ContextModel, jobs: Jobs) -> None:
        super().__init__(parent)
        self._view, self._model = view, model
        self.exports = TableExport(self, jobs)
        self.exports.said.connect(self.said)
        self.exports.progressed.connect(self._show)
        view.export_requested.connect(self.export_lines)
        view.cancel_requested.connect(self.exports.cancel)
        view.panel.export_requested.connect(self.export_collocates)

    def _show(self, progress: ExportProgress) -> None:
        self._view.show_export(None if progress.is_over else progress.done / max(1, progress.rows))

    def _rows(self, chosen: NDArray[np.int64]) -> Rows:
        """Return what makes the cells of rows; the listing it holds never changes, so any thread may call it."""
        cells = self._model.listing.cells
        return lambda first, last: [cells(row) for row in chosen[first:last].tolist()]

    def copy(self) -> bool:
        """Copy the selected lines, tabs between their cells; False where the table does not have the focus."""
        if not self._view.table.hasFocus():
            return False
        rows = self._view.table.chosen_rows()
        if len(rows) > MOST_COPIED:
            text = self.tr("The first {lines} of the selected lines were copied. Export… writes all of them to a file.")
            self.said.emit(Message(text.format(lines=counted(MOST_COPIED)), Weight.WARNING))
            rows = rows[:MOST_COPIED]
        if len(rows):
            self.exports.copy(self._rows(rows), len(rows))
        return True

    def export_lines(self) -> None:
        """Write the selected lines to a file, or all that are shown where no more than one is selected."""
        if not self._model.rowCount():
            self.said.emit(Message(self.tr("There are no lines to export. Search for words and open In context.")))
            return
        target = self._ask_for_target(self.tr("lines in context"))
        if target:
            self.export_to(Path(target))

    def export_to(self, path: Path) -> None:
        """Write the lines to this file."""
        chosen = self._view.table.chosen_rows()
        rows = chosen if len(chosen) > 1 else np.arange(self._model.rowCount())
        titles = [title_of(column) for column in range(self._model.columnCount())]
        self.exports.start(path, titles, self._rows(rows), len(rows))

    def export_collocates(self) -> None:
        """Write the collocates to a file, in the order in which they are shown."""
        rows: Sequence[Sequence[Cell]] = tuple(self._view.panel.model.rows)
        if not rows:
            self.said.emit(Message(self.tr("There are no collocates to export. Show them beside the lines first.")))
            return
        target = self._ask_for_target(self.tr("collocates"))
        if target:
            titles = [QCoreApplication.translate("CollocateModel", title) for title in collocates.TITLES]
            self.exports.start(Path(target), titles, lambda first, last: rows[first:last], len(rows))

    def _ask_for_target(self, name: str) -> str:
        kinds = self.tr("Excel (*.xlsx);;CSV (*.csv);;Tab separated (*.tsv)")
        path, kind = QFileDialog.getSaveFileName(self._view, self.tr("Export"), f"{name}.xlsx", kinds)
        if path and not Path(path).suffix:
            path += kind[kind.rfind("*") + 1 : -1] if kind else ".xlsx"
        return path
