"""Saves charts: what stands above them in a picture, where the file goes, and the writing on the reading thread."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.core.query import Choice, SearchRequest
from reader.gui.charts.export import Heading, save
from reader.gui.charts.figure import Figure, undated_text
from reader.gui.frame.messages import Message, Weight
from reader.gui.wiring.jobs import Jobs

SUFFIXES = (".png", ".svg", ".csv")


def _tr(text: str) -> str:
    return QCoreApplication.translate("ChartSaving", text)


def heading_of(figure: Figure, title: str, queries: tuple[str, ...], request: SearchRequest) -> Heading:
    """Return what a picture says of its chart: the queries, the filters, and what has no date."""
    asked = " · ".join(query.strip() or _tr("all stories") for query in queries)
    below = " · ".join(part for part in (*filters(request), undated_text(figure)) if part)
    return Heading(title, (asked, below))


def filters(request: SearchRequest) -> Iterator[str]:
    """Yield in words which stories are left in or out by their facets."""
    for choice, text in ((request.include, _tr("Only {list}")), (request.exclude, _tr("Without {list}"))):
        values = _values(choice)
        if values:
            yield text.format(list=values)


def _values(choice: Choice) -> str:
    nothing = _tr("none")
    return ", ".join(value or nothing for values in choice.values() for value in values)


class ChartSaving(QObject):
    """Writes charts. ``said`` carries a ``Message`` when a file is there or could not be written."""

    said = Signal(object)

    def __init__(self, window: QWidget, jobs: Jobs) -> None:
        super().__init__(window)
        self._window, self._jobs = window, jobs

    def ask_path(self, name: str) -> str:
        """Return where the chart is to go, "" for nowhere."""
        kinds = self.tr("Picture (*.png);;Drawing (*.svg);;Table (*.csv)")
        path, kind = QFileDialog.getSaveFileName(self._window, self.tr("Save the chart"), f"{name}.png", kinds)
        if not path or Path(path).suffix.lower() in SUFFIXES:
            return path
        return path + next((each for each in SUFFIXES if f"*{each})" in kind), SUFFIXES[0])

    def save(self, figure: Figure, heading: Heading, path: Path) -> None:
        """Begin to write a chart."""
        family = self._window.font().family()
        self._jobs.run(
            lambda _: _written(figure, heading, family, path),
            done=partial(self._tell, path),
            failed=lambda error: self._tell(path, str(error)),
        )

    def _tell(self, path: Path, reason: str) -> None:
        if reason:
            text = self.tr("The chart could not be saved: {reason}").format(reason=reason)
            self.said.emit(Message(text, Weight.ERROR))
        else:
            self.said.emit(Message(self.tr("Written: {path}").format(path=path)))


def _written(figure: Figure, heading: Heading, family: str, path: Path) -> str:
    """Write a chart; return why it could not be written, "" if it was."""
    try:
        save(figure, heading, family, path)
    except OSError as error:
        return error.strerror or str(error)
    return ""
