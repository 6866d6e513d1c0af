"""Reads of a library: without an index, with one that lags, and beside a worker that writes."""

import multiprocessing
import os
from pathlib import Path

import pytest

from reader.core.changes import (
    Event,
    ImportFinished,
    ImportPaths,
    ImportText,
    IndexProgress,
    IndexState,
    LibraryChanged,
    SetRead,
    SetStarred,
    WorkerFailed,
    WorkerReady,
)
from reader.core.errors import LibraryError
from reader.core.model import ArticleId
from reader.core.queries import DeleteSearch, QueriesChanged, RememberQuery, SaveSearch
from reader.core.query import FacetCount, Period, SearchRequest, SortKey, Width
from reader.core.timeline import TimelineRequest
from reader.service.library import BEHIND, Library
from reader.service.unindexed import BUILDING
from reader.service.wiring import Wiring
from reader.service.worker_main import Assignment
from reader.store import Store
from tests.service.fakes import work_without_permission
from tests.service.worker_tools import FAKE, RunningWorker, write_stories
from tests.store.stories import add, make_article


def test_new_library_is_empty_and_answers_everything(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "new", tmp_path / "cache", FAKE)
    answer = library.search(SearchRequest("anything"))
    assert (answer.total, answer.rows, answer.notes) == (0, (), ())
    assert library.stats().stories == 0
    assert library.imports() == ()
    assert library.summaries([ArticleId(1)]) == ()
    assert library.folder == tmp_path / "new"
    assert not library.is_read_only
    assert len(library.library_id) == 32
    with pytest.raises(LibraryError, match="no story 1"):
        library.story(ArticleId(1))
    library.close()


def test_library_without_an_index_lists_its_stories_and_says_why_it_finds_nothing(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "library")
    ids = [add(store, make_article(f"Story {number}"), str(number).encode()) for number in range(3)]
    store.close()
    library = Library.open(tmp_path / "library", tmp_path / "cache", FAKE)
    everything = library.search(SearchRequest("  ", limit=2))
    assert [row.article_id for row in everything.rows] == [ids[2], ids[1]]
    assert (everything.total, everything.notes) == (3, (BUILDING,))
    nothing = library.search(SearchRequest("Story"))
    assert (nothing.total, nothing.rows, nothing.notes) == (0, (), (BUILDING,))
    assert library.hits(ids[0], "Story", ("Story", "x")) == ((), ())
    assert [fault.mendable for fault in library.verify()] == [True]
    library.close()


def test_library_whose_index_folder_is_gone_is_read_without_an_index(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library", tmp_path / "cache", FAKE)
    next((tmp_path / "cache" / "indexes").glob("*/*/")).rmdir()
    library.refresh()
    assert library.search(SearchRequest("Story")).total == 0
    library.close()


def test_states_of_stories_can_be_asked_for_in_a_query(tmp_path: Path) -> None:
    for name, first in (("a", "Alpha"), ("b", "doubtful")):
        (tmp_path / f"{name}.txt").write_text(f"{first}\nbody", encoding="utf-8")
    with RunningWorker(tmp_path) as worker:
        worker.run_import(tmp_path / "a.txt", tmp_path / "b.txt")
        library = worker.library()
        one, other = (row.article_id for row in library.search(SearchRequest("")).rows)
        worker.send(SetRead((one,), is_read=True))
        worker.send(SetStarred((other,), is_starred=True))
        worker.wait_for(LibraryChanged, lambda change: change.updated == (other,))
        found = {
            name: {row.article_id for row in library.search(SearchRequest(f"is:{name}")).rows}
            for name in ("unread", "read", "starred")
        }
        assert found == {"unread": {other}, "read": {one}, "starred": {other}}
        assert len(library.search(SearchRequest("is:check")).rows) == 1
        library.close()


def test_answer_of_an_index_that_lags_says_so(tmp_path: Path) -> None:
    with RunningWorker(tmp_path) as worker:
        worker.run_import(write_stories(tmp_path / "in", 2))
    store = Store.open(worker.folder)
    add(store, make_article("Late"), b"late")
    store.close()
    library = worker.library()
    assert library.search(SearchRequest("council")).notes == (BEHIND,)
    (fault,) = library.verify()
    assert fault.mendable
    assert "2 stories, the library 3" in fault.message
    with worker:
        worker.wait_for(IndexProgress, lambda event: event.state is IndexState.UPDATING)
        worker.wait_for(IndexProgress, lambda event: event.state is IndexState.READY)
    library.refresh()
    assert library.search(SearchRequest("Late")).total == 1
    assert library.search(SearchRequest("Late")).notes == ()
    library.close()


def test_index_of_a_later_state_of_the_library_is_rebuilt(tmp_path: Path) -> None:
    with RunningWorker(tmp_path) as worker:
        worker.run_import(write_stories(tmp_path / "in", 3))
    store = Store.open(worker.folder)
    store.close()
    backup = (worker.folder / "library.sqlite").read_bytes()
    with worker:
        worker.run_import(write_stories(tmp_path / "more", 5))
    (worker.folder / "library.sqlite").write_bytes(backup)
    with worker:
        told = worker.wait_for(IndexProgress)
        assert told.state is IndexState.REBUILDING
        assert "another state" in told.reason
        worker.wait_for(IndexProgress, lambda event: event.state is IndexState.READY)
    library = worker.library()
    assert library.search(SearchRequest("council")).total == library.stats().stories == 3
    library.close()


def test_words_of_a_query_are_found_in_any_text_of_a_story(tmp_path: Path) -> None:
    with RunningWorker(tmp_path) as worker:
        worker.run_import(write_stories(tmp_path / "in", 1))
    library = worker.library()
    (row,) = library.search(SearchRequest("council")).rows
    spans = library.hits(row.article_id, "council", ("the council", "nothing"))
    assert [[span.of("the council") for span in spans[0]], spans[1]] == [["council"], ()]
    assert library.hits(row.article_id, " ", ("the council",)) == ((),)
    library.close()


def test_hits_come_in_their_context_and_authors_are_counted(tmp_path: Path) -> None:
    stories = tmp_path / "in"
    stories.mkdir()
    (stories / "ferry.txt").write_text("The new ferry\nBy Ada Fenwick\n\nThe council voted to buy a ferry at once.\n")
    with RunningWorker(tmp_path, Wiring(children=1)) as worker:
        worker.run_import(stories)
    library = worker.library()
    page = library.contexts(SearchRequest("vot*"), Width(2))
    (row,) = library.search(SearchRequest("ferry", facets=True)).rows
    authors = dict(library.search(SearchRequest("ferry", facets=True)).facets)["author"]
    assert [(hit.left, hit.text, hit.right) for hit in page.hits] == [("The council ", "voted", " to buy")]
    assert library.contexts(SearchRequest("ferry"), stories=[row.article_id]).total == 1
    assert library.contexts(SearchRequest("ferry"), stories=[]).total == 0
    assert authors == tuple(FacetCount(fact.value, 1) for fact in library.story(row.article_id).article.authors)
    assert authors
    library.close()


def test_story_that_was_read_while_its_worker_writes_is_whole(tmp_path: Path) -> None:
    with RunningWorker(tmp_path) as worker:
        worker.send(ImportPaths((str(write_stories(tmp_path / "in", 300)),)))
        library = worker.library()
        seen = 0
        while not any(isinstance(event, ImportFinished) for event in worker.take_all()):
            for row in library.search(SearchRequest("", limit=1000)).rows:
                story = library.story(row.article_id)
                assert story.article.headline is not None
                assert story.article.clean_text.startswith("The council met")
                seen += 1
            library.refresh()
        assert seen
        library.close()


def test_library_that_cannot_be_written_is_indexed_and_searched_but_not_changed(tmp_path: Path) -> None:
    with RunningWorker(tmp_path) as worker:
        worker.run_import(write_stories(tmp_path / "in", 3))
    before = {path: path.stat().st_mtime_ns for path in worker.folder.rglob("*")}
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    cache = tmp_path / "another cache"
    process = context.Process(target=work_without_permission, args=(theirs, Assignment(worker.folder, cache, FAKE)))
    process.start()
    theirs.close()
    events: list[Event] = [ours.recv()]
    assert events == [WorkerReady(())]
    for wish in (ImportPaths((str(tmp_path / "in"),)), ImportText("x"), SetRead((ArticleId(1),), True)):
        ours.send(wish)
    while len([event for event in events if isinstance(event, WorkerFailed)]) < 3:
        events.append(ours.recv())
    while not any(isinstance(event, IndexProgress) and event.state is IndexState.READY for event in events):
        events.append(ours.recv())
    assert all("cannot be written" in event.message for event in events if isinstance(event, WorkerFailed))
    assert not any(event.fatal for event in events if isinstance(event, WorkerFailed))
    ours.close()
    process.join()
    process.close()
    library = Library.open(worker.folder, cache, FAKE)
    assert library.search(SearchRequest("council")).total == 3
    library.close()
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert not list((worker.folder / "originals" / "new").iterdir())


def test_verify_finds_a_damaged_database(tmp_path: Path) -> None:
    with RunningWorker(tmp_path) as worker:
        worker.run_import(write_stories(tmp_path / "in", 60))
    path = worker.folder / "library.sqlite"
    content = bytearray(path.read_bytes())
    content[-4096:] = os.urandom(4096)
    content[4096 * 20 : 4096 * 21] = os.urandom(4096)
    path.write_bytes(content)
    library = worker.library()
    faults = list(library.verify())
    assert faults
    assert not all(fault.mendable for fault in faults)
    library.close()


def test_verify_finds_a_flipped_byte_in_the_index(tmp_path: Path) -> None:
    with RunningWorker(tmp_path, Wiring(children=1)) as worker:
        worker.run_import(write_stories(tmp_path / "in", 3))
        library = worker.library()
        assert list(library.verify()) == [], "the worker holds the index: its checksums are left to the worker"
    largest = max((tmp_path / "cache" / "indexes").glob("*/*/*"), key=lambda path: path.stat().st_size)
    content = bytearray(largest.read_bytes())
    content[len(content) // 2] ^= 0xFF
    largest.write_bytes(content)
    (fault,) = library.verify()
    assert fault.mendable
    library.close()


def test_queries_are_remembered_and_kept_by_the_worker(tmp_path: Path) -> None:
    with RunningWorker(tmp_path) as worker:
        worker.wait_for(WorkerReady)
        worker.send(RememberQuery("ferry", 3))
        worker.send(SaveSearch("Ferries", "ferry or ferries", SortKey.NEWEST))
        for _ in range(2):
            worker.wait_for(QueriesChanged)
        library = Library.open(worker.folder, worker.cache, FAKE)
        saved = library.saved_searches()
        assert [(past.query, past.stories) for past in library.past_queries()] == [("ferry", 3)]
        assert [(each.name, each.query, each.sort) for each in saved] == [
            ("Ferries", "ferry or ferries", SortKey.NEWEST)
        ]
        worker.send(DeleteSearch(saved[0].search_id))
        worker.wait_for(QueriesChanged)
        assert library.saved_searches() == ()
        library.close()


def test_a_timeline_stands_beside_the_whole_library(tmp_path: Path) -> None:
    stories = tmp_path / "in"
    stories.mkdir()
    for name, day, text in (
        ("ferry", "22 March 2011", "voted to buy a ferry"),
        ("mill", "3 May 2013", "sold the mill"),
    ):
        (stories / f"{name}.txt").write_text(f"The new {name}\nBy Ada Fenwick\n{day}\n\nThe council {text} at once.\n")
    with RunningWorker(tmp_path, Wiring(children=1)) as worker:
        worker.run_import(stories)
    library = worker.library()
    made = library.timeline(TimelineRequest((SearchRequest("vot*"), SearchRequest("is:unread")), Period.YEAR))
    assert made.starts == ("2011-01-01", "2012-01-01", "2013-01-01")
    assert (made.counts, made.stories) == (((1, 0, 0), (1, 0, 1)), (1, 0, 1))
    assert min(made.words[0], made.words[2]) > made.words[1] == 0
    library.close()


def test_a_timeline_without_an_index_is_empty_and_says_why(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "library")
    add(store, make_article("Story"), b"1")
    store.close()
    library = Library.open(tmp_path / "library", tmp_path / "cache", FAKE)
    made = library.timeline(TimelineRequest((SearchRequest("Story"),)))
    assert (made.starts, made.counts, made.notes) == ((), ((),), (BUILDING,))
    library.close()
