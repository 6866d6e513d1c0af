"""A web archive as a stream of bytes that is read by lines and blocks, and knows where a record begins."""

from collections.abc import Callable, Iterator

from reader.core.errors import UnreadableFileError
from reader.intake.warc.chunks import DAMAGED, Chunk

_START = b"WARC/"
_MOST_PUT_BACK = 500_000_000
"""Bytes; a file with one wrong length has no more than a document of them."""


class ArchiveStream:
    """Reads chunks by lines and blocks. At a gap in damaged files it stops short until ``resume`` is called.

    ``jump`` skips bytes of the file that were not read yet, and returns how many it has skipped.
    """

    def __init__(self, chunks: Iterator[Chunk], jump: Callable[[int], int] | None = None) -> None:
        self._chunks = chunks
        self._jump = jump
        self._chunk = Chunk(b"")
        self._at = 0
        self._later: list[tuple[Chunk, int]] = []
        self._waiting: Chunk | None = None
        self._moved = 0
        self._put_back_bytes = 0

    @property
    def place(self) -> int | None:
        """The offset in the file at which the next byte can be read again, or None where there is none."""
        if not self._fill():
            return None
        if self._chunk.place is None or (self._at and not self._chunk.is_plain):
            return None
        return self._chunk.place + self._at + self._moved

    @property
    def is_at_gap(self) -> bool:
        """Whether reading has stopped because bytes are lost here."""
        return not self._fill() and self._waiting is not None

    def resume(self) -> None:
        """Go on behind a gap."""
        if self._waiting is not None:
            self._chunk, self._at, self._waiting = self._waiting, 0, None

    def peek(self) -> bytes:
        """Return some of the next bytes, at least one unless there are none, without taking them."""
        return self._chunk.content[self._at :] if self._fill() else b""

    def line(self, limit: int) -> bytes:
        """Return the next line with its end, or ``limit`` bytes of it; b"" at the end."""
        parts: list[bytes] = []
        left = limit
        while left and (part := self._part_of_line(left)):
            parts.append(part)
            left -= len(part)
            if part.endswith(b"\n"):
                break
        return b"".join(parts)

    def read(self, size: int) -> bytes:
        """Return the next ``size`` bytes, fewer only at the end or at a gap."""
        parts: list[bytes] = []
        while size and (part := self._part(size)):
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def skip(self, size: int) -> int:
        """Pass over ``size`` bytes and return over how many; fewer only at the end or at a gap."""
        left = size
        while left:
            is_used_up = self._at >= len(self._chunk.content) and not self._later and self._waiting is None
            if is_used_up and self._jump is not None:
                moved = self._jump(left)
                self._moved += moved
                left -= moved
                break
            part = self._part(left)
            if not part:
                break
            left -= len(part)
        return size - left

    def put_back(self, content: bytes) -> None:
        """Have ``content`` read again, before what comes next.

        Raises UnreadableFileError after many times: records that all claim the rest of the file are no archive.
        """
        self._put_back_bytes += len(content)
        if self._put_back_bytes > _MOST_PUT_BACK:
            raise UnreadableFileError(DAMAGED)
        self._later.append((self._chunk, self._at))
        self._chunk, self._at = Chunk(content), 0

    def up_to_record(self, limit: int) -> bytes:
        """Return the bytes before the next line that begins a WARC record, at most about ``limit``."""
        parts: list[bytes] = []
        while limit > 0 and (line := self.line(limit)):
            if line.startswith(_START):
                self.put_back(line)
                break
            parts.append(line)
            limit -= len(line)
        return b"".join(parts)

    def _part(self, size: int) -> bytes:
        if not self._fill():
            return b""
        part = self._chunk.content[self._at : self._at + size]
        self._at += len(part)
        return part

    def _part_of_line(self, size: int) -> bytes:
        if not self._fill():
            return b""
        end = self._chunk.content.find(b"\n", self._at, self._at + size)
        return self._part(end + 1 - self._at if end >= 0 else size)

    def _fill(self) -> bool:
        """Get the next chunk if this one is used up. Returns whether there is anything to read."""
        while self._at >= len(self._chunk.content):
            if self._later:
                self._chunk, self._at = self._later.pop()
                continue
            if self._waiting is not None:
                return False
            following = next(self._chunks, None)
            if following is None:
                return False
            if following.follows_gap:
                self._waiting = following
                return False
            self._chunk, self._at = following, 0
        return True
