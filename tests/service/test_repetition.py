"""Boilerplate that recurs in an outlet's stories goes, with counts; news that recurs stays; restores hold."""

import contextlib
import os
import queue
import random
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.core.changes import (
    KeepPassage,
    PassagesFound,
    Reclean,
    Restore,
    SetStarred,
    Unrestore,
    UpkeepFinished,
    WorkerFailed,
    WorkerReady,
)
from reader.core.model import Article, ArticleId
from reader.service.library import Library
from reader.service.restoring import key_of
from reader.service.wiring import Wiring
from reader.store import Store
from tests.service.archive import ANALYSTS, OUTLETS, WIRE_LEAD, Made, write_archive
from tests.service.worker_tools import RunningWorker

RULE = "repeated-in-outlet"
WIRING = Wiring(search="tests.service.fakes:fake_search", children=2)
pytestmark = pytest.mark.timeout(240)


def settle(worker: RunningWorker) -> Library:
    """Wait until the worker has no stories left to clean anew and no outlet to look at."""
    worker.wait_for(UpkeepFinished)
    store = Store.open(worker.folder, read_only=True)
    assert store.recleaning.count() == 0
    assert store.repetition.due() == ()
    store.close()
    return worker.library()


def articles(library: Library) -> dict[str, tuple[ArticleId, Article]]:
    """Return the stories by the names of their files."""
    rows = (row for record in library.imports() for row in library.import_rows(record.import_id))
    return {
        Path(row.path).name: (row.article_id, library.story(row.article_id).article)
        for row in rows
        if row.article_id is not None
    }


def repeated(article: Article) -> list[tuple[str, str]]:
    """Return the repeated passages that were removed, with the reasons."""
    return [(one.span.of(article.text), one.reason) for one in article.removals if one.rule == RULE]


def check(made: tuple[Made, ...], library: Library) -> None:
    """Check that of each story its boilerplate is gone with its counts, and nothing else."""
    found = articles(library)
    assert len(found) == len(made) == 200
    for story in made:
        _, article = found[story.name]
        assert article.body.split("\n") == list(story.paragraphs), story.name
        count = 40 if story.outlet.every == 1 else len(range(0, 40, story.outlet.every))
        reason = f"in {count} of 40 stories of this outlet"
        assert repeated(article) == [(text, reason) for text in story.boilerplate]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[tuple[Made, ...], RunningWorker]:
    """Import the archive at once."""
    folder = tmp_path_factory.mktemp("archive")
    made, folders = write_archive(folder / "in")
    with RunningWorker(folder, WIRING) as worker:
        worker.run_import(*folders)
        settle(worker).close()
    return made, worker


def test_boilerplate_goes_with_counts_and_news_stays(imported: tuple[tuple[Made, ...], RunningWorker]) -> None:
    made, worker = imported
    library = worker.library()
    check(made, library)
    kept = "\n".join(article.body for _, article in articles(library).values())
    assert kept.count(WIRE_LEAD) == 30
    assert kept.count(ANALYSTS) == 14
    library.close()


def test_found_passages_are_told_and_remembered_with_their_import(
    imported: tuple[tuple[Made, ...], RunningWorker],
) -> None:
    _, worker = imported
    (told,) = [event for event in worker.events if isinstance(event, PassagesFound)]
    library = worker.library()
    assert told.import_id == library.imports()[0].import_id
    assert told.passages == library.repeated_passages(told.import_id) == library.repeated_passages()
    assert {(one.outlet, one.text) for one in told.passages} == {
        (outlet.name, text) for outlet in OUTLETS for text in outlet.boilerplate
    }
    assert library.repeated_passages(99) == ()
    library.close()


def test_batches_end_where_one_import_ends(tmp_path: Path) -> None:
    made, folders = write_archive(tmp_path / "in", batches=4)
    with RunningWorker(tmp_path, WIRING) as worker:
        for folder in folders:
            worker.run_import(folder)
            settle(worker).close()
        library = worker.library()
        check(made, library)
        library.close()


def small_archive(folder: Path) -> tuple[Made, ...]:
    """Write the stories of one outlet."""
    made, (stories,) = write_archive(folder)
    for path in stories.iterdir():
        if not path.name.startswith("0-"):
            path.unlink()
    return tuple(story for story in made if story.name.startswith("0-"))


def removal(article: Article, text: str) -> int:
    """Return the key of the removal of this text."""
    (key,) = [one.passage for one in article.removals if one.span.of(article.text) == text]
    assert key is not None
    return key


@pytest.fixture
def herald(tmp_path: Path) -> Iterator[RunningWorker]:
    """Run a worker that has imported the stories of one outlet."""
    small_archive(tmp_path / "in")
    with RunningWorker(tmp_path, WIRING) as worker:
        worker.run_import(tmp_path / "in")
        settle(worker).close()
        yield worker


def kept_in(library: Library, text: str) -> set[str]:
    """Return the names of the files whose story has this text; close the library."""
    names = {name for name, (_, article) in articles(library).items() if text in article.clean_text}
    library.close()
    return names


def test_restore_in_one_story_survives_cleaning_anew_and_a_restart_and_can_be_undone(herald: RunningWorker) -> None:
    top = OUTLETS[0].top
    library = herald.library()
    article_id, article = articles(library)["0-07.html"]
    key = removal(article, top)
    herald.send(SetStarred((article_id,), is_starred=True))
    herald.send(Restore(article_id, key))
    assert kept_in(settle(herald), top) == {"0-07.html"}
    herald.send(Reclean())
    settle(herald).close()
    herald.client.close()
    herald.client.start()
    herald.wait_for(WorkerReady)
    assert kept_in(settle(herald), top) == {"0-07.html"}
    assert library.story(article_id).is_starred
    herald.send(Unrestore(article_id, key))
    assert kept_in(settle(herald), top) == set()
    library.close()


def test_restore_everywhere_holds_for_stories_imported_later_and_can_be_undone(herald: RunningWorker) -> None:
    end = OUTLETS[0].end[0]
    library = herald.library()
    names = set(articles(library))
    article_id, article = articles(library)["0-03.html"]
    key = removal(article, end)
    herald.send(Restore(article_id, key, everywhere=True))
    assert kept_in(settle(herald), end) == names
    page = (herald.folder.parent / "in" / "0" / "0-03.html").read_text(encoding="utf-8")
    late = herald.folder.parent / "late.html"
    late.write_text(page.replace("<h1>", "<h1>Late "), encoding="utf-8")
    herald.run_import(late)
    assert kept_in(settle(herald), end) == {*names, "late.html"}
    assert [one.is_kept for one in library.repeated_passages() if one.key == key] == [True]
    herald.send(Unrestore(article_id, key, everywhere=True))
    assert kept_in(settle(herald), end) == set()
    library.close()


def test_passage_is_kept_by_outlet_and_removed_again(herald: RunningWorker) -> None:
    top = OUTLETS[0].top
    library = herald.library()
    (key,) = [one.key for one in library.repeated_passages() if one.text == top]
    library.close()
    herald.send(KeepPassage("Harbour Herald", key, keep=True))
    assert len(kept_in(settle(herald), top)) == 40
    herald.send(KeepPassage("Harbour Herald", key, keep=False))
    assert kept_in(settle(herald), top) == set()


def test_restore_brings_back_what_another_rule_removed(tmp_path: Path) -> None:
    small_archive(tmp_path / "in")
    for path in (tmp_path / "in" / "0").iterdir():
        page = path.read_text(encoding="utf-8")
        path.write_text(page.replace("</article>", "<p>Follow us on Twitter</p></article>"), encoding="utf-8")
    with RunningWorker(tmp_path, WIRING) as worker:
        worker.run_import(tmp_path / "in")
        library = settle(worker)
        article_id, article = articles(library)["0-05.html"]
        library.close()
        (follow,) = [one for one in article.removals if one.span.of(article.text).startswith("Follow us")]
        worker.send(Restore(article_id, key_of(article, follow)))
        assert kept_in(settle(worker), "Follow us") == {"0-05.html"}
        worker.send(Restore(article_id, key_of(article, follow), everywhere=True))
        assert len(kept_in(settle(worker), "Follow us")) == 40


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_kills_while_stories_are_cleaned_anew_lose_nothing(tmp_path: Path) -> None:
    made, folders = write_archive(tmp_path / "in")
    worker = RunningWorker(tmp_path, WIRING)
    chance = random.Random(11)
    worker.client.start()
    worker.run_import(*folders)
    for _ in range(8):
        pid = worker.client.pid
        assert pid is not None
        with contextlib.suppress(queue.Empty):
            worker.arrived.get(timeout=chance.uniform(0, 0.8))
        os.kill(pid, signal.SIGKILL)
        while not isinstance(worker.arrived.get(timeout=60), WorkerFailed):
            pass
        worker.client.start()
        worker.wait_for(WorkerReady)
    library = settle(worker)
    check(made, library)
    assert list(library.verify()) == []
    library.close()
    worker.client.close()
