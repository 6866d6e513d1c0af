"""Writes tables to files on the reading thread, some rows at a time, so that other reads go on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from reader.core.errors import ReaderError
from reader.export.tables import Cell, TableWriter, open_table
from reader.gui.jobs import Jobs
from reader.gui.messages import Message, Weight

ROWS = 2_000
Rows = Callable[[int, int], Sequence[Sequence[Cell]]]
"""Returns the rows from a place up to another."""


@dataclass(frozen=True, slots=True)
class _Export:
    path: Path
    titles: tuple[str, ...]
    rows: Rows
    count: int


@dataclass(frozen=True, slots=True)
class _Step:
    """How far an export is: its file and the next row, or why it ended."""

    writer: TableWriter | None
    next_row: int
    error: str = ""


class TableExport(QObject):
    """Writes one table after another. ``said`` carries a ``Message`` when a file is there or could not be written."""

    said = Signal(object)

    def __init__(self, parent: QObject, jobs: Jobs) -> None:
        super().__init__(parent)
        self._jobs = jobs

    def start(self, path: Path, titles: Sequence[str], rows: Rows, count: int) -> None:
        """Begin to write a table."""
        self._go_on(_Export(path, tuple(titles), rows, count), _Step(None, 0))

    def _go_on(self, export: _Export, step: _Step) -> None:
        if step.error:
            text = self.tr("{path} could not be written: {reason}")
            self.said.emit(Message(text.format(path=export.path, reason=step.error), Weight.ERROR))
        elif step.next_row > export.count:
            self.said.emit(Message(self.tr("Written: {path}").format(path=export.path)))
        else:
            self._jobs.run(
                lambda _: _write(export, step), done=lambda after: self._go_on(export, after), failed=self._fail
            )

    def _fail(self, error: ReaderError) -> None:
        self.said.emit(Message(str(error), Weight.ERROR))


def _write(export: _Export, step: _Step) -> _Step:
    """Write some rows; behind the last ones complete the file."""
    writer = step.writer
    try:
        if writer is None:
            writer = open_table(export.path, export.titles)
        last = min(step.next_row + ROWS, export.count)
        writer.add(export.rows(step.next_row, last))
        if last < export.count:
            return _Step(writer, last)
        writer.finish()
    except OSError as error:
        if writer is not None:
            writer.give_up()
        return _Step(None, 0, error.strerror or str(error))
    return _Step(None, export.count + 1)
