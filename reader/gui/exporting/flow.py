"""Writes the stories that the reader chooses into a file, a few at a time, so that reading goes on meanwhile."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.core.errors import ReaderError
from reader.core.query import SearchRequest
from reader.export.escapes import file_name
from reader.export.stories import ENDINGS, StoryFormat
from reader.gui.exporting.dialog import ExportDialog, ExportWanted, saved
from reader.gui.frame.messages import Message, Weight
from reader.gui.reading.story_flow import StoryFlow
from reader.gui.reading.story_text import counted
from reader.gui.results.flow import SearchFlow
from reader.gui.results.model import ResultsModel
from reader.gui.results.view import ResultsView
from reader.gui.wiring.jobs import Jobs
from reader.gui.wiring.ports import Shelf
from reader.service.exporting import Stories, StoryExport
from reader.service.listing import ListExport

Export = StoryExport | ListExport


class ExportFlow(QObject):
    """``said`` carries a ``Message`` where the export can say nothing in its dialog any more."""

    said = Signal(object)

    def __init__(
        self,
        window: QWidget,
        flows: tuple[SearchFlow, StoryFlow],
        results: tuple[ResultsModel, ResultsView],
        services: tuple[Jobs, Shelf],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._search, self._reading = flows
        self._model, self._results = results
        self._jobs, self._shelf = services
        self._export: Export | None = None
        self._is_stopped = False
        self._sets: list[Stories] = []
        self.dialog: ExportDialog | None = None
        self.choose_file: Callable[[str], str] = self._ask_for_file
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._give_up)

    def show_dialog(self) -> None:
        """Ask what to export; an export that runs is shown."""
        if self._export is not None and self.dialog is not None:
            self.dialog.show()
            self.dialog.raise_()
            return
        self._sets, names = self._choices()
        if not self._sets:
            self.said.emit(Message(self.tr("There is no story to export."), Weight.NOTICE))
            return
        if self.dialog is not None:
            self.dialog.close()
            self.dialog.deleteLater()
        self.dialog = self._make_dialog(tuple(names))
        self.dialog.export_wanted.connect(self._start)
        self.dialog.cancel_wanted.connect(self._stop)
        self.dialog.show()

    def _choices(self) -> tuple[list[Stories], list[str]]:
        sets: list[Stories] = []
        names: list[str] = []
        if self._model.total:
            sets.append(self._search.request)
            names.append(self.tr("All {count} stories of the result").format(count=counted(self._model.total)))
        chosen = self._results.chosen(self._search.request)
        if chosen.count > 1 and not chosen.is_whole:
            sets.insert(0, chosen)
            names.insert(0, self.tr("The {count} selected stories").format(count=counted(chosen.count)))
        if self._reading.article_id is not None:
            sets.append([self._reading.article_id])
            names.append(self.tr("The story on screen"))
        return sets, names

    def _start(self, wanted: ExportWanted) -> None:
        if self._export is not None:
            return
        ending = self._ending(wanted.form)
        name = self.choose_file(file_name(self._name(self._sets[wanted.choice]), ending))
        if name:
            self._is_stopped = False
            self._export = self._make_export(Path(name), wanted.form)
            self._go_on(self._export, self._sets[wanted.choice])

    def _make_dialog(self, choices: tuple[str, ...]) -> ExportDialog:
        return ExportDialog(choices, self._window)

    def _ending(self, form: StoryFormat | str) -> str:
        return form if isinstance(form, str) else ENDINGS[form]

    def _make_export(self, path: Path, form: StoryFormat | str) -> Export:
        """Return what writes the file."""
        return StoryExport(saved(path, self._ending(form)), StoryFormat(form))

    def _name(self, stories: Stories) -> str:
        return stories.query if isinstance(stories, SearchRequest) else ""

    def _go_on(self, export: Export, stories: Stories) -> None:
        if self.dialog is not None:
            self.dialog.show_progress(export.done, export.total)

        def done(more: bool) -> None:
            if more and self._is_stopped:
                export.cancel()
                self._end(self.tr("The export was stopped; no file was written."))
            elif more:
                self._go_on(export, stories)
            else:
                count, name = counted(export.done - export.missing), export.path.name
                self._end(self.tr("{count} stories written to {name}.").format(count=count, name=name))

        def failed(error: ReaderError) -> None:
            self._end(str(error), Weight.ERROR)

        self._jobs.run(lambda _token: export.step(self._shelf.library(), stories), done=done, failed=failed)

    def _end(self, text: str, weight: Weight = Weight.NOTICE) -> None:
        self._export = None
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.show_end(text)
        else:
            self.said.emit(Message(text, weight))

    def _stop(self) -> None:
        self._is_stopped = True

    def _give_up(self) -> None:
        if self._export is not None:
            self._export.cancel()

    def _ask_for_file(self, name: str) -> str:
        return QFileDialog.getSaveFileName(self._window, self.tr("Export stories"), name)[0]
