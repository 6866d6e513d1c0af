"""Keeps the colours of tags in rows as they were chosen in the tag manager."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.core.cancel import CancelToken
from reader.core.changes import Event, TagsChanged
from reader.core.errors import ReaderError
from reader.core.queries import QueriesChanged
from reader.gui.frame.messages import Message, Weight

if TYPE_CHECKING:
    from reader.gui.frame.window import MainWindow


class TagColouring(QObject):
    """Reads the colours when the library has been opened, and whenever tags have changed."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._job = window, CancelToken()
        self._has_read = False
        window.search.stats_read.connect(self._opened)
        window.link.event_arrived.connect(self._take)

    def _opened(self) -> None:
        if not self._has_read:
            self._has_read = True
            self._read()

    def _take(self, event: Event) -> None:
        if isinstance(event, TagsChanged | QueriesChanged):
            self._read()

    def _read(self) -> None:
        shelf = self._window.shelf

        def call(_: CancelToken) -> dict[str, int]:
            library = shelf.library()
            library.refresh()
            return library.tag_colours()

        self._job.cancel()
        results = self._window.results
        self._job = self._window.jobs.run(call, done=results.show_tag_colours, failed=self._fail, later=True)

    def _fail(self, error: ReaderError) -> None:
        self._window.messages.say(Message(str(error), Weight.ERROR))
