"""What the reader does with stories besides reading: highlights, notes, exports. Makes the flows and connects them."""

from typing import TYPE_CHECKING

from reader.gui.exporting.flow import ExportFlow
from reader.gui.notes.flow import HighlightFlow
from reader.gui.notes.list_flow import AnnotationsFlow

if TYPE_CHECKING:
    from reader.gui.window import MainWindow


class Desk:
    """The flows of one window."""

    def __init__(self, window: "MainWindow") -> None:
        reading = (window.search, window.reading)
        services = (window.jobs, window.shelf, window.link)
        self.highlights = HighlightFlow(window, window.story, window.reading, services)
        self.annotations = AnnotationsFlow(window, (window.story, window.reading, self.highlights), services)
        self.exports = ExportFlow(window, reading, (window.model, window.results), (window.jobs, window.shelf))
        for flow in (self.highlights, self.annotations, self.exports):
            flow.said.connect(window.messages.say)
        self.annotations.story_wanted.connect(window.navigation.show_row)
