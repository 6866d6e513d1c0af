"""Reads what the charts show, and does what a reader asks of them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.core.cancel import CancelToken
from reader.core.errors import ReaderError
from reader.core.query import SearchAnswer, SearchRequest
from reader.core.timeline import Timeline, TimelineRequest
from reader.gui.charts import remembering
from reader.gui.charts.chart import Chart, RangeChosen
from reader.gui.charts.page import Line, TimelinePage
from reader.gui.charts.periods import date_term, has_dates, last_day, within, without_dates
from reader.gui.charts.saving import ChartSaving, heading_of
from reader.gui.charts.strip import HistogramStrip
from reader.gui.charts.table import ChartTable
from reader.gui.frame.messages import Message, Weight
from reader.gui.frame.window_state import WindowState
from reader.gui.results.flow import Searched
from reader.gui.views.tabs import ViewChanged, ViewName

if TYPE_CHECKING:
    from reader.gui.frame.window import MainWindow


def days_of(chart: Chart, chosen: RangeChosen) -> tuple[str, str]:
    """Return the first and the last day of bins of a chart."""
    figure = chart.figure
    return figure.starts[chosen.first], last_day(figure.starts[chosen.last], figure.period, figure.step)


class Charts(QObject):
    """The histogram above the panes, and the timeline."""

    def __init__(self, window: "MainWindow", state: WindowState) -> None:
        super().__init__(window)
        self._window, self._state = window, state
        self.strip, self.page = HistogramStrip(), TimelinePage()
        self.saving = ChartSaving(window, window.jobs)
        self.saving.said.connect(window.messages.say)
        self.histogram_wanted = state.flag("histogram", default=True)
        self.is_stacked = state.flag("histogram_by_outlet", default=False)
        self._histogram_job, self._timeline_job = CancelToken(), CancelToken()
        self._timeline: tuple[Timeline, list[Line]] | None = None
        self._stretch = ("", "")
        self._follows, self._first_query = remembering.restore(self.page, state), ""
        self._is_stale = True
        self.strip.hide()
        window.views.add(ViewName.TIMELINE, self.page)
        window.views.changed.connect(self._view_changed)
        window.search.searched.connect(self._searched)
        self.strip.chart.range_chosen.connect(self._filter)
        self.strip.chart.cleared.connect(self._all_dates)
        self.strip.all_dates_requested.connect(self._all_dates)
        self.page.asked.connect(self._asked)
        self.page.drawn.connect(self._drawn)
        self.page.chart.range_chosen.connect(self._look_closer)
        self.page.chart.cleared.connect(self._whole_time)
        self.page.whole_requested.connect(self._whole_time)
        self.page.open_requested.connect(self._open_chosen)
        self.page.whole.hide()

    def _say(self, error: ReaderError) -> None:
        self._window.messages.say(Message(str(error), Weight.ERROR))

    def _searched(self, _: Searched) -> None:
        self._check()
        self._is_stale = True
        self._read_histogram()
        if self._window.views.current is ViewName.TIMELINE:
            self._read_timeline()

    def _read_histogram(self) -> None:
        """Ask for the histogram of the search that is shown; nothing is asked while it is hidden."""
        self._histogram_job.cancel()
        if not self.histogram_wanted:
            return
        asked = self._window.search.request
        request = replace(asked, limit=0, offset=0, facets=False, histogram=True, by_outlet=self.is_stacked)
        shelf = self._window.shelf
        self._histogram_job = self._window.jobs.run(
            lambda token: shelf.library().search(request, token), done=self._show_histogram, failed=self._say
        )

    def _show_histogram(self, answer: SearchAnswer) -> None:
        dated = has_dates(answer.query)
        self.strip.show_histogram(answer.histogram, has_dates=dated)
        found = answer.histogram
        is_something = found is not None and (bool(found.starts) or found.undated > 0)
        self.strip.setVisible(self.histogram_wanted and (is_something or dated))

    def toggle_histogram(self) -> None:
        """Show or hide the histogram, and remember it."""
        self.histogram_wanted = not self.histogram_wanted
        self._state.save_flag("histogram", value=self.histogram_wanted)
        self.strip.hide()
        self._read_histogram()

    def toggle_outlets(self) -> None:
        """Part the bars by outlet, or not, and remember it."""
        self.is_stacked = not self.is_stacked
        self._state.save_flag("histogram_by_outlet", value=self.is_stacked)
        self._read_histogram()

    def _check(self) -> None:
        """Show in the menu what is remembered."""
        actions = self._window.actions_table.by_name
        actions["toggle_histogram"].setChecked(self.histogram_wanted)
        actions["histogram_outlets"].setChecked(self.is_stacked)

    def _filter(self, chosen: RangeChosen) -> None:
        bar = self._window.query_bar
        bar.put(within(bar.query, *days_of(self.strip.chart, chosen)))

    def _all_dates(self) -> None:
        bar = self._window.query_bar
        if has_dates(bar.query):
            bar.put(without_dates(bar.query))

    def _view_changed(self, changed: ViewChanged) -> None:
        if changed.name is ViewName.TIMELINE and self._is_stale:
            self._read_timeline()

    def _drawn(self) -> None:
        self._remember()
        self._draw()

    def _remember(self) -> None:
        remembering.save(self.page, self._state, follows=self._follows)

    def _asked(self) -> None:
        self._follows = self._follows and self.page.fields[0].text() == self._first_query
        self._remember()
        self._read_timeline()

    def _follow(self) -> None:
        """Let the first line be the query above, until the reader changes that line."""
        if self._follows:
            self._first_query = self._window.query_bar.query
            if self.page.fields:
                self.page.fields[0].setText(self._first_query)
            else:
                self.page.add_query(self._first_query)

    def _read_timeline(self) -> None:
        self._follow()
        self._is_stale = False
        lines = self.page.lines()
        kept = [line for at, line in enumerate(lines) if line.query or (at == 0 and self._follows)] or lines[:1]
        searches = tuple(self._asked_for(line.query) for line in kept)
        request = TimelineRequest(searches, self.page.period.currentData(), *self._stretch)
        shelf = self._window.shelf
        self._timeline_job.cancel()
        self._timeline_job = self._window.jobs.run(
            lambda token: shelf.library().timeline(request, token),
            done=lambda timeline: self._show_timeline(timeline, kept),
            failed=self._say,
        )

    def _asked_for(self, query: str) -> SearchRequest:
        """Return what a query asks for among the stories that the filters of the search above leave."""
        above = self._window.search.request
        typing = above.typing and query == above.query
        return replace(above, query=query, typing=typing, limit=0, offset=0, facets=False)

    def _show_timeline(self, timeline: Timeline, lines: list[Line]) -> None:
        self._timeline = (timeline, lines)
        self._draw()
        self.page.whole.setVisible(self._stretch != ("", ""))

    def _draw(self) -> None:
        if self._timeline is not None:
            timeline, lines = self._timeline
            colours = {line.query: line.colour for line in self.page.lines()}
            lines = [Line(line.query, colours.get(line.query, line.colour)) for line in lines]
            self.page.show_timeline(timeline, lines)

    def _look_closer(self, chosen: RangeChosen) -> None:
        """Show a selected stretch of time alone; open the stories of a single bin."""
        if chosen.first == chosen.last:
            self._open(chosen)
            return
        self._stretch = days_of(self.page.chart, chosen)
        self._read_timeline()

    def _whole_time(self) -> None:
        if self._stretch != ("", ""):
            self._stretch = ("", "")
            self._read_timeline()

    def _open_chosen(self) -> None:
        chart = self.page.chart
        if chart.cursor_bin >= 0:
            self._open(chart.selection() or RangeChosen(chart.cursor_bin, chart.cursor_bin))

    def _open(self, chosen: RangeChosen) -> None:
        """List the stories of some bins that any of the queries finds."""
        queries = [line.query for line in self._timeline[1]] if self._timeline is not None else []
        together = " or ".join(f"({query})" for query in queries) if len(queries) > 1 and all(queries) else queries[0]
        together = f"({together})" if len(queries) > 1 and all(queries) else together
        first, last = days_of(self.page.chart, chosen)
        low, high = self._stretch
        self._follows = False
        self._remember()
        self._window.views.show_view(ViewName.STORIES)
        term = date_term(max(first, low), min(last, high) if high else last)
        self._window.query_bar.put(f"{together} {term}".strip())

    def _shown(self) -> Chart:
        return self.page.chart if self._window.views.current is ViewName.TIMELINE else self.strip.chart

    def show_table(self) -> None:
        """Show the values of the chart that is in view as a table."""
        table = ChartTable(self._shown().figure, self._window)
        table.finished.connect(table.deleteLater)
        table.open()

    def export(self, ask: Callable[[], str] | None = None) -> None:
        """Save the chart that is in view."""
        figure = self._shown().figure
        if not figure.starts:
            self._window.messages.say(Message(self.tr("There is no chart to save: no story found has a date.")))
            return
        request = self._window.search.request
        if self._window.views.current is ViewName.TIMELINE and self._timeline is not None:
            queries = tuple(line.query for line in self._timeline[1])
            title, name = self.tr("Frequency over time"), self.tr("timeline")
        else:
            queries, title, name = (request.query,), self.tr("Stories found over time"), self.tr("stories over time")
        chosen = ask() if ask is not None else self.saving.ask_path(name)
        if chosen:
            self.saving.save(figure, heading_of(figure, title, queries, request), Path(chosen))
