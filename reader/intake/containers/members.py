"""Zip archives read safely: their members listed within limits, then read one by one, in memory and nowhere else.

Names of members are for people and for matching only. What a member declares binds: no more than that is unpacked.
"""

import io
import re
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, BinaryIO, cast

from reader.core.errors import InputError, TooLargeError, UnreadableFileError
from reader.core.terms import Terms
from reader.intake.containers.salvage import salvaged
from reader.intake.names import decoded_names
from reader.intake.source import Source, too_large

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

ENCRYPTED = "It is protected by a password. Unpack the archive yourself and import the files inside."
UNKNOWN_PACKING = (
    "It is packed by a method that cannot be read here. Unpack the archive yourself and import the files inside."
)
DAMAGED = "The zip archive is damaged and cannot be read further. Get it again from where it came."
CUT_OFF = (
    "The zip archive ends in the middle; what was whole in it was read, the rest is missing. "
    "Get it again from where it came."
)
TOO_WELL_PACKED = "It unpacks to far more than a news story has. Unpack it yourself and import the part that is wanted."
_LOCAL, _CENTRAL, _END, _END_64 = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06"
_READABLE = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2})
"""LZMA is not among them: its header may ask for gigabytes."""
_IS_ENCRYPTED = 0x1
_IS_UTF8 = 0x800
_DIRECTORY_BYTES = 1_000
"""So much of the directory of an archive may one member take on average; names are rarely over 200 bytes."""
_KEPT_IN_MEMORY = 8_000_000
_FAULTS = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
    IndexError,
    OverflowError,
    struct.error,
    zlib.error,
)
_LOCAL_NAME = re.compile(rb"PK\x03\x04.{22}(..)..", re.DOTALL)
_CENTRAL_NAME = re.compile(rb"PK\x01\x02.{24}(..).{16}", re.DOTALL)
_LONGEST_NAME = 1_000


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive. ``problem`` is a sentence saying why it cannot be read, or ""."""

    name: str
    size: int
    problem: str
    index: int


class Archive:
    """An open zip archive; see ``opened_zip``. ``members`` are its files, without folders, in their order.

    ``damage`` is a sentence for the report where the archive ends in the middle, else "".
    """

    def __init__(self, zipped: zipfile.ZipFile, terms: Terms, damage: str = "") -> None:
        self.damage = damage
        self._zipped = zipped
        self._infos = [one for one in zipped.infolist() if not one.filename.endswith("/")]
        names = _names(self._infos)
        self.members = tuple(_member(info, names[i], i, terms) for i, info in enumerate(self._infos))

    @cached_property
    def by_name(self) -> dict[str, Member]:
        """The members by name; of several with one name, the last, as when unpacking."""
        return {member.name: member for member in self.members}

    def read(self, member: Member, limit: int) -> bytes:
        """Return what a member holds. Raises InputError: over the limit, damaged, or what its ``problem`` says."""
        if member.problem:
            raise InputError(member.problem)
        if member.size > limit:
            raise too_large(member.size, limit)
        with self._opened(member) as stream:
            return stream.read(min(limit, member.size))

    def source(self, member: Member) -> Source:
        """Return a member as a source, which can be read as long as the archive is open."""
        return Source(member.name, lambda: self._opened(member), member.size)

    def _opened(self, member: Member) -> BinaryIO:
        if member.problem:
            raise InputError(member.problem)
        try:
            stream = cast("BinaryIO", self._zipped.open(self._infos[member.index]))
        except _FAULTS as error:
            raise UnreadableFileError(DAMAGED) from error
        return io.BufferedReader(_Guarded(stream), 65_536)


@contextmanager
def opened_zip(source: Source, terms: Terms) -> Iterator[Archive]:
    """Yield the archive in ``source``, also where it lies behind other bytes, as in a page that unpacks itself.

    Of an archive that ends in the middle, what is whole can be read, and ``damage`` says so. Raises UnreadableFileError
    where it is no zip archive or nothing is whole, TooLargeError where it has too many members, or declares to unpack
    to more than ``terms.ratio`` times its size.
    """
    _check_directory(source, terms)
    with _seekable(source, terms) as stream:
        damage = ""
        try:
            zipped = zipfile.ZipFile(stream)
        except _FAULTS as error:
            whole = salvaged(stream, terms)
            if whole is None:
                raise UnreadableFileError(DAMAGED) from error
            zipped, damage = _reopened(whole), CUT_OFF
        with zipped:
            infos = zipped.infolist()
            if len(infos) > terms.members:
                raise _too_many(len(infos), terms)
            size = stream.seek(0, io.SEEK_END)
            if sum(info.file_size for info in infos) > max(terms.expanded, terms.ratio * size):
                raise TooLargeError(
                    f"The archive unpacks to more than {terms.ratio} times its size. "
                    "Unpack it yourself and import the files that are wanted."
                )
            yield Archive(zipped, terms, damage)


def _reopened(stream: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except _FAULTS as error:
        raise UnreadableFileError(DAMAGED) from error


def is_zip(source: Source) -> bool:
    """Tell whether a source begins as a zip archive."""
    return source.head.startswith((_LOCAL, _END))


def names_at_edges(source: Source) -> frozenset[str]:
    """Return the names of members that the head and tail of a source show: enough to tell kinds of archives apart."""
    found: set[str] = set()
    for edge in (source.head, source.tail) if source.head is not source.tail else (source.head,):
        for pattern in (_LOCAL_NAME, _CENTRAL_NAME):
            for match in pattern.finditer(edge):
                length = int.from_bytes(match.group(1), "little")
                if 0 < length <= _LONGEST_NAME:
                    found.add(_tidy(edge[match.end() : match.end() + length].decode("utf-8", "replace")))
    return frozenset(found)


def _member(info: zipfile.ZipInfo, name: str, index: int, terms: Terms) -> Member:
    problem = ""
    if info.flag_bits & _IS_ENCRYPTED:
        problem = ENCRYPTED
    elif info.compress_type not in _READABLE:
        problem = UNKNOWN_PACKING
    elif info.file_size > max(terms.ratio_floor, terms.ratio * info.compress_size):
        problem = TOO_WELL_PACKED
    return Member(name, info.file_size, problem, index)


def _names(infos: list[zipfile.ZipInfo]) -> list[str]:
    """Return the names of members. Many programs write other charsets without saying so: they show as codepage 437."""
    names = [info.filename for info in infos]
    untold = [i for i, info in enumerate(infos) if not info.flag_bits & _IS_UTF8 and not info.filename.isascii()]
    raw: dict[int, bytes] = {}
    for i in untold:
        with suppress(UnicodeError):
            raw[i] = names[i].encode("cp437")
    for i, name in zip(raw, decoded_names(list(raw.values())), strict=True):
        names[i] = name
    return [_tidy(name) for name in names]


def _tidy(name: str) -> str:
    return name.replace("\\", "/").removeprefix("./")


def _check_directory(source: Source, terms: Terms) -> None:
    """Refuse, before it is read, a directory that is too large. Raises TooLargeError."""
    tail = source.tail
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        return  # no size known, or no archive: told when it is opened
    count, size = struct.unpack_from("<HL", tail, at + 10)
    large = tail.rfind(_END_64, 0, at)
    if large >= 0 and len(tail) >= large + 48:
        count, size = struct.unpack_from("<QQ", tail, large + 32)
    if count > terms.members or size > terms.members * _DIRECTORY_BYTES:
        raise _too_many(count, terms)


def _too_many(count: int, terms: Terms) -> TooLargeError:
    return TooLargeError(
        f"The archive has {count:,} members, more than the {terms.members:,} that are read. "
        "Unpack it and import the folder."
    )


@contextmanager
def _seekable(source: Source, terms: Terms) -> Iterator[BinaryIO]:
    """Yield a stream that can be sought in: an archive inside another container is unpacked beside it first."""
    stream = source.open()
    if stream.seekable():
        with stream:
            yield stream
        return
    with stream, tempfile.SpooledTemporaryFile(_KEPT_IN_MEMORY) as copy:
        shutil.copyfileobj(cast("BinaryIO", _Bounded(stream, terms.expanded)), copy)
        copy.seek(0)
        yield cast("BinaryIO", copy)


class _Bounded:
    """Reads no more than a limit. Raises TooLargeError behind it."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._left = limit

    def read(self, size: int) -> bytes:
        """Return up to ``size`` bytes."""
        chunk = self._stream.read(size)
        self._left -= len(chunk)
        if self._left < 0:
            raise too_large(None, self._limit)
        return chunk


class _Guarded(io.RawIOBase):
    """A member's stream, read forward only, whose faults are told as sentences."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self._at = 0

    def readable(self) -> bool:
        """Tell that this can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill ``buffer`` with the next bytes and return their number; 0 at the end."""
        target = memoryview(buffer).cast("B")
        try:
            chunk = self._stream.read(len(target))
        except _FAULTS as error:
            raise UnreadableFileError(DAMAGED) from error
        target[: len(chunk)] = chunk
        self._at += len(chunk)
        return len(chunk)

    def close(self) -> None:
        """Close the stream beneath as well."""
        self._stream.close()
        super().close()
