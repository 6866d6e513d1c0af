"""Counts what an import would take in, by the heads of the files alone: nothing is parsed, nothing is kept."""

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from reader.core.changes import Event, ImportRow, SurveyFinished, SurveyProgress
from reader.core.errors import InputError, UnreadableFileError
from reader.core.survey import KindCount, LeftOutKind, Survey, UnclearTable, UnknownCount, Unreadable
from reader.core.terms import STANDARD, Terms
from reader.intake.names import is_importable
from reader.intake.source import Source
from reader.intake.unclear import unclear_table
from reader.intake.unfold import recognise
from reader.service.walk import walk

log = logging.getLogger(__name__)

SLICE_S = 0.02
PROGRESS_S = 0.1
MOST_LISTED = 200
"""Of unreadable files, suffixes and tables only so many are told one by one; their counts stay right."""

EXAMPLES = 3
LONGEST_SUFFIX = 12
MISTAKE = "The program made a mistake looking at this file ({name})."


@dataclass(slots=True)
class _Tally:
    files: int = 0
    size_bytes: int = 0
    reason: str = ""
    examples: list[str] = field(default_factory=list)

    def count(self, path: str, size_bytes: int) -> None:
        self.files += 1
        self.size_bytes += size_bytes
        if len(self.examples) < EXAMPLES:
            self.examples.append(path)


class SurveyJob:
    """One survey, worked on in slices by ``step`` until it returns False. ``ticket`` names it in what is told."""

    def __init__(
        self,
        ticket: int,
        paths: Iterable[str],
        tell: Callable[[Event], None],
        *,
        terms: Terms = STANDARD,
        never: str = "",
    ) -> None:
        self.ticket = ticket
        self._tell = tell
        self._terms = terms
        self._found = walk(paths, is_importable, self._leave_out, never)
        self._files = 0
        self._size_bytes = 0
        self._kinds: dict[str, _Tally] = {}
        self._unknown: dict[str, _Tally] = {}
        self._unreadable: list[Unreadable] = []
        self._unreadable_count = 0
        self._left_out: Counter[LeftOutKind] = Counter()
        self._tables: dict[tuple[str, ...], UnclearTable] = {}
        self._told_at = time.monotonic()

    def step(self) -> bool:
        """Look at files for a moment; return whether there are more. The last slice tells the end."""
        until = time.monotonic() + SLICE_S
        for item in self._found:
            if isinstance(item, ImportRow):
                self._count_unreadable(item.path, item.reason)
            else:
                self._look_at(item)
            now = time.monotonic()
            if now - self._told_at >= PROGRESS_S:
                self._told_at = now
                self._tell(SurveyProgress(self.ticket, self.survey()))
            if now >= until:
                return True
        self._tell(SurveyFinished(self.ticket, self.survey()))
        return False

    def cancel(self) -> None:
        """Stop, and tell what was counted so far."""
        self._tell(SurveyFinished(self.ticket, self.survey(), cancelled=True))

    def survey(self) -> Survey:
        """Return what was counted so far."""
        kinds = (KindCount(name, tally.files, tally.size_bytes) for name, tally in self._kinds.items())
        unknown = (
            UnknownCount(suffix, tally.files, tally.size_bytes, tally.reason, tuple(tally.examples))
            for suffix, tally in self._unknown.items()
        )
        return Survey(
            files=self._files,
            size_bytes=self._size_bytes,
            kinds=tuple(sorted(kinds, key=lambda one: -one.files)),
            unknown=tuple(sorted(unknown, key=lambda one: -one.files)),
            unreadable_count=self._unreadable_count,
            unreadable=tuple(self._unreadable),
            left_out=tuple(self._left_out.most_common()),
            tables=tuple(self._tables.values()),
        )

    def _leave_out(self, _path: str, why: LeftOutKind) -> None:
        self._left_out[why] += 1

    def _look_at(self, path: str) -> None:
        self._files += 1
        size_bytes = 0
        try:
            source = Source.of_file(Path(path))
            size_bytes = source.size or 0
            self._count_kind(source, path, size_bytes)
        except UnreadableFileError as error:
            self._count_unreadable(path, str(error))
        except InputError as error:
            self._count_unknown(path, size_bytes, str(error))
        except Exception as error:  # a file that a format trips over must not cost the worker
            log.exception("A file could not be looked at")
            self._count_unknown(path, size_bytes, MISTAKE.format(name=type(error).__name__))
        self._size_bytes += size_bytes

    def _count_kind(self, source: Source, path: str, size_bytes: int) -> None:
        """Count the file under its format. Raises InputError."""
        kind = recognise(source)
        table = unclear_table(kind, source, self._terms) if len(self._tables) < MOST_LISTED else None
        if table is not None:
            self._tables.setdefault(table.header, table)
        self._kinds.setdefault(kind.name, _Tally()).count(path, size_bytes)

    def _count_unknown(self, path: str, size_bytes: int, reason: str) -> None:
        suffix = PurePath(path).suffix.lower()
        if len(suffix) > LONGEST_SUFFIX or (suffix not in self._unknown and len(self._unknown) >= MOST_LISTED):
            suffix = ""
        tally = self._unknown.setdefault(suffix, _Tally(reason=reason))
        tally.count(path, size_bytes)

    def _count_unreadable(self, path: str, reason: str) -> None:
        self._unreadable_count += 1
        if len(self._unreadable) < MOST_LISTED:
            self._unreadable.append(Unreadable(path, reason))
