"""Runs the examples of the guide and of the query sheet; an empty library is offered the sample archive for them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.core.filters import NO_FILTERS
from reader.gui.frame.messages import Message
from reader.gui.results.flow import StatsRead

if TYPE_CHECKING:
    from reader.gui.frame.window import MainWindow


class Examples(QObject):
    """``said`` carries a ``Message``."""

    said = Signal(object)

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._is_empty = False
        self._waiting = ""
        window.search.stats_read.connect(self._stats_read)
        window.queries.example_wanted.connect(lambda chosen: self.run(chosen.query))

    def run(self, query: str) -> None:
        """Search for an example, or say what it would need."""
        if not self._is_empty:
            self._window.query_bar.put(query, filters=NO_FILTERS)
            return
        self._waiting = query
        text = self.tr("Your library is empty, so the example finds nothing. The sample archive has stories for it.")
        self.said.emit(
            Message(text, button=self.tr("Try the sample archive"), action=self._window.imports.import_sample)
        )

    def _stats_read(self, read: StatsRead) -> None:
        self._is_empty = read.stats.stories == 0
        if self._waiting and not self._is_empty:
            query, self._waiting = self._waiting, ""
            self._window.query_bar.put(query, filters=NO_FILTERS)
