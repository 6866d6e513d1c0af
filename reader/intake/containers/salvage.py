"""A zip archive whose end is missing: its directory is written anew from the headers in front of the members.

The layout is that of PKWARE's APPNOTE.TXT, sections 4.3.7 to 4.3.16.
"""

import io
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from reader.core.terms import Terms
from reader.intake.containers.seekable import SeekableReader

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_LOCAL, _CENTRAL, _END, _DESCRIPTOR = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x07\x08"
_HEADER = struct.Struct("<4s5H3L2H")
_HAS_DESCRIPTOR, _DEFLATED = 0x8, 8
_CHUNK = 65_536
_HEAD_BYTES = 262_144
"""So far into a file the first member is looked for: a page that unpacks itself begins with its script."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A member that is there to its end: its header's fields, its name, and where it begins."""

    version: int
    flags: int
    method: int
    time: int
    date: int
    checksum: int
    packed: int
    size: int
    name: bytes
    offset: int


def salvaged(stream: BinaryIO, terms: Terms) -> BinaryIO | None:
    """Return the archive in a stream that can be sought in, with a directory of its whole members; None without any."""
    stream.seek(0)
    at = stream.read(_HEAD_BYTES).find(_LOCAL)
    length = stream.seek(0, io.SEEK_END)
    found: list[_Found] = []
    total, most = 0, max(terms.expanded, terms.ratio * length)
    while at >= 0 and len(found) <= terms.members and total <= most:  # what is over, the caller tells
        member, at = _member(stream, at, terms)
        if member is not None:
            found.append(member)
            total += member.size
    if not found:
        return None
    return io.BufferedReader(_Joined(stream, length, _directory(found, length)))


def _member(stream: BinaryIO, at: int, terms: Terms) -> tuple[_Found | None, int]:
    """Return the member at an offset, None where it is not whole, and where the next one is, or -1."""
    stream.seek(at)
    raw = stream.read(_HEADER.size)
    if len(raw) < _HEADER.size or not raw.startswith(_LOCAL):
        return None, -1
    _, version, flags, method, time, date, checksum, packed, size, name_bytes, extra_bytes = _HEADER.unpack(raw)
    name = stream.read(name_bytes)
    begin = at + _HEADER.size + name_bytes + extra_bytes
    end = begin + packed
    if flags & _HAS_DESCRIPTOR and not packed:
        measured = _measured(stream, begin, method, terms)
        if measured is None:
            return None, -1
        checksum, packed, size = measured
        end = begin + packed
        stream.seek(end)
        tail = stream.read(16)
        end += 16 if tail.startswith(_DESCRIPTOR) else 12
    elif packed == 0xFFFF_FFFF or stream.seek(0, io.SEEK_END) < end:
        return None, -1
    flags &= ~_HAS_DESCRIPTOR
    return _Found(version, flags, method, time, date, checksum, packed, size, name, at), end


def _measured(stream: BinaryIO, begin: int, method: int, terms: Terms) -> tuple[int, int, int] | None:
    """Return checksum, packed and full size of a member whose header does not say them, by unpacking it once."""
    if method != _DEFLATED:
        return None
    stream.seek(begin)
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    checksum = size = taken = 0
    chunk = b""
    while not unpacker.eof and size <= terms.expanded:
        chunk = unpacker.unconsumed_tail or stream.read(_CHUNK)
        if not chunk:
            return None
        try:
            part = unpacker.decompress(chunk, _CHUNK * 16)
        except zlib.error:
            return None
        taken += len(chunk) - len(unpacker.unconsumed_tail) - len(unpacker.unused_data)
        checksum, size = zlib.crc32(part, checksum), size + len(part)
    return (checksum, taken, size) if unpacker.eof else None


def _directory(found: list[_Found], offset: int) -> bytes:
    rows = b"".join(
        struct.pack(
            "<4s6H3L5H2L",
            _CENTRAL, one.version, one.version, one.flags, one.method, one.time, one.date,
            one.checksum, one.packed, one.size, len(one.name), 0, 0, 0, 0, 0, one.offset,
        )
        + one.name
        for one in found
    )  # fmt: skip
    count = min(len(found), 0xFFFF)
    return rows + struct.pack("<4s4H2LH", _END, 0, 0, count, count, len(rows), min(offset, 0xFFFF_FFFE), 0)


class _Joined(SeekableReader):
    """A stream of known length with bytes behind it."""

    def __init__(self, stream: BinaryIO, length: int, behind: bytes) -> None:
        super().__init__(length + len(behind))
        self._stream = stream
        self._length = length
        self._behind = behind

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill ``buffer`` with the next bytes and return their number; 0 at the end."""
        target = memoryview(buffer).cast("B")
        if self._at < self._length:
            self._stream.seek(self._at)
            chunk = self._stream.read(min(len(target), self._length - self._at))
        else:
            start = self._at - self._length
            chunk = self._behind[start : start + len(target)]
        target[: len(chunk)] = chunk
        self._at += len(chunk)
        return len(chunk)
