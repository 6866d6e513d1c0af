"""The status line: how the index stands, and how much the library holds."""

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QLabel, QStatusBar

from reader.core.changes import Event, IndexProgress, IndexState
from reader.core.records import LibraryStats
from reader.gui.language.sentences import told
from reader.gui.reading.story_text import counted


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("StatusLine", text, "", number)


class StatusLine:
    """Writes into a status bar."""

    def __init__(self, bar: QStatusBar) -> None:
        self._index = QLabel()
        self._library = QLabel()
        self._index.setAccessibleName(_tr("State of the search index"))
        self._library.setAccessibleName(_tr("Size of the library"))
        for label in (self._index, self._library):
            label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(10, 0, 10, 0)
        bar.addWidget(self._index, 1)
        bar.addPermanentWidget(self._library)

    @property
    def index_text(self) -> str:
        """What is said of the index."""
        return self._index.text()

    @property
    def library_text(self) -> str:
        """What is said of the library."""
        return self._library.text()

    def show_stats(self, stats: LibraryStats) -> None:
        """Say how much the library holds."""
        stories = _tr("%n stories", stats.stories)
        words = _tr("{count} words").format(count=counted(stats.words))
        megabytes = _tr("{size} MB of originals kept").format(
            size=QLocale().toString(stats.original_bytes / 1e6, "f", 1)
        )
        self._library.setText(" · ".join((stories, words, megabytes)) if stats.stories else stories)
        if not self._index.text() and stats.stories:
            self._index.setText(_tr("Search index up to date") if stats.indexed >= stats.stories else "")

    def take(self, event: Event) -> None:
        """Say how the index stands."""
        if not isinstance(event, IndexProgress):
            return
        if event.state is IndexState.READY:
            self._index.setText(_tr("Search index up to date"))
            return
        doing = _tr("Rebuilding the search index") if event.state is IndexState.REBUILDING else _tr("Indexing")
        count = f" {counted(event.done)}/{counted(event.total)}" if event.total else ""
        self._index.setText(f"{doing}{count}" + (f" · {told(event.reason)}" if event.reason else ""))
