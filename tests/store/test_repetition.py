"""Passages are counted exactly: added with a story, replaced and forgotten with it; restores are kept beside them."""

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.evidence import NO_EVIDENCE, Evidence, Passage, Repetition, Trait
from reader.core.model import Article, ArticleId, Fact, Removal, Source, Span
from reader.store import FoundPassage, Store, connection
from reader.store.repetition import RepetitionStore
from reader.store.schema import MIGRATIONS
from tests.store.stories import add, make_article

KEY = 77
LINE = Passage(KEY, Span(22, 40), Trait.END)


def story(number: int, outlet: str = "The Example") -> Article:
    return replace(make_article(f"Headline {number}"), outlet=Fact(outlet, Source.META))


def put(store: Store, number: int, *passages: Passage, outlet: str = "The Example") -> ArticleId:
    """Add a story with its passages."""
    article_id = add(store, story(number, outlet), str(number).encode())
    with store.transaction():
        store.repetition.relearn(article_id, story(number, outlet), passages)
    return article_id


def declare(store: Store, anywhere: bool = False) -> None:
    """Make the passage boilerplate of the one outlet that is due."""
    (outlet,) = store.repetition.due()
    stories = len(store.repetition.stories_with(outlet.outlet_id, KEY))
    with store.transaction():
        store.repetition.settle(outlet, {KEY: FoundPassage(KEY, stories, anywhere)}, None)


def candidates(store: Store, fewest: int = 2) -> list[int]:
    return [
        key
        for outlet in store.repetition.due()
        for key in store.repetition.candidates(outlet, fewest=fewest, share=0.1, many=50)
    ]


def test_passages_are_counted_by_story_and_outlet(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    put(store, 1, LINE, LINE)
    assert candidates(store) == []
    put(store, 2, LINE, outlet="Another")
    assert candidates(store) == []
    put(store, 3, LINE)
    assert candidates(store) == [KEY]
    store.close()


def test_removed_story_is_counted_no_more(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    first, _ = put(store, 1, LINE), put(store, 2, LINE)
    with store.transaction():
        store.remove_article(first)
    assert candidates(store) == []
    assert [outlet.stories for outlet in store.repetition.due()] == [1]
    store.close()


def test_boilerplate_is_evidence_for_the_stories_that_have_it_and_queues_them(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    first, second, other = put(store, 1, LINE), put(store, 2, LINE), put(store, 3)
    declare(store)
    assert store.recleaning.count() == 2
    assert store.recleaning.evidence(first) == Evidence({KEY: Repetition(2, 3)}, frozenset())
    assert store.recleaning.evidence(other) == NO_EVIDENCE
    late = put(store, 4, LINE)
    assert store.recleaning.count() == 3
    for article_id in (first, second, late):
        with store.transaction():
            store.recleaning.dequeue(article_id)
    (outlet,) = store.repetition.due()
    with store.transaction():
        assert store.repetition.settle(outlet, {}, None) == ()
    assert store.recleaning.count() == 3
    assert list(store.repetition.repeated()) == []
    store.close()


def test_reason_states_the_counts_of_the_moment(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    first, _ = put(store, 1, LINE), put(store, 2, LINE)
    declare(store)
    cleaned = replace(story(1), removals=(Removal(LINE.span, "repeated-in-outlet", "in 2 of 2 stories", KEY),))
    with store.transaction():
        assert store.replace_article(first, cleaned, (LINE,))
    with store.transaction():
        assert not store.replace_article(first, cleaned, (LINE,))
    put(store, 3, LINE)
    declare(store)
    found = store.story(first)
    assert found is not None
    assert found.article.removals[0].reason == "in 3 of 3 stories of this outlet"
    store.close()


def test_restores_are_evidence_and_can_be_taken_back(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    first, second = put(store, 1, LINE), put(store, 2, LINE)
    declare(store)
    outlet_id = store.recleaning.outlet_of(first)
    assert outlet_id is not None
    with store.transaction():
        store.recleaning.restore_here(first, KEY, is_restored=True)
    assert store.recleaning.evidence(first).restored == {KEY}
    assert store.recleaning.evidence(second).restored == frozenset()
    with store.transaction():
        store.recleaning.restore_everywhere(outlet_id, KEY, is_restored=True)
        store.recleaning.restore_here(first, KEY, is_restored=False)
    assert store.recleaning.evidence(first).restored == store.recleaning.evidence(second).restored == {KEY}
    assert [one.is_kept for one in store.repetition.repeated()] == [True]
    with store.transaction():
        store.recleaning.restore_everywhere(outlet_id, KEY, is_restored=False)
    assert store.recleaning.evidence(second).restored == frozenset()
    store.close()


def test_state_and_id_of_a_story_survive_its_cleaning_anew(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    article_id = put(store, 1, LINE)
    with store.transaction():
        store.set_starred((article_id,), is_starred=True)
    before = store.sequence
    with store.transaction():
        assert store.replace_article(article_id, story(2), ())
    found = store.story(article_id)
    assert found is not None
    assert found.is_starred
    assert found.article == story(2)
    assert store.changed_since(before).changed == (article_id,)
    store.close()


def test_urgent_stories_come_first(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    ids = [put(store, number) for number in range(4)]
    with store.transaction():
        store.recleaning.queue_all()
        store.recleaning.queue(ids[2:3], is_urgent=True)
    file = store.recleaning.file(store.recleaning.next(1, only_urgent=True)[0])
    assert file is not None
    assert file.articles == ((0, ids[2]),)
    assert len(store.recleaning.next(10)) == 4
    store.close()


def test_library_of_the_first_version_queues_its_stories_to_be_cleaned_anew(tmp_path: Path) -> None:
    connection.prepare(tmp_path, MIGRATIONS[:1])
    with closing(sqlite3.connect(tmp_path / "library.sqlite", isolation_level=None)) as database:
        database.execute("INSERT INTO originals VALUES ('ab', 1, 1, 'a.html')")
        database.execute(
            "INSERT INTO articles (original, place, member, source_path, imported, revision, words, removed_words, "
            "needs_check, published_iso, confidence, encoding, encoding_source, doubts, authors) "
            "VALUES ('ab', 0, '', 'a.html', '', 1, 0, 0, 0, '', 1, 'utf-8', 'valid UTF-8', '[]', '[]')"
        )
        database.execute("INSERT INTO texts VALUES (1, 'text')")
    store = Store.open(tmp_path)
    assert store.recleaning.next(9) == ("ab",)
    assert store.story(ArticleId(1)) is not None
    store.close()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.sets(st.integers(-3, 3)), st.sampled_from(["A", "B"])), max_size=25))
def test_any_order_of_changes_leaves_the_counts_of_the_last_ones(changes: list[tuple[int, set[int], str]]) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.row_factory = sqlite3.Row
        for script in MIGRATIONS:
            database.executescript(script)
        store = RepetitionStore(database)
        last: dict[int, tuple[set[int], str]] = {}
        for number, keys, outlet in changes:
            passages = [Passage(key, Span(0, 1), Trait(0)) for key in sorted(keys)]
            store.relearn(ArticleId(number), story(number, outlet), passages)
            last[number] = keys, outlet
        stored = {
            (row["name"], row["key"], row["article_id"])
            for row in database.execute("SELECT * FROM occurrences JOIN outlets ON outlets.id = outlet_id")
        }
        assert stored == {(outlet, key, number) for number, (keys, outlet) in last.items() for key in keys}
        counts = dict(tuple(row) for row in database.execute("SELECT name, stories FROM outlets WHERE stories"))
        assert counts == dict(Counter(outlet for _, outlet in last.values()))
