"""What the reader does with the list as such: its form and columns, selecting all of it, copying rows."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from reader.core.cancel import CancelToken
from reader.core.errors import ReaderError
from reader.export.tables import html_table, tab_separated
from reader.gui.exporting.list_flow import layout_of
from reader.gui.frame.messages import Message, Weight
from reader.gui.frame.window_state import WindowState
from reader.gui.results.nothing import QueryTried
from reader.gui.results.view import SortWanted
from reader.service.chosen import Chosen
from reader.service.listing import COPIED, ListReading

if TYPE_CHECKING:
    from reader.gui.frame.window import MainWindow

REMEMBER_MS = 300
TOLD_MS = 5_000
FORM, COLUMNS = "stories_as_table", "story_columns"


class ListFlow(QObject):
    """``said`` carries a ``Message``; ``copied`` tells that rows are on the clipboard."""

    said = Signal(object)
    copied = Signal()

    def __init__(self, window: "MainWindow", state: WindowState) -> None:
        super().__init__(window)
        self._window, self._state = window, state
        self._results, self._bar = window.results, window.query_bar
        self._reading: ListReading | None = None
        self._remembering = QTimer(self, singleShot=True, interval=REMEMBER_MS)
        self._remembering.timeout.connect(self.remember)
        table = self._results.table
        header = state.bytes_of(COLUMNS)
        if not header.isEmpty():
            table.horizontalHeader().restoreState(header)
        table.arranged.connect(self._remembering.start)
        table.sort_wanted.connect(self._sort)
        self._results.nothing.query_tried.connect(self._try_query)
        self._results.bar.form_toggled.connect(self.toggle_form)
        self._results.bar.columns_wanted.connect(self.show_columns)
        self._results.show_form(is_table=state.flag(FORM, default=False))

    def toggle_form(self) -> None:
        """Show the stories as a table, or as a list again."""
        self._results.show_form(is_table=not self._results.is_table)
        self._state.save_flag(FORM, value=self._results.is_table)
        self._window.actions_table.by_name["toggle_table"].setChecked(self._results.is_table)

    def remember(self) -> None:
        """Keep the columns of the table for the next start."""
        self._remembering.stop()
        self._state.save_bytes(COLUMNS, self._results.table.horizontalHeader().saveState())

    def show_columns(self) -> None:
        """Open the menu of the columns under its button, in the table form."""
        if not self._results.is_table:
            self.toggle_form()
        button = self._results.bar.columns
        self._results.table.columns_menu(button).popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _sort(self, wanted: SortWanted) -> None:
        self._bar.put(self._bar.query, wanted.sort)

    def _try_query(self, tried: QueryTried) -> None:
        self._bar.put(tried.query, filters=tried.filters)
        self._bar.line.setFocus()

    def select_all(self) -> bool:
        """Select the whole result where the stories have the focus; False where they have not."""
        if not self._results.shown.hasFocus():
            return False
        self._results.shown.selectAll()
        return True

    def copy(self) -> bool:
        """Copy the rows that are selected where the stories have the focus; False where they have not."""
        if not self._results.shown.hasFocus():
            return False
        chosen = self._window.navigation.chosen()
        if chosen.count and self._reading is None:
            self._reading = ListReading(layout_of(COPIED))
            self._go_on(self._reading, chosen)
            if chosen.count > len(self._results.shown.chosen()):
                text = self.tr("Copying %n stories…", "", chosen.count)
                self.said.emit(Message(text, button=self.tr("Stop"), action=self.stop))
        return True

    def stop(self) -> None:
        """Copy nothing after all."""
        self._reading = None

    def _go_on(self, reading: ListReading, chosen: Chosen) -> None:
        def call(_: CancelToken) -> tuple[str, str] | None:
            """Read on; behind the last rows make the texts, which takes a while where they are many."""
            if reading.step(self._window.shelf.library(), chosen):
                return None
            rows = [reading.layout.titles, *reading.rows]
            return tab_separated(rows), html_table(rows)

        def done(texts: tuple[str, str] | None) -> None:
            if self._reading is not reading:
                return
            if texts is None:
                self._go_on(reading, chosen)
                return
            self._reading = None
            self._put(*texts)
            self._window.statusBar().showMessage(self.tr("%n stories copied", "", len(reading.rows)), TOLD_MS)

        self._window.jobs.run(call, done=done, failed=self._failed)

    def _put(self, plain: str, rich: str) -> None:
        data = QMimeData()
        data.setText(plain)
        data.setHtml(rich)
        QGuiApplication.clipboard().setMimeData(data)
        self.copied.emit()

    def _failed(self, error: ReaderError) -> None:
        self._reading = None
        self.said.emit(Message(str(error), Weight.ERROR))
