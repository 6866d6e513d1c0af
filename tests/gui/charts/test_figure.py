"""Charts as values: where things stand, what they are labelled with, which colours they have, how they are saved."""

import csv
from dataclasses import replace
from itertools import combinations, pairwise
from math import dist
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QImage
from PySide6.QtWidgets import QApplication

from reader.core.query import Histogram, Period
from reader.core.settings import Theme
from reader.core.timeline import Timeline
from reader.gui.charts.drawing import dashed
from reader.gui.charts.export import SIZE, Heading, save
from reader.gui.charts.figure import Figure, Plot, Series, Style, figure_of, marks_up_to, time_labels, undated_text
from reader.gui.charts.look import DARKER_HUES, HUES, LEAST_CONTRAST, Look, contrast, seen_on
from reader.gui.charts.page import Form, Line, Rate, rated, smoothed
from reader.gui.look.themes import COLOURS, LIGHT, Colours, palette_of

MONTHS = tuple(f"{year}-{month:02d}-01" for year in range(2005, 2011) for month in range(1, 13))


def monthly(style: Style = Style.BARS) -> Figure:
    series = (Series("oil", tuple(map(float, range(72))), 0), Series("=gas", (2.0,) * 72, 1))
    return Figure(Period.MONTH, 1, MONTHS, series, style, "stories")


@given(st.floats(0.001, 1e9), st.integers(1, 12))
def test_marks_of_an_axis_begin_at_0_and_reach_the_highest_value(highest: float, most: int) -> None:
    marks = marks_up_to(highest, most)
    assert marks[0] == 0
    assert marks[-1] >= highest * (1 - 1e-6)
    assert 2 <= len(marks) <= most + 1


def test_an_axis_of_counts_has_whole_numbers_alone() -> None:
    assert marks_up_to(1, 5) == pytest.approx([0, 0.2, 0.4, 0.6, 0.8, 1])
    assert marks_up_to(1, 5, whole=True) == [0, 1]
    assert marks_up_to(3, 6, whole=True) == [0, 1, 2, 3]
    assert marks_up_to(43, 5, whole=True) == [0, 10, 20, 30, 40, 50]


@pytest.mark.parametrize("colours", COLOURS.values())
def test_bars_of_one_series_stand_out_on_the_ground_of_every_theme(colours: Colours) -> None:
    look = Look.of(palette_of(colours))
    assert contrast(look.calm, look.ground) >= LEAST_CONTRAST
    assert look.calm != look.accent or contrast(look.accent, look.ground) < 2 * LEAST_CONTRAST


@given(st.integers(80, 4000), st.integers(6, 40))
def test_labels_of_time_do_not_touch(width: int, em: int) -> None:
    plot = Plot(0, 0, width, 50, 72, 1)
    labels = time_labels(monthly(), plot, em)
    assert all((b - a) * plot.bin_width >= 4.5 * em for (a, _), (b, _) in pairwise(labels))


def test_labels_fall_on_round_times() -> None:
    labels = time_labels(monthly(), Plot(0, 0, 600, 50, 72, 1), 20)
    assert labels == [(12 * year, str(2005 + year)) for year in range(6)]


def test_a_place_is_in_the_bin_that_is_drawn_there() -> None:
    plot = Plot(20, 0, 144, 50, 72, 10)
    assert [plot.bin_at(plot.x_of(place) + 1) for place in (0, 35, 71)] == [0, 35, 71]
    assert [plot.bin_at(x) for x in (-5, 999)] == [0, 71]
    assert Plot(0, 0, 10, 10, 0, 1).bin_at(5) == -1
    assert [plot.y_of(value) for value in (0, 10)] == [50, 0]


def test_outlets_are_stacked_to_the_whole_and_rare_ones_put_together() -> None:
    outlets = tuple((f"outlet {n}", (2, 1)) for n in range(8))
    made = figure_of(Histogram(Period.YEAR, 1, ("2010-01-01", "2011-01-01"), (17, 8), 0, outlets), "stories", "others")
    assert [(series.name, *series.values) for series in made.series][-2:] == [("outlet 5", 2, 1), ("others", 5, 2)]
    assert made.style is Style.STACKED
    assert made.highest == 17


def test_rates_are_told_by_what_the_library_has() -> None:
    counted = Timeline(Period.YEAR, 1, ("2010-01-01", "2011-01-01"), ((3, 0),), (60, 0), (20_000, 0), hits=((8, 0),))
    by = {rate: rated(counted, [Line("oil", 4)], Form(rate, Style.LINES, "")).series[0] for rate in Rate}
    assert list(by[Rate.STORIES].values) == [3, 0]
    assert by[Rate.PER_THOUSAND] == Series("oil", (50, 0), 4)
    assert list(by[Rate.HITS].values) == [8, 0]
    assert list(by[Rate.PER_MILLION].values) == [400, 0]
    assert list(by[Rate.PER_THOUSAND_WORDS].values) == [0.4, 0]


def test_smoothing_is_the_mean_of_what_is_there_on_either_side() -> None:
    assert smoothed((3, 0, 0, 9), 1) == (3, 0, 0, 9)
    assert smoothed((3, 0, 0, 9), 3) == (1.5, 1, 3, 4.5)
    assert smoothed((), 3) == ()
    counted = Timeline(Period.YEAR, 1, ("2010-01-01", "2011-01-01"), ((3, 0),), (60, 0), (20_000, 0), undated=(2,))
    made = rated(counted, [Line("oil", 4)], Form(Rate.STORIES, Style.LINES, "stories", 3))
    assert (made.series[0].values, made.decimals, made.undated) == ((1.5, 1.5), 1, (2,))


def test_stories_without_a_date_are_told() -> None:
    one = figure_of(Histogram(Period.YEAR, 1, ("2010-01-01",), (5,), 3), "stories", "others")
    stacked = figure_of(Histogram(Period.YEAR, 1, ("2010-01-01",), (5,), 3, (("a", (4,)),)), "stories", "others")
    lines = replace(one, series=(Series("a", (1,)), Series("b", (2,))), undated=(0, 3))
    assert [undated_text(each) for each in (one, stacked)] == ["3 stories without a date"] * 2
    assert undated_text(lines) == "Without a date: \u2068a\u2069 0, \u2068b\u2069 3"
    assert undated_text(replace(one, undated=(0,))) == ""


def test_dashes_run_on_around_corners() -> None:
    corner = [QPointF(0, 0), QPointF(10, 0), QPointF(10, 10)]
    pieces = [(each.x1(), each.y1(), each.x2(), each.y2()) for each in dashed(corner, (6, 2))]
    assert pieces == [(0, 0, 6, 0), (8, 0, 10, 0), (10, 0, 10, 4), (10, 6, 10, 10)]
    assert len(list(dashed(corner, ()))) == 2


GROUNDS = [*(colours.paper for colours in COLOURS.values()), "#ffffff", "#000000", "#777777"]


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("hue", [*HUES, *DARKER_HUES])
def test_colours_stand_out_on_every_ground(ground: str, hue: str) -> None:
    assert contrast(seen_on(QColor(hue), QColor(ground)), QColor(ground)) >= LEAST_CONTRAST


SIGHTS = {
    "trichromatic": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopic": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deuteranopic": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritanopic": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
"""How colours are seen, as matrices of linear RGB (Machado, Oliveira and Fernandes, IEEE TVCG 15(6), 2009)."""
TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.9505, 1.0, 1.089)


def as_seen(colour: QColor, sight: str) -> tuple[float, float, float]:
    """Return a colour as it is seen, in CIE L*a*b*."""
    parts = np.array([colour.redF(), colour.greenF(), colour.blueF()])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    xyz = np.array(TO_XYZ) @ np.clip(np.array(SIGHTS[sight]) @ linear, 0, 1) / np.array(WHITE)
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return float(116 * y - 16), float(500 * (x - y)), float(200 * (y - z))


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", COLOURS)
def test_colours_of_a_theme_are_told_apart_by_every_sight(theme: Theme, sight: str) -> None:
    series = Look.of(palette_of(COLOURS[theme])).series
    seen = [as_seen(colour, sight) for colour in series]
    assert min(dist(one, other) for one, other in combinations(seen, 2)) >= 10


@pytest.mark.parametrize("style", list(Style))
def test_a_chart_is_saved_as_picture_drawing_and_table(qapp: QApplication, tmp_path: Path, style: Style) -> None:
    look, figure = Look.of(palette_of(LIGHT)), monthly(style)
    heading = Heading("Frequency over time", ("oil & gas", "stories"))
    for suffix in (".png", ".svg", ".csv"):
        save(figure, heading, QFont().family(), tmp_path / f"chart{suffix}")
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".csv", ".png", ".svg"]
    picture = QImage(str(tmp_path / "chart.png"))
    assert picture.size() == SIZE * 2
    found = {picture.pixelColor(x, y).name() for x in range(0, 2000, 3) for y in range(0, 880, 3)}
    assert {look.colour(0).name(), look.colour(1).name(), LIGHT.paper} <= found
    drawing = (tmp_path / "chart.svg").read_text("utf-8")
    assert "<svg" in drawing
    assert "oil &amp; gas" in drawing
    assert look.colour(1).name() in drawing
    with (tmp_path / "chart.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["first_day", "last_day", "oil", "'=gas"]
    assert rows[2] == ["2005-02-01", "2005-02-28", "1", "2"]
    assert len(rows) == 73


def test_a_chart_that_cannot_be_saved_is_an_error(qapp: QApplication, tmp_path: Path) -> None:
    for suffix in (".png", ".svg", ".csv"):
        with pytest.raises(OSError, match="chart"):
            save(monthly(), Heading(""), QFont().family(), tmp_path / "nowhere" / f"chart{suffix}")
