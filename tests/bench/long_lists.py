"""Measures list and table of a result of 100,000 stories: scrolling, jumping, choosing all, while rows are fetched.

A real library and a real index: one story, and its row and its text again under other numbers.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader.core.changes import Event, Wish, WorkerReady
from reader.core.model import Curation
from reader.core.query import SearchDocument
from reader.core.settings import Settings, Theme
from reader.gui.frame.tour import wait_until
from reader.gui.frame.window import MainWindow, Surroundings
from reader.gui.frame.window_state import WindowState
from reader.gui.results.rows import StoryRows
from reader.search.writer import IndexWriter
from reader.service.library import Library
from reader.service.places import index_folder
from reader.store import Store
from tests.bench.ui_measure import Ticks, report, spread
from tests.search.stories import story
from tests.store.stories import add, make_article

STORIES = 100_000
WORDS = ("harbour", "bridge", "council", "river", "storm", "ferry", "museum", "grain", "school", "minister", "night")
_OTHERS = "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "


class IdleWorker:
    """A worker that does nothing."""

    def __init__(self, tell: Callable[[Event], None]) -> None:
        self._tell = tell
        self.wishes: list[Wish] = []

    def start(self) -> None:
        """Be ready at once."""
        self._tell(WorkerReady())

    def send(self, wish: Wish) -> None:
        """Keep the wish."""
        self.wishes.append(wish)

    def close(self, timeout_s: float = 5.0) -> None:
        """Do nothing."""


def documents() -> Iterator[SearchDocument]:
    """Yield what is indexed."""
    dice = random.Random(3)
    for number in range(1, STORIES + 1):
        words = [dice.choice(WORDS) + (str(dice.randrange(900)) if dice.random() < 0.3 else "") for _ in range(120)]
        headline = " ".join(dice.choice(WORDS) for _ in range(9)).capitalize()
        published = f"20{10 + number % 10}-0{1 + number % 9}-1{number % 10}"
        yield story(number, " ".join(words), headline=headline, outlet=f"Outlet {number % 40}", published=published)


def make_library(folder: Path) -> None:
    """Write the library and its index."""
    store = Store.open(folder / "library")
    first = add(store, make_article("Harbour bridge", " ".join(WORDS * 9)), b"story")
    connection = store._connection
    columns = ", ".join(
        row["name"] for row in connection.execute("PRAGMA table_info(articles)") if row["name"] not in ("id", "place")
    )
    with store.transaction():
        connection.execute(
            f"{_OTHERS}INSERT INTO articles (id, place, {columns}) "
            f"SELECT i, i, {columns} FROM n, articles WHERE id = ?",
            (STORIES, first),
        )
        connection.execute(
            f"{_OTHERS}INSERT INTO blocks (article_id, ordinal, kind, level, joint, spans) "
            "SELECT i, ordinal, kind, level, joint, spans FROM n, blocks WHERE article_id = ?",
            (STORIES, first),
        )
        connection.execute(
            f"{_OTHERS}INSERT INTO texts (article_id, text) SELECT i, text FROM n, texts WHERE article_id = ?",
            (STORIES, first),
        )
        connection.execute("UPDATE articles SET text_key = 'key' || (id / 4), needs_check = id % 9 = 0")
        store.curation.add(first, Curation(("water", "bridges of the north", "to read")))
        connection.execute("INSERT OR IGNORE INTO story_tags SELECT id, 1 + id % 3 FROM articles WHERE id % 2")
        connection.execute("INSERT OR IGNORE INTO states SELECT id, id % 3, id % 5 = 0 FROM articles")
    with IndexWriter.open(index_folder(folder / "library", store.library_id, folder / "cache")) as writer:
        writer.write(documents(), (), store.sequence)
    store.close()


def long_lists() -> None:
    """Scroll through 100,000 stories in both forms."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        subprocess.run([sys.executable, "-m", "tests.bench.long_lists", str(folder)], check=True)
        window = MainWindow(
            Surroundings(
                lambda: Library.open(folder / "library", folder / "cache"),
                IdleWorker,
                Settings(theme=Theme.LIGHT),
                lambda _: None,
                WindowState(folder / "state"),
            )
        )
        window.resize(1440, 900)
        window.show()
        window.begin()
        wait_until(lambda: window.reading.story is not None, "no story opened")
        report("the same with 100,000 stories listed newest first", memory(), "< 250")
        began = time.perf_counter()
        with_river: list[object] = []
        window.search.searched.connect(with_river.append)
        window.query_bar.put("river")
        wait_until(lambda: bool(with_river), "no answer")
        report(f"{window.model.total} results, query to filled list", f"{1000 * (time.perf_counter() - began):.0f} ms")
        for is_table in (False, True):
            window.results.show_form(is_table=is_table)
            form = "table" if is_table else "list"
            for kind, act in (("End, Home", ends), ("PageDown", pages), ("dragging the bar", drag), ("keys", keys)):
                measured(window, f"{form}: {kind}", act)
            measured(window, f"{form}: Ctrl+A", choose_all)
            assert is_all_chosen(window)
        report("rows kept in memory", f"{len(window.model.known(0, STORIES))}", "<= 5000")
        report("memory of the process: its own + files it reads", memory(), "< 250")
        window.close()


def measured(window: MainWindow, name: str, act: Callable[[StoryRows], None]) -> None:
    """Do something with the rows and print the gaps of the window's thread meanwhile."""
    rows = window.results.shown
    rows.setFocus()
    rows.go_to(0)
    pause(300)
    ticks = Ticks()
    act(rows)
    report(f"gap, {name}, p50 / p99 / max", spread(ticks.gaps_ms), "p99 < 30, max < 100")


def pause(ms: int) -> None:
    """Let the window go on for a while."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def ends(rows: StoryRows) -> None:
    """Go to the end and back."""
    for _ in range(5):
        for key in (Qt.Key.Key_End, Qt.Key.Key_Home):
            QTest.keyClick(rows, key)
            pause(150)


def pages(rows: StoryRows) -> None:
    """Page down, as a key that is held down does."""
    for _ in range(60):
        QTest.keyClick(rows, Qt.Key.Key_PageDown)
        pause(30)


def keys(rows: StoryRows) -> None:
    """Go down row by row."""
    for _ in range(60):
        QTest.keyClick(rows, Qt.Key.Key_Down)
        pause(30)


def drag(rows: StoryRows) -> None:
    """Drag the bar down through everything and up again."""
    bar = rows.verticalScrollBar()
    for step in (*range(101), *range(100, -1, -1)):
        bar.setValue(bar.maximum() * step // 100)
        pause(15)


def choose_all(rows: StoryRows) -> None:
    """Select everything, and look at other rows of it."""
    QTest.keyClick(rows, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    pause(200)
    for share in (0.5, 0.9):
        rows.verticalScrollBar().setValue(round(rows.verticalScrollBar().maximum() * share))
        pause(200)


def is_all_chosen(window: MainWindow) -> bool:
    """Tell whether the whole result is selected."""
    return window.results.chosen(window.search.request).is_whole


def memory() -> str:
    """Return the memory of this process, its own and with the files it reads; "" where the system does not tell."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return ""
    sizes = {name: int(value.split()[0]) / 1e3 for name, value in (line.split(":") for line in lines) if "Rss" in name}
    return f"{sizes.get('RssAnon', 0):.0f} + {sizes.get('RssFile', 0):.0f} MB"


if __name__ == "__main__":
    make_library(Path(sys.argv[1]))
