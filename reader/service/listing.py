"""The rows of a result as a table, for the clipboard or a file; some at a time, so that others can read between."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol

from reader.core.errors import ReaderError
from reader.core.model import ArticleId
from reader.core.query import StoryHead
from reader.core.records import StorySummary
from reader.export.tables import Cell, TableWriter, open_table
from reader.service.chosen import Ranking
from reader.service.exporting import ExportError, Stories, wanted_ids

STEP = 500


class ListColumn(Enum):
    """A column of such a table."""

    HEADLINE = "headline"
    OUTLET = "outlet"
    PUBLISHED = "published"
    SAVED = "saved"
    WORDS = "words"
    AUTHORS = "authors"
    SECTION = "section"
    LANGUAGE = "language"
    TAGS = "tags"
    COPIES = "copies"
    VERSIONS = "versions"
    STATE = "state"
    ADDRESS = "address"


COPIED = (
    ListColumn.HEADLINE,
    ListColumn.OUTLET,
    ListColumn.PUBLISHED,
    ListColumn.WORDS,
    ListColumn.TAGS,
    ListColumn.ADDRESS,
)
"""What is copied."""


class Source(Ranking, Protocol):
    """What such a table is made from."""

    def heads(self, stories: Sequence[ArticleId]) -> tuple[StoryHead, ...]:
        """Return headline, outlet and date of stories."""

    def summaries(self, ids: Sequence[ArticleId]) -> tuple[StorySummary, ...]:
        """Return the rest."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns, under which titles, and how the state of a story is put in words."""

    columns: tuple[ListColumn, ...]
    titles: tuple[str, ...]
    state: Callable[[StorySummary], str]


def rows_of(source: Source, ids: Sequence[ArticleId], layout: Layout) -> list[tuple[Cell, ...]]:
    """Return a row for each of the stories that are indexed, in their order."""
    heads = {head.article_id: head for head in source.heads(ids)}
    return [
        tuple(_cell(column, heads[state.article_id], state, layout) for column in layout.columns)
        for state in source.summaries(ids)
        if state.article_id in heads
    ]


def _cell(column: ListColumn, head: StoryHead, state: StorySummary, layout: Layout) -> Cell:
    match column:
        case ListColumn.HEADLINE | ListColumn.OUTLET | ListColumn.PUBLISHED:
            return str(getattr(head, column.value))
        case ListColumn.WORDS | ListColumn.COPIES | ListColumn.VERSIONS:
            return int(getattr(state, column.value))
        case ListColumn.AUTHORS | ListColumn.TAGS:
            return "; ".join(getattr(state, column.value))
        case ListColumn.STATE:
            return layout.state(state)
        case _:
            return str(getattr(state, column.value))


class ListReading:
    """Reads the rows of some stories, a few at a time. ``total`` is known after the first step."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.done = self.total = self.missing = 0
        self.rows: list[tuple[Cell, ...]] = []
        self._ids: list[ArticleId] | None = None

    def step(self, source: Source, wanted: Stories) -> bool:
        """Read the next rows; False when these were the last. Raises ReaderError."""
        if self._ids is None:
            self._ids = wanted_ids(source, wanted)
            self.total = len(self._ids)
        page = self._ids[self.done : self.done + STEP]
        rows = rows_of(source, page, self.layout)
        self.take(rows)
        self.done += len(page)
        self.missing += len(page) - len(rows)
        return self.done < self.total

    def take(self, rows: list[tuple[Cell, ...]]) -> None:
        """Keep rows that were read."""
        self.rows += rows

    def cancel(self) -> None:
        """Leave nothing behind."""
        self.rows = []


class ListExport(ListReading):
    """Writes the rows into a file in the form of its suffix, which appears when it is complete."""

    def __init__(self, path: Path, layout: Layout) -> None:
        super().__init__(layout)
        self.path = path
        self._writer: TableWriter | None = None

    def step(self, source: Source, wanted: Stories) -> bool:
        """Write the next rows; False when the file is there. Raises ReaderError, and then leaves nothing behind."""
        try:
            if self._writer is None:
                self._writer = open_table(self.path, self.layout.titles)
            if super().step(source, wanted):
                return True
            self._writer.finish()
        except OSError as error:
            self.cancel()
            reason = error.strerror or str(error)
            raise ExportError(f"{self.path} could not be written ({reason}). Choose another place.") from error
        except ReaderError:
            self.cancel()
            raise
        return False

    def take(self, rows: list[tuple[Cell, ...]]) -> None:
        """Write rows that were read."""
        if self._writer is not None:
            self._writer.add(rows)

    def cancel(self) -> None:
        """Give up and leave nothing behind."""
        if self._writer is not None:
            with suppress(OSError):
                self._writer.give_up()
