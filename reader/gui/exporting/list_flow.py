"""Writes the rows of the result, or of what is selected of it, into a file as a table."""

from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from reader.core.records import StorySummary
from reader.export.stories import StoryFormat
from reader.gui.exporting.dialog import ExportDialog
from reader.gui.exporting.flow import Export, ExportFlow
from reader.gui.results.columns import states
from reader.service.listing import Layout, ListColumn, ListExport

TITLES = {
    ListColumn.HEADLINE: QT_TRANSLATE_NOOP("ResultColumns", "Headline"),
    ListColumn.OUTLET: QT_TRANSLATE_NOOP("ResultColumns", "Outlet"),
    ListColumn.PUBLISHED: QT_TRANSLATE_NOOP("ResultColumns", "Published"),
    ListColumn.SAVED: QT_TRANSLATE_NOOP("ResultColumns", "Saved"),
    ListColumn.WORDS: QT_TRANSLATE_NOOP("ResultColumns", "Words"),
    ListColumn.AUTHORS: QT_TRANSLATE_NOOP("ResultColumns", "Authors"),
    ListColumn.SECTION: QT_TRANSLATE_NOOP("ResultColumns", "Section"),
    ListColumn.LANGUAGE: QT_TRANSLATE_NOOP("ResultColumns", "Language"),
    ListColumn.TAGS: QT_TRANSLATE_NOOP("ResultColumns", "Tags"),
    ListColumn.COPIES: QT_TRANSLATE_NOOP("ResultColumns", "Copies"),
    ListColumn.VERSIONS: QT_TRANSLATE_NOOP("ResultColumns", "Versions"),
    ListColumn.STATE: QT_TRANSLATE_NOOP("ResultColumns", "State"),
    ListColumn.ADDRESS: QT_TRANSLATE_NOOP("ResultColumns", "Address"),
}


def layout_of(columns: tuple[ListColumn, ...]) -> Layout:
    """Return a table of these columns in the reader's language."""
    titles = tuple(QCoreApplication.translate("ResultColumns", str(TITLES[column])) for column in columns)
    return Layout(columns, titles, _words)


def _words(state: StorySummary) -> str:
    return ", ".join(states(state))


class ListExportFlow(ExportFlow):
    """As exports of stories, but for their rows."""

    def _make_dialog(self, choices: tuple[str, ...]) -> ExportDialog:
        return ExportDialog(choices, self._window, forms=self._forms(), title=self.tr("Export the list"))

    def _forms(self) -> dict[str, str]:
        return {
            ".xlsx": self.tr("Excel"),
            ".csv": self.tr("CSV"),
            ".tsv": self.tr("Tab separated"),
            ".html": self.tr("Web page (HTML)"),
            ".md": self.tr("Markdown"),
        }

    def _make_export(self, path: Path, form: StoryFormat | str) -> Export:
        ending = self._ending(form)
        target = path if path.suffix.lower() == ending else path.with_name(path.name + ending)
        return ListExport(target, layout_of(tuple(ListColumn)))
