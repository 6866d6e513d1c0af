"""Decodes the kept pictures of a story, one after the other off the window's thread, and hands them to the pane."""

from collections import deque

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize
from PySide6.QtGui import QImage, QImageReader

from reader.core.cancel import CancelToken
from reader.core.errors import ReaderError
from reader.core.pictures import KeptPicture
from reader.gui.reading.html import fitted, is_showable
from reader.gui.reading.loading import OpenStory
from reader.gui.reading.pane import ReadingPane
from reader.gui.wiring.jobs import Jobs
from reader.gui.wiring.ports import Shelf

MOST_DECODED_BYTES = 120_000_000
"""What the decoded pictures of a story may take together; where there are many they are drawn less sharp."""

_DOT_BYTES = 4
_FORMATS = ((b"\x89PNG\r\n\x1a\n", b"png"), (b"\xff\xd8\xff", b"jpeg"))


def decoded(content: bytes, width: int, height: int) -> QImage | None:
    """Return a picture in this size, or None where the bytes are not one that the program would have kept.

    Only PNG and JPEG, only up to the size that pictures are kept in: a library may come from somebody else.
    """
    kind = next((kind for start, kind in _FORMATS if content.startswith(start)), None)
    if kind is None:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setDecideFormatFromContent(False)
    size = reader.size()
    if not is_showable(KeptPicture(0, "0" * 64, "", size.width(), size.height(), 0)):
        return None
    reader.setScaledSize(QSize(width, height))
    image = reader.read()
    return None if image.isNull() else image


class Drawing(QObject):
    """Fills the pictures of the story in the pane; an older story's are given up."""

    def __init__(self, pane: ReadingPane, jobs: Jobs, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pane, self._jobs, self._shelf = pane, jobs, shelf
        self._job = CancelToken()
        self._story: OpenStory | None = None
        self._waiting: deque[tuple[int, KeptPicture]] = deque()
        self._column = 0

    def show(self, story: OpenStory | None) -> None:
        """Draw the pictures of this story, those that the pane does not have yet."""
        self._job.cancel()
        shown = {picture.sha256 for part in story.parts for picture in part.pictures} if story else set()
        column = self._pane.column
        self._pane.keep_pictures(shown if column <= self._column else set())
        self._story, self._column = story, column
        pictures = story.story.pictures if story else ()
        missing = shown - self._pane.drawn
        self._waiting = deque((number, one) for number, one in enumerate(pictures) if one.sha256 in missing)
        self._next()

    def refresh(self) -> None:
        """Draw the pictures anew where the column has become wider."""
        if self._story is not None and self._pane.column > self._column:
            self.show(self._story)

    def _next(self) -> None:
        if self._story is None or not self._waiting:
            return
        number, picture = self._waiting.popleft()
        article_id = self._story.story.article_id
        width, height = self._dots(picture)

        def call(_token: CancelToken) -> QImage | None:
            content = self._shelf.library().picture(article_id, number)
            return None if content is None else decoded(content, width, height)

        def done(image: QImage | None) -> None:
            self._pane.put_picture(picture.sha256, image)
            self._next()

        def failed(_error: ReaderError) -> None:
            done(None)

        self._job = self._jobs.run(call, done=done, failed=failed)

    def _dots(self, picture: KeptPicture) -> tuple[int, int]:
        """Return the size to decode a picture in: as it is shown on this screen, within the bound for all."""
        ratio = self._pane.devicePixelRatioF()
        width, height = fitted(picture, self._column)
        count = len(self._story.story.pictures) if self._story else 1
        room = MOST_DECODED_BYTES / max(1, count) / _DOT_BYTES
        scale = min(ratio, picture.width / width, (room / (width * height)) ** 0.5)
        return max(1, round(width * scale)), max(1, round(height * scale))
