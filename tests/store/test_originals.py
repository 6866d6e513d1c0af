"""Kept files are the user's bytes, durable before they are spoken of, and checked when they are read."""

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.errors import LibraryDamagedError
from reader.store import Store
from reader.store.originals import Originals
from tests.store.stories import add, make_article


def digest(content: bytes) -> str:
    """Return the hex SHA-256."""
    return hashlib.sha256(content).hexdigest()


@given(content=st.binary(max_size=2_000))
@settings(max_examples=30, deadline=None)
def test_kept_bytes_come_back(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    originals = Originals(tmp_path_factory.getbasetemp() / "originals")
    originals.keep(content, digest(content))
    assert originals.read(digest(content), len(content)) == content


def test_file_without_a_row_is_used_again(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    originals.keep(b"page", digest(b"page"))
    before = originals.path_of(digest(b"page")).stat()
    assert originals.keep(b"page", digest(b"page")) == before.st_size
    assert originals.path_of(digest(b"page")).stat().st_mtime_ns == before.st_mtime_ns


def test_damaged_file_without_a_row_is_written_anew(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    originals.keep(b"page", digest(b"page"))
    originals.path_of(digest(b"page")).write_bytes(b"rot")
    originals.keep(b"page", digest(b"page"))
    assert originals.read(digest(b"page"), 4) == b"page"


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "A" * 64, "a" * 63])
def test_impossible_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(LibraryDamagedError):
        Originals(tmp_path).path_of(name)


def test_damage_and_loss_are_told(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    content = b"page" * 1000
    with pytest.raises(LibraryDamagedError):
        originals.read(digest(content), len(content))
    originals.keep(content, digest(content))
    path = originals.path_of(digest(content))
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(LibraryDamagedError):
        originals.read(digest(content), len(content))


def test_file_that_unpacks_to_more_than_recorded_is_not_unpacked_whole(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    bomb = bytes(10_000_000)
    originals.keep(bomb, digest(bomb))
    assert originals.fault(digest(bomb), 10) == "damaged"


def test_half_written_files_are_swept(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "half").write_bytes(b"x")
    originals.sweep()
    assert not list((tmp_path / "new").iterdir())


def test_bytes_and_name_reach_the_disk_before_keep_returns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    flush, move = os.fsync, Path.replace

    def noting_flush(descriptor: int) -> None:
        order.append("flush folder" if os.fstat(descriptor).st_mode & 0o040000 else "flush file")
        flush(descriptor)

    def noting_move(path: Path, target: Path) -> Path:
        order.append("rename")
        return move(path, target)

    originals = Originals(tmp_path / "originals")
    originals.keep(b"first", digest(b"first"))
    monkeypatch.setattr(os, "fsync", noting_flush)
    monkeypatch.setattr(Path, "replace", noting_move)
    originals.keep(b"second", digest(b"second"))
    assert order[-3:] == ["flush file", "rename", "flush folder"]


def test_verify_finds_each_damaged_original(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    for content in (b"good", b"lost", b"rotten"):
        add(store, make_article(), content)
    assert list(store.verify()) == []
    store.originals.path_of(digest(b"lost")).unlink()
    store.originals.path_of(digest(b"rotten")).write_bytes(b"x")
    assert sorted(fault.message.split("…")[1] for fault in store.verify()) == [" is damaged.", " is missing."]
    store.close()
