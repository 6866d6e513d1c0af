"""A part of a file as a source of its own, where a container holds its members as they are."""

import io
from typing import TYPE_CHECKING, BinaryIO

from reader.intake.containers.seekable import SeekableReader
from reader.intake.source import Source

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


def window(source: Source, name: str, start: int, size: int) -> Source:
    """Return ``size`` bytes from ``start`` of a source whose streams can be sought in, and so can the window's."""
    return Source(name, lambda: io.BufferedReader(_Window(source.open_beside(), start, size)), size)


def kept(stream: BinaryIO, name: str, size: int) -> Source:
    """Return an open file of ours as a source, which can be read as long as that is open."""
    return Source(name, lambda: io.BufferedReader(_Window(stream, 0, size, is_own=False)), size)


class _Window(SeekableReader):
    """A part of a file as a stream that can be sought in."""

    def __init__(self, stream: BinaryIO, start: int, size: int, *, is_own: bool = True) -> None:
        super().__init__(size)
        self._stream = stream
        self._start = start
        self._is_own = is_own

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill ``buffer`` with the next bytes and return their number; 0 at the end."""
        target = memoryview(buffer).cast("B")
        self._stream.seek(self._start + self._at)
        part = self._stream.read(max(0, min(len(target), self._end - self._at)))
        target[: len(part)] = part
        self._at += len(part)
        return len(part)

    def close(self) -> None:
        """Close the stream beneath as well, if it was opened for this window."""
        if self._is_own:
            self._stream.close()
        super().close()
