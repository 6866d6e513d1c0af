"""Writes tables to files or onto the clipboard on the reading thread, some rows at a time: other reads go on."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from reader.core.cancel import CancelToken
from reader.core.errors import ReaderError
from reader.export.tables import Cell, TableWriter, open_table, tab_separated
from reader.gui.frame.messages import Message, Weight
from reader.gui.wiring.jobs import Jobs

ROWS = 2_000
Rows = Callable[[int, int], Sequence[Sequence[Cell]]]
"""Returns the rows from a place up to another."""


@dataclass(frozen=True, slots=True)
class ExportProgress:
    """So many of the rows are written; ``is_over`` when it is done or given up."""

    done: int
    rows: int
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class _Export:
    """``path`` is None for the clipboard."""

    path: Path | None
    titles: tuple[str, ...]
    rows: Rows
    count: int
    token: CancelToken


@dataclass(frozen=True, slots=True)
class _Step:
    """How far an export is: its file and the next row, or why it ended."""

    writer: TableWriter | None
    next_row: int
    is_over: bool = False
    error: str = ""


class _Clipboard:
    """Takes rows as text between tabs, for the clipboard."""

    def __init__(self) -> None:
        self.pieces: list[str] = []

    @property
    def text(self) -> str:
        """All rows, a line each."""
        return "\n".join(self.pieces)

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write rows."""
        self.pieces.append(tab_separated(rows))

    def finish(self) -> None:
        """Make one text of the pieces."""
        self.pieces = [self.text]

    def give_up(self) -> None:
        """Forget what was written."""
        self.pieces.clear()


class TableExport(QObject):
    """Writes tables. ``said`` carries a ``Message`` when a file is there or not, ``progressed`` an ``ExportProgress``.

    The clipboard is filled quietly.
    """

    said = Signal(object)
    progressed = Signal(object)

    def __init__(self, parent: QObject, jobs: Jobs) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._running: list[CancelToken] = []

    def start(self, path: Path, titles: Sequence[str], rows: Rows, count: int) -> None:
        """Begin to write a table to a file."""
        self._begin(_Export(path, tuple(titles), rows, count, CancelToken()))

    def copy(self, rows: Rows, count: int) -> None:
        """Begin to put rows on the clipboard."""
        self._begin(_Export(None, (), rows, count, CancelToken()))

    def cancel(self) -> None:
        """Give up what is being written; nothing of it is left."""
        for token in self._running:
            token.cancel()

    def _begin(self, export: _Export) -> None:
        self._running.append(export.token)
        self.progressed.emit(ExportProgress(0, export.count))
        self._go_on(export, _Step(None, 0))

    def _go_on(self, export: _Export, step: _Step) -> None:
        if not step.is_over:
            if step.next_row:
                self.progressed.emit(ExportProgress(step.next_row, export.count))
            self._jobs.run(
                lambda _: _write(export, step),
                done=lambda after: self._go_on(export, after),
                failed=lambda error: self._fail(export, step, error),
            )
            return
        self._running.remove(export.token)
        if isinstance(step.writer, _Clipboard):
            QGuiApplication.clipboard().setText(step.writer.text)
        elif step.error:
            text = self.tr("{path} could not be written: {reason}")
            self.said.emit(Message(text.format(path=export.path, reason=step.error), Weight.ERROR))
        elif step.writer is None:
            self.said.emit(Message(self.tr("The export was given up; no file was written.")))
        else:
            self.said.emit(Message(self.tr("Written: {path}").format(path=export.path)))
        self.progressed.emit(ExportProgress(step.next_row, export.count, is_over=True))

    def _fail(self, export: _Export, step: _Step, error: ReaderError) -> None:
        if step.writer is not None:
            step.writer.give_up()
        self._go_on(export, _Step(None, 0, is_over=True, error=str(error)))


def _write(export: _Export, step: _Step) -> _Step:
    """Write some rows; behind the last ones complete the file."""
    writer = step.writer
    try:
        if export.token.is_cancelled:
            if writer is not None:
                writer.give_up()
            return _Step(None, step.next_row, is_over=True)
        if writer is None:
            writer = _Clipboard() if export.path is None else open_table(export.path, export.titles)
        last = min(step.next_row + ROWS, export.count)
        writer.add(export.rows(step.next_row, last))
        if last < export.count:
            return _Step(writer, last)
        writer.finish()
    except OSError as error:
        if writer is not None:
            writer.give_up()
        return _Step(None, step.next_row, is_over=True, error=error.strerror or str(error))
    return _Step(writer, export.count, is_over=True)
