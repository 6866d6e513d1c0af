"""Writes stories of a library into a file, in steps, so that others can read between them."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol, TextIO

from reader.core.errors import ReaderError
from reader.core.highlights import AnnotationRow, Annotations
from reader.core.model import ArticleId
from reader.core.query import SearchRequest
from reader.core.records import Story
from reader.export.annotations import NotesFormat, write_annotations
from reader.export.stories import StoryFormat, writer_of
from reader.service.chosen import Chosen, Ranking, ids_of

STEP = 20
Stories = SearchRequest | Chosen | Sequence[ArticleId]
"""All stories of a result, some of it, or some by their ids."""


class ExportError(ReaderError):
    """An export could not be written."""


class Source(Ranking, Protocol):
    """What an export reads."""

    def story(self, article_id: ArticleId) -> Story:
        """Return a story."""

    def annotations(self, article_id: ArticleId) -> Annotations:
        """Return the highlights of a story."""


class StoryExport:
    """One export into a file, which appears under its name when it is complete.

    All calls that take a source come from the thread that may read it. ``total`` is known after the first step.
    """

    def __init__(self, path: Path, form: StoryFormat) -> None:
        self.path = path
        self.done = 0
        self.total = 0
        self.missing = 0
        self._form = form
        self._part = path.with_name(f".{path.name[:60]}.{os.getpid()}.part")
        self._out: TextIO | None = None
        self._ids: list[ArticleId] | None = None

    def step(self, source: Source, wanted: Stories) -> bool:
        """Write the next stories; False when the file is there. Raises ReaderError, and then leaves nothing behind."""
        try:
            if self._ids is None:
                self._ids = wanted_ids(source, wanted)
                self.total = len(self._ids)
                self._out = self._part.open("w", encoding="utf-8", newline="", errors="replace")
                self._writer = writer_of(self._form, self._out)
                self._writer.begin()
            for article_id in self._ids[self.done : self.done + STEP]:
                self._story(source, article_id)
                self.done += 1
            if self.done < self.total:
                return True
            self._finish()
        except OSError as error:
            self.cancel()
            reason = error.strerror or str(error)
            raise ExportError(f"{self.path} could not be written ({reason}). Choose another place.") from error
        except BaseException:
            self.cancel()
            raise
        return False

    def _story(self, source: Source, article_id: ArticleId) -> None:
        try:
            story = source.story(article_id)
        except ReaderError:
            self.missing += 1  # it was removed while the export ran
            return
        self._writer.story(story, source.annotations(article_id).highlights)

    def _finish(self) -> None:
        if self._out is not None:
            self._writer.end()
            self._out.flush()
            os.fsync(self._out.fileno())
            self._out.close()
            self._part.replace(self.path)

    def cancel(self) -> None:
        """Give up and leave nothing behind."""
        if self._out is not None:
            with suppress(OSError):
                self._out.close()
        with suppress(OSError):
            self._part.unlink(missing_ok=True)


def wanted_ids(source: Ranking, wanted: Stories) -> list[ArticleId]:
    """Return the stories that are to be written, in their order, each once."""
    if isinstance(wanted, Chosen):
        return list(wanted.read(source))
    return list(ids_of(source, wanted) if isinstance(wanted, SearchRequest) else wanted)


def save_annotations(path: Path, rows: Sequence[AnnotationRow], form: NotesFormat, colours: Sequence[str]) -> None:
    """Write highlights and notes into a file, whole or not at all; raises ExportError."""
    part = path.with_name(f".{path.name[:60]}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="", errors="replace") as out:
            write_annotations(rows, form, colours, out)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise ExportError(f"{path} could not be written ({reason}). Choose another place.") from error
