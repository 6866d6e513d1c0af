"""Libraries are created whole, migrated after a backup, and never harmed by being opened."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from reader.core.errors import (
    LibraryDamagedError,
    LibraryError,
    LibraryLockedError,
    LibraryReadOnlyError,
    LibraryTooNewError,
)
from reader.store import Store, connection
from reader.store.schema import APPLICATION_ID, MIGRATIONS
from tests.store.stories import add, make_article

NEXT = "CREATE TABLE shelves (name TEXT PRIMARY KEY) STRICT;\nINSERT INTO shelves VALUES ('a;b');\n"


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder and their bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def run_sql(folder: Path, statement: str, *values: str) -> None:
    """Change a library behind the program's back."""
    with closing(sqlite3.connect(folder / "library.sqlite", isolation_level=None)) as database:
        database.execute(statement, values)


def test_new_library_is_durable_and_marked(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "deep" / "library")
    database = sqlite3.connect(tmp_path / "deep" / "library" / "library.sqlite")
    assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert database.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert database.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    database.close()
    store.close()
    assert not list((tmp_path / "deep" / "library").glob("*.new"))


def test_writing_connection_flushes_at_each_commit_and_enforces_keys(tmp_path: Path) -> None:
    connection.prepare(tmp_path)
    with closing(connection.connect_for_writing(tmp_path / "library.sqlite")) as database:
        assert database.execute("PRAGMA synchronous").fetchone()[0] == 2
        assert database.execute("PRAGMA foreign_keys").fetchone()[0] == 1


def test_identity_stays(tmp_path: Path) -> None:
    first = Store.open(tmp_path)
    first.close()
    second = Store.open(tmp_path, read_only=True)
    assert first.library_id == second.library_id
    second.close()


def test_many_threads_creating_one_library_make_one(tmp_path: Path) -> None:
    identities: list[str] = []

    def create() -> None:
        store = Store.open(tmp_path)
        identities.append(store.library_id)
        store.close()

    threads = [threading.Thread(target=create) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(identities) == 6
    assert len(set(identities)) == 1


@pytest.mark.parametrize("identity", ["../../escape", "", "A" * 32, "0" * 32, "0123456789abcdef0123456789abcdef/x"])
def test_crafted_identity_is_refused(tmp_path: Path, identity: str) -> None:
    Store.open(tmp_path).close()
    run_sql(tmp_path, "UPDATE library SET id = ?", identity)
    with pytest.raises(LibraryDamagedError):
        Store.open(tmp_path)


def test_newer_library_is_refused_and_untouched(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    run_sql(tmp_path, f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = contents(tmp_path)
    for read_only in (False, True):
        with pytest.raises(LibraryTooNewError, match="Update the program"):
            Store.open(tmp_path, read_only=read_only)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("garbage", [b"", b"not a database" * 20, b"SQLite format 3\0" + bytes(84)])
def test_foreign_file_is_refused_and_untouched(tmp_path: Path, garbage: bytes) -> None:
    (tmp_path / "library.sqlite").write_bytes(garbage)
    with pytest.raises(LibraryDamagedError):
        Store.open(tmp_path)
    assert contents(tmp_path) == {"library.sqlite": garbage}


def test_damaged_pages_are_told_as_damage(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    add(store, make_article(), b"x")
    store.close()
    path = tmp_path / "library.sqlite"
    path.write_bytes(path.read_bytes()[:4096] + b"\xff" * (path.stat().st_size - 4096))
    with pytest.raises(LibraryDamagedError, match="backup"):
        Store.open(tmp_path)


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("x")
    with pytest.raises(LibraryError, match="not a folder"):
        Store.open(tmp_path / "library")


def test_migration_backs_up_and_keeps_the_stories(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    add(store, make_article("Kept"), b"x")
    store.close()
    connection.prepare(tmp_path, (*MIGRATIONS, NEXT))
    with closing(sqlite3.connect(tmp_path / "library.sqlite")) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS) + 1,)
        assert database.execute("SELECT name FROM shelves").fetchall() == [("a;b",)]
        assert database.execute("SELECT headline FROM articles").fetchall() == [("Kept",)]
    with closing(sqlite3.connect(tmp_path / f"library.before-{len(MIGRATIONS) + 1}.sqlite")) as backup:
        assert backup.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        assert backup.execute("SELECT headline FROM articles").fetchall() == [("Kept",)]


def test_failed_migration_leaves_the_old_schema(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    broken = "CREATE TABLE shelves (name TEXT) STRICT;\nINSERT INTO missing VALUES (1);\n"
    with pytest.raises(sqlite3.OperationalError):
        connection.prepare(tmp_path, (*MIGRATIONS, broken))
    Store.open(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "library.sqlite")) as database:
        assert database.execute("SELECT name FROM sqlite_schema WHERE name = 'shelves'").fetchall() == []


def test_reader_sees_what_the_writer_commits(tmp_path: Path) -> None:
    writer = Store.open(tmp_path)
    reader = Store.open(tmp_path, read_only=True)
    article_id = add(writer, make_article(), b"x")
    assert reader.story(article_id) is not None
    with pytest.raises(LibraryReadOnlyError), reader.transaction():
        pass
    reader.close()
    writer.close()


def test_reader_is_not_held_up_by_an_open_transaction(tmp_path: Path) -> None:
    writer = Store.open(tmp_path)
    reader = Store.open(tmp_path, read_only=True)
    with writer.transaction():
        writer.register_import(["a"])
        assert reader.imports() == ()
    assert len(reader.imports()) == 1
    reader.close()
    writer.close()


def test_second_writing_transaction_is_told_the_library_is_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_TIMEOUT_S", 0.01)
    first, second = Store.open(tmp_path), Store.open(tmp_path)
    with first.transaction():
        first.register_import(["a"])
        with pytest.raises(LibraryLockedError), second.transaction():
            pass
    with second.transaction():
        second.register_import(["b"])
    first.close()
    second.close()


@pytest.fixture
def locked_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a library in a folder that cannot be written.

    A superuser is told so by a fake, as permissions do not bind it.
    """
    folder = tmp_path / "shared"
    store = Store.open(folder)
    add(store, make_article("Shared"), b"x")
    store.close()
    for path in (folder / "library.sqlite", folder):
        path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    if os.access(folder, os.W_OK):
        monkeypatch.setattr(os, "access", lambda path, mode: not mode & os.W_OK)
    return folder


def test_read_only_folder_is_read_without_leaving_a_trace(locked_folder: Path) -> None:
    before = contents(locked_folder)
    store = Store.open(locked_folder, read_only=True)
    assert [row.headline for row in store.newest(1)] == ["Shared"]
    assert contents(locked_folder) == before
    store.close()
    with pytest.raises(LibraryReadOnlyError):
        Store.open(locked_folder)


def test_unclosed_library_in_a_read_only_folder_is_refused_plainly(locked_folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(locked_folder, copy)
    copy.chmod(0o755)
    (copy / "library.sqlite-wal").write_bytes(b"x" * 100)
    copy.chmod(0o555)
    with pytest.raises(LibraryReadOnlyError, match="Copy the whole folder"):
        Store.open(copy, read_only=True)
    copy.chmod(0o755)


ADD_AND_LEAVE = """
import sys
from pathlib import Path
from reader.store import Store
from tests.store.stories import add, make_article
store = Store.open(Path(sys.argv[1]))
add(store, make_article(sys.argv[2]), sys.argv[2].encode())
store.close()
"""


def test_reader_sees_what_other_processes_write_though_the_library_was_opened_again_here(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    reader = Store.open(tmp_path, read_only=True)
    for number in range(3):
        Store.open(tmp_path, read_only=True).close()
        subprocess.run([sys.executable, "-c", ADD_AND_LEAVE, str(tmp_path), str(number)], check=True)
        assert reader.count() == number + 1
    reader.close()
