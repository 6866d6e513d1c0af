"""Whatever happens to the index and in whatever order, it agrees with the store in the end."""

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, rule

from reader.core.changes import Event, IndexProgress, IndexState, LibraryChanged, WorkerFailed
from reader.core.errors import IndexDamagedError, StorageFullError
from reader.core.model import ArticleId
from reader.core.query import SearchDocument, SearchRequest
from reader.service.keeper import IndexKeeper
from reader.service.ports import SearchPackage
from reader.store import Store
from tests.service.fakes import INDEX_FILE, FakeReader, FakeWriter, erase, fake_search
from tests.store.stories import add, make_article


class StoreAndIndex(RuleBasedStateMachine):
    """Adds and removes stories, works in slices, restarts, and harms the index, in any order."""

    articles = Bundle("articles")

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        root = Path(self._folder.name)
        self._index = root / "index"
        self._index.mkdir()
        self._store = Store.open(root / "library")
        self._added = 0
        self._open()

    def _open(self) -> None:
        self._events: list[Event] = []
        self._keeper = IndexKeeper(self._store, self._index, fake_search(), self._events.append)
        self._keeper.open()

    @rule(target=articles)
    def add_story(self) -> ArticleId:
        """Add a story of its own bytes."""
        self._added += 1
        return add(self._store, make_article(f"Story {self._added}"), str(self._added).encode())

    @rule(article_id=consumes(articles))
    def remove_story(self, article_id: ArticleId) -> None:
        """Remove a story."""
        with self._store.transaction():
            self._store.remove_article(article_id)

    @rule()
    def work(self) -> None:
        """Do a slice."""
        self._keeper.step()

    @rule()
    def flush(self) -> None:
        """Do all slices, as at the end of an import."""
        self._keeper.flush()

    @rule()
    def restart(self) -> None:
        """Close the index and open it again."""
        self._keeper.close()
        self._open()

    @rule(keep=st.integers(0, 40))
    def harm_while_closed(self, keep: int) -> None:
        """Cut the index's file while nobody has it open."""
        self._keeper.close()
        path = self._index / INDEX_FILE
        if path.exists():
            path.write_bytes(path.read_bytes()[:keep])
        self._open()

    @rule()
    def rebuild(self) -> None:
        """Ask for a new index."""
        self._keeper.rebuild()

    def teardown(self) -> None:
        """Let the keeper finish, and compare."""
        while self._keeper.has_work:
            self._keeper.step()
        if self._store.sequence:
            found = FakeReader(self._index).search(SearchRequest("", limit=10**6))
            expected = {story.article_id for story in self._store.newest(10**6)}
            assert {row.article_id for row in found.rows} == expected
        assert not any(isinstance(event, WorkerFailed) for event in self._events)
        self._keeper.close()
        self._store.close()
        self._folder.cleanup()


TestStoreAndIndex = StoreAndIndex.TestCase
TestStoreAndIndex.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)


class BrokenWriter(FakeWriter):
    """A writer whose every write finds the index damaged."""

    def write(self, add: Iterable[SearchDocument], remove: Iterable[ArticleId], sequence: int) -> None:
        """Fail."""
        raise IndexDamagedError("The index breaks again and again.")


class FullWriter(FakeWriter):
    """A writer that finds no room."""

    def write(self, add: Iterable[SearchDocument], remove: Iterable[ArticleId], sequence: int) -> None:
        """Fail."""
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize(("writer", "sentence"), [(BrokenWriter, "again and again"), (FullWriter, "disk is full")])
def test_index_that_cannot_be_written_is_left_alone_and_told_once(
    tmp_path: Path, writer: type[FakeWriter], sentence: str
) -> None:
    (tmp_path / "index").mkdir()
    store = Store.open(tmp_path / "library")
    add(store, make_article(), b"x")
    events: list[Event] = []
    keeper = IndexKeeper(store, tmp_path / "index", SearchPackage(FakeReader, writer, erase), events.append)
    keeper.open()
    for _ in range(10):
        keeper.step()
    (failed,) = [event for event in events if isinstance(event, WorkerFailed)]
    assert sentence in failed.message
    assert not failed.fatal
    assert any(
        isinstance(event, IndexProgress) and event.state is IndexState.READY and sentence in event.reason
        for event in events
    ), "whoever waits for the index is told that the wait is over"
    assert not any(isinstance(event, LibraryChanged) for event in events)
    keeper.close()
    store.close()


def test_slices_follow_the_speed_of_the_index(tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    store = Store.open(tmp_path / "library")
    for number in range(350):
        add(store, make_article(f"Story {number}"), str(number).encode())
    events: list[Event] = []
    keeper = IndexKeeper(store, tmp_path / "index", fake_search(), events.append)
    keeper.open()
    while keeper.has_work:
        keeper.step()
    told = [(event.done, event.total) for event in events if isinstance(event, IndexProgress)]
    assert told[0] == (0, 350)
    assert told[1] == (100, 350)
    assert told[-1] == (350, 350)
    keeper.close()
    store.close()


class UntidyWriter(FakeWriter):
    """A writer whose every write needs three slices of tidying up afterwards."""

    needed = 0
    is_full = False

    def write(self, add: Iterable[SearchDocument], remove: Iterable[ArticleId], sequence: int) -> None:
        """Write, and leave some work."""
        super().write(add, remove, sequence)
        UntidyWriter.needed = 3

    @property
    def is_untidy(self) -> bool:
        """Whether slices are needed."""
        return self.needed > 0

    def tidy(self, seconds: float) -> None:
        """Do a slice, if there is room."""
        if UntidyWriter.is_full:
            raise StorageFullError("no room")
        UntidyWriter.needed -= 1


class CrowdedWriter(UntidyWriter):
    """One that should not wait for a quiet moment."""

    @property
    def is_crowded(self) -> bool:
        """Whether slices are needed."""
        return self.needed > 0


@pytest.fixture
def untidy(tmp_path: Path) -> Iterator[tuple[Store, IndexKeeper, list[Event]]]:
    """Return a store with a story, and the keeper of an index that wants to be tidied up."""
    (tmp_path / "index").mkdir()
    UntidyWriter.needed, UntidyWriter.is_full = 0, False
    store = Store.open(tmp_path / "library")
    add(store, make_article(), b"x")
    events: list[Event] = []
    keeper = IndexKeeper(store, tmp_path / "index", SearchPackage(FakeReader, UntidyWriter, erase), events.append)
    keeper.open()
    yield store, keeper, events
    keeper.close()
    store.close()


def states(events: list[Event]) -> list[IndexState]:
    """Return the states that have been told, and forget them."""
    found = [event.state for event in events if isinstance(event, IndexProgress)]
    events.clear()
    return found


def test_an_index_built_anew_is_tidied_up_before_it_is_ready(
    untidy: tuple[Store, IndexKeeper, list[Event]],
) -> None:
    _, keeper, events = untidy
    keeper.step()
    assert UntidyWriter.needed == 3
    assert states(events) == [IndexState.REBUILDING]
    keeper.step()
    keeper.step()
    assert states(events) == []
    assert keeper.has_work
    keeper.step()
    assert states(events) == [IndexState.READY]
    assert not keeper.has_work


def test_new_stories_come_before_tidying_up(untidy: tuple[Store, IndexKeeper, list[Event]]) -> None:
    store, keeper, events = untidy
    while keeper.has_work:
        keeper.step()
    events.clear()
    add(store, make_article("Second"), b"y")
    keeper.step()
    assert [type(event) for event in events] == [LibraryChanged]
    keeper.step()
    assert UntidyWriter.needed == 2
    add(store, make_article("Third"), b"z")
    keeper.step()
    assert [type(event) for event in events] == [LibraryChanged, LibraryChanged]
    assert UntidyWriter.needed == 3


def test_without_room_to_tidy_up_the_index_is_ready_all_the_same(
    untidy: tuple[Store, IndexKeeper, list[Event]],
) -> None:
    store, keeper, events = untidy
    UntidyWriter.is_full = True
    keeper.step()
    keeper.step()
    assert states(events) == [IndexState.REBUILDING, IndexState.READY]
    tried = [keeper.has_work]
    UntidyWriter.is_full = False
    add(store, make_article("Second"), b"y")
    while keeper.has_work:
        keeper.step()
    assert UntidyWriter.needed == 0
    assert tried == [False], "it is not tried again and again"
    assert not any(isinstance(event, WorkerFailed) for event in events)


def test_a_crowded_index_is_tidied_up_after_every_write(tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    UntidyWriter.needed, UntidyWriter.is_full = 0, False
    store = Store.open(tmp_path / "library")
    add(store, make_article(), b"x")
    package = SearchPackage(FakeReader, CrowdedWriter, erase)
    events: list[Event] = []
    keeper = IndexKeeper(store, tmp_path / "index", package, events.append)
    keeper.open()
    keeper.step()
    assert UntidyWriter.needed == 2
    keeper.close()
    store.close()
