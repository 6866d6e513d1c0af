"""What the reader does with stories besides reading: highlights, notes, exports, printing. Makes the flows."""

from typing import TYPE_CHECKING

from reader.gui.exporting.flow import ExportFlow
from reader.gui.exporting.list_flow import ListExportFlow
from reader.gui.frame.window_state import WindowState
from reader.gui.notes.flow import HighlightFlow
from reader.gui.notes.list_flow import AnnotationsFlow
from reader.gui.reading.box_warning import BoxWarning
from reader.gui.reading.comparing import CompareFlow
from reader.gui.reading.original import OriginalFlow
from reader.gui.reading.removing import RemoveFlow
from reader.gui.reading.taking import TakeFlow
from reader.gui.results.handling import ListFlow
from reader.gui.sidebar.flow import SidebarFlow
from reader.gui.study.flow import ContextFlow
from reader.gui.tagging.colouring import TagColouring
from reader.gui.tagging.flow import TagFlow
from reader.gui.tagging.manager_flow import TagManagerFlow

if TYPE_CHECKING:
    from reader.gui.frame.window import MainWindow


class Desk:
    """The flows of one window."""

    def __init__(self, window: "MainWindow", state: WindowState) -> None:
        reading = (window.search, window.reading)
        services = (window.jobs, window.shelf, window.link)
        self.highlights = HighlightFlow(window, window.story, window.reading, services)
        window.reading.places.keep_on_closing(window)
        window.reading.places.place_kept.connect(window.link.send)
        self.annotations = AnnotationsFlow(window, (window.story, window.reading, self.highlights), services)
        self.exports = ExportFlow(window, reading, (window.model, window.results), (window.jobs, window.shelf))
        self.lists = ListExportFlow(window, reading, (window.model, window.results), (window.jobs, window.shelf))
        self.listing = ListFlow(window, state)
        panes = (window.story, window.reading)
        self.tagging = TagFlow(window, *services, window.navigation.chosen)
        self.tagging.said.connect(window.messages.say)
        self.tagging.tagged.connect(window.search.refresh)
        self.tags = TagManagerFlow(window, self.tagging)
        self.tag_colours = TagColouring(window)
        self.tags.said.connect(window.messages.say)
        self.sidebar = SidebarFlow(window)
        self.sidebar.said.connect(window.messages.say)
        self.contexts = ContextFlow(window, window.views, reading, (window.jobs, window.shelf), state)
        self.taking = TakeFlow(window, window, *panes)
        self.comparing = CompareFlow(window, window, panes, window.jobs, window.shelf)
        self.removing = RemoveFlow(window, panes, window.restoring, window.jobs, window.shelf)
        self.boxes = BoxWarning(window.story, window.reading, window)
        self.original = OriginalFlow(window, window.reading, services)
        self.original.said.connect(window.messages.say)
        self.lists.said.connect(window.messages.say)
        self.listing.said.connect(window.messages.say)
        for flow in (self.highlights, self.annotations, self.exports, self.contexts, self.taking, self.comparing):
            flow.said.connect(window.messages.say)
        window.story.bar.notes_requested.connect(self.annotations.story_notes.write)
        self.removing.story_wanted.connect(window.navigation.show_row)
        window.navigation.stop_at(window.charts.strip.chart)
        self.annotations.story_wanted.connect(window.navigation.show_row)
