"""A gzip file around one file, unpacked as it is read, within the limits on size and ratio."""

import io
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from reader.core.errors import TooLargeError, UnreadableFileError
from reader.core.terms import Terms
from reader.intake.format import Format, Inner, Item
from reader.intake.source import Source

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAGIC = b"\x1f\x8b"
_CHUNK = 65_536


def _is_gzip(source: Source) -> bool:
    return source.head.startswith(MAGIC)


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    name = source.short_name
    inner = name
    for suffix, instead in ((".gz", ""), (".tgz", ".tar")):
        if name.lower().endswith(suffix) and len(name) > len(suffix):
            inner = name[: -len(suffix)] + instead
    yield Inner(Source(inner, lambda: expanded(source.open(), terms)), inner)


GZIP = Format("gzip files", _is_gzip, _unpack, is_never_page=True)


def expanded(stream: BinaryIO, terms: Terms) -> BinaryIO:
    """Return what a gzip stream holds, all members of it, as a stream that is unpacked while it is read.

    Reading raises TooLargeError past the ratio, and UnreadableFileError where the file is damaged or cut off.
    """
    return io.BufferedReader(_Expanding(stream, terms), _CHUNK)


class _Expanding(io.RawIOBase):
    """Unpacks a gzip stream. What a damaged file held up to the damage is handed out first."""

    def __init__(self, stream: BinaryIO, terms: Terms) -> None:
        super().__init__()
        self._stream = stream
        self._terms = terms
        self._unpacker = zlib.decompressobj(wbits=31)
        self._left = b""
        self._read_bytes = 0
        self._made_bytes = 0

    def readable(self) -> bool:
        """Tell that this can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill ``buffer`` with the next bytes and return their number; 0 at the end."""
        target = memoryview(buffer).cast("B")
        while True:
            chunk = self._left or self._next_chunk()
            if not chunk and not self._unpacker.eof:
                raise UnreadableFileError("The gzip file ends in the middle. Get it again from where it came.")
            if self._unpacker.eof:
                chunk = chunk or self._next_chunk()
                if not chunk.startswith(MAGIC[: len(chunk)]) or not chunk:
                    return 0
                self._unpacker = zlib.decompressobj(wbits=31)
            try:
                part = self._unpacker.decompress(chunk, len(target))
            except zlib.error as error:
                raise UnreadableFileError(
                    "The gzip file is damaged and cannot be unpacked. Get it again from where it came."
                ) from error
            self._left = self._unpacker.unconsumed_tail or self._unpacker.unused_data
            if part:
                self._count(len(part))
                target[: len(part)] = part
                return len(part)

    def close(self) -> None:
        """Close the stream beneath as well."""
        self._stream.close()
        super().close()

    def _next_chunk(self) -> bytes:
        chunk = self._stream.read(_CHUNK)
        self._read_bytes += len(chunk)
        return chunk

    def _count(self, made: int) -> None:
        self._made_bytes += made
        allowed = max(self._terms.ratio_floor, self._terms.ratio * self._read_bytes)
        if self._made_bytes > allowed:
            raise TooLargeError(
                f"The gzip file unpacks to more than {self._terms.ratio} times its size, too much for a news story. "
                "Unpack it yourself and import the part that is wanted."
            )
