"""The strip above the panes: how many of the found stories were published when."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reader.core.query import Histogram
from reader.gui.buttons import tool_button
from reader.gui.charts.chart import Chart
from reader.gui.charts.drawing import Parts
from reader.gui.charts.figure import EMPTY, figure_of

HEIGHT = 56


class HistogramStrip(QWidget):
    """A chart of the result and a button to leave a stretch of time. ``all_dates_requested`` asks for that."""

    all_dates_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = Chart(self.tr("Stories found over time"), Parts(values=False), one_click=True)
        self.all_dates = tool_button(self.tr("All dates"), self.tr("Show stories of all dates"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 4)
        row.addWidget(self.chart, 1)
        row.addWidget(self.all_dates, 0, Qt.AlignmentFlag.AlignVCenter)
        self.chart.setFixedHeight(HEIGHT)
        self.all_dates.hide()
        self.all_dates.clicked.connect(self.all_dates_requested)

    def show_histogram(self, histogram: Histogram | None, *, has_dates: bool) -> None:
        """Show the counts of a result, on a line more where they have a legend."""
        figure = EMPTY if histogram is None else figure_of(histogram, self.tr("stories"), self.tr("other outlets"))
        legend = self.chart.fontMetrics().height() + 2 if len(figure.series) > 1 else 0
        self.chart.setFixedHeight(HEIGHT + legend)
        self.chart.show_figure(figure)
        self.all_dates.setVisible(has_dates)
