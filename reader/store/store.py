"""A library's folder as one object: the only way to its database and its originals."""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Self

from reader.core.changes import ImportRow
from reader.core.errors import LibraryDamagedError, LibraryError, LibraryReadOnlyError
from reader.core.evidence import Passage
from reader.core.model import Article, ArticleId, Snapshot
from reader.core.pictures import FoundPicture, KeptPicture
from reader.core.query import SearchDocument
from reader.core.records import Fault, ImportRecord, LibraryStats, Story, StorySummary
from reader.core.sameness import StoryKeys, keys_of
from reader.store import articles, imports, pictures, statistics, summaries
from reader.store.connection import (
    DATABASE,
    connect_for_reading,
    connect_for_writing,
    is_writable,
    now,
    prepare,
)
from reader.store.curation import CurationStore
from reader.store.encoding import path_column
from reader.store.failures import translated
from reader.store.imports import PendingFile
from reader.store.originals import Originals
from reader.store.queries import QueryStore
from reader.store.reader_rules import ReaderRuleStore
from reader.store.reading_places import ReadingPlaceStore
from reader.store.recleaning import RecleanStore
from reader.store.relations import RelationStore
from reader.store.repetition import RepetitionStore
from reader.store.resources import Resources
from reader.store.tag_rules import TagRuleStore
from reader.store.tags import TagStore
from reader.store.values import ListedStory, StoreChanges
from reader.store.watching import WatchStore

READ_ONLY = "The library is in a folder that cannot be written, so it can be read and searched but not changed."
_UUID4_HEX = re.compile(r"[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}")


class Store:
    """An open library folder. One thread at a time; one writer per library (the service holds the lock).

    Faults of the disk and the database rise as LibraryError of the matching kind; the store stays usable after them.
    """

    def __init__(self, folder: Path, connection: sqlite3.Connection, *, read_only: bool) -> None:
        self.folder = folder
        self.read_only = read_only
        self.originals = Originals(folder / "originals")
        self.resources = Resources(folder / "resources")
        self.repetition = RepetitionStore(connection)
        self.recleaning = RecleanStore(connection)
        self.reader_rules = ReaderRuleStore(connection)
        self.reading_places = ReadingPlaceStore(connection)
        self.relations = RelationStore(connection)
        self.curation = CurationStore(connection)
        self.tags = TagStore(connection)
        self.tag_rules = TagRuleStore(connection)
        self.watching = WatchStore(connection)
        self.queries = QueryStore(connection)
        self._connection = connection
        with translated():
            row = connection.execute("SELECT id FROM library").fetchone()
        if row is None or not _UUID4_HEX.fullmatch(row["id"]):
            raise LibraryDamagedError("The library's identity is damaged. Restore library.sqlite from a backup.")
        self.library_id = str(row["id"])

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False) -> Self:
        """Open the library in ``folder``; a missing one is created, an older one migrated, where that is possible.

        Raises LibraryTooNewError, LibraryReadOnlyError, LibraryDamagedError, StorageFullError, LibraryLockedError.
        """
        prepare(folder)
        if not read_only and not is_writable(folder):
            raise LibraryReadOnlyError(f"The library in {folder} cannot be written: no permission.")
        with translated():
            path = folder / DATABASE
            connection = connect_for_reading(path) if read_only else connect_for_writing(path)
        try:
            return cls(folder, connection, read_only=read_only)
        except LibraryError:
            connection.close()
            raise

    def close(self) -> None:
        """Close the database; the store cannot be used afterwards."""
        self._connection.close()

    @property
    def is_immutable(self) -> bool:
        """Whether this user may not write to the library at all, however it was opened."""
        return not is_writable(self.folder)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Run a block whose changes are durable on return, or undone if it raises."""
        if self.read_only:
            raise LibraryReadOnlyError(READ_ONLY)
        with self._transaction("BEGIN IMMEDIATE"):
            yield

    @property
    def sequence(self) -> int:
        """The number of the newest change to a story; 0 in a new library."""
        with translated():
            row = self._connection.execute("SELECT coalesce(max(sequence), 0) AS newest FROM changes").fetchone()
        return int(row["newest"])

    def changed_since(self, sequence: int, limit: int | None = None) -> StoreChanges:
        """Return the next changes after ``sequence`` in order, at most ``limit`` of them."""
        with translated():
            rows = self._connection.execute(
                "SELECT sequence, changes.article_id, articles.id IS NOT NULL AS is_here FROM changes "
                "LEFT JOIN articles ON articles.id = changes.article_id WHERE sequence > ? ORDER BY sequence LIMIT ?",
                (sequence, -1 if limit is None else limit),
            ).fetchall()
        here = {row["article_id"]: bool(row["is_here"]) for row in rows}
        return StoreChanges(
            changed=tuple(ArticleId(number) for number, is_here in here.items() if is_here),
            removed=tuple(ArticleId(number) for number, is_here in here.items() if not is_here),
            newest=rows[-1]["sequence"] if rows else sequence,
        )

    def documents(self, article_ids: Iterable[ArticleId]) -> Iterator[SearchDocument]:
        """Yield what the search index takes in of each story that exists."""
        with translated():
            yield from articles.documents(self._connection, article_ids)

    def has_original(self, sha256: str) -> ArticleId | None:
        """Return the first story made from the file of this digest, or None if it was never imported to its end."""
        with translated():
            row = self._connection.execute(
                "SELECT id FROM articles WHERE original = :it AND snapshot IS NULL UNION ALL "
                "SELECT article_id AS id FROM containers WHERE sha256 = :it AND article_id IS NOT NULL LIMIT 1",
                {"it": sha256},
            ).fetchone()
        return None if row is None else ArticleId(row["id"])

    def reopen_containers(self, paths: Iterable[str]) -> None:
        """Forget inside a transaction that containers of these paths were imported, so that they are opened again."""
        self._connection.executemany("DELETE FROM containers WHERE path = ?", ((path_column(path),) for path in paths))

    def add_container(self, sha256: str, path: str, size_bytes: int, article_id: ArticleId | None) -> None:
        """Record inside a transaction that all of a container was imported; ``article_id`` is its first story."""
        self._connection.execute(
            "INSERT OR REPLACE INTO containers (sha256, path, size_bytes, article_id) VALUES (?, ?, ?, ?)",
            (sha256, path_column(path), size_bytes, article_id),
        )

    def add_original(self, sha256: str, size_bytes: int, stored_bytes: int, path: str) -> None:
        """Record a kept file inside a transaction; ``path`` is where it was found."""
        self._connection.execute(
            "INSERT OR IGNORE INTO originals (sha256, size_bytes, stored_bytes, path) VALUES (?, ?, ?, ?)",
            (sha256, size_bytes, stored_bytes, path_column(path)),
        )

    def add_article(
        self,
        article: Article,
        *,
        sha256: str,
        place: int,
        member: str,
        source_path: str,
        passages: Iterable[Passage] = (),
        container: str = "",
        snapshot: Snapshot | None = None,
        keys: StoryKeys | None = None,
        kept_pictures: Sequence[KeptPicture] = (),
    ) -> ArticleId:
        """Add a story with its passages and pictures inside a transaction: the ``place``-th of the file ``sha256``.

        For a story kept apart that file is its ``snapshot``'s content, and the place the next that is free. The bytes
        of the pictures are in ``resources`` by then, as those of the file are in ``originals``.
        """
        if snapshot is not None:
            place = self._connection.execute(
                "SELECT coalesce(max(place) + 1, 0) FROM articles WHERE original = ?", (sha256,)
            ).fetchone()[0]
        article_id = articles.insert(
            self._connection,
            article,
            sha256=sha256,
            place=place,
            member=member,
            source_path=source_path,
            imported=now(),
            container=container,
            snapshot=snapshot,
            keys=keys,
        )
        pictures.insert(self._connection, article_id, kept_pictures)
        self.repetition.learn(article_id, article, passages)
        self.curation.take_link(article_id, (keys or keys_of(article)).address)
        return article_id

    def keep_pictures(self, found: Iterable[FoundPicture]) -> None:
        """Keep the bytes of pictures durably, before a transaction speaks of them; raises StorageFullError."""
        for one in found:
            self.resources.keep(one.content, one.kept.sha256)

    def replace_article(
        self,
        article_id: ArticleId,
        article: Article,
        passages: Sequence[Passage],
        found_pictures: Sequence[KeptPicture] = (),
    ) -> bool:
        """Put a story cleaned anew in the place of an old one inside a transaction; return whether it differs.

        It keeps the pictures it has that still belong to it, also where they were not found again.
        """
        self.recleaning.dequeue(article_id)
        old = articles.read(self._connection, article_id)
        if old is None:
            return False
        self.repetition.relearn(article_id, article, passages)
        carried = pictures.carried_over(article.figures, old.pictures, found_pictures)
        is_same = articles.without_counts(old.article) == articles.without_counts(article)
        if is_same and carried == old.pictures and articles.has_keys(self._connection, article_id):
            return False
        articles.replace(self._connection, article_id, article)
        pictures.replace_all(self._connection, article_id, carried)
        self.curation.highlights.reattach(article_id, article)
        return True

    def remove_article(self, article_id: ArticleId) -> None:
        """Remove a story inside a transaction; its original stays."""
        self.repetition.forget(article_id)
        self._connection.execute("DELETE FROM articles WHERE id = ?", (article_id,))
        self._connection.execute("INSERT INTO changes (article_id) VALUES (?)", (article_id,))

    def story(self, article_id: ArticleId) -> Story | None:
        """Return a story, or None if there is none of this id."""
        with self._transaction("BEGIN"):
            story = articles.read(self._connection, article_id)
            if story is None:
                return None
            return replace(story, tags=self.curation.tags(article_id), notes=self.curation.notes(article_id))

    def language(self, article_id: ArticleId) -> str:
        """Return the language of a story, "" where it is unknown or there is no such story."""
        with translated():
            row = self._connection.execute("SELECT language FROM articles WHERE id = ?", (article_id,)).fetchone()
        return "" if row is None else row["language"] or ""

    def original(self, sha256: str) -> bytes:
        """Return the kept bytes of an original; raises LibraryDamagedError if they are not what was kept."""
        with translated():
            row = self._connection.execute("SELECT size_bytes FROM originals WHERE sha256 = ?", (sha256,)).fetchone()
        if row is None:
            raise LibraryDamagedError("The library does not know this original.")
        return self.originals.read(sha256, row["size_bytes"])

    def picture(self, article_id: ArticleId, number: int) -> bytes | None:
        """Return the bytes of a picture of a story, None where there is none or its file is missing or damaged."""
        with translated():
            kept = pictures.read(self._connection, article_id)
        return self.resources.read(kept[number].sha256, kept[number].size_bytes) if 0 <= number < len(kept) else None

    def summaries(self, article_ids: Sequence[ArticleId]) -> tuple[StorySummary, ...]:
        """Return the summaries of the stories that exist, in the order asked."""
        with translated():
            return summaries.read(self._connection, article_ids)

    def newest(self, limit: int, offset: int = 0) -> tuple[ListedStory, ...]:
        """Return stories by their date of publication, newest first; undated ones come last."""
        with translated():
            rows = self._connection.execute(
                "SELECT id, coalesce(headline, '') AS headline, coalesce(outlet, '') AS outlet, published_iso, words, "
                "coalesce(standfirst, '') AS standfirst "
                "FROM articles ORDER BY published_iso DESC, id DESC LIMIT ? OFFSET ?",
                (limit, offset),
            ).fetchall()
        return tuple(ListedStory(ArticleId(row[0]), *row[1:]) for row in rows)

    def count(self) -> int:
        """Return how many stories the library has."""
        with translated():
            return int(self._connection.execute("SELECT count(*) FROM articles").fetchone()[0])

    def set_read(self, article_ids: Sequence[ArticleId], is_read: bool) -> None:
        """Mark stories as read or unread inside a transaction; ids that do not exist are left out."""
        self._connection.execute(
            "INSERT INTO states (article_id, is_read) SELECT id, ? FROM articles "
            "WHERE id IN (SELECT value FROM json_each(?)) ON CONFLICT DO UPDATE SET is_read = excluded.is_read",
            (int(is_read), json.dumps(list(article_ids))),
        )

    def set_starred(self, article_ids: Sequence[ArticleId], is_starred: bool) -> None:
        """Star stories or take the star off inside a transaction; ids that do not exist are left out."""
        self._connection.execute(
            "INSERT INTO states (article_id, is_starred) SELECT id, ? FROM articles "
            "WHERE id IN (SELECT value FROM json_each(?)) ON CONFLICT DO UPDATE SET is_starred = excluded.is_starred",
            (int(is_starred), json.dumps(list(article_ids))),
        )

    def ids_in_state(self, name: str) -> frozenset[int]:
        """Return the ids of all stories that are ``unread``, ``read``, ``starred`` or in need of a ``check``."""
        with translated():
            return statistics.ids_in_state(self._connection, name)

    def statistics(self, indexed: int) -> LibraryStats:
        """Return counts over the whole library; ``indexed`` is how many stories the search index has."""
        with translated():
            return statistics.count(self._connection, indexed)

    def register_import(self, files: Iterable[str], failed: Iterable[ImportRow] = ()) -> int:
        """Record a new import and its list of files inside a transaction, and return its id."""
        return imports.register(self._connection, files, failed)

    def record_row(self, import_id: int, ordinal: int, row: ImportRow) -> None:
        """Record inside a transaction what became of a file of an import."""
        imports.record(self._connection, import_id, ordinal, row)

    def record_members(self, import_id: int, file: PendingFile, rows: Sequence[tuple[int, ImportRow]]) -> None:
        """Record inside a transaction what became of members of a container, by the numbers of their findings.

        ``file`` says how many findings have been dealt with and what was left out so far.
        """
        imports.record_members(self._connection, import_id, file, rows)

    def finish_import(self, import_id: int) -> None:
        """Mark an import as finished inside a transaction."""
        imports.finish(self._connection, import_id)

    def pending(self, import_id: int) -> tuple[PendingFile, ...]:
        """Return the files of an import that have no outcome yet, in order."""
        with translated():
            return imports.pending(self._connection, import_id)

    def unfinished_imports(self) -> tuple[int, ...]:
        """Return the ids of imports that can be resumed, oldest first."""
        with translated():
            return imports.unfinished(self._connection)

    def imports(self) -> tuple[ImportRecord, ...]:
        """Return all imports, newest first."""
        with translated():
            return imports.records(self._connection)

    def import_record(self, import_id: int) -> ImportRecord | None:
        """Return one import, or None if there is none of this id."""
        with translated():
            return next(iter(imports.records(self._connection, import_id)), None)

    def import_rows(self, import_id: int) -> tuple[ImportRow, ...]:
        """Return the report of an import in the order of its files."""
        with translated():
            return tuple(imports.rows(self._connection, import_id))

    def verify(self) -> Iterator[Fault]:
        """Yield what is wrong with the database and with the kept files; reads every one of them."""
        with translated():
            for row in self._connection.execute("PRAGMA integrity_check"):
                if row[0] != "ok":
                    yield Fault(f"The database is damaged: {row[0]}.", mendable=False)
            for row in self._connection.execute("PRAGMA foreign_key_check"):
                yield Fault(f"A row of {row['table']} points to a row of {row['parent']} that is gone.", mendable=False)
            for row in self._connection.execute("SELECT sha256, size_bytes FROM originals ORDER BY sha256").fetchall():
                wrong = self.originals.fault(row["sha256"], row["size_bytes"])
                if wrong is not None:
                    yield Fault(f"The original {row['sha256'][:12]}… is {wrong}.", mendable=False)
            for row in self._connection.execute("SELECT DISTINCT sha256, size_bytes FROM pictures").fetchall():
                wrong = self.resources.fault(row["sha256"], row["size_bytes"])
                if wrong is not None:
                    yield Fault(f"The picture {row['sha256'][:12]}… of a story is {wrong}.", mendable=False)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        """Run a block in a transaction that begins with the given statement."""
        with translated():
            self._connection.execute(begin)
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # SQLite rolls back by itself when the disk is full
                    self._connection.execute("ROLLBACK")
                raise
