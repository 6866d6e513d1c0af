"""The index on disk: durable, whole, checked, and refused when it cannot be trusted."""

import json
import os
import resource
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.core.errors import IndexDamagedError, LibraryLockedError, StorageFullError
from reader.core.model import ArticleId
from reader.core.query import SearchDocument
from reader.search import IndexWriter, SearchIndex, erase
from reader.search.files import MANIFEST
from tests.search.stories import built, found, story


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Index twenty stories in two commits; return the folder."""
    path = tmp_path / "index"
    with IndexWriter.open(path) as writer:
        writer.write([story(n, f"alpha word{n} " * 30) for n in range(1, 15)], (), 3)
        writer.write([story(n, f"beta word{n} " * 30) for n in range(15, 21)], [ArticleId(1)], 8)
    return path


def files(folder: Path) -> list[Path]:
    """Return the files that hold the index."""
    return [path for path in sorted(folder.iterdir()) if path.is_file() and "LOCK" not in path.name.upper()]


def notices(folder: Path) -> bool:
    """Return whether damage is noticed on opening or checking, and nothing else goes wrong."""
    try:
        with SearchIndex.open(folder) as index:
            found(index, "alpha")
        with IndexWriter.open(folder) as writer:
            writer.verify()
    except IndexDamagedError:
        return True
    return False


def test_sequence_is_kept_with_the_stories(folder: Path) -> None:
    with IndexWriter.open(folder) as writer:
        assert writer.sequence == 8
        writer.verify()
        writer.write((), (), 9)
    with IndexWriter.open(folder) as writer:
        assert writer.sequence == 9
    with SearchIndex.open(folder) as index:
        assert index.size() == 19


def test_a_new_index_has_sequence_zero(tmp_path: Path) -> None:
    with IndexWriter.open(tmp_path / "deep" / "index") as writer:
        assert writer.sequence == 0
        writer.verify()


def test_adding_again_replaces(folder: Path) -> None:
    with IndexWriter.open(folder) as writer:
        writer.write([story(2, "gamma"), story(2, "delta")], (), 9)
    with SearchIndex.open(folder) as index:
        assert index.size() == 19
        assert found(index, "delta") == {2}
        assert found(index, "gamma word2") == set()


def test_segments_stay_few(tmp_path: Path) -> None:
    with IndexWriter.open(tmp_path / "index") as writer:
        for number in range(1, 31):
            writer.write([story(number, f"alpha {number}")], (), number)
            assert writer.is_crowded == (len(files(tmp_path / "index")) > 13)
            if writer.is_crowded:
                writer.tidy(60)
        writer.tidy(60)
        assert not writer.is_untidy
        writer.verify()
    with SearchIndex.open(tmp_path / "index") as index:
        assert len(found(index, "alpha")) == 30
    assert len(files(tmp_path / "index")) < 5


@pytest.mark.parametrize("kind", ["deleted", "cut", "emptied", "flipped", "grown"])
def test_damage_of_any_file_is_noticed(folder: Path, kind: str) -> None:
    for path in files(folder):
        intact = path.read_bytes()
        if kind == "deleted":
            path.unlink()
        elif kind == "flipped":
            middle = len(intact) // 2
            path.write_bytes(intact[:middle] + bytes([intact[middle] ^ 0x40]) + intact[middle + 1 :])
        else:
            path.write_bytes({"cut": intact[: len(intact) // 2], "emptied": b"", "grown": intact + b"x"}[kind])
        assert notices(folder), path.name
        path.write_bytes(intact)
    assert not notices(folder)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_bytes_flipped_anywhere_never_raise_anything_else(folder: Path) -> None:
    for path in files(folder):
        intact = path.read_bytes()
        for at in range(0, len(intact), max(1, len(intact) // 12)):
            path.write_bytes(intact[:at] + bytes([intact[at] ^ 0xFF]) + intact[at + 1 :])
            assert notices(folder), (path.name, at)
        path.write_bytes(intact)


def test_an_index_of_another_layout_is_built_anew(folder: Path) -> None:
    envelope = json.loads((folder / MANIFEST).read_text())
    envelope["manifest"] = envelope["manifest"].replace('"layout": ', '"layout": 1')
    (folder / MANIFEST).write_text(json.dumps(envelope))
    with pytest.raises(IndexDamagedError):
        SearchIndex.open(folder)


def test_a_folder_without_an_index_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(IndexDamagedError):
        SearchIndex.open(tmp_path / "nothing")
    (tmp_path / "empty").mkdir(mode=0o700)
    with pytest.raises(IndexDamagedError):
        SearchIndex.open(tmp_path / "empty")


def test_erase_makes_room_for_a_new_index(folder: Path) -> None:
    (folder / MANIFEST).write_text("{")
    with pytest.raises(IndexDamagedError):
        IndexWriter.open(folder)
    erase(folder)
    erase(folder)
    with IndexWriter.open(folder) as writer:
        assert writer.sequence == 0


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_a_folder_that_others_may_write_to_is_refused(folder: Path) -> None:
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o770)
    for opened in (SearchIndex.open, IndexWriter.open):
        with pytest.raises(IndexDamagedError, match="written by others"):
            opened(folder)


def test_a_story_that_cannot_be_read_leaves_the_old_state_and_no_lock(folder: Path) -> None:
    def broken() -> Iterator[SearchDocument]:
        yield story(30, "epsilon")
        raise RuntimeError("the store failed")

    with IndexWriter.open(folder) as writer:
        with pytest.raises(RuntimeError, match="the store failed"):
            writer.write(broken(), (), 99)
        assert writer.sequence == 8
        writer.write([story(40, "epsilon")], (), 9)
    with SearchIndex.open(folder) as index:
        assert found(index, "epsilon") == {40}


def test_two_writers_at_once_are_told_apart(folder: Path) -> None:
    with IndexWriter.open(folder) as first, IndexWriter.open(folder) as second:
        first.write([story(50, "zeta")], (), 9)
        with pytest.raises((LibraryLockedError, IndexDamagedError)):
            second.write([story(51, "eta")], (), 10)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
def test_a_full_disk_leaves_the_old_state(folder: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with IndexWriter.open(folder) as writer:
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, before[1]))
        try:
            with pytest.raises(StorageFullError):
                writer.write([story(n, f"theta word{n} " * 300) for n in range(60, 90)], (), 9)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
            signal.signal(signal.SIGXFSZ, ignored)
        assert writer.sequence == 8
        writer.verify()
        with SearchIndex.open(folder) as index:
            assert index.size() == 19
            assert found(index, "theta") == set()
        writer.write([story(60, "theta")], (), 9)
    with SearchIndex.open(folder) as index:
        assert found(index, "theta") == {60}


def test_what_a_crash_left_is_swept_away(folder: Path) -> None:
    (folder / "stories_0000000000000000.seg").write_bytes(b"half")
    (folder / "_stories_99.toc").write_bytes(b"half")
    (folder / "_stories_99.toc.12345.6").write_bytes(b"half")
    with SearchIndex.open(folder) as index:
        assert index.size() == 19
    with IndexWriter.open(folder) as writer:
        writer.write([story(70, "iota")], (), 9)
        writer.verify()
    assert not list(folder.glob("*_99*"))
    assert not list(folder.glob("*_0000000000000000*"))


def test_large_additions_are_committed_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.search.writer.BATCH", 5)
    monkeypatch.setattr("reader.search.codec.build.MOST_TOKENS", 10)
    index = built(tmp_path / "index", (story(n, f"kappa {n}") for n in range(1, 13)))
    assert index.size() == 12
    with IndexWriter.open(tmp_path / "index") as writer:
        assert writer.sequence == 1


def test_hostile_texts_are_kept_and_found(tmp_path: Path) -> None:
    texts = [
        "\ud800 lone \udfff",
        "nul\x00nul",
        "x" * 300_000,
        "中" * 50_000,
        "\u202e\u00ad\u0301",
        "",
        "\n\n \t",
        "word " * 70_000,
    ]
    stories = [story(n, text, headline=text[:50], outlet=text[:9]) for n, text in enumerate(texts, 1)]
    index = built(tmp_path / "index", stories)
    assert len(found(index, "")) == len(texts)
    assert found(index, "lone") == {1}
    assert found(index, "nul") == {2}
    assert found(index, "x*") == {3}
    assert found(index, "中中") == {4}
    assert found(index, "word") == {8}
    with IndexWriter.open(tmp_path / "index") as writer:
        writer.write([story(9, "word")], [ArticleId(1)], 2)
        writer.verify()


def test_many_small_writes_end_in_the_same_index(tmp_path: Path) -> None:
    with IndexWriter.open(tmp_path / "index") as writer:
        for number in range(1, 60):
            gone = [ArticleId(number // 2)] if number % 7 == 0 else []
            writer.write([story(number, f"alpha word{number}"), story(number % 5 + 1, "beta")], gone, number)
        writer.verify()
    with SearchIndex.open(tmp_path / "index") as index:
        assert found(index, "alpha or beta") == found(index, "")
        assert found(index, "word59") == {59}
        assert found(index, "beta") >= {5}


def test_a_reader_that_has_let_go_of_its_memory_finds_the_same(folder: Path) -> None:
    with SearchIndex.open(folder) as index:
        before = found(index, "beta")
        index.forget()
        assert found(index, "beta") == before
        assert len(before) == 6
