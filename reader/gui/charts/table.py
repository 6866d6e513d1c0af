"""The values of a chart as a table, for those who do not see it and for those who want the numbers."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTableView, QVBoxLayout, QWidget

from reader.gui.charts.export import spoken_rows
from reader.gui.charts.figure import Figure
from reader.gui.look.tables import Columns, TableRow, TextTable, dress


class ChartTable(QDialog):
    """A row for each bin, a column for each series."""

    def __init__(self, figure: Figure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Stories over time"))
        self.resize(560, 480)
        one = len(figure.series) == 1
        names = (figure.unit,) if one else tuple(each.name for each in figure.series)
        titles = (self.tr("Period"), *names)
        self.model = TextTable(Columns(titles, frozenset(range(1, len(titles)))), self)
        rows = spoken_rows(figure)
        if any(figure.undated) and len(figure.undated) == len(figure.series):
            rows.append((self.tr("stories without a date"), *(QLocale().toString(number) for number in figure.undated)))
        self.model.show([TableRow(cells) for cells in rows])
        self.table = QTableView()
        self.table.setModel(self.model)
        dress(self.table, self.tr("Stories over time"), 0)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.addWidget(self.table)
        column.addWidget(buttons)
        if self.model.rows:
            self.table.setCurrentIndex(self.model.index(0, 0))
