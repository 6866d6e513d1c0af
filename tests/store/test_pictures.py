"""The pictures of a story: their files are kept like originals, their places with the story."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from reader.core.errors import LibraryDamagedError
from reader.core.model import ArticleId
from reader.core.pictures import Figure, KeptPicture
from reader.store import Resources, Store
from reader.store.pictures import carried_over
from reader.store.resources import LARGEST_BYTES
from tests.store.stories import make_article

HARBOUR, SCHOOL = b"\x89PNG harbour", b"\xff\xd8\xff school"


def picture(content: bytes, reference: str, before: int = 1, captions: tuple[int, ...] = ()) -> KeptPicture:
    """Return a picture with these bytes."""
    sha256 = hashlib.sha256(content).hexdigest()
    return KeptPicture(before, sha256, reference, 640, 480, len(content), "an alt text", captions)


def add(store: Store, pictures: Sequence[KeptPicture], content: bytes = b"page") -> ArticleId:
    """Add a story with pictures."""
    sha256 = hashlib.sha256(content).hexdigest()
    stored = store.originals.keep(content, sha256)
    with store.transaction():
        store.add_original(sha256, len(content), stored, "a.html")
        return store.add_article(
            make_article(), sha256=sha256, place=0, member="", source_path="a.html", kept_pictures=pictures
        )


def pictures_of(store: Store, article_id: ArticleId) -> tuple[KeptPicture, ...]:
    """Return the pictures of a story as the library has them."""
    story = store.story(article_id)
    assert story is not None
    return story.pictures


def test_pictures_come_back_in_their_order_with_their_bytes(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    kept = (picture(SCHOOL, "b.jpg", 0, (1, 2)), picture(HARBOUR, "a.png", 2))
    for content, one in ((SCHOOL, kept[0]), (HARBOUR, kept[1])):
        store.resources.keep(content, one.sha256)
    article_id = add(store, kept)
    assert pictures_of(store, article_id) == kept
    assert [store.picture(article_id, number) for number in range(-1, 3)] == [None, SCHOOL, HARBOUR, None]
    assert store.picture(ArticleId(99), 0) is None
    assert list(store.verify()) == []
    store.close()


def test_a_lone_surrogate_in_a_name_does_not_matter(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    odd = picture(HARBOUR, "a\ud800.png")
    article_id = add(store, (replace(odd, alt="\udfff"),))
    (kept,) = pictures_of(store, article_id)
    assert (kept.reference, kept.alt) == ("a\ufffd.png", "\ufffd")
    with store.transaction():
        article = replace(make_article(), figures=(Figure(1, ("a\ud800.png",), "\udfff"),))
        assert not store.replace_article(article_id, article, ())
    store.close()


def test_missing_and_damaged_files_are_told_and_give_nothing(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    missing, damaged = picture(HARBOUR, "a.png"), picture(SCHOOL, "b.jpg")
    store.resources.keep(SCHOOL, damaged.sha256)
    store.resources.path_of(damaged.sha256).write_bytes(b"\xff\xd8\xff scholl")
    article_id = add(store, (missing, damaged))
    assert [store.picture(article_id, number) for number in (0, 1)] == [None, None]
    told = {fault.message for fault in store.verify()}
    assert told == {
        f"The picture {missing.sha256[:12]}… of a story is missing.",
        f"The picture {damaged.sha256[:12]}… of a story is damaged.",
    }
    store.close()


def test_a_file_is_whole_or_not_there_and_is_not_written_twice(tmp_path: Path) -> None:
    resources = Resources(tmp_path)
    sha256 = hashlib.sha256(HARBOUR).hexdigest()
    resources.keep(HARBOUR, sha256)
    before = resources.path_of(sha256).stat().st_mtime_ns
    resources.keep(HARBOUR, sha256)
    assert resources.path_of(sha256).stat().st_mtime_ns == before
    assert list((tmp_path / "new").iterdir()) == []
    resources.path_of(sha256).write_bytes(b"rot")
    resources.keep(HARBOUR, sha256)
    assert resources.read(sha256, len(HARBOUR)) == HARBOUR
    (tmp_path / "new" / "half").write_bytes(b"half")
    resources.sweep()
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.parametrize("size", [-1, 0, len(HARBOUR) - 1, LARGEST_BYTES + 1])
def test_a_size_that_is_not_the_files_gives_nothing(tmp_path: Path, size: int) -> None:
    resources = Resources(tmp_path)
    sha256 = hashlib.sha256(HARBOUR).hexdigest()
    resources.keep(HARBOUR, sha256)
    assert resources.read(sha256, size) is None


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "A" * 64, "a" * 63])
def test_impossible_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(LibraryDamagedError):
        Resources(tmp_path).path_of(name)


def test_a_story_cleaned_anew_keeps_the_pictures_that_are_still_its_own(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    article_id = add(store, (picture(HARBOUR, "a.png", 1), picture(SCHOOL, "b.jpg", 2)))
    article = replace(
        make_article(), figures=(Figure(2, ("wide.png", "a.png"), "harbour", (0,)), Figure(2, ("new.png",)))
    )
    with store.transaction():
        assert store.replace_article(article_id, article, (), (picture(b"new", "new.png"),))
    assert [(one.reference, one.before, one.alt, one.captions) for one in pictures_of(store, article_id)] == [
        ("a.png", 2, "harbour", (0,)),
        ("new.png", 2, "", ()),
    ]
    with store.transaction():
        assert not store.replace_article(article_id, article, ())
        assert store.replace_article(article_id, make_article(), ())
    assert pictures_of(store, article_id) == ()
    store.close()


def test_the_newer_bytes_of_a_reference_win_and_the_same_picture_stands_once() -> None:
    old, new = picture(HARBOUR, "a.png"), picture(SCHOOL, "a.png")
    assert carried_over((Figure(0, ("a.png",), "x"),), (old,), (new,))[0].sha256 == new.sha256
    twice = (Figure(0, ("a.png",)), Figure(3, ("b.png",)))
    assert [one.before for one in carried_over(twice, (old, replace(old, reference="b.png")), ())] == [0]


def test_removing_a_story_removes_its_rows_and_leaves_the_file(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    kept = picture(HARBOUR, "a.png")
    store.resources.keep(HARBOUR, kept.sha256)
    article_id = add(store, (kept,))
    with store.transaction():
        store.remove_article(article_id)
    assert store.picture(article_id, 0) is None
    assert store.resources.read(kept.sha256, kept.size_bytes) == HARBOUR
    assert list(store.verify()) == []
    store.close()
