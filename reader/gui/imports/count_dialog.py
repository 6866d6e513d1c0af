"""The dialog before an import: what the files hold, counted while it is open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reader.core.survey import Survey
from reader.gui.imports.count_wording import rows, summary
from reader.gui.look.tables import Columns, TextTable, dress


class CountDialog(QDialog):
    """``import_requested`` and ``naming_requested`` carry nothing; the import may be asked for while it counts."""

    import_requested = Signal()
    naming_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import"))
        self.resize(720, 380)
        self.survey = Survey()
        self._text = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._text.setAccessibleName(self.tr("What the files hold"))
        titles = (self.tr("Files"), self.tr("Size"), self.tr("Kind"))
        self.model = TextTable(Columns(titles, frozenset({0, 1})), self)
        self._table = QTableView()
        self._table.setModel(self.model)
        dress(self._table, self.tr("Files by kind"), stretched=2)
        self.quiet = QCheckBox(self.tr("Do not ask again for few files"))
        self.quiet.setAccessibleName(self.quiet.text())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go_on = QPushButton(self.tr("Import"), default=True)
        buttons.addButton(self.go_on, QDialogButtonBox.ButtonRole.AcceptRole)
        self.name_columns = QPushButton(self.tr("Name columns…"))
        self.name_columns.setAccessibleName(self.tr("Say what the columns of a table mean"))
        buttons.addButton(self.name_columns, QDialogButtonBox.ButtonRole.ActionRole)
        self.name_columns.hide()
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(self.import_requested)
        self.name_columns.clicked.connect(self.naming_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self._text)
        column.addWidget(self._table, 1)
        column.addWidget(self.quiet)
        column.addWidget(buttons)
        self.show_count(Survey(), is_counting=True)
        self.go_on.setFocus()

    @property
    def text(self) -> str:
        """What the dialog says above the table."""
        return self._text.text()

    def show_count(self, survey: Survey, *, is_counting: bool) -> None:
        """Show what was counted so far, or in the end."""
        self.survey = survey
        self._text.setText(summary(survey, is_counting=is_counting))
        self.model.show(rows(survey))
        self.go_on.setEnabled(is_counting or bool(survey.files))
        self.name_columns.setVisible(bool(survey.tables) and not is_counting)
        if survey.tables and not is_counting:
            self.name_columns.setText(self.tr("Name columns of %n tables…", "", len(survey.tables)))
