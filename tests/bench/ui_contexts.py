"""Measures the view of hits in context with 100,000 lines: gaps of the window's thread while a reader works in it.

``python -m tests.bench.ui_contexts [LINES]`` prints a line for each step; times are milliseconds of this machine. The
index and its reads are the program's own; the stories in it are generated.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QGuiApplication

from reader.core.cancel import CancelToken
from reader.core.model import ArticleId
from reader.core.query import HitPage, SearchAnswer, SearchDocument, SearchRequest, StoryHead, Width, WordTotals
from reader.core.records import LibraryStats, Story, StorySummary
from reader.core.settings import Settings, Theme
from reader.core.timeline import Timeline, TimelineRequest
from reader.gui.frame.faults import log_qt_messages
from reader.gui.frame.start import make_application, settle
from reader.gui.frame.tour import wait_until
from reader.gui.frame.window import MainWindow
from reader.search import IndexWriter, SearchIndex
from reader.study.sorting import Level
from tests.bench.ui import fake_window
from tests.bench.ui_measure import Heard, Ticks, report, spread
from tests.gui.articles import article
from tests.gui.fakes import FakeLibrary

LINES = 100_000
HITS = 20
WORDS = 400
OUTLETS = ("The Harbour Post", "The Alder Courier", "Northern Ledger", "Meridian Weekly")
SCROLLS = 400
BOUND = "p99 < 30, max < 100"


def documents(count: int) -> Iterator[SearchDocument]:
    """Yield stories in which "bridge" stands ``HITS`` times among words that are as unevenly frequent as real ones."""
    dice = random.Random(11)
    syllables = ("ka", "lo", "mi", "ren", "sta", "vor", "un", "tel", "bri", "os", "da", "pul")
    words = ["".join(dice.choices(syllables, k=1 + number % 4)) for number in range(20_000)]
    weights = [1 / (place + 3) for place in range(len(words))]
    for number in range(1, count + 1):
        body = dice.choices(words, weights, k=WORDS)
        for place in dice.sample(range(WORDS), HITS):
            body[place] = "bridge"
        text = "\n".join(" ".join(body[start : start + 50]) + "." for start in range(0, WORDS, 50))
        day = f"{2001 + number % 20}-{1 + number % 12:02}-{1 + number % 28:02}"
        yield SearchDocument(
            ArticleId(number),
            1,
            f"Story {number} of the harbour",
            "",
            text,
            "",
            "",
            OUTLETS[number % len(OUTLETS)],
            "",
            "en",
            "",
            day,
            "",
            "",
            "2026-01-01",
            WORDS,
        )


class IndexedLibrary(FakeLibrary):
    """A library whose searches run on a real index; only its stories are made up."""

    def __init__(self, index: SearchIndex) -> None:
        super().__init__()
        self._index = index

    def search(self, request: SearchRequest, cancel: CancelToken | None = None) -> SearchAnswer:
        """Search the index."""
        return self._index.search(request, cancel)

    def contexts(self, request: SearchRequest, width: Width = Width(), cancel: CancelToken | None = None) -> HitPage:  # noqa: B008 - as the port has it
        """Read hits from the index."""
        return self._index.contexts(request, width, cancel)

    def timeline(self, request: TimelineRequest, cancel: CancelToken | None = None) -> Timeline:
        """Count in the index."""
        return self._index.timeline(request, cancel)

    def heads(self, stories: Sequence[ArticleId]) -> tuple[StoryHead, ...]:
        """Read heads from the index."""
        return self._index.heads(stories)

    def words(self, text: str) -> list[str]:
        """Cut a text as the index does."""
        return self._index.words(text)

    def word_totals(self, words: Sequence[str]) -> WordTotals:
        """Count words in the index."""
        return self._index.word_totals(words)

    def stats(self) -> LibraryStats:
        """Count the stories of the index."""
        return replace(super().stats(), stories=self._index.size(), indexed=self._index.size())

    def story(self, article_id: ArticleId) -> Story:
        """Return a short story."""
        made = article([("h", f"Story {article_id} of the harbour"), ("p", "The bridge stands. " * 30)])
        return Story(article_id, made, "2026-01-01T10:00:00Z", "story.html", "0" * 64)

    def summaries(self, ids: Sequence[ArticleId]) -> tuple[StorySummary, ...]:
        """Return states in which nothing is noted."""
        return tuple(StorySummary(each, False, False, False, 0, WORDS) for each in ids)


class Steps:
    """Does one thing after another and prints how long the window's thread stood still meanwhile."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.contexts = window.desk.contexts

    def take(self, name: str, act: Callable[[], object], ready: Callable[[], bool] | None = None) -> None:
        """Act, wait until the window is ready, and print the gaps."""
        arranged = Heard()
        self.contexts.arranged.connect(lambda: arranged.hear(None))
        ticks, began = Ticks(), time.perf_counter()
        act()
        wait_until(ready or arranged.is_heard, f"{name} did not end")
        seconds = time.perf_counter() - began
        wait_until(lambda: len(ticks.gaps_ms) > 5, "no tick")
        report(f"{name} ({seconds:.1f} s), gaps p50 / p99 / max", spread(ticks.gaps_ms), BOUND)
        ticks.stop()

    def scroll(self) -> None:
        """Go through the lines and paint every stop."""
        bar, viewport, times = self.contexts.view.table.verticalScrollBar(), self.contexts.view.table.viewport(), []
        for number in range(SCROLLS):
            began = time.perf_counter()
            bar.setValue(bar.maximum() * number // SCROLLS if number % 2 else bar.value() + 3)
            viewport.repaint()
            times.append(1000 * (time.perf_counter() - began))
        report("scroll and paint a screen of lines, p50 / p99 / max", spread(times), BOUND)


def in_contexts(lines: int) -> None:
    """Measure the view on an index that is made for it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with IndexWriter.open(folder / "index") as writer:
            writer.write(documents(lines // HITS), (), 1)
        with SearchIndex.open(folder / "index") as index:
            window = fake_window(IndexedLibrary(index), folder / "state")
            window.query_bar.put("bridge")
            wait_until(lambda: window.model.total == lines // HITS, "not found")
            work(window, lines)
            window.close()


def work(window: MainWindow, lines: int) -> None:
    """Fill the view and work in it."""
    settle()
    steps = Steps(window)
    view, model = steps.contexts.view, steps.contexts.model
    actions = window.actions_table.by_name
    steps.take(f"load {lines:,} lines", actions["view_context"].trigger)
    if model.rowCount() != lines:
        raise AssertionError(model.rowCount())
    steps.scroll()

    def sort() -> None:
        for box, level in zip(view.sorts, (Level.R1, Level.L1, Level.OUTLET), strict=True):
            box.setCurrentIndex(box.findData(level))

    steps.take("sort by three levels", sort)
    steps.scroll()
    view.table.setFocus()
    steps.take("select all", actions["select_all"].trigger, lambda: len(view.table.chosen_rows()) == lines)
    steps.take("paint the selection", view.table.viewport().repaint, lambda: True)
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    steps.take("copy all", actions["copy"].trigger, lambda: clipboard.text() != "")
    view.table.clearSelection()
    steps.take("collocates", actions["toggle_collocates"].trigger)
    steps.take("the lines with a collocate", lambda: view.panel.choose(view.panel.model.rows[0].word))
    steps.take("all lines again", lambda: view.panel.choose(""))
    steps.take("another width", lambda: view.size_box.setValue(4), lambda: True)
    target = Path(tempfile.mkdtemp()) / "lines.xlsx"
    steps.take("export as XLSX", lambda: steps.contexts.taking.export_to(target), target.exists)


def main() -> None:
    """Measure."""
    make_application(Settings(theme=Theme.LIGHT))
    log_qt_messages()
    in_contexts(int(sys.argv[1]) if len(sys.argv) > 1 else LINES)


if __name__ == "__main__":
    main()
