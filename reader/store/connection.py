"""Opens ``library.sqlite``: created whole or not at all, migrated after a backup, read where nothing may be written."""

import os
import secrets
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

from reader.core.durable import flush_folder
from reader.core.errors import (
    LibraryDamagedError,
    LibraryError,
    LibraryReadOnlyError,
    LibraryTooNewError,
)
from reader.store.failures import translated
from reader.store.schema import APPLICATION_ID, MIGRATIONS

DATABASE = "library.sqlite"
BUSY_TIMEOUT_S = 10.0
"""How long a statement waits for another connection's commit."""


def now() -> str:
    """Return the present moment as ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def is_writable(folder: Path) -> bool:
    """Return whether the library in ``folder`` (or a new one there) could be written by this user."""
    database = folder / DATABASE
    if database.exists():
        return os.access(folder, os.W_OK) and os.access(database, os.W_OK)
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK)


def prepare(folder: Path, migrations: Sequence[str] = MIGRATIONS) -> None:
    """Create the library in ``folder`` if there is none, and bring an older one up to date after a backup.

    Raises LibraryTooNewError (the file stays untouched), LibraryReadOnlyError, LibraryDamagedError, StorageFullError.
    """
    path = folder / DATABASE
    with translated():
        if not path.exists():
            _create(folder, migrations)
            return
        if _version_on_disk(path) > len(migrations):
            raise _too_new()
        if not is_writable(folder):
            return
        with closing(connect_for_writing(path)) as connection:
            _migrate(connection, path, migrations)


def connect_for_writing(path: Path) -> sqlite3.Connection:
    """Return a connection that commits durably: WAL, flushed at each commit, foreign keys enforced."""
    connection = _connect(path, "mode=rw")
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def connect_for_reading(path: Path, migrations: Sequence[str] = MIGRATIONS) -> sqlite3.Connection:
    """Return a connection that changes nothing, also in a folder that cannot be written.

    Raises LibraryReadOnlyError where a crashed writer's log lies in a folder that cannot be written.
    """
    if is_writable(path.parent):
        connection = _connect(path, "mode=rw")
    elif _has_log(path):
        raise LibraryReadOnlyError(
            "This library was not closed properly and lies in a folder that cannot be written. "
            "Copy the whole folder to a place of your own and open it there."
        )
    else:
        connection = _connect(path, "mode=ro&immutable=1")
    try:
        connection.execute("PRAGMA query_only = ON")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > len(migrations):
            raise _too_new()
        if version < len(migrations):
            raise LibraryReadOnlyError(
                "This library was made by an older version and lies in a folder that cannot be written. "
                "Copy the whole folder to a place of your own and open it there."
            )
    except (sqlite3.Error, LibraryError):
        connection.close()
        raise
    return connection


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    """Return a connection in autocommit mode, usable from one thread at a time."""
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()).replace(os.sep, '/'))}?{mode}",
        uri=True,
        timeout=BUSY_TIMEOUT_S,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.row_factory = sqlite3.Row
    return connection


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _version_on_disk(path: Path) -> int:
    """Return the schema version from the file's header; a foreign file is not touched.

    Not by opening the file ourselves: closing it would drop the locks that SQLite holds on it for other connections
    of this process (POSIX), and another process would then take their log away.
    """
    foreign = LibraryDamagedError(f"{path.name} is not a library of this program, or it is damaged.")
    if path.stat().st_size < 100:
        raise foreign
    try:
        with closing(_connect(path, "mode=ro&immutable=1")) as connection:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_NOTADB:
            raise
        raise foreign from error
    if application != APPLICATION_ID:
        raise LibraryDamagedError(f"{path.name} was made by another program.")
    return int(version)


def _too_new() -> LibraryTooNewError:
    return LibraryTooNewError("A newer version of the program made this library. Update the program to open it.")


def _create(folder: Path, migrations: Sequence[str]) -> None:
    """Make the database under another name and move it in place, unless another process was faster."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise LibraryError(f"{folder} is a file, not a folder. Choose another place for the library.") from error
    except PermissionError as error:
        raise LibraryReadOnlyError(f"A library cannot be made in {folder}: no permission to write there.") from error
    path = folder / DATABASE
    arriving = folder / f"{DATABASE}.{secrets.token_hex(4)}.new"
    try:
        with closing(sqlite3.connect(arriving, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("BEGIN")
            for number, script in enumerate(migrations, start=1):
                _apply(connection, number, script)
            connection.execute("INSERT INTO library (only, id, created) VALUES (1, ?, ?)", (uuid4().hex, now()))
            connection.execute("COMMIT")
        _move_unless_there(arriving, path)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_CANTOPEN:
            raise LibraryReadOnlyError(
                f"A library cannot be made in {folder}: no permission to write there."
            ) from error
        raise
    finally:
        arriving.unlink(missing_ok=True)
    flush_folder(folder)


def _move_unless_there(arriving: Path, path: Path) -> None:
    """Give the finished file its name without ever replacing a library that is already there."""
    try:
        os.link(arriving, path)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        if not path.exists():
            arriving.rename(path)


def _migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[str]) -> None:
    """Bring the schema up to date, one transaction a step, after a backup of the whole database before the first."""
    has_backup = False
    while True:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version > len(migrations):
            raise _too_new()
        if version == len(migrations):
            return
        if not has_backup:
            _back_up(connection, version, path.with_name(f"library.before-{version + 1}.sqlite"))
            has_backup = True
        connection.execute("BEGIN IMMEDIATE")
        try:
            if connection.execute("PRAGMA user_version").fetchone()[0] == version:
                _apply(connection, version + 1, migrations[version])
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def _apply(connection: sqlite3.Connection, number: int, script: str) -> None:
    """Run one migration inside the open transaction."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
    connection.execute(f"PRAGMA user_version = {number}")


def _back_up(connection: sqlite3.Connection, version: int, target: Path) -> None:
    """Copy the database of this schema version to ``target``, whole or not at all."""
    arriving = target.with_name(f"{target.name}.{secrets.token_hex(4)}.new")
    try:
        with closing(sqlite3.connect(arriving)) as copy:
            connection.backup(copy)
            if copy.execute("PRAGMA user_version").fetchone()[0] != version:
                return  # another process migrated, and backed up, in between
        with arriving.open("rb+") as file:
            os.fsync(file.fileno())
        arriving.replace(target)
    finally:
        arriving.unlink(missing_ok=True)
    flush_folder(target.parent)
