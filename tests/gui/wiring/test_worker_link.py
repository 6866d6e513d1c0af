"""Tests of the link to the worker."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from reader.core.changes import Event, LibraryChanged, SetStarred, Wish, WorkerFailed, WorkerReady
from reader.core.model import ArticleId
from reader.gui.wiring.worker_link import LinkChanged, LinkState, WorkerLink


class Worker:
    """Does what the test says."""

    def __init__(self, tell: Callable[[Event], None]) -> None:
        self.tell = tell
        self.wishes: list[Wish] = []
        self.closed = False

    def start(self) -> None:
        """Wait for the test."""

    def send(self, wish: Wish) -> None:
        """Note it."""
        self.wishes.append(wish)

    def close(self, timeout_s: float = 5.0) -> None:
        """Note it."""
        self.closed = True


class Bench:
    """A link and the workers it made."""

    def __init__(self) -> None:
        self.workers: list[Worker] = []
        self.states: list[LinkChanged] = []
        self.link = WorkerLink(self.make)
        self.link.state_changed.connect(self.states.append)

    def has_made(self, workers: int) -> bool:
        """Tell whether so many workers were made."""
        return len(self.workers) == workers

    def make(self, tell: Callable[[Event], None]) -> Worker:
        """Make a worker."""
        self.workers.append(Worker(tell))
        return self.workers[-1]


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    made = Bench()
    made.link.start()
    yield made
    made.link.close()


def test_an_event_arrives_whole(qtbot: QtBot, bench: Bench) -> None:
    change = LibraryChanged(added=(ArticleId(2**40),))
    with qtbot.waitSignal(bench.link.event_arrived) as heard:
        bench.workers[0].tell(change)
    assert heard.args[0] == change


def test_the_link_is_ready_when_the_worker_is(qtbot: QtBot, bench: Bench) -> None:
    with qtbot.waitSignal(bench.link.state_changed) as heard:
        bench.workers[0].tell(WorkerReady())
    assert heard.args[0] == LinkChanged(LinkState.READY)
    assert bench.link.send(SetStarred((ArticleId(1),), is_starred=True))
    assert len(bench.workers[0].wishes) == 1


def test_a_worker_that_dies_is_started_again(qtbot: QtBot, bench: Bench) -> None:
    bench.workers[0].tell(WorkerReady())
    bench.workers[0].tell(WorkerFailed("It is gone.", fatal=True))
    qtbot.waitUntil(lambda: len(bench.workers) == 2)
    assert bench.workers[0].closed
    assert LinkChanged(LinkState.RESTARTING, "It is gone.") in bench.states


def test_a_worker_that_keeps_dying_is_given_up(qtbot: QtBot, bench: Bench) -> None:
    for number in range(4):
        qtbot.waitUntil(partial(bench.has_made, number + 1))
        bench.workers[number].tell(WorkerReady())
        bench.workers[number].tell(WorkerFailed("Gone again.", fatal=True))
    qtbot.waitUntil(lambda: bench.link.state is LinkState.READ_ONLY)


def test_a_library_locked_by_another_window_leaves_this_one_reading(qtbot: QtBot, bench: Bench) -> None:
    bench.workers[0].tell(WorkerFailed("This library is open in another window.", fatal=True))
    qtbot.waitUntil(lambda: bench.link.state is LinkState.READ_ONLY)
    assert len(bench.workers) == 1
    assert not bench.link.send(SetStarred((ArticleId(1),), is_starred=True))


def test_nothing_arrives_after_closing(qtbot: QtBot) -> None:
    bench = Bench()
    bench.link.start()
    heard: list[Event] = []
    bench.link.event_arrived.connect(heard.append)
    bench.workers[0].tell(WorkerReady())
    bench.link.close()
    qtbot.waitUntil(lambda: bench.workers[0].closed)
    with qtbot.assertNotEmitted(bench.link.event_arrived, wait=20):
        bench.workers[0].tell(WorkerReady())
    assert heard == []
