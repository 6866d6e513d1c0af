"""What happens between choosing files and importing them: the worker counts, and where it is worth it, one is asked."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from reader.core.changes import CancelSurvey, Event, SurveyFinished, SurveyPaths, SurveyProgress
from reader.core.settings import AskBefore
from reader.core.survey import Survey, UnclearTable
from reader.gui.frame.messages import Message, Weight
from reader.gui.imports.count_dialog import CountDialog
from reader.gui.imports.count_wording import is_worth_asking
from reader.gui.wiring.worker_link import WorkerLink

OPEN_AFTER_MS = 3_000
"""A count that takes longer than this is shown while it goes on, also if it may come to nothing to ask about."""


@dataclass(frozen=True, slots=True)
class PathsCounted:
    """Files and folders to import now."""

    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskingChanged:
    """From now on, the reader wants to be asked at these times."""

    when: AskBefore


@dataclass(frozen=True, slots=True)
class NamingWanted:
    """Tables whose columns are to be named; ``done`` is called once they are, or the reader gave up."""

    tables: tuple[UnclearTable, ...]
    done: Callable[[], None]


@dataclass(slots=True)
class _Count:
    """A count under way: what is counted, how far it is, and the dialog once it is open."""

    ticket: int
    paths: tuple[str, ...]
    timer: QTimer
    survey: Survey
    is_counting: bool = True
    dialog: CountDialog | None = None


class CountFlow(QObject):
    """``wanted`` carries ``PathsCounted``, ``asking_changed`` ``AskingChanged``, ``said`` a ``Message``.

    ``naming_wanted`` carries ``NamingWanted``.
    """

    wanted = Signal(object)
    asking_changed = Signal(object)
    naming_wanted = Signal(object)
    said = Signal(object)

    def __init__(self, window: QWidget, link: WorkerLink) -> None:
        super().__init__(window)
        self._window, self._link = window, link
        self._counts: dict[int, _Count] = {}
        self._tickets = 0
        self.ask_before = AskBefore.IN_DOUBT

    def begin(self, paths: tuple[str, ...]) -> bool:
        """Count what the paths hold, then import or ask; False where nobody is there to do it.

        A reader who never wants to be asked does not wait for a count.
        """
        if self.ask_before is AskBefore.NEVER:
            self.wanted.emit(PathsCounted(paths))
            return True
        self._tickets += 1
        timer = QTimer(self, singleShot=True, interval=OPEN_AFTER_MS)
        count = _Count(self._tickets, paths, timer, Survey())
        if not self._link.send(SurveyPaths(count.ticket, paths)):
            return False
        self._counts[count.ticket] = count
        timer.timeout.connect(lambda: self._open(count))
        timer.start()
        return True

    def take(self, event: Event) -> None:
        """Show what the worker has counted."""
        if not isinstance(event, SurveyProgress | SurveyFinished):
            return
        count = self._counts.get(event.ticket)
        if count is None:
            return
        count.survey = event.survey
        count.is_counting = isinstance(event, SurveyProgress)
        if not count.is_counting:
            self._decide(count)
        elif count.dialog is not None:
            count.dialog.show_count(count.survey, is_counting=True)
        elif is_worth_asking(count.survey, self.ask_before):
            self._open(count)

    def worker_gone(self) -> None:
        """Give up all counts."""
        for count in tuple(self._counts.values()):
            self._end(count)
            text = self.tr(
                "The files were not counted, because the part of the program that does it stopped. Try again."
            )
            self.said.emit(Message(text, Weight.WARNING))

    @property
    def dialog(self) -> CountDialog | None:
        """The dialog opened last, while it is open."""
        opened = [count.dialog for count in self._counts.values() if count.dialog is not None]
        return opened[-1] if opened else None

    def _decide(self, count: _Count) -> None:
        count.timer.stop()
        if not is_worth_asking(count.survey, self.ask_before):
            self._import(count)
        elif count.dialog is None:
            self._open(count)
        else:
            count.dialog.show_count(count.survey, is_counting=False)

    def _open(self, count: _Count) -> None:
        count.timer.stop()
        dialog = count.dialog = CountDialog(self._window)
        dialog.show_count(count.survey, is_counting=count.is_counting)
        dialog.import_requested.connect(lambda: self._import(count))
        dialog.rejected.connect(lambda: self._end(count))
        dialog.naming_requested.connect(lambda: self._name(count))
        dialog.open()

    def _import(self, count: _Count) -> None:
        if count.dialog is not None and count.dialog.quiet.isChecked():
            self.asking_changed.emit(AskingChanged(AskBefore.MANY))
        self._end(count)
        self.wanted.emit(PathsCounted(count.paths))

    def _name(self, count: _Count) -> None:
        self.naming_wanted.emit(NamingWanted(count.survey.tables, lambda: self._named(count)))

    def _named(self, count: _Count) -> None:
        """Count again: what is named is not unclear any more."""
        if count.ticket in self._counts:
            count.survey = replace(count.survey, tables=())
            count.is_counting = True
            self._link.send(SurveyPaths(count.ticket, count.paths))
            if count.dialog is not None:
                count.dialog.show_count(count.survey, is_counting=True)

    def _end(self, count: _Count) -> None:
        """Forget a count and take its dialog away."""
        if self._counts.pop(count.ticket, None) is None:
            return
        count.timer.stop()
        if count.is_counting:
            self._link.send(CancelSurvey(count.ticket))
        if count.dialog is not None:
            count.dialog.close()
            count.dialog.deleteLater()
            self._window.activateWindow()
