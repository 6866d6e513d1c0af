"""Writes the index: durable when ``write`` returns, whole or not at all."""

import logging
import shutil
from collections.abc import Iterable, Iterator
from math import inf
from pathlib import Path
from time import monotonic
from types import TracebackType

from whoosh.index import LockError
from whoosh.writing import SegmentWriter

from reader.core.durable import flush_folder
from reader.core.errors import LibraryLockedError
from reader.core.model import ArticleId
from reader.core.query import SearchDocument
from reader.search.codec.build import BATCH, Run, batches
from reader.search.codec.text.vocabulary import Vocabulary
from reader.search.codec.writer import ColumnWriter
from reader.search.files import (
    MANIFEST,
    Manifest,
    SegmentRecord,
    check_sums,
    prepare,
    read_manifest,
    storage_errors,
    write_manifest,
)
from reader.search.merging import CROWD, Merging, to_merge
from reader.search.schema import FORMAT
from reader.search.stems import Stems
from reader.search.storage import NAME, ColumnIndex, damage, record_of
from reader.search.words import Cutter

log = logging.getLogger(__name__)

Group = list[SearchDocument]

_LOCKED = "The search index is being written by another process."


class IndexWriter:
    """The one writer of an index folder."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self._folder = folder
        self._manifest = manifest
        self._vocabulary = Vocabulary(Cutter())
        self._stems = Stems()
        self._merging: Merging | None = None
        self._wanted: tuple[SegmentRecord, ...] | None = None

    @classmethod
    def open(cls, folder: Path) -> "IndexWriter":
        """Open the index for writing, or create it, and clear away what a crash left behind.

        Raises ``IndexDamagedError`` when it cannot be used: ``erase`` it and open again.
        """
        prepare(folder)
        if not (folder / MANIFEST).exists() and not any(_segment_files(folder)):
            _create(folder)
        writer = cls(folder, ColumnIndex.open(folder).manifest)
        writer._sweep()
        return writer

    @property
    def sequence(self) -> int:
        """The store's change number up to which the index is complete; 0 for a new index."""
        return self._manifest.sequence

    def write(self, add: Iterable[SearchDocument], remove: Iterable[ArticleId], sequence: int) -> None:
        """Add stories (or replace them, by id), remove others, and note the store's change number.

        On return all of it survives a crash. Large additions are committed in runs, each whole; the change number
        moves with the last one, and then all segments are merged. Raises ``StorageFullError`` when the disk is full:
        what was there before still is.
        """
        gone = [int(number) for number in remove]
        groups = batches(add, BATCH)
        group = next(groups, [])
        runs = 0
        while group or not runs:
            group = self._write_run(group, groups, gone, sequence)
            gone = []
            runs += 1
        while runs > 1 and self.is_untidy:
            self.tidy(inf)

    @property
    def is_untidy(self) -> bool:
        """Whether there are segments to merge, so that searches become faster."""
        if self._wanted is None:
            self._wanted = to_merge(self._manifest.segments)
        return self._merging is not None or len(self._wanted) > 0

    @property
    def is_crowded(self) -> bool:
        """Whether there are so many segments that merging them should not wait."""
        return len(self._manifest.segments) > CROWD

    def tidy(self, seconds: float) -> None:
        """Merge segments for about so long; goes on from there at the next call, and with the next merge.

        Raises ``StorageFullError`` when the disk is full: what was there before still is, and the merge is given up.
        """
        until = monotonic() + seconds
        try:
            with storage_errors(), damage(self._folder, self._manifest):
                while self.is_untidy:
                    if self._merging is None:
                        self._merging = Merging.begin(self._folder, self._wanted or ())
                    self._merging.go_on(until)
                    if self._merging.is_finished:
                        self._swap(self._merging)
                    if monotonic() >= until:
                        return
        except BaseException:
            self._give_up_merging()
            raise

    def verify(self) -> None:
        """Compare every file with its checksum; raises ``IndexDamagedError``."""
        ColumnIndex.open(self._folder)
        check_sums(self._folder, self._manifest)

    def close(self) -> None:
        """End writing; everything is on disk already, but a merge under way is given up."""
        self._give_up_merging()

    def __enter__(self) -> "IndexWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _write_run(self, group: Group, groups: Iterator[Group], remove: list[int], sequence: int) -> Group:
        """Add stories until it is time to commit them; return the first ones that are left."""
        if self._vocabulary.is_large:
            self._vocabulary.forget()
        run = Run(self._vocabulary, self._stems)
        while group and not run.is_full:
            run.add(group)
            group = next(groups, [])
        self._commit(run, remove, self._manifest.sequence if group else sequence)
        return group

    def _commit(self, run: Run, remove: list[int], sequence: int) -> None:
        if not run.documents and not remove:
            self._replace_manifest(self._manifest.segments, sequence)
            return
        try:
            with storage_errors(), damage(self._folder, self._manifest):
                self._commit_run(run, [*remove, *run.numbers["id"]], sequence)
        except BaseException:
            self._sweep()
            raise

    def _commit_run(self, run: Run, replaced: list[int], sequence: int) -> None:
        try:
            writer = ColumnWriter(ColumnIndex(self._folder, self._manifest), run)
        except LockError as error:
            raise LibraryLockedError(_LOCKED) from error
        try:
            self._check_alone()
            writer.delete_ids(replaced)
            writer.commit(merge=False)
        except BaseException:
            _cancel(writer)
            raise
        flush_folder(self._folder)
        self._replace_manifest(tuple(record_of(segment) for segment in writer.committed), sequence)
        self._sweep()

    def _swap(self, merging: Merging) -> None:
        """Put the segment of a finished merge in the place of what it was made of."""
        lock = ColumnIndex(self._folder, self._manifest).lock("WRITELOCK")
        if not lock.acquire():
            raise LibraryLockedError(_LOCKED)
        try:
            self._check_alone()
            flush_folder(self._folder)
            self._replace_manifest(merging.merged_into(self._manifest.segments), self._manifest.sequence)
        finally:
            lock.release()
        self._merging = None
        self._sweep()

    def _give_up_merging(self) -> None:
        if self._merging is not None:
            self._merging.give_up()
            self._merging = None
            self._sweep()

    def _check_alone(self) -> None:
        if read_manifest(self._folder, FORMAT).generation != self._manifest.generation:
            raise LibraryLockedError("Another process has changed the search index: open it again.")

    def _replace_manifest(self, segments: tuple[SegmentRecord, ...], sequence: int) -> None:
        manifest = Manifest(FORMAT, sequence, self._manifest.generation + 1, segments)
        with storage_errors():
            write_manifest(self._folder, manifest)
        self._manifest = manifest
        self._wanted = None

    def _sweep(self) -> None:
        """Delete files that the manifest does not name: left by a crash, a failed write, or replaced."""
        for name in _segment_files(self._folder):
            if name not in self._manifest.files and (self._merging is None or name != self._merging.target.file_name):
                path = self._folder / name
                try:
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
                except OSError as error:
                    log.info("Could not delete %s yet: %s", name, error.strerror)


def erase(folder: Path) -> None:
    """Delete the index in ``folder``; a folder that is not there is fine."""
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def _create(folder: Path) -> None:
    with storage_errors():
        write_manifest(folder, Manifest(FORMAT, 0, 0, ()))


def _segment_files(folder: Path) -> Iterator[str]:
    """Yield the names of segments and temporary folders, but not the lock."""
    for name in sorted(path.name for path in folder.iterdir()):
        if name.startswith((f"_{NAME}_", f"{NAME}_", f"{NAME}.")) and not name.endswith("LOCK"):
            yield name


def _cancel(writer: SegmentWriter) -> None:
    """Give up a write and set its lock free, whatever state it is in."""
    if writer.is_closed:
        return
    try:
        writer.cancel()
    except Exception as error:  # noqa: BLE001 - the first error is the one to report; only the lock matters here
        log.info("A failed write was given up: %s", error)
        if writer.writelock is not None:
            writer.writelock.release()
