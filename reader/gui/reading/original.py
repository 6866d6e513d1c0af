"""The original of a story: its structure, and its file in the system's browser after a question."""

import os
from pathlib import Path

from PySide6.QtCore import QDir, QEvent, QObject, Qt, QTemporaryDir, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QMessageBox, QWidget

from reader.core.cancel import CancelToken
from reader.core.changes import Event
from reader.core.errors import ReaderError
from reader.core.model import ArticleId
from reader.core.outlines import OriginalOutlined, OutlineOriginal
from reader.gui.frame.messages import Message, Weight
from reader.gui.reading.paragraphs import View
from reader.gui.reading.story_flow import StoryFlow, StoryOpened
from reader.gui.wiring.jobs import Jobs
from reader.gui.wiring.ports import LibraryPort, Shelf
from reader.gui.wiring.worker_link import WorkerLink
from reader.service.opening import suffix_of


class OriginalFlow(QObject):
    """``said`` carries a ``Message``; ``asked`` says that the question about the browser is open."""

    said = Signal(object)
    asked = Signal()

    def __init__(self, window: QWidget, reading: StoryFlow, services: tuple[Jobs, Shelf, WorkerLink]) -> None:
        super().__init__(window)
        self._window, self._reading = window, reading
        self._jobs, self._shelf, self._link = services
        self._is_agreed = False
        self._folder: QTemporaryDir | None = None
        self.box: QMessageBox | None = None
        window.installEventFilter(self)
        reading.opened.connect(self._opened)
        self._link.event_arrived.connect(self.take)

    def _opened(self, opened: StoryOpened) -> None:
        """Ask for the structure of an original that is shown without it; without a worker it stays plain."""
        story = self._reading.story
        if opened.view is View.ORIGINAL and story is not None and story.request.outline is None:
            self._link.send(OutlineOriginal(opened.article_id))

    def take(self, event: Event) -> None:
        """Show the structure once it is known."""
        if isinstance(event, OriginalOutlined):
            self._reading.show_outline(event.article_id, event.outline)

    def open_file(self) -> None:
        """Open the saved file of the story in the browser, after a question."""
        story = self._reading.story
        if story is None:
            return
        article_id = story.request.article_id
        if self._is_agreed:
            self._hand_over(article_id)
            return
        box = QMessageBox(QMessageBox.Icon.Warning, "", "", QMessageBox.StandardButton.Cancel, self._window)
        box.setWindowTitle(self.tr("Open the saved file"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Open the saved file in the browser?"))
        box.setInformativeText(
            self.tr(
                "The browser shows the page with everything in it. It may run scripts of the page and fetch pictures "
                "and advertisements from the network, so that their owners learn that you read it, when, and from "
                "where. This program itself never does that. A private copy is opened; it is deleted when the window "
                "is closed."
            )
        )
        again = QCheckBox(self.tr("Do not ask again until the program is closed"))
        box.setCheckBox(again)
        button = box.addButton(self.tr("Open in browser"), QMessageBox.ButtonRole.AcceptRole)
        button.setAccessibleName(button.text())
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def answered(pressed: object) -> None:
            if pressed is button:
                self._is_agreed = again.isChecked()
                self._hand_over(article_id)

        box.buttonClicked.connect(answered)
        box.destroyed.connect(self._closed)
        self.box = box
        box.open()
        self.asked.emit()

    def _closed(self) -> None:
        self.box = None

    def _hand_over(self, article_id: ArticleId) -> None:
        folder = self._folder or QTemporaryDir(QDir.temp().filePath("news-archive-reader-XXXXXX"))
        self._folder = folder
        if not folder.isValid():
            self.said.emit(Message(self.tr("There is no room for a copy of the file."), Weight.ERROR))
            return
        path = Path(folder.path())

        def call(_token: CancelToken) -> Path:
            return _written(self._shelf.library(), article_id, path)

        self._jobs.run(call, done=self._open, failed=self._fail)

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            text = self.tr("No program was found that opens {name}.")
            self.said.emit(Message(text.format(name=path.name), Weight.WARNING))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete the copies when the window is closed."""
        if event.type() is QEvent.Type.Close and self._folder is not None:
            self._folder.remove()
            self._folder = None
        return super().eventFilter(watched, event)

    def _fail(self, error: ReaderError) -> None:
        self.said.emit(Message(str(error), Weight.ERROR))


class _CopyError(ReaderError):
    """A copy of a kept file could not be written."""


def _written(library: LibraryPort, article_id: ArticleId, folder: Path) -> Path:
    """Write the kept bytes of a story into a folder, readable for this user alone, and return the file."""
    story, content = library.story(article_id), library.original_bytes(article_id)
    path = folder / f"story-{article_id}{suffix_of(story.source_path, story.member, content)}"
    try:
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(content)
    except OSError as error:
        raise _CopyError(f"A copy of the file could not be written: {error.strerror}.") from error
    return path
