"""Moving between query, list and story, and marking stories: what the keys do."""

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox, QStackedWidget, QWidget

from reader.core.changes import SetRead, SetStarred
from reader.core.model import ArticleId
from reader.core.records import StorySummary
from reader.gui.dialogs.simple import link_question
from reader.gui.frame.messages import Message, Weight
from reader.gui.frame.window_state import Session
from reader.gui.imports.report import RowOpened
from reader.gui.query.bar import QueryBar
from reader.gui.query.saved import SideColumn
from reader.gui.query.terms import for_hits
from reader.gui.reading.asked import LinkClicked
from reader.gui.reading.paragraphs import View
from reader.gui.reading.read_marks import StoryRead
from reader.gui.reading.story_flow import Landing, StoryFlow
from reader.gui.reading.story_view import StoryView
from reader.gui.results.flow import Searched, SearchFlow
from reader.gui.results.marks import Marked, MarkFlow
from reader.gui.results.model import ResultsModel
from reader.gui.results.view import ResultsView, StoryChosen
from reader.gui.sidebar.view import Sidebar
from reader.gui.wiring.jobs import Jobs
from reader.gui.wiring.ports import Shelf
from reader.gui.wiring.worker_link import WorkerLink
from reader.service.chosen import Chosen


class Navigation(QObject):
    """Ties the panes together. ``said`` carries a ``Message``."""

    said = Signal(object)

    def __init__(
        self,
        window: QWidget,
        panes: tuple[QueryBar, Sidebar, ResultsView, StoryView],
        model: ResultsModel,
        flows: tuple[SearchFlow, StoryFlow],
        services: tuple[Jobs, Shelf, WorkerLink],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._query, self._sidebar, self._results, self._story = panes
        self._model, self._link = model, services[2]
        self._search, self._flow = flows
        self._landing = Landing.FIRST_HIT
        self._restoring: Session | None = None
        self._results.story_chosen.connect(self._story_chosen)
        self._search.searched.connect(self._searched)
        self._flow.next_story_requested.connect(lambda: self._move(1, Landing.FIRST_HIT))
        self._flow.previous_story_requested.connect(lambda: self._move(-1, Landing.LAST_HIT))
        self._flow.read.connect(self._was_read)
        self._story.bar.star_requested.connect(self.star)
        self._story.pane.link_clicked.connect(self._ask_about_link)
        self._query.list_requested.connect(self._focus_list)
        self._results.entered.connect(lambda: self._story.pane.setFocus(Qt.FocusReason.OtherFocusReason))
        self._search.anchors = self._results.anchors
        self.marks = MarkFlow(self, model, services)
        self.marks.said.connect(self.said)
        self.marks.marked.connect(self._was_marked)
        self._stops: list[QWidget] = []
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    def restore(self, session: Session) -> None:
        """Open this story once the first result is there, if it is in it."""
        self._restoring = session if session.article_id is not None else None

    def session(self) -> Session:
        """Return where the reader is."""
        place = self._story.pane.reading_place()
        return Session(self._query.query, self._query.sort, self._flow.article_id, place, self._query.filters)

    def _hits_query(self) -> str:
        request = self._search.request
        return for_hits(request.query, typing=request.typing)

    def _open(self, article_id: ArticleId, landing: Landing = Landing.FIRST_HIT, place: float = 0.0) -> None:
        self._flow.open(article_id, self._hits_query(), landing, place)

    def _story_chosen(self, chosen: StoryChosen) -> None:
        self._open(chosen.article_id, self._landing)
        self._landing = Landing.FIRST_HIT

    def _searched(self, searched: Searched) -> None:
        """Keep the reader's place after a change of the library; else stand at the first result."""
        rows = self._model.rows
        current = self._flow.article_id
        if searched.again and current is not None:
            self._results.shown.stay(current)
            return
        session, self._restoring = self._restoring, None
        if session is not None and session.article_id is not None and self._model.place_of(session.article_id) >= 0:
            self._results.shown.go_to(self._model.place_of(session.article_id), quietly=True)
            self._open(session.article_id, Landing.PLACE, session.place)
        elif rows:
            self._results.shown.go_to(0, quietly=True)
            first = rows[0].result.article_id
            if first == current:
                self._flow.requery(self._hits_query())
            else:
                self._open(first)
        else:
            self._flow.clear(self.tr("No story to show."))

    def show_row(self, opened: RowOpened) -> None:
        """Open a story from elsewhere, such as an import report."""
        self._results.shown.go_to(self._model.place_of(opened.article_id), quietly=True)
        self._open(opened.article_id)
        if opened.with_removed:
            self._flow.toggle_view(View.REMOVED)
        self._window.activateWindow()

    def next_story(self) -> None:
        """Go to the next story in the list."""
        self._move(1, Landing.FIRST_HIT)

    def previous_story(self) -> None:
        """Go to the story before."""
        self._move(-1, Landing.FIRST_HIT)

    def _move(self, by: int, landing: Landing) -> None:
        self._landing = landing
        self._results.shown.go_to(self._results.shown.place + by)

    def page_on(self) -> None:
        """Scroll on by a page; at the end go to the next story."""
        if not self._flow.page_down():
            self.next_story()

    def toggle_removed(self) -> None:
        """Show or hide what was removed."""
        self._flow.toggle_view(View.REMOVED)

    def toggle_original(self) -> None:
        """Show or leave the original text."""
        self._flow.toggle_view(View.ORIGINAL)

    def go_to_query(self) -> None:
        """Put the cursor into the query, all of it selected."""
        self._query.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._query.line.selectAll()

    def _focus_list(self) -> None:
        if self._model.rows:
            self._results.shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _middle(self) -> QWidget:
        """Return what takes the focus in the view that is shown in the middle."""
        stack = self._results.parentWidget()
        shown = stack.currentWidget() if isinstance(stack, QStackedWidget) else None
        return (shown.focusProxy() if shown is not None else None) or self._results.shown

    def _panes(self) -> list[QWidget]:
        column = self._sidebar.parentWidget()
        saved = [column.list] if isinstance(column, SideColumn) else []
        before = (self._query.line, *self._stops, *saved, self._sidebar)
        panes: list[QWidget] = [*before, self._middle(), self._story.pane]
        return [pane for pane in panes if pane.isVisible()]

    def stop_at(self, widget: QWidget) -> None:
        """Let the round of the panes lead here behind the query, while this is seen."""
        self._stops.append(widget)

    def next_pane(self) -> None:
        """Go round the panes."""
        self._go_round(1)

    def previous_pane(self) -> None:
        """Go round the panes the other way."""
        self._go_round(-1)

    def _go_round(self, by: int) -> None:
        panes = self._panes()
        if panes:
            at = next((number for number, pane in enumerate(panes) if pane.hasFocus()), -1 if by > 0 else 0)
            panes[(at + by) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)

    def back(self) -> None:
        """Go one level back: find bar, other view, story, list, query. The query is never lost."""
        if self._flow.close_find():
            return
        if self._flow.view is not View.CLEAN:
            self._flow.toggle_view(self._flow.view)
        elif self._story.pane.hasFocus() and self._middle().isVisible():
            self._middle().setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.go_to_query()

    def _state(self) -> StorySummary | None:
        """Return the state of the story the reader is at, which may still be on its way to the screen."""
        article_id, story = self._flow.article_id, self._flow.story
        row = self._model.row_at(self._model.place_of(article_id)) if article_id is not None else None
        if row is not None and row.summary is not None:
            return row.summary
        if story is None or story.request.article_id != article_id:
            return None
        return story.summary

    def chosen(self) -> Chosen:
        """Return the stories that are selected, if they are several or marked, else the one the reader is at."""
        found, current = self._results.chosen(self._search.request), self._flow.article_id
        if found.count > 1 or (found.count and self._results.shown.is_marking):
            return found
        return Chosen(0) if current is None else Chosen(1, (current,))

    def _chosen_others(self) -> Chosen | None:
        """Return what is chosen unless it is the story the reader is at and no other."""
        found = self.chosen()
        return None if found.count == 0 or found.ids == (self._flow.article_id,) else found

    def toggle_chosen(self) -> None:
        """Select the story the reader is at, beside others, or no longer."""
        self._results.shown.toggle()

    def star(self) -> None:
        """Star the stories that are chosen, or take the star off."""
        if chosen := self._chosen_others():
            self.marks.star(chosen)
            return
        state = self._state()
        if state is None:
            return
        if not self._link.send(SetStarred((state.article_id,), not state.is_starred)):
            self._refuse()
            return
        self._model.update_summaries([replace(state, is_starred=not state.is_starred)])
        self._story.bar.show_star(not state.is_starred)

    def toggle_unread(self) -> None:
        """Mark the stories that are chosen as unread, or as read."""
        if chosen := self._chosen_others():
            self._flow.stop_dwelling()
            self.marks.mark_read(chosen)
            return
        state = self._state()
        if state is None:
            return
        if not self._link.send(SetRead((state.article_id,), not state.is_read)):
            self._refuse()
            return
        self._flow.stop_dwelling()
        self._model.update_summaries([replace(state, is_read=not state.is_read)])

    def _was_marked(self, marked: Marked) -> None:
        """Show the star of the story on screen where it was among the stories that were starred."""
        if marked.starred is not None and self._flow.article_id in marked.article_ids:
            self._story.bar.show_star(marked.starred)

    def _refuse(self) -> None:
        text = self.tr("This window can only read the library at the moment, so nothing was changed.")
        self.said.emit(Message(text, Weight.WARNING))

    def _was_read(self, read: StoryRead) -> None:
        """Mark a story as read that the reader stayed with: list or story had the focus, not the query."""
        state = self._state()
        reading = self._results.shown.hasFocus() or self._story.pane.hasFocus()
        unread = state is not None and state.article_id == read.article_id and not state.is_read
        if state is not None and reading and unread and self._link.send(SetRead((read.article_id,), is_read=True)):
            self._model.update_summaries([replace(state, is_read=True)])

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is self._results.shown or new is self._story.pane:
            self._flow.dwell()

    def _ask_about_link(self, clicked: LinkClicked) -> None:
        box = link_question(clicked.address, self._window)
        box.buttonClicked.connect(
            lambda button: (
                self.open_address(clicked.address)
                if box.buttonRole(button) is QMessageBox.ButtonRole.AcceptRole
                else None
            )
        )
        box.open()

    def open_address(self, address: str) -> None:
        """Give an http or https address to the system's browser; nothing else is ever opened."""
        url = QUrl(address)
        if url.scheme() in ("http", "https"):
            QDesktopServices.openUrl(url)
