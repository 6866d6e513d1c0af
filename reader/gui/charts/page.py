"""The timeline: the frequency of one or several queries over time."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.core.query import Period
from reader.core.timeline import Timeline
from reader.gui.charts.chart import Chart
from reader.gui.charts.drawing import Parts
from reader.gui.charts.figure import Figure, Series, Style, undated_text
from reader.gui.charts.look import HUES, Look
from reader.gui.language.sentences import told
from reader.gui.look.buttons import tool_button

MOST_QUERIES = 6


class Rate(Enum):
    """What the stories of a bin are counted in relation to."""

    STORIES = "stories"
    PER_THOUSAND = "per thousand stories"
    HITS = "hits"
    PER_THOUSAND_WORDS = "per thousand words"
    PER_MILLION = "per million words"


@dataclass(frozen=True, slots=True)
class Line:
    """A query of the timeline and the number of its colour."""

    query: str
    colour: int


@dataclass(frozen=True, slots=True)
class Form:
    """How counts are shown: in relation to what, drawn how, what that is called, the mean of how many bins."""

    rate: Rate
    style: Style
    unit: str
    mean_of: int = 1


_DECIMALS = {Rate.STORIES: 0, Rate.PER_THOUSAND: 2, Rate.HITS: 0, Rate.PER_THOUSAND_WORDS: 4, Rate.PER_MILLION: 2}


def smoothed(values: Sequence[float], mean_of: int) -> tuple[float, ...]:
    """Return for each value the mean of so many with it in their middle; at the ends, of those that are there."""
    reach = mean_of // 2
    parts = (values[max(0, place - reach) : place + reach + 1] for place in range(len(values)))
    return tuple(sum(part) / len(part) for part in parts)


def rated(timeline: Timeline, lines: Sequence[Line], form: Form) -> Figure:
    """Return the chart of a timeline; a bin in which the library has nothing is 0."""
    rate = form.rate
    whole = timeline.stories if rate is Rate.PER_THOUSAND else timeline.words
    factor = 1e6 if rate is Rate.PER_MILLION else 1e3
    series = []
    of_stories = rate in (Rate.STORIES, Rate.PER_THOUSAND)
    for line, counts in zip(lines, timeline.counts if of_stories else timeline.hits, strict=True):
        values = tuple(map(float, counts))
        if rate not in (Rate.STORIES, Rate.HITS):
            values = tuple(c * factor / total if total else 0.0 for c, total in zip(counts, whole, strict=True))
        series.append(Series(line.query, smoothed(values, form.mean_of), line.colour))
    decimals = max(_DECIMALS[rate], 1 if form.mean_of > 1 else 0)
    made = (timeline.period, timeline.step, timeline.starts, tuple(series))
    return Figure(*made, form.style, form.unit, decimals, timeline.undated)


class TimelinePage(QWidget):
    """Queries, choices and the chart. ``asked`` says that what is to be counted has changed, ``drawn`` only how."""

    asked = Signal()
    drawn = Signal()
    open_requested = Signal()
    whole_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = Chart(self.tr("Frequency of the queries over time"), Parts(), one_click=False)
        self.chart.empty_text = self.tr("No story with a date matches.")
        self._notes = ""
        self.fields: list[QLineEdit] = []
        self._rows: list[QWidget] = []
        self._swatches: list[QToolButton] = []
        self.remove_buttons: list[QToolButton] = []
        self._colours: list[int] = []
        self._list = QVBoxLayout()
        self.add = tool_button(self.tr("+ Add a query"), self.tr("Add a query to the timeline"))
        self.period = self._choice(
            self.tr("Length of a period"),
            [
                (self.tr("Automatic"), None),
                (self.tr("Days"), Period.DAY),
                (self.tr("Weeks"), Period.WEEK),
                (self.tr("Months"), Period.MONTH),
                (self.tr("Quarters"), Period.QUARTER),
                (self.tr("Years"), Period.YEAR),
            ],
        )
        self.rate = self._choice(self.tr("What is counted"), [(self.rate_name(rate), rate) for rate in Rate])
        self.form = self._choice(
            self.tr("Form of the chart"), [(self.tr("Lines"), Style.LINES), (self.tr("Bars"), Style.BARS)]
        )
        self.smooth = self._choice(
            self.tr("Smoothing"),
            [
                (self.tr("as counted"), 1),
                (self.tr("mean of 3 periods"), 3),
                (self.tr("mean of 5 periods"), 5),
                (self.tr("mean of 7 periods"), 7),
            ],
        )
        self.said = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.said.setMinimumHeight(self.said.fontMetrics().height() * 2)
        self.open_stories = tool_button(self.tr("Open these stories"), self.tr("Open the stories of the period"))
        self.whole = tool_button(self.tr("Whole time"), self.tr("Leave the stretch of time"))
        self._lay_out()
        self.add.clicked.connect(lambda: self.add_query("", focus=True))
        self.period.activated.connect(self.asked)
        for box in (self.rate, self.form, self.smooth):
            box.activated.connect(self.drawn)
        self.open_stories.clicked.connect(self.open_requested)
        self.whole.clicked.connect(self.whole_requested)
        self.chart.moved.connect(self._say)
        self.setFocusProxy(self.chart)
        self._say()

    def _choice(self, name: str, items: Sequence[tuple[str, object]]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setToolTip(name)
        for text, value in items:
            box.addItem(text, value)
        return box

    def rate_name(self, rate: Rate) -> str:
        """Return what is counted, in words."""
        return {
            Rate.STORIES: self.tr("stories"),
            Rate.PER_THOUSAND: self.tr("stories per thousand stories"),
            Rate.HITS: self.tr("hits"),
            Rate.PER_THOUSAND_WORDS: self.tr("hits per thousand words"),
            Rate.PER_MILLION: self.tr("hits per million words"),
        }[rate]

    def _lay_out(self) -> None:
        choices = QGridLayout()
        for number, box in enumerate((self.period, self.rate, self.form, self.smooth)):
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            choices.addWidget(box, number // 2, number % 2)
        below = QHBoxLayout()
        below.addWidget(self.add)
        below.addStretch(1)
        below.addWidget(self.whole)
        below.addWidget(self.open_stories)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.addLayout(self._list)
        column.addLayout(below)
        column.addLayout(choices)
        column.addWidget(self.chart, 1)
        column.addWidget(self.said)
        self.chart.setMinimumHeight(160)

    def add_query(self, query: str, *, focus: bool = False) -> None:
        """Add a row with a query, in a colour that no other has."""
        if len(self.fields) >= MOST_QUERIES:
            return
        colour = next(number for number in range(len(HUES)) if number not in self._colours)
        row, field = QWidget(), QLineEdit(query, placeholderText=self.tr("A query"))
        field.setAccessibleName(self.tr("Query {number} of the timeline").format(number=len(self.fields) + 1))
        swatch = tool_button("\u25a0", self.tr("Change the colour of this query"))
        remove = tool_button("\u2715", self.tr("Remove this query"))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        for widget in (swatch, field, remove):
            line.addWidget(widget)
        self._list.addWidget(row)
        self.fields.append(field)
        self._rows.append(row)
        self._swatches.append(swatch)
        self.remove_buttons.append(remove)
        self._colours.append(colour)
        self._paint_swatches()
        field.editingFinished.connect(self._edited)
        swatch.clicked.connect(lambda: self._next_colour(field))
        remove.clicked.connect(lambda: self._remove(field))
        self._allow()
        if focus:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _allow(self) -> None:
        self.add.setEnabled(len(self.fields) < MOST_QUERIES)
        for remove in self.remove_buttons:
            remove.setEnabled(len(self.fields) > 1)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._paint_swatches()

    def _edited(self) -> None:
        field = self.sender()
        if isinstance(field, QLineEdit) and field.isModified():
            field.setModified(False)
            self.asked.emit()

    def _remove(self, field: QLineEdit) -> None:
        if len(self.fields) == 1:
            return
        at = self.fields.index(field)
        del self.fields[at], self._colours[at], self._swatches[at], self.remove_buttons[at]
        self._rows.pop(at).deleteLater()
        for number, each in enumerate(self.fields, 1):
            each.setAccessibleName(self.tr("Query {number} of the timeline").format(number=number))
        self._allow()
        self.asked.emit()

    def _next_colour(self, field: QLineEdit) -> None:
        at = self.fields.index(field)
        later = (number % len(HUES) for number in range(self._colours[at] + 1, self._colours[at] + len(HUES)))
        self._colours[at] = next(number for number in later if number not in self._colours)
        self._paint_swatches()
        self.drawn.emit()

    def _paint_swatches(self) -> None:
        look = Look.of(self.palette())
        for swatch, colour in zip(self._swatches, self._colours, strict=True):
            palette = swatch.palette()
            palette.setColor(palette.ColorRole.ButtonText, look.colour(colour))
            swatch.setPalette(palette)

    def lines(self) -> list[Line]:
        """Return the queries, all of them as typed."""
        return [Line(field.text().strip(), at) for field, at in zip(self.fields, self._colours, strict=True)]

    def show_timeline(self, timeline: Timeline, lines: list[Line]) -> None:
        """Show counts in the chosen form."""
        rate = Rate(self.rate.currentData())
        named = [Line(line.query or self.tr("all stories"), line.colour) for line in lines]
        mean_of = int(self.smooth.currentData())
        unit = self.rate_name(rate)
        if mean_of > 1:
            unit = self.tr("{unit}, {mean}").format(unit=unit, mean=self.smooth.currentText())
        self.chart.show_figure(rated(timeline, named, Form(rate, Style(self.form.currentData()), unit, mean_of)))
        self._notes = " ".join((undated_text(self.chart.figure), *map(told, timeline.notes))).strip()
        self._say()

    def _say(self) -> None:
        has_bins = bool(self.chart.figure.starts)
        self.open_stories.setEnabled(self.chart.cursor_bin >= 0)
        help_text = self.tr("Drag to look closer, Enter or a double click opens the stories of a period.")
        nothing = self.tr("No story with a date matches.")
        read = self.chart.read_out() or (help_text if has_bins else nothing)
        self.said.setText(" · ".join(part for part in (read, self._notes) if part))
