"""Looks into watched folders again and again for files that are new or changed, and have come to rest.

By looking, not by notices of the system: those do not come from network drives and get lost when many files change.
A look costs a name and a stamp a file, in slices; the pauses between looks grow while nothing happens, and a look that
took long is followed by a long pause.
"""

import os
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol

from reader.core.watched import WatchedFolder
from reader.intake.names import is_importable
from reader.service.walk import list_folder, unlisted
from reader.service.watch_list import Watched
from reader.store import Stamp

STILL_S = 2.0
"""A file is taken when its size and its time of writing have not changed for so long."""

SLICE_S = 0.02
FIRST_PAUSE_S, LONGEST_PAUSE_S = 5.0, 60.0
PAUSE_GROWTH = 1.5
PAUSE_PER_LOOK = 20.0
"""Pauses are at least so many times as long as the look before, so that a slow drive is asked rarely."""

MOST_RESTLESS = 20_000
"""So many new files are kept in mind at a time; the others are found when these are taken."""

FILES_PER_SLICE = 200
GONE = "The folder is not there. It may have been moved, or its drive is not connected."


class SeenFiles(Protocol):
    """What is remembered of files that were taken."""

    def seen(self, directory: str) -> dict[str, Stamp]:
        """Return the files of a folder, without those below it, by name."""

    def count(self, folder: str) -> int:
        """Return how many files were taken from a folder and from those below it."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Files to import, each with its stamp, and the watched folders they lie in."""

    files: tuple[tuple[str, Stamp], ...]
    folders: tuple[str, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """The files."""
        return tuple(path for path, _ in self.files)


@dataclass(slots=True)
class _Restless:
    """A new or changed file, how it looked and since when (by our clock) it has looked so."""

    stamp: Stamp
    since: float
    folder: str


_Looking = Generator[None, None, tuple[int, str]]
"""A look into a folder: how many files there are, and what is wrong with it."""


class Watcher:
    """Looks in slices: ``step`` when ``wait_s`` is over; a round that is done may give a batch of files to import."""

    def __init__(
        self,
        seen: SeenFiles,
        folders: Sequence[Watched],
        *,
        never: str = "",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._seen = seen
        self._never = never
        self._clock = clock
        self._states: dict[str, WatchedFolder] = {}
        self._restless: dict[str, _Restless] = {}
        self._found: dict[str, _Restless] = {}
        self._taken: dict[str, Stamp] = {}
        self._round: Iterator[None] | None = None
        self._begun_at = 0.0
        self._has_looked = False
        self._due_at = clock()
        self._pause_s = FIRST_PAUSE_S
        self.watch(folders)

    @property
    def states(self) -> tuple[WatchedFolder, ...]:
        """How the folders stand, as of the last look."""
        return tuple(self._states.values())

    @property
    def wait_s(self) -> float | None:
        """How long nothing is to be done; None while no folder is watched."""
        if all(state.is_paused for state in self._states.values()):
            return None
        return 0.0 if self._round is not None else max(0.0, self._due_at - self._clock())

    @property
    def is_settled(self) -> bool:
        """Whether all was looked at, and nothing waits to come to rest or to be imported."""
        return (self._has_looked or self.wait_s is None) and not (self._restless or self._taken)

    def watch(self, folders: Sequence[Watched]) -> None:
        """Watch these folders from now on, and look at once."""
        known = self._states
        self._states = {
            one.path: replace(known[one.path], is_paused=one.is_paused)
            if one.path in known
            else WatchedFolder(one.path, one.is_paused, taken=self._seen.count(one.path))
            for one in folders
        }
        self.look_soon()

    def look_soon(self) -> None:
        """Begin the next round at once, and a new series of pauses."""
        self._round = None
        self._has_looked = False
        self._found = {}
        self._pause_s = FIRST_PAUSE_S
        self._due_at = self._clock()

    def step(self) -> Batch | None:
        """Look for a moment; return the files that are to be imported now, or None. Raises LibraryError."""
        if self._round is None:
            self._begun_at = self._clock()
            self._found = {}
            self._round = self._look()
        until = self._clock() + SLICE_S
        for _ in self._round:
            if self._clock() >= until:
                return None
        return self._end_round()

    def let_go(self, batch: Batch, *, failed: bool = False) -> None:
        """Forget a batch: it is in the store's memory now, or it could not be imported and is found again.

        After a failure, of which the reader has been told, the next look is put off.
        """
        if failed:
            self._round = None
            self._pause_s = LONGEST_PAUSE_S
            self._due_at = self._clock() + LONGEST_PAUSE_S
        for path, _ in batch.files:
            self._taken.pop(path, None)
        for folder in batch.folders:
            if folder in self._states:
                self._states[folder] = replace(self._states[folder], taken=self._seen.count(folder))

    def _look(self) -> Iterator[None]:
        """Look into all folders; yields now and then."""
        for path, state in tuple(self._states.items()):
            if not state.is_paused:
                files, trouble = yield from self._look_into(path)
                now = datetime.now(UTC).isoformat(timespec="seconds")
                self._states[path] = replace(self._states[path], looked=now, files=files, trouble=trouble)

    def _look_into(self, root: str) -> _Looking:
        files, trouble = 0, ""
        real_root = os.path.realpath(root)
        waiting = [root]
        while waiting:
            folder = waiting.pop()
            if self._never and os.path.realpath(folder) == self._never:
                continue
            try:
                listing = list_folder(folder, real_root, is_importable)
            except OSError as error:
                trouble = trouble or (GONE if isinstance(error, FileNotFoundError) else unlisted(error))
                continue
            waiting.extend(reversed(listing.folders))
            seen = self._seen.seen(folder)
            for entry in listing.files:
                files += 1
                self._look_at(entry, seen.get(entry.name), root)
                if files % FILES_PER_SLICE == 0:
                    yield
            yield
        return files, trouble

    def _look_at(self, entry: os.DirEntry[str], known: Stamp | None, root: str) -> None:
        """Note a file that is new, or other than when it was taken."""
        try:
            status = entry.stat()
        except OSError:  # it has just gone, or is being replaced: the next look tells
            return
        stamp = Stamp(status.st_size, status.st_mtime_ns)
        if stamp == self._taken.get(entry.path, known) or len(self._found) >= MOST_RESTLESS:
            return
        before = self._restless.get(entry.path)
        since = before.since if before is not None and before.stamp == stamp else self._clock()
        self._found[entry.path] = _Restless(stamp, since, root)

    def _end_round(self) -> Batch | None:
        """Take the files at rest, and decide when to look again."""
        self._round = None
        self._has_looked = True
        now = self._clock()
        at_rest = {path: one for path, one in self._found.items() if now - one.since >= STILL_S}
        self._restless = {path: one for path, one in self._found.items() if path not in at_rest}
        self._found = {}
        self._taken |= {path: one.stamp for path, one in at_rest.items()}
        pause_s = max(self._pause_s, PAUSE_PER_LOOK * (now - self._begun_at))
        if self._restless:
            pause_s = max(STILL_S, PAUSE_PER_LOOK * (now - self._begun_at))
        self._pause_s = (
            FIRST_PAUSE_S if self._restless or at_rest else min(LONGEST_PAUSE_S, PAUSE_GROWTH * self._pause_s)
        )
        self._due_at = now + min(pause_s, LONGEST_PAUSE_S)
        if not at_rest:
            return None
        files = tuple((path, one.stamp) for path, one in at_rest.items())
        return Batch(files, tuple(dict.fromkeys(one.folder for one in at_rest.values())))
