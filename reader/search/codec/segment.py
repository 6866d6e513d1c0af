"""One segment as one file: named arrays, each with its type and checksum, mapped into memory.

Layout: 8 bytes of magic; the arrays, each at a multiple of 64 bytes; a directory as JSON; and 16 bytes at the end:
offset of the directory (8, little-endian), its length (4), its CRC-32 (4). Arrays are little-endian. Files are written
once and never changed.
"""

import json
import mmap
import os
import struct
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, TypeVar

import numpy as np
from numpy.typing import NDArray

from reader.core.errors import IndexDamagedError

MAGIC = b"NARSEG01"
_TAIL = struct.Struct("<QII")
_ALIGNMENT = 64
_BLOCK = 1 << 22
"""Values written at a time."""
_SYNCED_BYTES = 1 << 24
_CHECKED = 1 << 23
"""Bytes looked at at a time."""
_KINDS = frozenset({"|u1", "<u2", "<u4", "<u8", "<i4", "<i8", "<f4"})

Integers = NDArray[np.integer]
Kind = TypeVar("Kind", bound=np.generic)


class SegmentFile:
    """A segment, open for reading; its arrays are views of the mapped file and live as long as it does."""

    def __init__(self, path: Path) -> None:
        """Map a file; raises ``IndexDamagedError`` when its frame or directory is not whole."""
        self.path = path
        try:
            with path.open("rb") as stream:
                self._map = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise _damaged(path) from error
        self.meta, self._directory = self._read_directory()

    def array(self, name: str) -> Integers:
        """Return an array by name; raises ``KeyError`` when there is none."""
        kind, offset, count, _ = self._directory[name]
        return np.frombuffer(self._map, np.dtype(kind), count, offset)

    def words(self, name: str) -> NDArray[np.uint64]:
        """Return an array of bytes as numbers of 64 bits, an even count of them: the last ones hold what follows it."""
        _, offset, count, _ = self._directory[name]
        return np.frombuffer(self._map, np.uint64, -(-count // 16) * 2, offset)

    def has(self, name: str) -> bool:
        """Whether there is an array of this name."""
        return name in self._directory

    def names(self) -> list[str]:
        """Return the names of all arrays."""
        return list(self._directory)

    def raw(self, name: str) -> bytes:
        """Return a copy of an array of bytes."""
        _, offset, count, _ = self._directory[name]
        return self._map[offset : offset + count]

    def view(self, name: str) -> memoryview:
        """Return a view of an array of bytes."""
        _, offset, count, _ = self._directory[name]
        return memoryview(self._map)[offset : offset + count]

    def forget(self) -> None:
        """Let go of the memory that reading has filled, where the system can; nothing is lost."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)

    def verify(self) -> None:
        """Compare every array with its checksum; raises ``IndexDamagedError``."""
        for _ in self.verifying():
            pass

    def verifying(self) -> Iterator[None]:
        """Do as ``verify`` does, in steps of bounded time and memory."""
        content = memoryview(self._map)
        since = 0
        for kind, at, count, expected in self._directory.values():
            crc, end = 0, at + count * np.dtype(kind).itemsize
            for first in range(at, end, _CHECKED):
                piece = content[first : min(first + _CHECKED, end)]
                crc = zlib.crc32(piece, crc)
                since += len(piece)
                if since >= _CHECKED:
                    since = 0
                    self.forget()
                    yield
            if crc != expected:
                raise _damaged(self.path)

    def _read_directory(self) -> tuple[dict[str, object], dict[str, tuple[str, int, int, int]]]:
        size = len(self._map)
        try:
            offset, length, crc = _TAIL.unpack(self._map[size - _TAIL.size :])
            text = self._map[offset : offset + length]
            if self._map[: len(MAGIC)] != MAGIC or len(text) != length or zlib.crc32(text) != crc:
                raise _damaged(self.path)
            content = json.loads(text)
            directory = {name: (str(k), int(o), int(c), int(s)) for name, (k, o, c, s) in content["arrays"].items()}
        except (struct.error, ValueError, KeyError, TypeError) as error:
            raise _damaged(self.path) from error
        for kind, at, count, _ in directory.values():
            if kind not in _KINDS or at + count * np.dtype(kind).itemsize > offset:
                raise _damaged(self.path)
        return content["meta"], directory


class SegmentWriter:
    """Writes a segment file, array by array or piece by piece; durable once closed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stream: BinaryIO = path.open("wb")
        self._at = 0
        self._crc = 0
        self._synced = 0
        self._put(MAGIC)
        self._directory: dict[str, tuple[str, int, int, int]] = {}

    def add(self, name: str, array: Integers) -> None:
        """Write a whole array."""
        self.add_pieces(name, array.dtype, (array,))

    def add_bytes(self, name: str, content: bytes) -> None:
        """Write bytes as an array."""
        self.add_pieces(name, np.dtype(np.uint8), (np.frombuffer(content, np.uint8),))

    def add_pieces(self, name: str, dtype: np.dtype[np.generic], pieces: Iterable[Integers]) -> None:
        """Write an array that comes in pieces; each is converted to ``dtype``."""
        for _ in self.adding(name, dtype, pieces):
            pass

    def adding(self, name: str, dtype: np.dtype[np.generic], pieces: Iterable[Integers]) -> Iterator[None]:
        """Do as ``add_pieces`` does, in steps of bounded time; nothing else may be written meanwhile."""
        little = dtype.newbyteorder("<")
        self._put(bytes(-self._at % _ALIGNMENT))
        start = self._at
        crc = count = 0
        for piece in pieces:
            for first in range(0, len(piece), _BLOCK):
                content = np.ascontiguousarray(piece[first : first + _BLOCK], little)
                view = memoryview(content.view(np.uint8).data)
                self._put(view)
                crc = zlib.crc32(view, crc)
                count += content.size
                self._sync_now_and_then()
                yield
        self._directory[name] = (little.str, start, count, crc)

    def close(self, meta: dict[str, object]) -> None:
        """Write the directory and have the system put all of it on the disk."""
        text = json.dumps({"meta": meta, "arrays": self._directory}).encode()
        start = self._at
        self._put(text)
        self._put(_TAIL.pack(start, len(text), zlib.crc32(text)))
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._stream.close()

    @property
    def written(self) -> tuple[int, int]:
        """Size and CRC-32 of the file so far."""
        return self._at, self._crc

    def _sync_now_and_then(self) -> None:
        """Have the system write what has come together, so that the end does not have to wait for all of it."""
        if self._at - self._synced >= _SYNCED_BYTES:
            self._synced = self._at
            self._stream.flush()
            os.fsync(self._stream.fileno())

    def _put(self, content: bytes | memoryview) -> None:
        self._stream.write(content)
        self._at += len(content)
        self._crc = zlib.crc32(content, self._crc)

    def __enter__(self) -> "SegmentWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if not self._stream.closed:
            try:
                self._stream.close()
            finally:
                self.path.unlink(missing_ok=True)


def smallest(values: Integers, highest: int | None = None) -> Integers:
    """Return non-negative numbers as the smallest of 1, 2, 4 or 8 bytes that holds them all."""
    top = highest if highest is not None else (int(values.max()) if values.size else 0)
    return values.astype(smallest_type(top))


def smallest_type(highest: int) -> np.dtype[np.generic]:
    """Return the smallest unsigned type that holds numbers up to ``highest``."""
    for kind in (np.uint8, np.uint16, np.uint32):
        if highest <= np.iinfo(kind).max:
            return np.dtype(kind)
    return np.dtype(np.uint64)


def together(parts: list[NDArray[Kind]]) -> NDArray[Kind]:
    """Return arrays as one, one after the other; no arrays as an empty one."""
    if len(parts) == 1:
        return parts[0]
    return np.concatenate([np.empty(0, np.uint8), *parts])


def lines(values: list[bytes]) -> tuple[bytes, Integers]:
    """Return byte strings as lines, so that one pattern can look through all, and where each begins and the last ends.

    The strings hold no line feed.
    """
    return joined([value + b"\n" for value in values])


def joined(values: list[bytes]) -> tuple[bytes, Integers]:
    """Return byte strings as one run and the offsets where each begins and the last ends."""
    offsets = np.zeros(len(values) + 1, np.uint64)
    np.cumsum(np.fromiter(map(len, values), np.uint64, len(values)), out=offsets[1:])
    return b"".join(values), offsets.astype(np.uint32)


def _damaged(path: Path) -> IndexDamagedError:
    return IndexDamagedError(f"The search index is damaged ({path.name}). It is built anew from the library.")
