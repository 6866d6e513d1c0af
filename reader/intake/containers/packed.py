"""Files packed with bzip2, xz, LZMA or zstd around one file, unpacked as they are read, within the limits."""

import bz2
import io
import lzma
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO, Protocol

from reader.core.errors import TooLargeError, UnreadableFileError
from reader.core.terms import Terms
from reader.intake.format import Format, Inner, Item
from reader.intake.source import Source

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BZIP2 = b"BZh"
_BZIP2_BLOCK = b"1AY&SY"
_BZIP2_EMPTY = b"\x17rE8P\x90"
_XZ = b"\xfd7zXZ\x00"
_ZSTD = b"\x28\xb5\x2f\xfd"
_CHUNK = 65_536
_LZMA_MEMORY = 150_000_000
"""What unpacking may take; xz -9 takes 65 MB."""
_ZSTD_WINDOW = 1 << 27
_SUFFIXES = {
    ".bz2": "", ".tbz2": ".tar", ".tbz": ".tar", ".xz": "", ".txz": ".tar", ".lzma": "", ".tlz": ".tar", ".zst": "",
    ".zstd": "", ".tzst": ".tar",
}  # fmt: skip
ENDS_EARLY = "The packed file ends in the middle. Get it again from where it came."
DAMAGED = "The packed file is damaged and cannot be unpacked further. Get it again from where it came."


class _Unpacker(Protocol):
    """What bz2 and lzma offer alike."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


def _is_bzip2(source: Source) -> bool:
    return source.head.startswith(_BZIP2) and source.head[4:10] in {_BZIP2_BLOCK, _BZIP2_EMPTY}


def _is_xz(source: Source) -> bool:
    return source.head.startswith(_XZ)


def _is_lzma(source: Source) -> bool:
    # The old format has no mark: properties, a power of two as size, and often -1 as length.
    head = source.head[:13]
    return head.startswith(b"]\x00\x00") and len(head) == 13 and (head[5:] == b"\xff" * 8 or head[10:] == bytes(3))


def _is_zstd(source: Source) -> bool:
    return source.head.startswith(_ZSTD)


def _xz_unpacker() -> _Unpacker:
    return lzma.LZMADecompressor(lzma.FORMAT_AUTO, memlimit=_LZMA_MEMORY)


class _Counting(io.RawIOBase):
    """A stream that holds what is made of a file against what was read of it."""

    def __init__(self, stream: BinaryIO, terms: Terms) -> None:
        super().__init__()
        self._stream = stream
        self._terms = terms
        self._read_bytes = 0
        self._made_bytes = 0

    def readable(self) -> bool:
        """Tell that this can be read."""
        return True

    def close(self) -> None:
        """Close the stream beneath as well."""
        self._stream.close()
        super().close()

    def take(self) -> bytes:
        """Return the next packed bytes."""
        chunk = self._stream.read(_CHUNK)
        self._read_bytes += len(chunk)
        return chunk

    def give(self, part: bytes, target: memoryview) -> int:
        """Hand out unpacked bytes. Raises TooLargeError past the ratio."""
        self._made_bytes += len(part)
        if self._made_bytes > max(self._terms.ratio_floor, self._terms.ratio * self._read_bytes):
            raise TooLargeError(
                f"The packed file unpacks to more than {self._terms.ratio} times its size, too much for a news story. "
                "Unpack it yourself and import the part that is wanted."
            )
        target[: len(part)] = part
        return len(part)


class _Expanding(_Counting):
    """Unpacks streams of bzip2 or xz, one after the other. What a damaged file held up to the damage comes first."""

    def __init__(self, stream: BinaryIO, terms: Terms, unpacker: Callable[[], _Unpacker]) -> None:
        super().__init__(stream, terms)
        self._new = unpacker
        self._unpacker = unpacker()

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill ``buffer`` with the next bytes and return their number; 0 at the end."""
        target = memoryview(buffer).cast("B")
        while True:
            chunk = b""
            if self._unpacker.eof:
                chunk = self._unpacker.unused_data.lstrip(b"\0") or self.take().lstrip(b"\0")
                if not chunk:
                    return 0
                self._unpacker = self._new()
            elif self._unpacker.needs_input:
                chunk = self.take()
                if not chunk:
                    raise UnreadableFileError(ENDS_EARLY)
            try:
                part = self._unpacker.decompress(chunk, len(target))
            except (OSError, lzma.LZMAError, EOFError) as error:
                raise UnreadableFileError(DAMAGED) from error
            if part:
                return self.give(part, target)


class _Zstd(_Counting):
    """Unpacks frames of zstd."""

    def __init__(self, stream: BinaryIO, terms: Terms) -> None:
        import zstandard  # noqa: PLC0415 - only for the files that need it

        super().__init__(stream, terms)
        self._faults = zstandard.ZstdError
        packed = io.BufferedReader(_Taking(self), _CHUNK)
        unpacker = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
        self._reader = unpacker.stream_reader(packed, read_across_frames=True, closefd=False)

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill ``buffer`` with the next bytes and return their number; 0 at the end."""
        target = memoryview(buffer).cast("B")
        try:
            part = self._reader.read(len(target))
        except self._faults as error:
            raise UnreadableFileError(DAMAGED) from error
        return self.give(part, target)


class _Taking(io.RawIOBase):
    """The packed bytes of a counted stream, as a stream of their own."""

    def __init__(self, counting: _Counting) -> None:
        super().__init__()
        self._counting = counting
        self._left = b""

    def readable(self) -> bool:
        """Tell that this can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill ``buffer`` with the next bytes and return their number; 0 at the end."""
        target = memoryview(buffer).cast("B")
        chunk = self._left or self._counting.take()
        part, self._left = chunk[: len(target)], chunk[len(target) :]
        target[: len(part)] = part
        return len(part)


def _inner_name(name: str) -> str:
    lower = name.lower()
    for suffix, instead in _SUFFIXES.items():
        if lower.endswith(suffix) and len(name) > len(suffix):
            return name[: -len(suffix)] + instead
    return name


def _around(opened: Callable[[BinaryIO, Terms], io.RawIOBase]) -> Callable[[Source, Terms], Iterator[Item]]:
    def unpack(source: Source, terms: Terms) -> Iterator[Item]:
        inner = _inner_name(source.short_name)
        yield Inner(Source(inner, lambda: io.BufferedReader(opened(source.open(), terms), _CHUNK)), inner)

    return unpack


BZIP2 = Format(
    "bzip2 files",
    _is_bzip2,
    _around(lambda stream, terms: _Expanding(stream, terms, bz2.BZ2Decompressor)),
    is_never_page=True,
)
XZ = Format(
    "xz files", _is_xz, _around(lambda stream, terms: _Expanding(stream, terms, _xz_unpacker)), is_never_page=True
)
LZMA = Format(
    "LZMA files", _is_lzma, _around(lambda stream, terms: _Expanding(stream, terms, _xz_unpacker)), is_never_page=True
)
ZSTD = Format("Zstandard files", _is_zstd, _around(_Zstd))
