"""Tar archives (v7, ustar, GNU, pax), read as they stream by: only regular files, and nothing is ever written.

Header layout after POSIX.1-2008 (pax) and the manual of GNU tar. What a header declares is checked before it is read:
long names and pax records that are larger than any program writes are passed over.
"""

import io
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO, cast

from reader.core.errors import InputError, TooLargeError, UnreadableFileError
from reader.core.terms import Terms
from reader.intake.containers.saved import SavedFiles, attached_to
from reader.intake.containers.window import kept, window
from reader.intake.format import Format, Inner, Item, LeftOut
from reader.intake.names import decoded_names
from reader.intake.source import Source, too_large

_BLOCK = 512
_STEP = 65_536
_EXTENSION_BYTES = 1_000_000
_KEPT_IN_MEMORY = 4_000_000
_OUT_PER_BYTE_OF_FILE = 20
_REGULAR = frozenset(b"0\x007")
_WITHOUT_CONTENT = frozenset(b"123456")
_LONG_NAME, _LONG_LINK, _PAX, _PAX_FOR_ALL, _FOLDER = b"LKxg5"
LINKS = "links and devices"
ENDS_EARLY = "The tar archive ends in the middle. Its files up to there have been read; get it again for the rest."
DAMAGED = "The tar archive is damaged in places. Its files in the sound parts have been read; get it again."


@dataclass(frozen=True, slots=True)
class _Entry:
    """A header: the name as written, the size of what follows, the kind of entry."""

    name: bytes
    size: int
    kind: int


def _is_tar(source: Source) -> bool:
    return _entry(source.head[:_BLOCK]) is not None


def _entry(block: bytes) -> _Entry | None:
    """Return what a header says, or None where the block is none: its checksum is not that of its bytes."""
    if len(block) < _BLOCK or not block[0]:
        return None
    told, size = _number(block[148:156]), _number(block[124:136])
    if told is None or size is None:
        return None
    rest = block[:148] + b" " * 8 + block[156:]
    # Old systems took the bytes for signed numbers.
    if told != sum(rest) and told != sum(rest) - 256 * len(rest.translate(None, bytes(range(0x80)))):
        return None
    name = block[:100].split(b"\0", 1)[0]
    is_posix = block[257:263] == b"ustar\0"
    prefix = block[345:500].split(b"\0", 1)[0] if is_posix else b""
    return _Entry(prefix + b"/" + name if prefix else name, size, block[156])


def _number(written: bytes) -> int | None:
    """Return a number of a header: octal digits, or the rest of the bytes after a first one of 128 (GNU)."""
    if written[:1] == b"\x80":
        return int.from_bytes(written[1:], "big")
    digits = written.split(b"\0", 1)[0].strip()
    try:
        return int(digits, 8) if digits else 0
    except ValueError:
        return None


class _Tape:
    """Reads the entries of an archive in order. What of an entry's content was not read is passed over."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._can_seek = stream.seekable()
        self._left = 0
        self._is_damaged = False
        self._has_ended = False

    def entries(self) -> Iterator[_Entry]:
        """Yield the entries with their whole names.

        Raises UnreadableFileError at the end, where the archive ends in the middle or parts of it were no entries.
        """
        long_name: bytes | None = None
        pax: dict[bytes, bytes] = {}
        while (entry := self._next_entry()) is not None:
            if entry.kind in {_LONG_NAME, _PAX}:
                content = self._stream_content(entry.size) if entry.size <= _EXTENSION_BYTES else b""
                if entry.kind == _LONG_NAME:
                    long_name = content.split(b"\0", 1)[0]
                else:
                    pax = _pax_fields(content)
                continue
            if entry.kind in {_LONG_LINK, _PAX_FOR_ALL}:
                continue
            size = int(pax[b"size"]) if pax.get(b"size", b"").isdigit() and len(pax[b"size"]) < 16 else entry.size
            self._left += _padded(size) - _padded(entry.size)
            yield _Entry(pax.get(b"path") or long_name or entry.name, size, entry.kind)
            long_name, pax = None, {}
        if self._is_damaged:
            raise UnreadableFileError(DAMAGED)
        if not self._has_ended:
            raise UnreadableFileError(ENDS_EARLY)

    def place(self) -> int | None:
        """Return where in the file the content of the entry at hand begins, or None where it cannot be sought in."""
        return self._stream.tell() if self._can_seek else None

    def copy(self, size: int, target: BinaryIO) -> int:
        """Write the content of the entry at hand to ``target`` and return how much of it there is."""
        left = size
        while left and (part := self._stream.read(min(left, _STEP))):
            target.write(part)
            left -= len(part)
        self._left -= size - left
        return size - left

    def _stream_content(self, size: int) -> bytes:
        content = self._stream.read(size)
        self._left -= len(content)
        return content

    def _next_entry(self) -> _Entry | None:
        self._pass_over()
        while block := self._stream.read(_BLOCK):
            entry = _entry(block)
            if entry is not None:
                self._left = _padded(entry.size) if entry.kind not in _WITHOUT_CONTENT else 0
                return entry
            if not block.strip(b"\0"):
                self._has_ended = True
            elif not self._has_ended:
                self._is_damaged = True
        return None

    def _pass_over(self) -> None:
        """Go to the next header. Raises UnreadableFileError where the archive ends before."""
        left, self._left = self._left, 0
        if self._can_seek and left:
            # The last byte is read to see whether it is there.
            self._stream.seek(left - 1, io.SEEK_CUR)
            left = 1
        while left > 0:
            part = self._stream.read(min(left, _STEP))
            if not part:
                raise UnreadableFileError(ENDS_EARLY)
            left -= len(part)


def _padded(size: int) -> int:
    return -(-size // _BLOCK) * _BLOCK


def _pax_fields(content: bytes) -> dict[bytes, bytes]:
    """Return the records of a pax header: each is its length, a blank, a name, "=" and a value."""
    fields: dict[bytes, bytes] = {}
    at = 0
    while at < len(content):
        length, blank, _ = content[at : at + 20].partition(b" ")
        if not blank or not length.isdigit() or not int(length):
            break
        name, _, value = content[at + len(length) + 1 : at + int(length) - 1].partition(b"=")
        fields[name] = value
        at += int(length)
    return fields


def _name(entry: _Entry) -> str:
    (name,) = decoded_names([entry.name])
    return name.replace("\\", "/").removeprefix("./")


@dataclass(frozen=True, slots=True)
class _Listed:
    """What a first reading of the headers has found."""

    source: Source
    files: SavedFiles
    places: dict[str, tuple[int, int]]

    def read(self, path: str, limit: int) -> bytes | None:
        """Return the content of a file of an archive that can be sought in. Raises TooLargeError over the limit."""
        place = self.places.get(path)
        return window(self.source, path, *place).read(limit) if place is not None else None


def _listed(source: Source, terms: Terms) -> _Listed:
    """Read all headers once: a page may stand behind the folder of its pictures."""
    names: list[str] = []
    places: dict[str, tuple[int, int]] = {}
    with closing(source.open_beside()) as stream, suppress(InputError):
        tape = _Tape(stream)
        for entry in islice(tape.entries(), terms.members):
            if entry.kind in _REGULAR:
                names.append(_name(entry))
                place = tape.place()
                if place is not None:
                    places[names[-1]] = place, entry.size
    return _Listed(source, SavedFiles(names), places)


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    listed = _listed(source, terms)
    with closing(source.open()) as stream:
        tape = _Tape(stream)
        for number, entry in enumerate(tape.entries()):
            if number >= terms.members:
                raise TooLargeError(
                    f"The archive has more than the {terms.members:,} members that are read. "
                    "Unpack it and import the folder."
                )
            name = _name(entry)
            if entry.kind == _FOLDER or name.endswith("/"):
                continue
            what = listed.files.left_out(name) if entry.kind in _REGULAR else LINKS
            if what:
                yield LeftOut(name, what)
            else:
                yield from _member(tape, name, entry, listed, terms)


def _member(tape: _Tape, name: str, entry: _Entry, listed: _Listed, terms: Terms) -> Iterator[Item]:
    """Yield a file: as a part of the archive's file, or as a copy of what streams by."""
    source, place = listed.source, tape.place()
    if place is not None:
        yield Inner(window(source, name, place, entry.size), name, attached=attached_to(name, listed.read))
        return
    most = terms.expanded if source.size is None else max(terms.expanded, _OUT_PER_BYTE_OF_FILE * source.size)
    if entry.size > most:
        yield LeftOut(name, failure=str(too_large(entry.size, most)))
        return
    with tempfile.SpooledTemporaryFile(_KEPT_IN_MEMORY) as copy:
        size = tape.copy(entry.size, cast("BinaryIO", copy))
        yield Inner(kept(cast("BinaryIO", copy), name, size), name)


TAR = Format("tar archives", _is_tar, _unpack, is_container=True, is_never_page=True)
