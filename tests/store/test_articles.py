"""Stories come back from the store exactly as they went in, and fast."""

import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from reader.core.model import Article, ArticleId, Fact, Source
from reader.store import Store
from reader.store.encoding import count_words
from tests.effort import cpu_s
from tests.store.stories import add, any_article, make_article, make_long_article

_numbers = itertools.count()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Open a library for writing."""
    opened = Store.open(tmp_path_factory.mktemp("library"))
    yield opened
    opened.close()


def fresh_content() -> bytes:
    """Return bytes that were not used before."""
    return str(next(_numbers)).encode()


@given(article=any_article)
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_article_comes_back_exactly(store: Store, article: Article) -> None:
    article_id = add(store, article, fresh_content())
    story = store.story(article_id)
    assert story is not None
    assert story.article == article
    for kept, given_ in zip(
        (story.article.published, story.article.modified), (article.published, article.modified), strict=True
    ):
        assert (kept and kept.value.tzinfo) == (given_ and given_.value.tzinfo)


def test_lone_surrogates_become_replacement_characters_of_the_same_length(store: Store) -> None:
    broken = replace(make_article(), text="a\ud800b", headline=Fact("\udfff", Source.JSON_LD))
    story = store.story(add(store, broken, fresh_content()))
    assert story is not None
    assert story.article.text == "a\ufffdb"
    assert story.article.headline == Fact("\ufffd", Source.JSON_LD)


def test_nul_characters_survive(store: Store) -> None:
    story = store.story(add(store, replace(make_article(), text="a\0b"), fresh_content()))
    assert story is not None
    assert story.article.text == "a\0b"


def test_path_that_is_no_unicode_survives(store: Store) -> None:
    story = store.story(add(store, make_article(), fresh_content(), "news/caf\udce9.html"))
    assert story is not None
    assert story.source_path == "news/caf\udce9.html"


def test_unknown_id_is_none(store: Store) -> None:
    assert store.story(ArticleId(10**9)) is None
    assert store.summaries([ArticleId(10**9)]) == ()


def test_text_is_stored_once(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    add(store, make_article("Short", "unmistakable sentence"), b"x")
    store.close()
    assert (tmp_path / "library.sqlite").read_bytes().count(b"unmistakable sentence") == 1


def test_document_for_the_index_has_body_without_headline(store: Store) -> None:
    article_id = add(store, make_article("Bridge closed", "It is closed.", "It opens Friday."), fresh_content())
    (document,) = store.documents([article_id])
    assert document.headline == "Bridge closed"
    assert document.body == "It is closed.\nIt opens Friday."
    assert document.words == 6
    assert document.byline == "Ada Example"
    assert document.published == "2011-03-22T10:05:00+00:00"
    assert document.revision == store.sequence


def test_changes_come_in_order_and_in_slices(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    ids = [add(store, make_article(), str(number).encode()) for number in range(5)]
    with store.transaction():
        store.remove_article(ids[1])
    first = store.changed_since(0, limit=3)
    assert (first.changed, first.removed, first.newest) == ((ids[0], ids[2]), (ids[1],), 3)
    rest = store.changed_since(first.newest)
    assert (rest.changed, rest.removed) == ((ids[3], ids[4]), (ids[1],))
    assert rest.newest == store.sequence
    assert store.changed_since(rest.newest) == type(rest)((), (), rest.newest)
    store.close()


def test_ids_are_never_used_again(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    first = add(store, make_article(), b"1")
    with store.transaction():
        store.remove_article(first)
    assert add(store, make_article(), b"2") > first
    store.close()


def test_read_and_star_are_kept_and_leave_each_other_alone(store: Store) -> None:
    article_id = add(store, make_article(doubts=("two headlines",)), fresh_content())
    sequence = store.sequence
    with store.transaction():
        store.set_read([article_id], True)
        store.set_starred([article_id, ArticleId(10**9)], True)
        store.set_read([article_id], False)
    (summary,) = store.summaries([article_id])
    assert (summary.is_read, summary.is_starred, summary.needs_check) == (False, True, True)
    assert (summary.removed_words, summary.words) == (2, 7)
    assert store.sequence == sequence, "the index does not hold states"


def test_failed_transaction_leaves_nothing(store: Store) -> None:
    before = store.count()
    sha256 = hashlib.sha256(b"gone").hexdigest()

    def add_and_fail() -> None:
        with store.transaction():
            store.add_original(sha256, 4, 4, "a")
            store.add_article(make_article(), sha256=sha256, place=0, member="", source_path="a")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        add_and_fail()
    assert store.count() == before


def test_newest_lists_dated_stories_first(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    undated = add(store, replace(make_article("Undated"), published=None), b"1")
    dated = add(store, make_article("Dated"), b"2")
    assert [row.article_id for row in store.newest(10)] == [dated, undated]
    assert [row.headline for row in store.newest(1, 1)] == ["Undated"]
    store.close()


def test_statistics_count_everything(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    empty = store.statistics(0)
    assert (empty.stories, empty.words, empty.earliest, empty.outlets) == (0, 0, "", ())
    article_id = add(store, make_article("A", "one two three"), b"12345")
    with store.transaction():
        store.set_read([article_id], True)
    stats = store.statistics(1)
    assert (stats.stories, stats.unread, stats.words, stats.originals, stats.original_bytes) == (1, 0, 3, 1, 5)
    assert (stats.outlets, stats.languages) == ((("The Example", 1),), (("en", 1),))
    assert stats.earliest == stats.latest == "2011-03-22T10:05:00+00:00"
    store.close()


def test_words_are_counted_in_scripts_without_spaces() -> None:
    assert count_words("one two") == 2
    assert count_words("大阪 was") == 3
    assert count_words("café") == 1


def test_long_story_and_summaries_read_within_a_blink(store: Store) -> None:
    article_id = add(store, make_long_article(5_000), fresh_content())
    ids = [add(store, make_article(), fresh_content()) for _ in range(50)]

    def best(call: object) -> float:
        assert callable(call)
        return min(cpu_s(call) for _ in range(5))

    parsing = best(lambda: " ".join(str(number) for number in range(20_000)).split())
    assert best(lambda: store.story(article_id)) < 3 * parsing
    assert best(lambda: store.summaries(ids)) < parsing
