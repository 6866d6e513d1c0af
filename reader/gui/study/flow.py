"""Fills the view of hits in context page by page, arranges it, and opens its lines."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from reader.core.cancel import CancelToken
from reader.core.errors import ReaderError
from reader.core.query import SearchRequest
from reader.gui.frame.messages import Message, Weight
from reader.gui.frame.window_state import WindowState
from reader.gui.language.sentences import told
from reader.gui.query.terms import for_hits
from reader.gui.reading.story_flow import StoryFlow
from reader.gui.reading.story_text import counted
from reader.gui.results.flow import SearchFlow
from reader.gui.study import remembering
from reader.gui.study.arranging import LEAST, Arranged, Page, Wanted, arrange, read_page
from reader.gui.study.model import ContextModel
from reader.gui.study.table import LineChosen
from reader.gui.study.taking import LineTaking
from reader.gui.study.view import ContextView
from reader.gui.views.tabs import ViewName, Views
from reader.gui.wiring.jobs import Jobs
from reader.gui.wiring.ports import Shelf
from reader.study.lines import Reader

MOST_LINES = 250_000
ARRANGE_MS = 120
BREATH_MS = 15
"""Until the next page is read: what came is painted first, before two threads want the interpreter."""
NARROWEST_PX, STORY_PX = 760, 420


class ContextFlow(QObject):
    """What happens in the view. ``filled`` and ``arranged`` carry nothing, ``said`` a ``Message``."""

    said = Signal(object)
    filled = Signal()
    arranged = Signal()

    def __init__(
        self,
        parent: QWidget,
        views: Views,
        flows: tuple[SearchFlow, StoryFlow],
        reads: tuple[Jobs, Shelf],
        state: WindowState,
    ) -> None:
        super().__init__(parent)
        self._views, (self._search, self._reading), (self._jobs, self._shelf) = views, flows, reads
        self._state = state
        self.model = ContextModel(self)
        self.view = ContextView(self.model)
        views.add(ViewName.CONTEXT, self.view)
        remembering.restore(self.view, state)
        self.taking = LineTaking(self, self.view, self.model, self._jobs)
        self._job, self._arranging = CancelToken(), CancelToken()
        self._reader: Reader | None = None
        self._request: SearchRequest | None = None
        self._is_full = False
        self._arranged: Arranged | None = None
        self._notes: tuple[str, ...] = ()
        self._word = ""
        self._narrow: list[int] | None = None
        self._soon = QTimer(self, singleShot=True, interval=ARRANGE_MS)
        self._soon.timeout.connect(self._arrange)
        self._next: SearchRequest | None = None
        self._breath = QTimer(self, singleShot=True, interval=BREATH_MS)
        self._breath.timeout.connect(self._read_on)
        self._wire()

    def _wire(self) -> None:
        view, panel = self.view, self.view.panel
        self._views.changed.connect(lambda _: self._shown())
        self._search.searched.connect(lambda _: self._searched())
        view.sort_chosen.connect(lambda _: self._soon.start())
        view.collocates.toggled.connect(lambda _: self._soon.start())
        view.table.line_chosen.connect(self._choose)
        for change in (view.sort_chosen, view.width_chosen, view.collocates.toggled, panel.changed):
            change.connect(lambda *_: remembering.save(view, self._state))
        panel.changed.connect(self._soon.start)
        panel.collocate_chosen.connect(lambda chosen: self._go_to_lines(chosen.word))
        self.taking.said.connect(self.said)

    @property
    def is_shown(self) -> bool:
        """Whether this is the view that is shown."""
        return self._views.current is ViewName.CONTEXT

    def _shown(self) -> None:
        self._make_room()
        if self.is_shown and self._request != self._search.request:
            self._fill()
        elif not self.is_shown and not self._is_full:
            self._stop_reading()  # begun anew when the view is shown again
            self._request = None

    def _stop_reading(self) -> None:
        self._job.cancel()
        self._breath.stop()

    def _make_room(self) -> None:
        """Widen the middle pane while the table is in it: contexts need more room than a list."""
        splitter = self._views.parentWidget()
        if not isinstance(splitter, QSplitter):
            return
        sizes, at = splitter.sizes(), splitter.indexOf(self._views)
        if self.is_shown and self._narrow is None and sizes[at] < NARROWEST_PX:
            self._narrow = sizes
            more = min(NARROWEST_PX - sizes[at], max(0, sizes[-1] - STORY_PX))
            splitter.setSizes([*sizes[:at], sizes[at] + more, sizes[-1] - more])
        elif not self.is_shown and self._narrow is not None:
            splitter.setSizes(self._narrow)
            self._narrow = None

    def _searched(self) -> None:
        """Fill the table anew if it is seen, else when it will be; also where the library alone has changed."""
        self._request = None
        self._stop_reading()
        if self.is_shown:
            self._fill()

    def _fill(self) -> None:
        self._stop_reading()
        self._arranging.cancel()
        self._arranged = None
        self.model.clear()
        self.view.panel.model.show(())
        self._filter("", quietly=True)
        self._request, self._notes, self._is_full = self._search.request, (), False
        self._reader = None
        if not self._request.query.strip():
            self._is_full = True
            self.view.say(self.tr("Search for words to see every place where they stand."))
            self.filled.emit()
            return
        self.view.say(self.tr("Reading…"), 0.0)
        self._read(replace(self._request, limit=LEAST, offset=0, facets=False))

    def _read(self, request: SearchRequest) -> None:
        def call(token: CancelToken) -> Page:
            library = self._shelf.library()
            if self._reader is None:
                self._reader = Reader(library.words)
            return read_page(library, request, self._reader, token)

        self._job = self._jobs.run(call, done=lambda page: self._take(page, request), failed=self._fail)

    def _take(self, page: Page, request: SearchRequest) -> None:
        self.model.append(page.batch, page.heads)
        self._notes = tuple(dict.fromkeys((*self._notes, *map(told, page.notes))))
        if page.next_offset is None or self.model.total >= MOST_LINES:
            if page.next_offset is not None:
                text = self.tr("Only the first {lines} lines are shown.").format(lines=counted(self.model.total))
                self._notes = (*self._notes, text)
            self._is_full = True
            self._arrange()
            self.filled.emit()
            return
        self._say(page.next_offset / max(1, page.total))
        self._next = replace(request, offset=page.next_offset, limit=page.next_limit)
        self._breath.start()

    def _read_on(self) -> None:
        if self._next is not None:
            self._read(self._next)

    def _fail(self, error: ReaderError) -> None:
        self.view.say("")
        self.said.emit(Message(str(error), Weight.ERROR))

    def _say(self, progress: float | None = None) -> None:
        shown, total = self.model.rowCount(), self.model.total
        if self._is_full and not total:
            nothing = self.tr("No words of this query stand in the stories found, so there are no lines to show.")
            self.view.say(" · ".join((nothing, *self._notes)))
            return
        lines = QCoreApplication.translate("ContextFlow", "%n lines", "", total)
        stories = QCoreApplication.translate("ContextFlow", "%n stories", "", len(self.model.listing.heads))
        text = self.tr("{lines} from {stories}").format(lines=lines, stories=stories)
        if self._word:
            text = self.tr("{shown} of {all}, with “{word}”").format(shown=counted(shown), all=text, word=self._word)
        self.view.say(" · ".join((text, *self._notes)), progress)

    def _filter(self, word: str, *, quietly: bool = False) -> None:
        self._word = word
        self.view.panel.all_lines.setEnabled(bool(word))
        if not quietly:
            self._soon.start()

    def _go_to_lines(self, word: str) -> None:
        """Show the lines with a collocate, and be among them."""
        self._filter(word)
        self.view.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        """Sort, filter and count, once all lines are there."""
        reader = self._reader
        if not self._is_full or reader is None:
            return
        panel = self.view.panel
        wanted = Wanted(
            self.view.levels,
            panel.window_wanted,
            self._word,
            self.view.collocates.isChecked(),
            panel.least.value(),
            panel.without_function_words.isChecked(),
        )
        listing, before = self.model.listing, self._arranged
        self._arranging.cancel()
        self._arranging = self._jobs.run(
            lambda _: arrange(self._shelf.library(), listing, reader, wanted, before),
            done=self._show_arranged,
            failed=self._fail,
        )

    def _show_arranged(self, found: Arranged) -> None:
        """Show lines in their order; the one that was current stays so and in sight."""
        self._arranged = found
        row = self.view.table.currentIndex().row()
        place = self.model.listing.place_of(row) if row >= 0 else -1
        self.model.arrange(found.lines, found.order)
        rows = np.flatnonzero(found.order == place)
        if place >= 0 and len(rows):
            self.view.table.go_to(int(rows[0]))
        self.view.panel.model.show(found.collocates)
        self._say()
        self.arranged.emit()

    def _choose(self, chosen: LineChosen) -> None:
        """Show a line's story at its hit; go there if it was opened."""
        line = self.model.line(chosen.row)
        request = self._search.request
        query = for_hits(request.query, typing=request.typing)
        self._reading.open_at(line.head.article_id, query, line.sought)
        if chosen.is_opened:
            self._reading.focus_story()

    def toggle_collocates(self) -> None:
        """Show the view with the collocates beside the lines, or hide these."""
        is_wanted = not (self.is_shown and self.view.collocates.isChecked())
        self.view.collocates.setChecked(is_wanted)
        if is_wanted:
            self._views.show_view(ViewName.CONTEXT)

    def select_all(self) -> bool:
        """Select all lines; False where the table does not have the focus."""
        if not self.view.table.hasFocus():
            return False
        self.view.table.selectAll()
        return True
