"""The main window: puts the panes together, hands events to the flows, and closes everything in order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from reader.core.changes import Event, IndexProgress, LibraryChanged, WorkerFailed, WorkerReady
from reader.core.query import FacetCount
from reader.core.settings import Settings, Theme
from reader.core.terms import ColumnNames
from reader.gui.charts.flow import Charts
from reader.gui.dialogs.commands import CommandFlow
from reader.gui.dialogs.examples import Examples
from reader.gui.dialogs.preferences import PreferencesDialog
from reader.gui.dialogs.simple import about_box
from reader.gui.dialogs.welcome import WelcomeSheet
from reader.gui.frame.actions import Actions
from reader.gui.frame.desk import Desk
from reader.gui.frame.doings import doings_of
from reader.gui.frame.frame import Frame
from reader.gui.frame.messages import Message, MessageBar, Weight
from reader.gui.frame.navigation import Navigation
from reader.gui.frame.status import StatusLine
from reader.gui.frame.window_state import WindowState
from reader.gui.imports.flow import ImportFlow, ImportState, local_paths
from reader.gui.imports.naming import NamingFlow, SaveColumns
from reader.gui.imports.report_flow import ReportFlow
from reader.gui.imports.strip import ImportStrip
from reader.gui.imports.watch_flow import WatchFlow
from reader.gui.keys.flow import KeyFlow
from reader.gui.language.sentences import told
from reader.gui.look.fonts import missing_fonts, reading_family
from reader.gui.look.icons import program_icon
from reader.gui.look.themes import colours_of, palette_of
from reader.gui.query.bar import QueryBar, QueryEdited
from reader.gui.query.flow import QueryFlow
from reader.gui.query.saved_flow import SavedFlow
from reader.gui.reading.restoring import RestoreFlow
from reader.gui.reading.story_flow import StoryFailed, StoryFlow, StoryOpened
from reader.gui.reading.story_view import StoryView
from reader.gui.results.flow import Searched, SearchFailed, SearchFlow, StatsRead
from reader.gui.results.model import ResultsModel
from reader.gui.results.view import ResultsView
from reader.gui.sidebar.choosing import FilterChosen, after
from reader.gui.sidebar.view import Sidebar
from reader.gui.views.tabs import Views
from reader.gui.wiring.jobs import Jobs
from reader.gui.wiring.ports import MakeWorker, OpenLibrary, Shelf
from reader.gui.wiring.worker_link import LinkChanged, LinkState, WorkerLink
from reader.service.terms import terms_of

NOTE_MS = 15_000


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a window is given: how to open the library and to make the worker, preferences and where they go."""

    open_library: OpenLibrary
    make_worker: MakeWorker
    settings: Settings
    save_settings: Callable[[Settings], None]
    state: WindowState
    library_exists: bool = True
    columns: tuple[ColumnNames, ...] = ()
    save_columns: SaveColumns = lambda named: (named,)


class MainWindow(QMainWindow):
    """The window. ``begin`` starts worker and reading, after the first paint. ``language_changed`` carries nothing."""

    language_changed = Signal()

    def __init__(self, given: Surroundings) -> None:
        super().__init__()
        self._given = given
        self.settings = given.settings
        self._colours = colours_of(given.settings.theme)
        self._family = reading_family(given.settings.font_family)
        self._stories: int | None = None
        self._link_state = LinkState.CLOSED
        self._warned_of_boxes = False
        self._is_closed = False
        self._dialogs: dict[str, QWidget] = {}
        self.setWindowTitle(self.tr("News Archive Reader"))
        self.setWindowIcon(program_icon())
        self.setAcceptDrops(True)
        self.shelf = Shelf(given.open_library)
        self.jobs = Jobs(self, self.shelf.rest)
        self.link = WorkerLink(given.make_worker, self)
        self.model = ResultsModel(self)
        self._make_panes()
        self._make_flows()
        self.actions_table = Actions(self, doings_of(self))
        self.desk.taking.offer(self.actions_table.by_name.__getitem__)
        self.actions_table.act_in((self.results.list, self.results.table, self.story.pane, self.sidebar))
        self.keys.use(self.settings)
        self._lay_out()
        self._wire()
        self._restore()
        self._allow_writing(allowed=False)
        self.actions_table.allow_reading(has_story=False)

    def _make_panes(self) -> None:
        colours, family = self._colours, self._family
        self.query_bar = QueryBar(colours)
        self.messages = MessageBar(colours)
        self.strip = ImportStrip(colours)
        self.sidebar = Sidebar(colours)
        self.results = ResultsView(self.model, colours, family)
        self.views = Views(self.results, self.results.bar)
        self.story = StoryView(self.settings, colours, family)
        self.welcome = WelcomeSheet(colours, family)
        self.status = StatusLine(self.statusBar())

    def _make_flows(self) -> None:
        self.search = SearchFlow(self.model, self.jobs, self.shelf, self)
        self.reading = StoryFlow(self.story, self.jobs, self.shelf, self.settings, self)
        self.restoring = RestoreFlow(self.story, self.reading, self.link, self)
        self.imports = ImportFlow(self, self.strip, self.link)
        self.commands = CommandFlow(self, self._given.state)
        self.reports = ReportFlow(self, self.jobs, self.shelf, self.link)
        self.watching = WatchFlow(self, self.link)
        terms = terms_of(self.settings, self._given.columns)
        self.naming = NamingFlow(self, self.link, terms, self._given.save_columns)
        self.queries = QueryFlow(self.query_bar, self.jobs, self.shelf, self.link, self.search)
        self.saved = SavedFlow(self.query_bar, self.sidebar, self.jobs, self.shelf, self.link)
        panes = (self.query_bar, self.sidebar, self.results, self.story)
        self.charts = Charts(self, self._given.state)
        self.navigation = Navigation(
            self, panes, self.model, (self.search, self.reading), (self.jobs, self.shelf, self.link)
        )
        self.desk = Desk(self, self._given.state)
        self.keys = KeyFlow(self)
        self.examples = Examples(self)

    def _lay_out(self) -> None:
        strips = (self.query_bar, self.messages, self.strip)
        columns = (self.saved.column, self.views, self.story)
        self._frame = Frame(strips, columns, self.welcome, self.charts.strip)
        self.setCentralWidget(self._frame)

    def _wire(self) -> None:
        self.query_bar.query_edited.connect(self._query_edited)
        self.sidebar.filter_chosen.connect(self._filter_chosen)
        self.search.searched.connect(self._searched)
        self.search.failed.connect(self._failed)
        self.search.stats_read.connect(self._stats_read)
        self.reading.opened.connect(self._opened)
        self.reading.failed.connect(self._failed)
        self.reading.cleared.connect(lambda: self.actions_table.allow_reading(has_story=False))
        for flow in (self.imports, self.reports, self.watching, self.naming, self.queries, self.saved, self.examples):
            flow.said.connect(self.messages.say)
        self.strip.report_requested.connect(self.reports.show_report)
        self.watching.report_wanted.connect(self.reports.show_report_of)
        self.watching.noted.connect(lambda noted: self.statusBar().showMessage(noted.text, NOTE_MS))
        self.imports.counting.ask_before = self.settings.ask_before
        self.imports.counting.naming_wanted.connect(self.naming.name)
        self.imports.counting.asking_changed.connect(
            lambda asking: self.apply_settings(replace(self.settings, ask_before=asking.when))
        )
        self.restoring.said.connect(self.messages.say)
        self.navigation.said.connect(self.messages.say)
        self.imports.state_changed.connect(self._import_state)
        self.reports.story_wanted.connect(self.navigation.show_row)
        self.link.event_arrived.connect(self._take)
        self.link.state_changed.connect(self._link_changed)
        self.welcome.folder_requested.connect(self.imports.import_folder)
        self.welcome.files_requested.connect(self.imports.import_files)
        self.welcome.paste_requested.connect(self.imports.paste)
        self.welcome.sample_requested.connect(self.imports.import_sample)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._scheme_changed)

    def _restore(self) -> None:
        state = self._given.state
        self.resize(1440, 900)
        self.restoreGeometry(state.bytes_of("geometry"))
        self._frame.restore(state.bytes_of("splitter"))
        self.sidebar.setVisible(state.flag("sidebar", default=True))
        self.actions_table.by_name["toggle_sidebar"].setChecked(not self.sidebar.isHidden())
        self.actions_table.show_settings(self.settings)
        self.actions_table.by_name["toggle_table"].setChecked(self.results.is_table)
        self._session = state.session()

    def begin(self) -> None:
        """Start the worker, and read the library if there is one already."""
        self.link.start()
        self.navigation.restore(self._session)
        if self._given.library_exists:
            self.query_bar.put(self._session.query, self._session.sort, self._session.filters)
            self.search.read_stats()

    def _query_edited(self, edited: QueryEdited) -> None:
        if edited.is_whole:
            self.search.search(edited.query, edited.sort, edited.filters)
        else:
            self.search.type(edited.query, edited.sort, self.settings.search_delay_ms, edited.filters)

    def _filter_chosen(self, chosen: FilterChosen) -> None:
        query, filters = after(self.query_bar.query, self.query_bar.filters, chosen)
        self.query_bar.put(query, filters=filters)

    def _searched(self, searched: Searched) -> None:
        answer = searched.answer
        self.query_bar.show_answer(answer)
        self.sidebar.show_answer(answer, self.query_bar.query, self.query_bar.filters)
        self._warn_of_boxes(answer.facets)
        filters = self.query_bar.filters
        self.results.show_answer(answer, self.query_bar.query, filters, is_importing=self.imports.is_running)

    def _warn_of_boxes(self, facets: Sequence[tuple[str, tuple[FacetCount, ...]]]) -> None:
        """Say so, once, where the system has no font for a language of the result."""
        languages = {count.value[:2] for name, counts in facets if name == "language" for count in counts}
        missing = missing_fonts(languages) if not self._warned_of_boxes else ""
        if missing:
            self._warned_of_boxes = True
            text = self.tr("No font here has the letters of {languages}; they show as boxes. Noto Sans CJK has them.")
            self.messages.say(Message(text.format(languages=missing)))

    def _failed(self, failure: SearchFailed | StoryFailed) -> None:
        """Show why something could not be read; before the worker has made the library that is no news."""
        if self._link_state in (LinkState.READY, LinkState.READ_ONLY):
            self.messages.say(Message(failure.message, Weight.ERROR))

    def _stats_read(self, read: StatsRead) -> None:
        self._stories = read.stats.stories
        self.sidebar.show_stats(read.stats)
        self.status.show_stats(read.stats)
        self._choose_page()

    def _choose_page(self) -> None:
        """Show the welcome sheet while the library is empty and nothing is on its way."""
        empty = self._stories == 0 and not self.imports.is_running
        self._frame.welcome(is_shown=empty)
        self.query_bar.setVisible(not empty)

    def _opened(self, opened: StoryOpened) -> None:
        self.actions_table.allow_reading(has_story=True)
        for name, view in (("show_removed", "removed"), ("show_original", "original")):
            self.actions_table.by_name[name].setChecked(opened.view.value == view)

    def _take(self, event: Event) -> None:
        if isinstance(event, LibraryChanged):
            self.search.library_changed(event)
        elif isinstance(event, WorkerFailed):
            self.messages.say(Message(event.message, Weight.ERROR))
        elif isinstance(event, WorkerReady):
            self.imports.offer_resume(event.unfinished)
        elif isinstance(event, IndexProgress):
            self.search.index_progressed(event)
        else:
            self.imports.take(event)
            self.reports.take(event)
            self.watching.take(event)
        self.restoring.take(event)
        self.status.take(event)

    def _import_state(self, state: ImportState) -> None:
        self.actions_table.by_name["cancel_import"].setEnabled(state.is_running)
        if state.is_running:
            self._choose_page()
        else:
            self.search.refresh()

    def _link_changed(self, change: LinkChanged) -> None:
        self._link_state = change.state
        self._allow_writing(allowed=change.state is LinkState.READY)
        match change.state:
            case LinkState.READY:
                self._first_read()
            case LinkState.RESTARTING:
                self.imports.worker_gone()
                text = self.tr("The part of the program that writes stopped and is started again: {reason}")
                self.messages.say(Message(text.format(reason=told(change.message)), Weight.WARNING))
            case LinkState.READ_ONLY:
                self.imports.worker_gone()
                text = self.tr("You can read and search here, but not import or change anything: {reason}")
                self.messages.say(Message(text.format(reason=told(change.message)), Weight.WARNING))
                self._first_read()
            case _:
                pass

    def _first_read(self) -> None:
        if self._stories is None:
            self.query_bar.put(self._session.query, self._session.sort, self._session.filters)
            self.search.read_stats()

    def status_text(self) -> str:
        """Return what the status line says of the library; "" before it was read."""
        return self.status.library_text

    def _allow_writing(self, *, allowed: bool) -> None:
        self.actions_table.allow_writing(allowed=allowed)
        self.welcome.allow_import(allowed=allowed)
        self.reports.allow_writing(allowed=allowed)
        self.watching.allow_writing(allowed=allowed)
        self.actions_table.by_name["cancel_import"].setEnabled(self.imports.is_running)

    def show_preferences(self, page: str = "") -> None:
        """Open the preferences, at a page of that name."""
        dialog = PreferencesDialog(self.settings, self)
        dialog.show_page(page)
        dialog.settings_edited.connect(lambda edited: self.apply_settings(edited.settings))
        self._show_dialog("preferences", dialog)

    def show_about(self) -> None:
        """Open the about box."""
        about_box(self).open()

    def _show_dialog(self, name: str, dialog: QWidget) -> None:
        old = self._dialogs.pop(name, None)
        if old is not None:
            old.close()
            old.deleteLater()
        self._dialogs[name] = dialog
        dialog.show()

    def change_size(self, size_px: int) -> None:
        """Show stories in letters of this size, as far as that is allowed."""
        self.apply_settings(replace(self.settings, font_size_px=min(50, max(12, size_px))))

    def toggle_pictures(self) -> None:
        """Show the pictures of stories, or leave them out."""
        self.apply_settings(replace(self.settings, show_pictures=not self.settings.show_pictures))

    def apply_settings(self, settings: Settings) -> None:
        """Use these preferences from now on and save them."""
        is_new_language, self.settings = settings.language is not self.settings.language, settings
        self.imports.counting.ask_before = settings.ask_before
        self.naming.settings_changed(settings)
        self.keys.use(settings)
        self._restyle()
        try:
            self._given.save_settings(settings)
        except OSError as error:
            text = self.tr("The preferences could not be saved: {reason}. They last until the window is closed.")
            self.messages.say(Message(text.format(reason=error.strerror), Weight.WARNING))
        if is_new_language:
            self.language_changed.emit()

    def _scheme_changed(self) -> None:
        if self.settings.theme is Theme.SYSTEM:
            self._restyle()

    def _restyle(self) -> None:
        colours = self._colours = colours_of(self.settings.theme)
        family = self._family = reading_family(self.settings.font_family)
        QApplication.setPalette(palette_of(colours))
        self.query_bar.recolour(colours)
        self.messages.recolour(colours)
        self.strip.recolour(colours)
        self.sidebar.recolour(colours)
        self.results.restyle(colours, family)
        self.welcome.restyle(colours, family)
        self.story.restyle(self.settings, colours, family)
        self.reading.restyle(self.settings)
        self.actions_table.show_settings(self.settings)

    def changeEvent(self, event: QEvent) -> None:
        """See what another window has changed, on coming back to one that only reads."""
        super().changeEvent(event)
        is_back = event.type() is QEvent.Type.ActivationChange and self.isActiveWindow()
        if is_back and self._link_state is LinkState.READ_ONLY and self._stories is not None:
            self.search.refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files and folders while they can be imported."""
        if self._link_state is LinkState.READY and local_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        self.imports.import_paths(local_paths(event.mimeData()))
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window, then end worker and reading thread."""
        if self._is_closed:
            event.accept()
            return
        self._is_closed = True
        state = self._given.state
        state.save_bytes("geometry", self.saveGeometry())
        state.save_bytes("splitter", self._frame.widths())
        state.save_flag("sidebar", value=not self.sidebar.isHidden())
        if self._stories is not None:
            state.save_session(self.navigation.session())
        self.hide()  # the worker may take a moment to end
        self.link.close()
        self.jobs.close(self.shelf.close)
        super().closeEvent(event)
