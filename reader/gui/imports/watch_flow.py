"""Watched folders as the window sees them: the dialog, and a word when something new came."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.core.changes import Event, Wish
from reader.core.watched import LookAtWatched, UnwatchFolder, WatchedFolder, WatchedFolders, WatchFolder, WatchImported
from reader.gui.frame.messages import Message, Weight
from reader.gui.imports.report import ReportWanted
from reader.gui.imports.watched import UnwatchingWanted, WatchedDialog, WatchingWanted
from reader.gui.wiring.worker_link import WorkerLink


@dataclass(frozen=True, slots=True)
class Noted:
    """A sentence that may pass unread."""

    text: str


class WatchFlow(QObject):
    """``noted`` carries a ``Noted``, ``said`` a ``Message``, ``report_wanted`` a ``ReportWanted``."""

    noted = Signal(object)
    said = Signal(object)
    report_wanted = Signal(object)

    def __init__(self, window: QWidget, link: WorkerLink) -> None:
        super().__init__(window)
        self._window, self._link = window, link
        self._folders: tuple[WatchedFolder, ...] = ()
        self._can_write = False
        self.dialog: WatchedDialog | None = None

    def show_dialog(self) -> None:
        """Open the list of watched folders."""
        if self.dialog is None:
            self.dialog = WatchedDialog(self._window)
            self.dialog.watching_wanted.connect(self._watch)
            self.dialog.unwatching_wanted.connect(self._unwatch)
            self.dialog.look_wanted.connect(lambda: self._send(LookAtWatched()))
        self.dialog.allow_writing(allowed=self._can_write)
        self.dialog.show_folders(self._folders)
        self.dialog.show()
        self.dialog.raise_()

    def allow_writing(self, *, allowed: bool) -> None:
        """Say whether anything can be changed at the moment."""
        self._can_write = allowed
        if self.dialog is not None:
            self.dialog.allow_writing(allowed=allowed)

    def take(self, event: Event) -> None:
        """Show what the worker tells of the folders."""
        if isinstance(event, WatchedFolders):
            self._folders = event.folders
            if self.dialog is not None:
                self.dialog.show_folders(event.folders)
        elif isinstance(event, WatchImported):
            self._tell(event)

    def _tell(self, event: WatchImported) -> None:
        names = ", ".join(Path(folder).name or folder for folder in event.folders)
        if event.imported:
            text = self.tr("%n new stories from {folder}", "", event.imported)
            self.noted.emit(Noted(text.format(folder=names)))
        if event.failed:
            text = self.tr("%n files from {folder} could not be read.", "", event.failed).format(folder=names)
            wanted = ReportWanted(event.import_id)
            self.said.emit(Message(text, Weight.NOTICE, self.tr("Report…"), lambda: self.report_wanted.emit(wanted)))

    def _watch(self, wanted: WatchingWanted) -> None:
        self._send(WatchFolder(str(Path(wanted.path).absolute()), wanted.is_paused))

    def _unwatch(self, wanted: UnwatchingWanted) -> None:
        self._send(UnwatchFolder(wanted.path))

    def _send(self, wish: Wish) -> None:
        if not self._link.send(wish):
            text = self.tr("This window can only read the library at the moment, so nothing was changed.")
            self.said.emit(Message(text, Weight.WARNING))
