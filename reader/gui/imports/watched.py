"""The dialog of watched folders: what is watched, when it was looked at, and how many files came from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reader.core.watched import WatchedFolder
from reader.gui.language.dates import short_moment
from reader.gui.look.tables import FACT_ROLE, Columns, TableRow, TextTable, dress


@dataclass(frozen=True, slots=True)
class WatchingWanted:
    """A folder is to be watched from now on, or that is to be paused."""

    path: str
    is_paused: bool = False


@dataclass(frozen=True, slots=True)
class UnwatchingWanted:
    """A folder is not to be watched any more."""

    path: str


class WatchedDialog(QDialog):
    """Not modal. ``look_wanted`` carries nothing, the other signals the facts of their names."""

    watching_wanted = Signal(object)
    unwatching_wanted = Signal(object)
    look_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Watched folders"))
        self.resize(760, 380)
        lead = self.tr(
            "New and changed files in these folders are imported while the program runs, and at its start. "
            "Files that are removed there stay in the library."
        )
        self._lead = QLabel(lead, wordWrap=True)
        titles = (self.tr("Folder"), self.tr("State"), self.tr("Last look"), self.tr("Files"), self.tr("Taken"))
        self.model = TextTable(Columns(titles, frozenset({3, 4})), self)
        self.table = QTableView()
        self.table.setModel(self.model)
        dress(self.table, self.tr("Watched folders"), stretched=0)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.add = QPushButton(self.tr("Add…"))
        self.add.setAccessibleName(self.tr("Add a folder"))
        self.remove = QPushButton(self.tr("Remove"))
        self.remove.setAccessibleName(self.tr("Watch the chosen folder no longer"))
        self.pause = QPushButton(self.tr("Pause"))
        self.look = QPushButton(self.tr("Look now"))
        self.look.setAccessibleName(self.tr("Look into all folders now"))
        self._can_write = True
        self.choose_folder: Callable[[], str] = self._ask_for_folder
        self._lay_out()
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.pause.clicked.connect(self._pause)
        self.look.clicked.connect(self.look_wanted)
        self.table.selectionModel().currentChanged.connect(self._enable)
        self._enable()

    def _lay_out(self) -> None:
        bottom = QHBoxLayout()
        for button in (self.add, self.remove, self.pause, self.look):
            button.setAutoDefault(False)
            bottom.addWidget(button)
        bottom.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        bottom.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self._lead)
        column.addWidget(self.table, 1)
        column.addLayout(bottom)

    @property
    def chosen(self) -> WatchedFolder | None:
        """The folder of the current row."""
        folder = self.table.currentIndex().data(FACT_ROLE)
        return folder if isinstance(folder, WatchedFolder) else None

    def show_folders(self, folders: Sequence[WatchedFolder]) -> None:
        """List the folders; the chosen one stays chosen."""
        chosen = self.chosen.path if self.chosen is not None else ""
        self.model.show([self._row(one) for one in folders])
        at = next((row for row, one in enumerate(folders) if one.path == chosen), 0)
        self.table.setCurrentIndex(self.model.index(at, 0))
        self._enable()

    def allow_writing(self, *, allowed: bool) -> None:
        """Say whether anything can be changed at the moment."""
        self._can_write = allowed
        self._enable()

    def _row(self, folder: WatchedFolder) -> TableRow:
        number = QLocale().toString
        state = self.tr("paused") if folder.is_paused else folder.trouble or self.tr("watched")
        looked = short_moment(folder.looked) if folder.looked else self.tr("not yet")
        return TableRow(
            (folder.path, state, looked, number(folder.files), number(folder.taken)), folder.trouble, folder
        )

    def _enable(self) -> None:
        folder = self.chosen
        self.add.setEnabled(self._can_write)
        self.remove.setEnabled(self._can_write and folder is not None)
        self.pause.setEnabled(self._can_write and folder is not None)
        self.look.setEnabled(self._can_write and bool(self.model.rows))
        is_paused = folder is not None and folder.is_paused
        self.pause.setText(self.tr("Go on") if is_paused else self.tr("Pause"))
        name = self.tr("Go on watching the chosen folder") if is_paused else self.tr("Pause watching the chosen folder")
        self.pause.setAccessibleName(name)

    def _add(self) -> None:
        path = self.choose_folder()
        if path:
            self.watching_wanted.emit(WatchingWanted(path))

    def _remove(self) -> None:
        if self.chosen is not None:
            self.unwatching_wanted.emit(UnwatchingWanted(self.chosen.path))

    def _pause(self) -> None:
        if self.chosen is not None:
            self.watching_wanted.emit(WatchingWanted(self.chosen.path, not self.chosen.is_paused))

    def _ask_for_folder(self) -> str:
        return QFileDialog.getExistingDirectory(self, self.tr("Watch a folder"))
