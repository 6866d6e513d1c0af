"""Histogram and timeline in the window."""

import json
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.core.query import Histogram, Period, SearchRequest
from reader.gui.charts.chart import Chart, RangeChosen
from reader.gui.charts.drawing import Parts
from reader.gui.charts.figure import Style
from reader.gui.charts.page import Rate, TimelinePage
from reader.gui.charts.remembering import restore
from reader.gui.charts.saving import heading_of
from reader.gui.charts.strip import HEIGHT, HistogramStrip
from reader.gui.charts.table import ChartTable
from reader.gui.frame.messages import Message, Weight
from reader.gui.frame.window import MainWindow
from reader.gui.frame.window_state import WindowState
from reader.gui.views.tabs import ViewName
from tests.gui.acting import focus, press
from tests.gui.charts.test_figure import monthly
from tests.gui.conftest import OpenWindow
from tests.gui.fakes import FakeLibrary


def chart_of(qtbot: QtBot, *, one_click: bool) -> Chart:
    chart = Chart("chart", Parts(), one_click=one_click)
    qtbot.addWidget(chart)
    chart.resize(800, 200)
    chart.show_figure(monthly())
    chart.show()
    return chart


def centre(chart: Chart, place: int) -> QPoint:
    return QPoint(round(chart.drawing().plot.x_of(place + 0.5)), 60)


def drag(chart: Chart, start: int, end: int) -> None:
    QTest.mousePress(chart, Qt.MouseButton.LeftButton, pos=centre(chart, start))
    QTest.mouseMove(chart, centre(chart, end))
    QTest.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=centre(chart, end))


def test_a_stretch_is_dragged_in_either_direction(qtbot: QtBot) -> None:
    chart = chart_of(qtbot, one_click=True)
    with qtbot.waitSignal(chart.range_chosen) as told:
        drag(chart, 30, 12)
    assert told.args == [RangeChosen(12, 30)]


def test_a_bar_is_clicked_or_double_clicked(qtbot: QtBot) -> None:
    for one_click in (True, False):
        chart = chart_of(qtbot, one_click=one_click)
        act = QTest.mouseClick if one_click else QTest.mouseDClick
        with qtbot.waitSignal(chart.range_chosen) as told:
            act(chart, Qt.MouseButton.LeftButton, pos=centre(chart, 7))
        assert told.args == [RangeChosen(7, 7)]


def test_keys_move_select_choose_and_clear(qtbot: QtBot) -> None:
    chart = chart_of(qtbot, one_click=True)
    chart.setFocus()
    for keys in ("Home", "Right", "Shift+Right", "Shift+Right"):
        press(qtbot, chart, keys)
    assert chart.selection() == RangeChosen(1, 3)
    assert chart.read_out() == "Feb 2005 \u2013 Apr 2005: \u2068oil\u2069 6, \u2068=gas\u2069 6"
    assert chart.accessibleDescription() == chart.read_out()
    with qtbot.waitSignal(chart.range_chosen) as told:
        press(qtbot, chart, "Return")
    assert told.args == [RangeChosen(1, 3)]
    press(qtbot, chart, "Esc")
    assert chart.selection() is None
    with qtbot.waitSignal(chart.cleared):
        press(qtbot, chart, "Esc")
    assert chart.read_out() == ""


def bins(window: MainWindow) -> tuple[str, ...]:
    return window.charts.strip.chart.figure.starts


def test_a_click_on_the_histogram_adds_a_condition_and_esc_takes_it_off(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: bool(bins(window)) and window.charts.strip.isVisible())
    window.charts.strip.chart.range_chosen.emit(RangeChosen(0, 0))
    year = bins(window)[0][:4]
    assert window.query_bar.query == f"date:{year}"
    qtbot.waitUntil(window.charts.strip.all_dates.isVisible)
    focus(qtbot, window.charts.strip.chart)
    press(qtbot, window.charts.strip.chart, "Left")
    press(qtbot, window.charts.strip.chart, "Esc")
    assert window.query_bar.query == ""


def test_the_histogram_is_hidden_and_asks_for_nothing_then(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(window.charts.strip.isVisible)
    press(qtbot, window, "Ctrl+Shift+H")
    assert window.charts.strip.isHidden()
    press(qtbot, window, "Ctrl+Shift+H")
    qtbot.waitUntil(window.charts.strip.isVisible)


def open_timeline(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "Ctrl+3")
    assert window.views.current is ViewName.TIMELINE
    qtbot.waitUntil(lambda: bool(window.charts.page.chart.figure.starts))


def test_the_timeline_shows_the_query_and_others_beside_it(qtbot: QtBot, window: MainWindow) -> None:
    open_timeline(qtbot, window)
    page = window.charts.page
    page.add_query("bridge")
    page.asked.emit()
    qtbot.waitUntil(lambda: len(page.chart.figure.series) == 2)
    assert [each.name for each in page.chart.figure.series] == ["all stories", "bridge"]
    page.rate.setCurrentIndex(page.rate.findData(Rate.PER_THOUSAND))
    page.form.setCurrentIndex(page.form.findData(Style.BARS))
    page.drawn.emit()
    assert page.chart.figure.style is Style.BARS
    assert {value for value in page.chart.figure.series[0].values if value} == {1000.0}


def test_a_selected_stretch_is_asked_for_and_left_again(qtbot: QtBot, window: MainWindow, library: object) -> None:
    open_timeline(qtbot, window)
    page = window.charts.page
    page.chart.range_chosen.emit(RangeChosen(0, 1))
    qtbot.waitUntil(page.whole.isVisible)
    page.whole.click()
    qtbot.waitUntil(page.whole.isHidden)


def test_the_stories_of_a_period_are_opened(qtbot: QtBot, window: MainWindow) -> None:
    open_timeline(qtbot, window)
    page = window.charts.page
    focus(qtbot, page.chart)
    press(qtbot, page.chart, "End")
    year = page.chart.figure.starts[-1][:4]
    press(qtbot, page.chart, "Return")
    assert window.views.current is ViewName.STORIES
    assert window.query_bar.query == f"date:{year}"


def test_the_chart_in_view_is_a_table_and_a_file(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    open_timeline(qtbot, window)
    window.charts.show_table()
    (table,) = window.findChildren(ChartTable)
    assert len(table.model.rows) == len(window.charts.page.chart.figure.starts)
    table.reject()
    with qtbot.waitSignal(window.charts.saving.said) as told:
        window.charts.export(lambda: str(tmp_path / "chart.csv"))
    assert told.args == [Message(f"Written: {tmp_path / 'chart.csv'}")]
    assert (tmp_path / "chart.csv").read_text("utf-8-sig").startswith("first_day,last_day,all stories")


def test_a_chart_that_cannot_be_written_is_told(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    open_timeline(qtbot, window)
    with qtbot.waitSignal(window.charts.saving.said) as told:
        window.charts.export(lambda: str(tmp_path / "gone" / "chart.svg"))
    assert told.args is not None
    assert told.args[0].weight is Weight.ERROR


def test_a_picture_says_what_was_asked_and_filtered() -> None:
    request = SearchRequest("oil", include={"outlet": ("Post", "")}, exclude={"year": ("2011",)})
    figure = replace(monthly(), unit="stories", undated=(1, 0))
    heading = heading_of(figure, "Frequency", ("oil", ""), request)
    assert heading.title == "Frequency"
    assert heading.lines[0] == "oil · all stories"
    for part in ("Only Post, none", "Without 2011", "Without a date: "):
        assert part in heading.lines[1]


def test_f6_stops_at_the_histogram_while_it_is_seen(qtbot: QtBot, window: MainWindow) -> None:
    chart = window.charts.strip.chart
    qtbot.waitUntil(window.charts.strip.isVisible)
    focus(qtbot, window.query_bar.line)
    press(qtbot, window, "F6")
    assert chart.hasFocus()
    press(qtbot, window, "Shift+F6")
    assert window.query_bar.line.hasFocus()
    press(qtbot, window, "Ctrl+Shift+H")
    press(qtbot, window, "F6")
    assert window.sidebar.hasFocus()


def test_stories_without_a_date_stand_beside_the_histogram(qtbot: QtBot) -> None:
    strip = HistogramStrip()
    qtbot.addWidget(strip)
    strip.show()
    strip.show_histogram(Histogram(Period.YEAR, 1, ("2010-01-01",), (5,), 3), has_dates=False)
    assert strip.undated.isVisible()
    assert strip.undated.text() == "3 stories without a date"
    assert "3 stories without a date" in strip.chart.accessibleName()
    strip.show_histogram(Histogram(Period.YEAR, 1, ("2010-01-01",), (5,), 0), has_dates=False)
    assert strip.undated.isHidden()


def test_the_legend_of_outlets_has_as_many_lines_as_it_needs(qtbot: QtBot) -> None:
    strip = HistogramStrip()
    qtbot.addWidget(strip)
    strip.resize(1200, 80)
    strip.show()
    outlets = tuple((f"An outlet with a long name, number {number}", (2,)) for number in range(6))
    strip.show_histogram(Histogram(Period.YEAR, 1, ("2010-01-01",), (12,), 0, outlets), has_dates=False)
    wide = strip.chart.height()
    strip.resize(500, 80)
    assert strip.chart.height() > wide > HEIGHT
    assert strip.chart.drawing().plot.height > 25


def test_the_timeline_asks_within_the_filters_of_the_search(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary
) -> None:
    open_timeline(qtbot, window)
    window.search._request = replace(window.search.request, include={"outlet": ("The Harbour Post",)})
    with qtbot.waitSignal(window.charts.page.chart.moved):
        window.charts.page.asked.emit()
    assert library.timelines[-1].searches[0].include == {"outlet": ("The Harbour Post",)}
    assert library.timelines[-1].searches[0].limit == 0


def test_queries_of_the_timeline_are_added_and_removed_but_for_the_last(qtbot: QtBot, window: MainWindow) -> None:
    open_timeline(qtbot, window)
    page = window.charts.page
    page.add_query("bridge")
    page.asked.emit()
    qtbot.waitUntil(lambda: len(page.chart.figure.series) == 2)
    with qtbot.waitSignal(page.asked):
        page.remove_buttons[0].click()
    qtbot.waitUntil(lambda: [each.name for each in page.chart.figure.series] == ["bridge"])
    assert not page.remove_buttons[0].isEnabled()
    assert page.fields[0].accessibleName() == "Query 1 of the timeline"


def test_the_timeline_is_remembered(
    qtbot: QtBot, window: MainWindow, open_window: OpenWindow, library: FakeLibrary
) -> None:
    open_timeline(qtbot, window)
    page = window.charts.page
    page.add_query('bridge | \u0627\u0644\u062c\u0633\u0631, "a=b"')
    page.add_query("")
    page.asked.emit()
    page.rate.setCurrentIndex(page.rate.findData(Rate.HITS))
    page.smooth.setCurrentIndex(2)
    page.drawn.emit()
    window.close()
    again = open_window(library).charts.page
    assert [line.query for line in again.lines()] == ["", page.fields[1].text()]
    assert again.rate.currentData() is Rate.HITS
    assert again.smooth.currentIndex() == 2


def test_what_was_not_saved_by_the_window_changes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    state, page = WindowState(tmp_path), TimelinePage()
    qtbot.addWidget(page)
    for name, text in (("timeline_queries", "{[1"), ("timeline_rate", "99"), ("timeline_form", "x")):
        state.save_text(name, text)
    assert restore(page, state)
    assert (page.fields, page.rate.currentIndex(), page.form.currentIndex()) == ([], 0, 0)
    state.save_text("timeline_queries", json.dumps(["a", 3, *"bcdefgh"]))
    restore(page, state)
    assert [field.text() for field in page.fields] == ["", *"bcdef"]
