"""Opens what stands behind the sidebar: all values of a facet, and links whose stories are not here."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from reader.core.changes import Event, ImportFinished
from reader.core.errors import ReaderError
from reader.core.links import DismissLinks, LinksChanged
from reader.export.tables import open_table
from reader.gui.frame.messages import Message, Weight
from reader.gui.query.filter_labels import facet_name, value_name
from reader.gui.sidebar.choosing import DoorOpened
from reader.gui.sidebar.entries import with_chosen
from reader.gui.sidebar.missing import LinksDismissed, LinksExported, MissingDialog
from reader.gui.sidebar.values import FiltersEdited, ValueDialog

if TYPE_CHECKING:
    from reader.gui.frame.window import MainWindow


class SidebarFlow(QObject):
    """``said`` carries a ``Message``."""

    said = Signal(object)

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.values: ValueDialog | None = None
        self.missing: MissingDialog | None = None
        self.choose_file: Callable[[], str] = self._ask_for_file
        window.sidebar.door_opened.connect(self._open)
        window.link.event_arrived.connect(self._take)

    def _open(self, opened: DoorOpened) -> None:
        if opened.facet:
            self.show_values(opened.facet)
        else:
            self.show_missing()

    def show_values(self, facet: str) -> None:
        """List all values of a facet."""
        filters = self._window.query_bar.filters
        counts = with_chosen(facet, dict(self._window.sidebar.facets).get(facet, ()), filters)
        names = (facet_name(facet), partial(value_name, facet))
        if self.values is not None:
            self.values.deleteLater()
        self.values = ValueDialog(facet, counts, filters, names, self._window)
        self.values.filters_edited.connect(self._edited)
        self.values.open()

    def _edited(self, edited: FiltersEdited) -> None:
        bar = self._window.query_bar
        filters = bar.filters.without(edited.facet).changed(edited.facet, edited.include)
        filters = filters.changed(edited.facet, edited.exclude, is_excluded=True)
        if filters != bar.filters:
            bar.put(bar.query, filters=filters)

    def show_missing(self) -> None:
        """List the links whose stories are not here."""
        if self.missing is None:
            self.missing = MissingDialog(self._window)
            self.missing.dismissed.connect(self._dismiss)
            self.missing.export_wanted.connect(self._export)
        self.missing.show()
        self.missing.raise_()
        self._read()

    def _read(self) -> None:
        if self.missing is not None:
            shelf = self._window.shelf
            self._window.jobs.run(
                lambda _: shelf.library().missing_links(), done=self.missing.show_links, failed=self._fail
            )

    def _take(self, event: Event) -> None:
        if isinstance(event, LinksChanged):
            self._window.search.read_stats()
        if isinstance(event, LinksChanged | ImportFinished) and self.missing is not None and self.missing.isVisible():
            self._read()

    def _dismiss(self, dismissed: LinksDismissed) -> None:
        if not self._window.link.send(DismissLinks(dismissed.urls)):
            text = self.tr("This window can only read the library at the moment, so nothing was changed.")
            self.said.emit(Message(text, Weight.WARNING))
            return
        text = self.tr("%n links were dismissed.", "", len(dismissed.urls))
        back = DismissLinks(dismissed.urls, is_dismissed=False)
        self.said.emit(Message(text, button=self.tr("Undo"), action=lambda: self._put_back(back)))

    def _put_back(self, back: DismissLinks) -> None:
        self._window.link.send(back)

    def _export(self, exported: LinksExported) -> None:
        path = self.choose_file()
        if not path:
            return
        titles = (self.tr("Title"), self.tr("Address"), self.tr("Date"), self.tr("List"))
        try:
            table = open_table(Path(path), titles)
            table.add([(each.title, each.url, each.added, each.source) for each in exported.links])
            table.finish()
        except OSError as error:
            text = self.tr("The list could not be saved: {reason}").format(reason=error.strerror or str(error))
            self.said.emit(Message(text, Weight.ERROR))

    def _fail(self, error: ReaderError) -> None:
        self.said.emit(Message(str(error), Weight.ERROR))

    def _ask_for_file(self) -> str:
        name = self.tr("links without a story.csv")
        return QFileDialog.getSaveFileName(self._window, self.tr("Export"), name, self.tr("Table (*.csv)"))[0]
