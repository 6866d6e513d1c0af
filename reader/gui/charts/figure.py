"""A chart as plain values, and where everything in it stands. No widget, no painter."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from math import ceil, floor, log10

from PySide6.QtCore import QCoreApplication

from reader.core.query import Histogram, Period
from reader.gui.charts.periods import period_name
from reader.gui.language.dates import short_date
from reader.gui.reading.story_text import isolated


class Style(Enum):
    """How values are drawn: bars beside or upon each other, or lines."""

    BARS = "bars"
    STACKED = "stacked"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Series:
    """A name, a value for each bin, and which of the chart's colours it has."""

    name: str
    values: tuple[float, ...]
    colour: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """Series over bins of time, told by their first days; ``unit`` says what is counted.

    ``undated`` are the stories without a date, which stand in no bin: those of each series, or of all together.
    """

    period: Period
    step: int
    starts: tuple[str, ...]
    series: tuple[Series, ...]
    style: Style = Style.BARS
    unit: str = ""
    decimals: int = 0
    undated: tuple[int, ...] = ()

    @property
    def highest(self) -> float:
        """The value that the axis has to reach, never 0."""
        if not self.series or not self.starts:
            return 1.0
        if self.style is Style.STACKED:
            tops = [sum(values) for values in zip(*(each.values for each in self.series), strict=True)]
        else:
            tops = [max(each.values) for each in self.series]
        return max(tops) or 1.0

    def name_of(self, place: int) -> str:
        """Return the name of a bin."""
        return period_name(self.starts[place], self.period, self.step)


EMPTY = Figure(Period.DAY, 1, (), ())
MOST_STACKED = 6


def figure_of(histogram: Histogram, unit: str, others: str) -> Figure:
    """Return the chart of a histogram; by outlet where it has outlets, the rarer ones and no outlet as ``others``."""
    made = (histogram.period, histogram.step, histogram.starts)
    if not histogram.by_outlet:
        one = Series(unit, tuple(map(float, histogram.counts)))
        return Figure(*made, (one,), Style.BARS, unit, undated=(histogram.undated,))
    outlets = histogram.by_outlet[:MOST_STACKED]
    series = [Series(name, tuple(map(float, counts)), place) for place, (name, counts) in enumerate(outlets)]
    left = [float(total - sum(parts)) for total, *parts in zip(histogram.counts, *(c for _, c in outlets), strict=True)]
    if any(left):
        series.append(Series(others, tuple(left), len(series)))
    return Figure(*made, tuple(series), Style.STACKED, unit, undated=(histogram.undated,))


def undated_text(figure: Figure) -> str:
    """Return how many stories stand in no bin, for having no date; "" where there are none."""
    if not any(figure.undated):
        return ""
    if len(figure.undated) != len(figure.series) or len(figure.series) == 1:
        return QCoreApplication.translate("Charts", "%n stories without a date", "", sum(figure.undated))
    named = QCoreApplication.translate("Charts", "Without a date: {list}")
    each = (f"{isolated(one.name)} {number}" for one, number in zip(figure.series, figure.undated, strict=True))
    return named.format(list=", ".join(each))


@dataclass(frozen=True, slots=True)
class Plot:
    """The rectangle that values are drawn in, and the highest value at its top. Time goes from left to right."""

    left: float
    top: float
    width: float
    height: float
    bins: int
    highest: float

    @property
    def bin_width(self) -> float:
        """How wide a bin is."""
        return self.width / max(1, self.bins)

    def x_of(self, place: float) -> float:
        """Return the left edge of a bin."""
        return self.left + self.bin_width * place

    def y_of(self, value: float) -> float:
        """Return the height at which a value stands."""
        return self.top + self.height * (1 - value / self.highest)

    def bin_at(self, x: float) -> int:
        """Return the bin nearest to ``x``; -1 where there are none."""
        return min(self.bins - 1, max(0, floor((x - self.left) / self.bin_width))) if self.bins else -1


def marks_up_to(highest: float, most: int, *, whole: bool = False) -> list[float]:
    """Return round values for the lines of an axis from 0 on, no more than ``most`` above 0; the last is the top.

    ``whole`` leaves only whole numbers: there is no half of a story.
    """
    rough = highest / max(1, most)
    power = 10.0 ** floor(log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * (1 - 1e-9))
    step = max(1.0, step) if whole else step
    return [step * number for number in range(ceil(highest / step - 1e-9) + 1)]


_NICE: dict[Period, Sequence[int]] = {
    Period.DAY: (1, 2, 7, 14, 28, 91, 365),
    Period.WEEK: (1, 2, 4, 13, 26, 52, 260),
    Period.MONTH: (1, 2, 3, 6, 12, 24, 60, 120, 240, 600),
    Period.QUARTER: (1, 2, 4, 8, 20, 40, 80, 200),
    Period.YEAR: (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000),
}
_LABEL_EM = 5.5


def time_labels(figure: Figure, plot: Plot, em: float) -> list[tuple[int, str]]:
    """Return which bins have a label below them, and what it says, so that no label touches the next."""
    wide = _LABEL_EM if figure.period in (Period.DAY, Period.WEEK) else 4.5
    least = max(1, ceil(wide * em / max(plot.bin_width, 1e-6)))
    every = next((nice for nice in _NICE[figure.period] if nice >= least), least)
    return [
        (place, _label(start, figure.period, every))
        for place, start in enumerate(figure.starts)
        if _number(start, figure, place) % every == 0
    ]


def _number(start: str, figure: Figure, place: int) -> int:
    """Return the number of a bin, so that every so many begin with a round one."""
    year, month = int(start[:4]), int(start[5:7]) - 1
    match figure.period:
        case Period.MONTH:
            return year * 12 + month
        case Period.QUARTER:
            return year * 4 + month // 3
        case Period.YEAR:
            return year // figure.step
        case _:
            return place


def _label(start: str, period: Period, every: int) -> str:
    by_year = period is Period.YEAR or every % {Period.MONTH: 12, Period.QUARTER: 4}.get(period, 10**9) == 0
    if by_year:
        return str(int(start[:4]))
    if period is Period.QUARTER:
        return period_name(start, period)
    return short_date(start[:7] if period is Period.MONTH else start)
