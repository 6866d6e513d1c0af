"""Evernote's exports (.enex), note by note: files of many gigabytes are read in the memory of one note."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import BinaryIO

from reader.core.errors import InputError, UnreadableFileError
from reader.core.terms import Terms
from reader.intake.format import Format, Item, LeftOut
from reader.intake.notes.note import items_of
from reader.intake.source import Source, too_large, unreadable
from reader.intake.xmltree import beginning, prolog

_CHUNK = 1 << 20
_MARK = re.compile(rb"<note[\s>]|</note\s{0,9}>|<data[\s>]|</data\s{0,9}>")
_LONGEST_MARK = 24


def _is_enex(source: Source) -> bool:
    text = beginning(source.head)
    found = prolog(text) if text else None
    return found is not None and found.root == "en-export"


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    count = 0
    try:
        with closing(source.open()) as stream:
            for count, one in enumerate(_notes(stream, terms.document), 1):
                yield from _items(one, source, count, terms)
    except OSError as error:
        raise unreadable(error) from error
    if not count:
        raise UnreadableFileError("There is no note in this export. Export the notes from Evernote again.")


ENEX = Format("Evernote exports", _is_enex, _unpack, is_container=True, is_never_page=True)


def _items(one: "_Slice", source: Source, number: int, terms: Terms) -> Iterator[Item]:
    if one.is_too_large:
        yield LeftOut(f"note {number}", failure=str(too_large(one.size, terms.document)))
        return
    try:
        yield from items_of(b"".join(one.parts), source, number)
    except InputError as error:
        yield LeftOut(f"note {number}", failure=str(error))


@dataclass(slots=True)
class _Slice:
    """The bytes of a note while they are collected. Files in it that make it too large are let go of, its text not."""

    limit: int
    parts: list[bytes] = field(default_factory=list)
    size: int = 0
    data_from: int = -1
    """Where the file at hand begins in ``parts``; -1 outside of files."""
    is_too_large: bool = False
    is_dropping: bool = False

    def add(self, part: bytes) -> None:
        """Take more bytes."""
        if self.is_dropping:
            return
        self.size += len(part)
        if not self.is_too_large:
            self.parts.append(part)
        if self.size <= self.limit or self.is_too_large:
            return
        if self.data_from < 0:
            self.is_too_large = True
            self.parts.clear()
        else:
            self._drop_data()

    def begin_data(self) -> None:
        """Note that a file begins."""
        if self.data_from < 0:
            self.data_from = len(self.parts)

    def end_data(self) -> None:
        """Note that the file ends."""
        self.is_dropping, self.data_from = False, -1

    def _drop_data(self) -> None:
        kept = self.parts[: self.data_from]
        self.size -= sum(len(part) for part in self.parts[self.data_from :])
        self.parts = kept
        self.is_dropping = True


def _notes(stream: BinaryIO, limit: int) -> Iterator[_Slice]:
    """Yield the notes of an export; the last one may be cut off."""
    buffer = b""
    note: _Slice | None = None
    while chunk := stream.read(_CHUNK):
        buffer += chunk
        done = 0
        for match in _MARK.finditer(buffer):
            mark = match.group()
            if mark.startswith(b"<note"):
                if note is not None:
                    note.add(buffer[done : match.start()])
                    yield note
                note, done = _Slice(limit), match.start()
            elif note is None:
                continue
            elif mark.startswith(b"</note"):
                note.add(buffer[done : match.end()])
                yield note
                note, done = None, match.end()
            elif mark.startswith(b"<data"):
                note.add(buffer[done : match.end()])
                note.begin_data()
                done = match.end()
            else:
                note.add(buffer[done : match.start()])
                note.end_data()
                done = match.start()
        rest = max(done, len(buffer) - _LONGEST_MARK)
        if note is not None:
            note.add(buffer[done:rest])
        buffer = buffer[rest:]
    if note is not None:
        note.add(buffer)
        yield note
