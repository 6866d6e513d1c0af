"""Keeps the search index in step with the store: it follows the store's change numbers, in slices.

The index is a cache. If it is missing, damaged, or knows changes that the store does not, it is built anew while the
library stays readable; a full disk leaves it behind until the next change.
"""

import contextlib
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.core.changes import Event, IndexProgress, IndexState, LibraryChanged, WorkerFailed
from reader.core.errors import IndexDamagedError, ReaderError, StorageFullError
from reader.service.places import begin_generation
from reader.service.ports import IndexWriterPort, SearchPackage
from reader.store import Store, is_full

log = logging.getLogger(__name__)

SLICE_S = 1.0
"""About how long a slice should take, as a wish waits meanwhile; its number of stories follows the machine's speed."""

SMALLEST_SLICE, FIRST_SLICE, LARGEST_SLICE = 20, 100, 2_000

BATCH_STORIES = 100
BATCH_S = 1.0
"""While an import runs, the index is written after this many stories or seconds, whichever comes first.

The seconds stretch to the length of the last write, so that the index takes at most half of the worker's time.
"""

TIDY_S = 0.1
"""The index is tidied up in slices of about this length, when there is nothing else to do or it cannot wait."""

MOST_REBUILDS = 3
"""An index that is damaged again before anything could be written to it is left alone after so many attempts."""

MISSING = "The search index is being built."
DAMAGED = "The search index was damaged and is being built anew."
STRANGE = "The search index belongs to another state of the library and is being built anew."
ASKED = "The search index is being built anew."
BEHIND = "The search index is being brought up to date."
UNWRITABLE = "The search index cannot be written ({}): new stories are kept but cannot be searched yet."
FULL = "The disk is full: new stories are kept but cannot be searched yet. Make room, then import again."


class IndexKeeper:
    """The one writer of the search index. Every call may send events through ``tell``."""

    def __init__(self, store: Store, folder: Path, package: SearchPackage, tell: Callable[[Event], None]) -> None:
        self._store = store
        self._folder = folder
        self._package = package
        self._tell = tell
        self._writer: IndexWriterPort | None = None
        self._state = IndexState.READY
        self._reason = ""
        self._slice = FIRST_SLICE
        self._total = 0
        self._done = 0
        self._written_at = time.monotonic()
        self._written_in_s = 0.0
        self._is_stuck = False
        self._complaint = ""
        self._rebuilds = 0
        self._has_verified = False
        self._has_room = True

    def open(self) -> None:
        """Open the index, or begin to build it anew if it cannot be trusted."""
        with self._guarded():
            self._open()

    @property
    def is_rebuilding(self) -> bool:
        """Whether the index is being built anew."""
        return self._state is IndexState.REBUILDING

    @property
    def has_work(self) -> bool:
        """Whether ``step`` would do something."""
        if self._is_stuck:
            return False
        return self._writer is None or not self._has_verified or self._is_behind() or self._is_untidy(self._writer)

    @property
    def sequence(self) -> int:
        """The store's change number up to which stories can be found."""
        return self._sequence()

    def is_due(self) -> bool:
        """Return whether enough changes, or time, have come together for the next batch during an import."""
        waiting = self._store.sequence - self._sequence()
        pause_s = max(BATCH_S, self._written_in_s)
        return waiting >= BATCH_STORIES or (waiting > 0 and time.monotonic() - self._written_at >= pause_s)

    def step(self) -> None:
        """Write the next slice of changes; with none left, check the index's files once, then tidy up a little."""
        self._is_stuck = False
        with self._guarded():
            if self._writer is None:
                self._open()
            elif self._is_behind():
                self._write_slice(self._writer)
            elif not self._has_verified:
                self._has_verified = True
                self._writer.verify()
            elif self._is_untidy(self._writer):
                self._tidy(self._writer, TIDY_S)
                self._finish_if_done(self._writer)

    def flush(self) -> None:
        """Bring the index up to date, unless it is being built anew, which goes on in slices."""
        self._is_stuck = False
        while self._is_behind() and not self._is_stuck and not self.is_rebuilding:
            self.step()

    def rebuild(self) -> None:
        """Drop the index and begin to build it anew, because the user asked for it."""
        with self._guarded():
            self._rebuild(ASKED)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Run a block in which a damaged index is built anew, and other faults leave the index behind for now."""
        try:
            try:
                yield
            except IndexDamagedError as error:
                log.warning("The search index is damaged: %s", error)
                self._rebuilds += 1
                if self._rebuilds > MOST_REBUILDS:
                    raise
                self._rebuild(DAMAGED)
        except StorageFullError:
            self._get_stuck(FULL)
        except ReaderError as error:
            self._get_stuck(str(error))
        except OSError as error:
            self._get_stuck(FULL if is_full(error) else UNWRITABLE.format(error.strerror or error))

    def _open(self) -> None:
        """Open the index or begin to build it anew. Raises IndexDamagedError, LibraryError, OSError."""
        if not any(self._folder.iterdir()):
            self._rebuild(MISSING)
            return
        self._writer = self._package.open_writer(self._folder)
        if self._is_strange(self._writer.sequence):
            self._rebuild(STRANGE)
        elif self._is_behind():
            self._begin(IndexState.UPDATING, BEHIND)
        else:
            self._tell(IndexProgress(IndexState.READY))

    def _rebuild(self, reason: str) -> None:
        """Drop the index and begin to build it anew. Raises IndexDamagedError, LibraryError, OSError."""
        self._close_writer()
        self._package.erase(self._folder)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._writer = self._package.open_writer(self._folder)
        begin_generation(self._folder)
        self._has_verified = True
        if self._store.sequence == 0:
            self._state = IndexState.READY
            self._tell(IndexProgress(IndexState.READY))
        else:
            self._begin(IndexState.REBUILDING, reason)

    def close(self) -> None:
        """Let go of the index."""
        self._close_writer()

    def _is_strange(self, sequence: int) -> bool:
        """Return whether an index at this change number cannot be one of the store as it stands."""
        if sequence != self._store.sequence:
            return sequence > self._store.sequence
        reader = self._package.open_reader(self._folder)
        try:
            return reader.size() != self._store.count()
        finally:
            reader.close()

    def _sequence(self) -> int:
        return self._writer.sequence if self._writer is not None else 0

    def _is_behind(self) -> bool:
        return self._sequence() < self._store.sequence

    def _is_untidy(self, writer: IndexWriterPort) -> bool:
        return self._has_room and writer.is_untidy

    def _tidy(self, writer: IndexWriterPort, seconds: float) -> None:
        """Tidy up; without the room for it, that is left until something is written again."""
        try:
            writer.tidy(seconds)
        except StorageFullError as error:
            log.info("The search index was not tidied up: %s", error)
            self._has_room = False

    def _begin(self, state: IndexState, reason: str) -> None:
        self._state, self._reason = state, reason
        self._done, self._total = 0, self._store.sequence - self._sequence()
        self._tell(IndexProgress(state, 0, self._total, reason))

    def _write_slice(self, writer: IndexWriterPort) -> None:
        changes = self._store.changed_since(writer.sequence, self._slice)
        begun_at = time.monotonic()
        writer.write(self._store.documents(changes.changed), changes.removed, changes.newest)
        self._written_at = time.monotonic()
        self._written_in_s = self._written_at - begun_at
        self._complaint, self._rebuilds, self._has_room = "", 0, True
        if writer.is_crowded:
            self._tidy(writer, TIDY_S if self._state is IndexState.READY else self._written_in_s / 2)
        if len(changes.changed) == self._slice:
            wanted = int(self._slice * SLICE_S / max(self._written_in_s, 0.001))
            self._slice = max(SMALLEST_SLICE, min(wanted, 2 * self._slice, LARGEST_SLICE))
        if self._state is IndexState.READY or self._state is IndexState.UPDATING:
            self._tell(LibraryChanged(added=changes.changed, removed=changes.removed))
        if self._state is not IndexState.READY:
            self._done += len(changes.changed) + len(changes.removed)
            if self._is_behind():
                self._total = max(self._total, self._done + self._store.sequence - writer.sequence)
                self._tell(IndexProgress(self._state, self._done, self._total, self._reason))
            else:
                self._finish_if_done(writer)

    def _finish_if_done(self, writer: IndexWriterPort) -> None:
        """Tell that the index is ready once it is up to date and, when it is built anew, tidy as well."""
        is_tidy = self._state is not IndexState.REBUILDING or not self._is_untidy(writer)
        if self._state is not IndexState.READY and is_tidy and not self._is_behind():
            self._state = IndexState.READY
            self._tell(IndexProgress(IndexState.READY, self._done, self._done))

    def _get_stuck(self, message: str) -> None:
        """Leave the index behind until something asks for the next slice; whoever waits for its end is told why."""
        self._close_writer()
        self._is_stuck = True
        if self._state is not IndexState.READY:
            self._state = IndexState.READY
            self._tell(IndexProgress(IndexState.READY, self._done, self._total, message))
        if message != self._complaint:
            self._complaint = message
            self._tell(WorkerFailed(message))

    def _close_writer(self) -> None:
        if self._writer is not None:
            with contextlib.suppress(OSError, IndexDamagedError):
                self._writer.close()
            self._writer = None
