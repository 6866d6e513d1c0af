"""Rules tag what comes in, once, by the meaning of their searches, whatever is killed meanwhile. With a real worker."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.core.changes import ImportPaths, LibraryChanged, RemoveTags, TagsChanged
from reader.core.filters import Filters
from reader.core.model import ArticleId
from reader.core.queries import (
    AddRule,
    DeleteRule,
    DeleteSearch,
    EditSearch,
    PauseRule,
    QueriesChanged,
    QueryWish,
    RestoreRule,
    RestoreSearch,
    SavedSearch,
    SaveSearch,
    TagRule,
)
from reader.service.keeper import IndexKeeper
from reader.service.places import index_folder
from reader.service.tag_rules import RuleTagger
from reader.service.wiring import Wiring
from reader.store import Store
from tests.service.worker_tools import RunningWorker

WIRING = Wiring("tests.service.fakes:extract", children=1)


def write(folder: Path, **stories: str) -> Path:
    """Write a story per name and return their folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in stories.items():
        (folder / f"{name}.txt").write_text(f"{name}\n{text}\n", encoding="utf-8")
    return folder


class Desk:
    """A worker whose library has one saved search, for floods near rivers."""

    def __init__(self, worker: RunningWorker, folder: Path) -> None:
        self.worker, self.folder = worker, folder
        self.wish(SaveSearch("Floods", "flood w/3 river"))

    def wish(self, *wishes: QueryWish) -> None:
        for wish in wishes:
            self.worker.send(wish)
            self.worker.wait_for(QueriesChanged)

    def bring(self, batch: str, **stories: str) -> None:
        """Import stories and wait until all of them can be found."""
        self.worker.run_import(write(self.folder / batch, **stories))

    def wait_for_tags(self, count: int) -> None:
        """Wait until rules have tagged so many stories more."""
        done: set[ArticleId] = set()
        while len(done) < count:
            done |= set(self.worker.wait_for(LibraryChanged, lambda told: bool(told.updated)).updated)

    def tags(self) -> dict[str, tuple[str, ...]]:
        """Return the tags of each story by its headline."""
        library = self.worker.library()
        try:
            ids = [ArticleId(number) for number in range(1, library.stats().stories + 1)]
            found = [library.story(each) for each in ids]
            return {str(each.article.headline and each.article.headline.value): each.tags for each in found}
        finally:
            library.close()

    def rules(self) -> tuple[TagRule, ...]:
        library = self.worker.library()
        try:
            return library.tag_rules()
        finally:
            library.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with RunningWorker(tmp_path, WIRING) as worker:
        yield Desk(worker, tmp_path)


HIT = "The river brought another flood to the town."
MISS = "A flood of letters came in. Nobody had been near the river."


def test_new_stories_that_the_search_finds_are_tagged_and_old_ones_are_not(desk: Desk) -> None:
    desk.bring("old", Old=HIT)
    desk.wish(AddRule(1, "water"))
    desk.bring("new", Wet=HIT, Dry=MISS)
    desk.wait_for_tags(1)
    assert desk.tags() == {"Old": (), "Wet": ("water",), "Dry": ()}
    assert [(rule.name, rule.tag, rule.tagged, rule.seen) for rule in desk.rules()] == [("Floods", "water", 1, 3)]


def test_a_tag_taken_off_is_not_given_again(desk: Desk) -> None:
    desk.wish(AddRule(1, "water"))
    desk.bring("new", Wet=HIT)
    desk.wait_for_tags(1)
    desk.worker.send(RemoveTags((ArticleId(1),), ("water",)))
    desk.worker.wait_for(TagsChanged)
    desk.bring("later", Wetter=f"{HIT} Again.")
    desk.wait_for_tags(1)
    assert desk.tags() == {"Wet": (), "Wetter": ("water",)}


def test_filters_of_the_search_count_too(desk: Desk) -> None:
    nothing = SavedSearch(1, "Floods", "flood", filters=Filters(include=(("outlet", ("Nowhere",)),)))
    untagged = SavedSearch(2, "New", "flood", filters=Filters(include=(("tag", ("",)),)))
    desk.wish(EditSearch(nothing), SaveSearch("New", "flood"), EditSearch(untagged))
    desk.wish(AddRule(1, "elsewhere"), AddRule(2, "fresh"))
    desk.bring("new", Wet=HIT)
    desk.wait_for_tags(1)
    assert desk.tags() == {"Wet": ("fresh",)}


def test_what_comes_while_a_rule_rests_is_not_tagged(desk: Desk) -> None:
    desk.wish(AddRule(1, "water"), PauseRule(1, is_paused=True))
    desk.bring("meanwhile", Wet=HIT)
    desk.wish(PauseRule(1, is_paused=False))
    desk.bring("new", Wetter=f"{HIT} Again.")
    desk.wait_for_tags(1)
    assert desk.tags() == {"Wet": (), "Wetter": ("water",)}


def test_a_deleted_rule_tags_nothing_and_comes_back_with_what_it_missed(desk: Desk) -> None:
    desk.wish(AddRule(1, "water"))
    (rule,) = desk.rules()
    desk.wish(DeleteRule(rule.rule_id))
    desk.bring("meanwhile", Wet=HIT)
    assert desk.tags() == {"Wet": ()}
    desk.wish(RestoreRule(rule))
    desk.wait_for_tags(1)
    assert desk.tags() == {"Wet": ("water",)}


def test_a_rule_sleeps_while_its_search_is_deleted(desk: Desk) -> None:
    desk.wish(AddRule(1, "water"), DeleteSearch(1))
    assert desk.rules() == ()
    desk.bring("meanwhile", Wet=HIT)
    assert desk.tags() == {"Wet": ()}
    desk.wish(RestoreSearch(SavedSearch(1, "Floods", "flood w/3 river"), 0))
    desk.wait_for_tags(1)
    assert desk.tags() == {"Wet": ("water",)}


def test_a_kill_between_import_and_tagging_tags_at_the_next_start(tmp_path: Path) -> None:
    with RunningWorker(tmp_path, WIRING) as worker:
        desk = Desk(worker, tmp_path)
        desk.wish(AddRule(1, "water"))
        worker.send(ImportPaths((str(write(tmp_path / "new", Wet=HIT, Dry=MISS)),)))
        worker.wait_for(LibraryChanged, lambda told: bool(told.added))
        assert worker.client.pid is not None
        os.kill(worker.client.pid, signal.SIGKILL)
    with RunningWorker(tmp_path, WIRING) as worker:
        worker.ready  # noqa: B018 - waits
        worker.run_import(write(tmp_path / "new", Wet=HIT, Dry=MISS))
        worker.run_import(write(tmp_path / "last", Last=f"{HIT} The end."))
        worker.wait_for(LibraryChanged, lambda told: ArticleId(3) in told.updated)
        assert Desk.tags(_again(worker, tmp_path)) == {"Wet": ("water",), "Dry": (), "Last": ("water",)}


def _again(worker: RunningWorker, folder: Path) -> Desk:
    desk = Desk.__new__(Desk)
    desk.worker, desk.folder = worker, folder
    return desk


def test_stories_wait_until_they_are_indexed(tmp_path: Path) -> None:
    with RunningWorker(tmp_path, WIRING) as worker:
        desk = Desk(worker, tmp_path)
        desk.bring("new", Wet=HIT, Dry=MISS)
    store = Store.open(tmp_path / "library")
    try:
        told: list[object] = []
        with store.transaction():
            store.tag_rules.add(1, "water")
            store.tag_rules.restore(TagRule(7, 1, "", "again"))
        folder = index_folder(store.folder, store.library_id, tmp_path / "cache")
        package = WIRING.search_package()
        rules = RuleTagger(store, folder, package, told.append)
        rules.step(0)
        assert not rules.has_work
        assert store.curation.tags(ArticleId(1)) == store.curation.tags(ArticleId(2)) == ()
        keeper = IndexKeeper(store, folder, package, told.append)
        keeper.open()
        while keeper.has_work:
            keeper.step()
        rules.step(keeper.sequence)
        assert bool(rules.has_work)
        rules.step(keeper.sequence)
        assert not rules.has_work
        keeper.close()
        tags = {store.curation.tags(ArticleId(number)) for number in (1, 2)}
        assert tags == {("again",), ()}
    finally:
        store.close()
