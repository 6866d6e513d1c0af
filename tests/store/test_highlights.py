"""Highlights and notes are kept with their stories, and highlights find their places in stories cleaned anew."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.anchoring import anchor_of
from reader.core.errors import LibraryError
from reader.core.highlights import AddHighlight, ChangeHighlight, marked_text
from reader.core.model import Article, ArticleId, Curation, Span
from reader.store import Store
from tests.store.stories import add, make_article

FIRST = "The harbour bridge is closed until Friday."
SECOND = "Ferries run every hour from the old pier."


def mark(store: Store, article_id: ArticleId, article: Article, words: str, *, colour: int = 2, note: str = "") -> int:
    text = marked_text(article)
    start = text.index(words)
    wish = AddHighlight(article_id, anchor_of(text, Span(start, start + len(words))), colour, note)
    with store.transaction():
        return store.curation.highlights.add(wish, article)


def put(store: Store, article_id: ArticleId, article: Article) -> None:
    with store.transaction():
        assert store.replace_article(article_id, article, ())


def test_highlight_is_kept_with_its_place(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "library")
    article = make_article("Bridge", FIRST, SECOND)
    article_id = add(store, article, b"one")
    number = mark(store, article_id, article, "until Friday", note="Which Friday?")
    (one,) = store.curation.highlights.of(article_id).highlights
    assert one.highlight_id == number
    assert (one.colour, one.note) == (2, "Which Friday?")
    assert marked_text(article)[one.start : one.end] == "until Friday"
    store.close()
    again = Store.open(tmp_path / "library")
    assert again.curation.highlights.of(article_id).highlights == (one,)
    again.close()


def test_highlights_move_with_a_story_cleaned_anew(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "library")
    article = make_article("Bridge", "An advertisement stood here.", FIRST, SECOND)
    article_id = add(store, article, b"one")
    mark(store, article_id, article, "every hour")
    changed = make_article("Bridge", FIRST, SECOND)
    put(store, article_id, changed)
    (one,) = store.curation.highlights.of(article_id).highlights
    assert marked_text(changed)[one.start : one.end] == "every hour"
    store.close()


def test_highlight_without_a_place_is_kept_and_comes_back(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "library")
    article = make_article("Bridge", FIRST, SECOND)
    article_id = add(store, article, b"one")
    mark(store, article_id, article, SECOND, note="Pier")
    put(store, article_id, make_article("Bridge", FIRST))
    (orphan,) = store.curation.highlights.of(article_id).highlights
    assert orphan.is_orphan
    assert (orphan.anchor.quote, orphan.note) == (SECOND, "Pier")
    assert [row.is_orphan for row in store.curation.highlights.all()] == [True]
    put(store, article_id, article)
    (back,) = store.curation.highlights.of(article_id).highlights
    assert marked_text(article)[back.start : back.end] == SECOND
    store.close()


def test_a_wish_made_on_an_older_text_finds_its_place(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "library")
    old = make_article("Bridge", "Dropped.", FIRST)
    new = make_article("Bridge", FIRST)
    article_id = add(store, new, b"one")
    text = marked_text(old)
    start = text.index("closed")
    with store.transaction():
        store.curation.highlights.add(AddHighlight(article_id, anchor_of(text, Span(start, start + 6)), 1), new)
    (one,) = store.curation.highlights.of(article_id).highlights
    assert marked_text(new)[one.start : one.end] == "closed"
    store.close()


def test_change_delete_and_put_back(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "library")
    article = make_article("Bridge", FIRST, SECOND)
    article_id = add(store, article, b"one")
    number = mark(store, article_id, article, "closed")
    highlights = store.curation.highlights
    with store.transaction():
        assert highlights.change(ChangeHighlight(number, 5, " Why? ")) == article_id
    before = highlights.one(number)
    assert before is not None
    assert (before.colour, before.note) == (5, "Why?")
    with store.transaction():
        assert highlights.delete(number) == article_id
    assert highlights.of(article_id).highlights == ()
    with pytest.raises(LibraryError), store.transaction():
        highlights.delete(number)
    with store.transaction():
        highlights.put_back(before, article)
    assert highlights.one(number) == before
    store.close()


def test_notes_on_stories_are_added_changed_and_deleted(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "library")
    article_id = add(store, make_article("Bridge", FIRST), b"one")
    with store.transaction():
        store.curation.highlights.set_note(article_id, None, "Ask the board")
        store.curation.highlights.set_note(article_id, None, "  ")
    (note,) = store.curation.highlights.of(article_id).notes
    assert store.curation.notes(article_id) == ("Ask the board",)
    with store.transaction():
        store.curation.highlights.set_note(article_id, note.note_id, "Asked the board")
    assert store.curation.notes(article_id) == ("Asked the board",)
    with store.transaction():
        store.curation.highlights.set_note(article_id, note.note_id, "")
    assert store.curation.notes(article_id) == ()
    store.close()


def test_queries_find_notes_and_annotated_stories(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "library")
    article = make_article("Bridge", FIRST, SECOND)
    plain, noted, marked = (add(store, article, content) for content in (b"one", b"two", b"three"))
    mark(store, marked, article, "closed")
    mark(store, noted, article, "closed", note="Which pier?")
    assert store.ids_in_state("annotated") == {noted, marked}
    assert store.ids_in_state("note") == {noted}
    assert store.curation.labels()["note:Which pier?"] == {noted}
    assert plain not in store.ids_in_state("annotated")
    store.close()


paragraphs = st.lists(st.text("abcdefghij ", min_size=20, max_size=60).filter(str.strip), min_size=2, max_size=6)


@settings(max_examples=60, deadline=None)
@given(paragraphs, st.data())
def test_no_change_of_a_story_loses_a_highlight(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], data: st.DataObject
) -> None:
    store = Store.open(tmp_path_factory.mktemp("library"))
    article = make_article("Headline", *lines)
    article_id = add(store, article, b"one")
    text = marked_text(article)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    with store.transaction():
        store.curation.highlights.add(AddHighlight(article_id, anchor_of(text, Span(start, end)), 1), article)
    kept = data.draw(st.lists(st.sampled_from(lines), max_size=6))
    changed = make_article("Headline", *kept)
    with store.transaction():
        store.replace_article(article_id, changed, ())
    (one,) = store.curation.highlights.of(article_id).highlights
    assert one.anchor.quote == text[start:end]
    if one.start is not None and one.end is not None:
        assert 0 <= one.start < one.end <= len(marked_text(changed))
    put_back = make_article("Headline", *lines)
    with store.transaction():
        store.replace_article(article_id, put_back, ())
    (again,) = store.curation.highlights.of(article_id).highlights
    if text[start:end].strip():
        assert marked_text(put_back)[again.start : again.end] == text[start:end]
    store.close()


def test_turn_tells_of_every_change_of_tags_and_notes_and_of_nothing_else(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "library")
    article = make_article("Bridge", FIRST, SECOND)
    one = add(store, article, b"one")
    turns = [store.curation.turn]

    def changed() -> bool:
        turns.append(store.curation.turn)
        return turns[-1] != turns[-2]

    two = add(store, article, b"two")
    assert not changed()
    with store.transaction():
        store.curation.tag((one,), ("harbour",))
    assert changed()
    with store.transaction():
        store.curation.tag((one,), ("harbour",))
    assert not changed()
    with store.transaction():
        store.curation.add(two, Curation(notes=("Which pier?",)))
    assert changed()
    mark(store, two, article, "closed")
    assert changed()
    store.close()
