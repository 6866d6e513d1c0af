"""Has the columns of unclear tables named, one table after the other, and hands the names to the worker."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.core.changes import ReadOnTerms
from reader.core.settings import Settings
from reader.core.survey import UnclearTable
from reader.core.terms import ColumnNames, Terms
from reader.gui.frame.messages import Message, Weight
from reader.gui.imports.columns import ColumnsDialog, ColumnsNamed
from reader.gui.imports.counting import NamingWanted
from reader.gui.wiring.worker_link import WorkerLink
from reader.service.terms import terms_of

SaveColumns = Callable[[ColumnNames], tuple[ColumnNames, ...]]
"""Saves what the columns of a header mean and returns all that is known. Raises OSError."""


class NamingFlow(QObject):
    """Keeps the terms on which files are read. ``said`` carries a ``Message``."""

    said = Signal(object)

    def __init__(self, window: QWidget, link: WorkerLink, terms: Terms, save: SaveColumns) -> None:
        super().__init__(window)
        self._window, self._link, self._save = window, link, save
        self.terms = terms
        self.dialog: ColumnsDialog | None = None

    def settings_changed(self, settings: Settings) -> None:
        """Read files within the limits of these preferences from now on."""
        self._read_on(replace(terms_of(settings), columns=self.terms.columns))

    def name(self, wanted: NamingWanted) -> None:
        """Ask for the columns of these tables, then call ``done``."""
        self._ask(wanted.tables, wanted.done)

    def _ask(self, tables: tuple[UnclearTable, ...], done: Callable[[], None]) -> None:
        if not tables:
            self.dialog = None
            done()
            return
        dialog = self.dialog = ColumnsDialog(tables[0], self._window)
        dialog.columns_named.connect(self._named)
        dialog.finished.connect(lambda _result: self._ask(tables[1:], done))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _named(self, named: ColumnsNamed) -> None:
        try:
            columns = self._save(named.names)
        except OSError as error:
            text = self.tr(
                "The names of the columns could not be saved: {reason}. They hold until the window is closed."
            )
            self.said.emit(Message(text.format(reason=error.strerror), Weight.WARNING))
            others = (one for one in self.terms.columns if one.header != named.names.header)
            columns = (*others, named.names)
        self._read_on(replace(self.terms, columns=columns))

    def _read_on(self, terms: Terms) -> None:
        if terms != self.terms:
            self.terms = terms
            self._link.send(ReadOnTerms(terms))
