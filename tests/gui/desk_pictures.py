"""Pictures of the histogram, the timeline, and hits in context with their collocates."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from reader.core.model import Article
from reader.core.query import Measure
from reader.gui.charts.page import Rate
from reader.gui.charts.table import ChartTable
from reader.gui.frame.window import MainWindow
from reader.gui.study.model import ContextModel
from reader.gui.views.tabs import ViewName
from reader.study.sorting import Level
from tests.gui.articles import article
from tests.gui.fakes import FakeLibrary

CHINESE = (
    ("h", "长江大桥夜间限行三个月"),
    ("p", "武汉长江大桥将从周一起夜间限行。工程师说，大桥的桥面需要更换。市民可以乘坐轮渡，大桥白天照常开放。"),
    ("p", "这座大桥建成于1957年，每天有十万辆车经过大桥。Harbour Post 记者在大桥上看到，行人不多。"),
)


class Studio(Protocol):
    """What takes pictures."""

    def search(self, window: MainWindow, query: str) -> None:
        """Search and wait for the first hit."""

    def take(self, widget: QWidget, name: str) -> None:
        """Save a picture."""

    @property
    def folder(self) -> Path:
        """Where pictures go."""


Wait = Callable[[Callable[[], bool], str], None]


def chinese() -> Article:
    """Return a story in Chinese."""
    return article(CHINESE, language="zh", outlet="江报", author="", published="2011-02-09")


def chart_pictures(studio: Studio, window: MainWindow, wait_until: Wait, name: str) -> None:
    """Take the pictures of the histogram by outlet, of the timeline in its forms, of its table, and of its file."""
    charts = window.charts
    window.query_bar.put("")
    wait_until(lambda: bool(charts.strip.chart.figure.starts), "no histogram")
    charts.toggle_outlets()
    wait_until(lambda: len(charts.strip.chart.figure.series) > 1, "no outlets")
    charts.strip.chart.setFocus()
    charts.strip.chart.go_to(2, select=False)
    charts.strip.chart.go_to(4, select=True)
    studio.take(window, f"histogram-outlets-{name}")
    charts.toggle_outlets()
    window.views.show_view(ViewName.TIMELINE)
    page = charts.page
    for query in ("bridge", "ferry"):
        page.add_query(query)
    page.asked.emit()
    wait_until(lambda: len(page.chart.figure.series) > 2, "no timeline")
    page.chart.go_to(2, select=False)
    studio.take(window, f"timeline-{name}")
    page.rate.setCurrentIndex(page.rate.findData(Rate.PER_THOUSAND))
    page.smooth.setCurrentIndex(1)
    page.drawn.emit()
    studio.take(window, f"timeline-smoothed-{name}")
    for suffix in (".png", ".svg", ".csv"):
        path = studio.folder / f"saved-timeline-{name}{suffix}"
        charts.export(partial(str, path))
        wait_until(path.exists, "no file of the chart")
    table = ChartTable(page.chart.figure, window)
    table.show()
    studio.take(table, f"chart-table-{name}")
    table.close()
    while len(page.fields) > 1:
        page.remove_buttons[-1].click()
    window.query_bar.put("zebra")
    wait_until(lambda: window.model.total == 0, "there is a zebra")
    wait_until(lambda: not page.chart.figure.starts, "still a timeline")
    studio.take(window, f"timeline-empty-{name}")
    window.views.show_view(ViewName.STORIES)


def context_pictures(studio: Studio, window: MainWindow, wait_until: Wait, name: str) -> None:
    """Take the pictures of hits in context: sorted, with collocates, in scripts of every direction, and empty."""
    contexts = window.desk.contexts
    view, model = contexts.view, contexts.model
    studio.search(window, "bridge")
    window.views.show_view(ViewName.CONTEXT)
    wait_until(lambda: model.rowCount() > 5, "no lines")
    view.table.go_to(3)
    studio.take(window, f"context-{name}")
    for box, level in zip(view.sorts, (Level.R1, Level.L1, Level.OUTLET), strict=True):
        box.setCurrentIndex(box.findData(level))
    view.panel.least.setValue(1)
    if not view.collocates.isChecked():
        contexts.toggle_collocates()
    wait_until(lambda: bool(view.panel.model.rows), "no collocates")
    studio.take(window, f"collocates-{name}")
    view.show_export(0.4)
    studio.take(window, f"context-writing-{name}")
    view.show_export(None)
    contexts.toggle_collocates()
    for script, word in (("hebrew", "הגשר"), ("arabic", "الجسر"), ("chinese", "大桥")):
        window.query_bar.put(word)
        wait_until(partial(has_lines, model, word), f"no lines of {word}")
        studio.take(window, f"context-{script}-{name}")
    view.measure.setCurrentIndex(view.measure.findData(Measure.CHARACTERS))
    studio.take(window, f"context-characters-{name}")
    window.query_bar.put("zebra")
    wait_until(lambda: "no lines" in view.status.text() or model.rowCount() == 0, "there is a zebra")
    studio.take(window, f"context-empty-{name}")
    window.views.show_view(ViewName.STORIES)


def has_lines(model: ContextModel, word: str) -> bool:
    """Tell whether the hits of a word are listed."""
    return model.rowCount() > 0 and word in model.line(0).text


def with_chinese(library: FakeLibrary) -> FakeLibrary:
    """Return a library with a story in Chinese and one without a date besides."""
    library.add(chinese())
    library.add(article((("h", "A story without a date"), ("p", "The ferry is old."))[:2], published=""))
    return library
