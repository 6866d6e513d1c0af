"""The strip above the panes: how many of the found stories were published when."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reader.core.query import Histogram
from reader.gui.charts.chart import Chart
from reader.gui.charts.drawing import Parts
from reader.gui.charts.figure import EMPTY, figure_of, undated_text
from reader.gui.look.buttons import tool_button

HEIGHT = 56


class HistogramStrip(QWidget):
    """A chart of the result, what has no date, and a button to leave a stretch of time.

    ``all_dates_requested`` asks for that and carries nothing.
    """

    all_dates_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = Chart(self.tr("Stories found over time"), Parts(values=False), one_click=True)
        self.chart.empty_text = self.tr("No story found has a date.")
        self.undated = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.undated.setFont(self.chart.small_font())
        self.undated.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.all_dates = tool_button(self.tr("All dates"), self.tr("Show stories of all dates"))
        beside = QVBoxLayout()
        beside.addStretch(1)
        beside.addWidget(self.all_dates, 0, Qt.AlignmentFlag.AlignHCenter)
        beside.addWidget(self.undated)
        beside.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 4)
        row.addWidget(self.chart, 1)
        row.addLayout(beside)
        self.chart.setFixedHeight(HEIGHT)
        self.all_dates.hide()
        self.undated.hide()
        self.all_dates.clicked.connect(self.all_dates_requested)

    def show_histogram(self, histogram: Histogram | None, *, has_dates: bool) -> None:
        """Show the counts of a result, on as many lines more as their legend takes."""
        figure = EMPTY if histogram is None else figure_of(histogram, self.tr("stories"), self.tr("other outlets"))
        self.chart.show_figure(figure)
        text = undated_text(figure)
        self.undated.setText(text)
        self.undated.setVisible(bool(text))
        self.chart.setAccessibleName(
            QCoreApplication.translate("HistogramStrip", "Stories found over time") + (f", {text}" if text else "")
        )
        self.all_dates.setVisible(has_dates)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the legend out anew."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        legend = self.chart.drawing().legend_rows * (self.chart.fontMetrics().height() + 2)
        if self.chart.height() != HEIGHT + legend:
            self.chart.setFixedHeight(HEIGHT + legend)
