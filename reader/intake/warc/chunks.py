"""The bytes of a web archive while they are unpacked, in chunks that know where in the file they begin.

Archives are plain, gzip (a member for each record, or one for all) or zstd (with or without a dictionary in front).
What cannot be unpacked is skipped up to the next gzip member; the damage is told at the end.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from reader.core.errors import TooLargeError, UnreadableFileError
from reader.core.terms import Terms

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

GZIP = b"\x1f\x8b"
_GZIP_MEMBER = b"\x1f\x8b\x08"
ZSTD = b"\x28\xb5\x2f\xfd"
ZSTD_DICTIONARY = b"\x5d\x2a\x4d\x18"
_CHUNK = 65_536
_PROBE_BYTES = 4_096
_WINDOW_BYTES = 1 << 27
_DICTIONARY_BYTES = 16_000_000
ENDS_EARLY = (
    "The web archive ends in the middle. The stories up to there have been read; get the file again for the rest."
)
DAMAGED = "The web archive is damaged in places. The stories in its sound parts have been read; get the file again."


@dataclass(frozen=True, slots=True)
class Chunk:
    """Unpacked bytes. ``place`` is the offset in the file at which reading may begin again with the first of them.

    ``is_plain`` says that the same holds for every byte after it. ``follows_gap`` says that bytes before it are lost.
    """

    content: bytes
    place: int | None = None
    is_plain: bool = False
    follows_gap: bool = False


class _Allowance:
    """Holds what is unpacked against what was read. Raises TooLargeError past the ratio."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self.read_bytes = 0
        self._made_bytes = 0

    def made(self, size: int) -> None:
        self._made_bytes += size
        if self._made_bytes > max(self._terms.ratio_floor, self._terms.ratio * self.read_bytes):
            raise TooLargeError(
                f"The web archive unpacks to more than {self._terms.ratio} times its size, too much for saved news. "
                "Unpack it yourself and import the part that is wanted."
            )


def unpacked(stream: BinaryIO, terms: Terms, start: int = 0) -> Iterator[Chunk]:
    """Yield what the archive in ``stream``, which stands at offset ``start``, unpacks to.

    Raises UnreadableFileError at the end of what can be unpacked, and TooLargeError past the ratio.
    """
    first = stream.read(_CHUNK)
    if first.startswith(GZIP):
        return _from_gzip(stream, first, terms, start)
    if first.startswith((ZSTD, ZSTD_DICTIONARY)):
        return _from_zstd(stream, first, terms)
    return _from_plain(stream, first, start)


def beginning(head: bytes) -> bytes:
    """Return the first unpacked bytes of an archive by its first bytes, b"" where they cannot be unpacked."""
    if head.startswith(GZIP):
        try:
            return zlib.decompressobj(wbits=31).decompress(head, _PROBE_BYTES)
        except zlib.error:
            return b""
    return b"" if head.startswith((ZSTD, ZSTD_DICTIONARY)) else head[:_PROBE_BYTES]


def _from_plain(stream: BinaryIO, first: bytes, start: int) -> Iterator[Chunk]:
    content, at = first, start
    while content:
        yield Chunk(content, at, is_plain=True)
        at += len(content)
        content = stream.read(_CHUNK)


class _Members:
    """Raw bytes of a gzip file that are still to be unpacked, and where in the file they begin."""

    def __init__(self, stream: BinaryIO, first: bytes, start: int, allowance: _Allowance) -> None:
        self._stream = stream
        self._allowance = allowance
        self.rest = first
        self.at = start
        allowance.read_bytes += len(first)

    def fill(self) -> bool:
        """Read more if there is nothing left. Returns whether there is anything."""
        if not self.rest:
            self.rest = self._stream.read(_CHUNK)
            self._allowance.read_bytes += len(self.rest)
        return bool(self.rest)

    def used(self, left: bytes) -> None:
        """Go on to the bytes that are left over."""
        self.at += len(self.rest) - len(left)
        self.rest = left

    def find_member(self, skip: int) -> bool:
        """Go to the next beginning of a member, at least ``skip`` bytes on. Returns False at the end of the file."""
        self.used(self.rest[skip:])
        while True:
            more = self._stream.read(_CHUNK) if len(self.rest) < len(_GZIP_MEMBER) else b""
            self._allowance.read_bytes += len(more)
            self.rest += more
            found = self.rest.find(_GZIP_MEMBER)
            if found >= 0:
                self.used(self.rest[found:])
                return True
            if len(self.rest) < len(_GZIP_MEMBER):
                return False
            self.used(self.rest[1 - len(_GZIP_MEMBER) :])


def _from_gzip(stream: BinaryIO, first: bytes, terms: Terms, start: int) -> Iterator[Chunk]:
    allowance = _Allowance(terms)
    raw = _Members(stream, first, start, allowance)
    has_gap = False
    follows_gap = False
    while raw.fill() and (raw.rest.startswith(GZIP) or raw.find_member(0)):
        place: int | None = raw.at
        unpacker = zlib.decompressobj(wbits=31)
        while not unpacker.eof:
            if not raw.fill():
                raise UnreadableFileError(ENDS_EARLY)
            try:
                made = unpacker.decompress(raw.rest, _CHUNK)
            except zlib.error:
                has_gap = follows_gap = True
                # What was unpacked of this member stands; the next one begins somewhere behind.
                raw.find_member(1)
                break
            raw.used(unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail)
            if made:
                allowance.made(len(made))
                yield Chunk(made, place, follows_gap=follows_gap)
                place, follows_gap = None, False
    if has_gap:
        raise UnreadableFileError(DAMAGED)


class _Counted(io.RawIOBase):
    """A stream that counts what is read of it, with some bytes put back in front."""

    def __init__(self, stream: BinaryIO, first: bytes, allowance: _Allowance) -> None:
        super().__init__()
        self._stream = stream
        self._first = first
        self._allowance = allowance

    def readable(self) -> bool:
        """Tell that this can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill ``buffer`` with the next bytes and return their number; 0 at the end."""
        target = memoryview(buffer).cast("B")
        part = self._first[: len(target)] or self._stream.read(len(target))
        self._first = self._first[len(part) :]
        self._allowance.read_bytes += len(part)
        target[: len(part)] = part
        return len(part)


def _from_zstd(stream: BinaryIO, first: bytes, terms: Terms) -> Iterator[Chunk]:
    import zstandard  # noqa: PLC0415 - only for the archives that need it

    allowance = _Allowance(terms)
    counted = io.BufferedReader(_Counted(stream, first, allowance), _CHUNK)
    try:
        words = _dictionary(counted) if first.startswith(ZSTD_DICTIONARY) else b""
        unpacker = zstandard.ZstdDecompressor(
            dict_data=zstandard.ZstdCompressionDict(words) if words else None, max_window_size=_WINDOW_BYTES
        )
        with unpacker.stream_reader(counted, read_across_frames=True, closefd=False) as reader:
            while made := reader.read(_CHUNK):
                allowance.made(len(made))
                yield Chunk(made)
    except zstandard.ZstdError as error:
        raise UnreadableFileError(DAMAGED) from error


def _dictionary(stream: BinaryIO) -> bytes:
    """Return the dictionary in the skippable frame at the beginning, which may be compressed itself.

    The layout is that of the proposal "WARC compression with Zstandard" of IIPC.
    """
    import zstandard  # noqa: PLC0415 - only for the archives that need it

    head = stream.read(8)
    size = struct.unpack("<I", head[4:8])[0] if len(head) == 8 else 0
    if size > _DICTIONARY_BYTES:
        raise TooLargeError("The web archive has a dictionary of a size that no crawler makes. Get the file again.")
    words = stream.read(size)
    if not words.startswith(ZSTD):
        return words
    with zstandard.ZstdDecompressor(max_window_size=_WINDOW_BYTES).stream_reader(words) as reader:
        return reader.read(_DICTIONARY_BYTES)
