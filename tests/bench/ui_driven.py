"""Drives the window while the real worker imports: scrolling, typing, searching, switching stories, all measured.

The library is a made one (``made_library``), 10,000 stories or, with ``--full``, 100,000. It is copied first, since the
import changes it. What is asked for stands beside each figure; ``busy`` is what the window's thread itself computed.
"""

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from reader.core.settings import AskBefore
from reader.gui.frame.start import make_window, settle
from reader.gui.frame.tour import wait_until
from reader.gui.frame.window import MainWindow
from tests.bench import made_library
from tests.bench.search import corpus
from tests.bench.ui_measure import Heard, PaintEye, Ticks, report, spread

ROUNDS = 3
FRAME_MS, KEY_MS, READ_MS = 16, 110, 250
TYPED = ("police in the city", "new government report", "oil price war")
SEARCHED = ("market", "president visit", '"last year"', "bank w/5 money", "trade*")


def driven(stories: int, pages: int, page: Callable[[int, random.Random], str]) -> None:
    """Measure it all on a library of so many stories while so many pages are imported."""
    if not corpus.is_here():
        report(f"driven on {stories} stories while importing", "no corpus here", "needs ../shared/bench")
        return
    made = made_library.made(stories)
    with tempfile.TemporaryDirectory(dir=corpus.KEPT, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        made_library.copied(made, folder)
        dice = random.Random(7)
        (folder / "pages").mkdir()
        for number in range(pages):
            (folder / "pages" / f"{number}.html").write_text(page(number, dice), encoding="utf-8")
        window = make_window(folder / "library", folder / "cache", folder / "settings")
        window.show()
        window.begin()
        wait_until(lambda: window.model.total >= stories, "the library was not opened")
        settle()
        Drive(window, "").measure()
        window.imports.counting.ask_before = AskBefore.NEVER
        window.imports.import_paths((str(folder / "pages"),))
        wait_until(lambda: window.imports.is_running, "the import did not begin")
        drive = Drive(window, ", importing")
        drive.measure()
        report("  the import lasted all the while", "yes" if window.imports.is_running else "no: give more pages")
        window.close()


class Drive:
    """What a reader does, a few rounds of it, and what it cost."""

    def __init__(self, window: MainWindow, when: str) -> None:
        self._window, self._when = window, when
        self._gaps: dict[str, list[float]] = {}
        self._busy: dict[str, list[float]] = {}
        self._keys: list[float] = []
        self._switches: list[float] = []
        self._answers: list[float] = []

    def measure(self) -> None:
        """Go the rounds and report."""
        doings = {"scrolling": self._scroll, "typing": self._type, "searching": self._search, "reading": self._read}
        for _ in range(ROUNDS):
            for name, do in doings.items():
                ticks = Ticks()
                do()
                ticks.stop()
                self._gaps.setdefault(name, []).extend(ticks.gaps_ms)
                self._busy.setdefault(name, []).extend(ticks.busy_ms)
        when = self._when
        for name in doings:
            report(f"gap while {name}{when}", spread(self._gaps[name]), "p99 < 30, max < 100")
            report("  of it busy", spread(self._busy[name]))
        report(f"key to paint{when}", spread(self._keys), "p99 < 16")
        report(f"query to filled list{when}", spread(self._answers))
        report(f"switch of stories until painted{when}", spread(self._switches), "p99 < 60")

    def _ask(self, query: str) -> None:
        """Search for a query and wait for the filled list."""
        window = self._window
        searched = Heard()
        began = time.perf_counter()
        window.search.searched.connect(searched.hear)
        window.query_bar.put(query)
        self._answers.append(1000 * (searched.wait() - began))
        window.search.searched.disconnect(searched.hear)

    def _scroll(self) -> None:
        """Scroll all stories by the wheel, by whole pages, and by leaps of the bar."""
        self._window.query_bar.put("")
        pause(200)
        bar = self._window.results.list.verticalScrollBar()
        dice = random.Random(11)
        for step in range(150):
            if step % 25 == 24:
                bar.setValue(dice.randrange(bar.maximum() + 1))
            elif step % 40 == 39:
                bar.setValue(bar.maximum())
            else:
                bar.setValue(bar.value() + (60 if step < 75 else 700))
            pause(FRAME_MS)

    def _type(self) -> None:
        line = self._window.query_bar.line
        line.setFocus()
        for text in TYPED:
            line.clear()
            for letter in text:
                self._keys.append(until_painted(line, partial(QTest.keyClicks, line, letter)))
                pause(KEY_MS)

    def _search(self) -> None:
        for query in SEARCHED:
            self._ask(query)
            pause(READ_MS)

    def _read(self) -> None:
        """Open the long stories one after the other, there and back."""
        window = self._window
        self._ask(made_library.LONG_QUERY)
        pause(READ_MS)
        pane = window.story.pane.viewport()
        for place in _there_and_back(made_library.LONG_STORIES):
            opened, eye = Heard(), PaintEye()
            pane.installEventFilter(eye)
            began = time.perf_counter()
            window.reading.opened.connect(opened.hear)
            window.results.list.go_to(place)
            self._switches.append(1000 * (eye.painted.wait(since=opened.wait()) - began))
            window.reading.opened.disconnect(opened.hear)
            pane.removeEventFilter(eye)
            pause(READ_MS)


def _there_and_back(count: int) -> Iterator[int]:
    yield from range(1, count)
    yield from reversed(range(count - 1))


def until_painted(widget: QWidget, do: Callable[[], object]) -> float:
    """Do something and return the milliseconds until the widget was painted."""
    eye = PaintEye()
    widget.installEventFilter(eye)
    began = time.perf_counter()
    do()
    painted = eye.painted.wait()
    widget.removeEventFilter(eye)
    return 1000 * (painted - began)


def pause(ms: int) -> None:
    """Let the window's thread run for a while."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()
