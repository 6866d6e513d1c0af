"""The index folder on disk: safe to trust, complete, and never half replaced.

A manifest names the files of the newest complete state with their sizes and checksums. It is replaced atomically, last
of all, so a crash at any point leaves the state before or the state after.
"""

import errno
import json
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep

from reader.core.durable import flush_folder
from reader.core.errors import IndexDamagedError, StorageFullError

MANIFEST = "manifest.json"
_CHUNK = 1 << 20
_ATTEMPTS = 20
_PAUSE_S = 0.05
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True, slots=True)
class FileRecord:
    """Size in bytes and CRC-32 of a file."""

    size: int
    crc: int


@dataclass(frozen=True, slots=True)
class SegmentRecord:
    """A segment of a state: its name, its documents, a bit for each deleted one ("" for none), and its file."""

    name: str
    documents: int
    deleted: str
    file_name: str
    file: FileRecord


@dataclass(frozen=True, slots=True)
class Manifest:
    """A complete state of the index: the store's change number, and its segments; the generation grows with each."""

    layout: int
    sequence: int
    generation: int
    segments: tuple[SegmentRecord, ...]

    @property
    def files(self) -> dict[str, FileRecord]:
        """The files of the state."""
        return {segment.file_name: segment.file for segment in self.segments}

    @property
    def size_bytes(self) -> int:
        """How large the files are together."""
        return sum(segment.file.size for segment in self.segments)


def prepare(folder: Path) -> None:
    """Create the folder for this user only, or check that nobody else can write to it.

    Raises ``IndexDamagedError`` when somebody else owns the folder or may write to it: what is in it would be run.
    """
    with storage_errors():
        if not folder.exists():
            folder.mkdir(parents=True, mode=0o700, exist_ok=True)
            folder.chmod(0o700)
    check_owner(folder)


def check_owner(folder: Path) -> None:
    """Raise ``IndexDamagedError`` when the folder is missing, not ours, or writable by others."""
    try:
        status = folder.stat()
    except OSError as error:
        raise IndexDamagedError("There is no search index yet. It is built from the library.") from error
    if not hasattr(os, "getuid"):
        return
    if status.st_uid != os.getuid() or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise IndexDamagedError(
            f"The search index in {folder} belongs to somebody else or may be written by others, so it is not used. "
            "Remove the folder to have it built anew."
        )


def read_manifest(folder: Path, layout: int) -> Manifest:
    """Return the manifest; raises ``IndexDamagedError`` when it is missing, damaged or of another layout."""
    try:
        envelope = json.loads((folder / MANIFEST).read_bytes())
        text = envelope["manifest"]
        intact = zlib.crc32(text.encode()) == envelope["crc"]
        content = json.loads(text) if intact else {}
        segments = tuple(
            SegmentRecord(name, documents, deleted, file_name, FileRecord(size, crc))
            for name, documents, deleted, file_name, size, crc in content["segments"]
        )
        manifest = Manifest(content["layout"], content["sequence"], content["generation"], segments)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise IndexDamagedError(
            "The search index is incomplete or damaged. It is built anew from the library."
        ) from error
    if manifest.layout != layout:
        raise IndexDamagedError("The search index was made by another version. It is built anew from the library.")
    return manifest


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Make ``manifest`` the newest state, atomically and durably; its files must be on disk already."""
    content = {
        "layout": manifest.layout,
        "sequence": manifest.sequence,
        "generation": manifest.generation,
        "segments": [
            (each.name, each.documents, each.deleted, each.file_name, each.file.size, each.file.crc)
            for each in manifest.segments
        ],
    }
    text = json.dumps(content)
    temporary = folder / f"{MANIFEST}.new"
    with temporary.open("w", encoding="utf-8") as stream:
        json.dump({"crc": zlib.crc32(text.encode()), "manifest": text}, stream)
        stream.flush()
        os.fsync(stream.fileno())
    _replace(temporary, folder / MANIFEST)
    flush_folder(folder)


def _replace(source: Path, target: Path) -> None:
    """Rename a file over another; on Windows that waits until nobody has the other one open."""
    for attempt in range(_ATTEMPTS):
        try:
            source.replace(target)
        except PermissionError:
            if os.name != "nt" or attempt + 1 == _ATTEMPTS:
                raise
            sleep(_PAUSE_S)
        else:
            return


def record(path: Path) -> FileRecord:
    """Return size and checksum of a file."""
    crc = size = 0
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            crc = zlib.crc32(chunk, crc)
            size += len(chunk)
    return FileRecord(size, crc)


def check_sizes(folder: Path, manifest: Manifest) -> None:
    """Raise ``IndexDamagedError`` when a file is missing or of another size."""
    for name, expected in manifest.files.items():
        try:
            size = (folder / name).stat().st_size
        except OSError:
            size = -1
        if size != expected.size:
            raise IndexDamagedError(_damaged(name))


def check_sums(folder: Path, manifest: Manifest) -> None:
    """Raise ``IndexDamagedError`` when a file is missing or holds other bytes."""
    for name, expected in manifest.files.items():
        check_sum(folder, name, expected)


def check_touched(folder: Path, manifest: Manifest) -> None:
    """Raise ``IndexDamagedError`` when a file holds other bytes that was written to after the manifest.

    Files are whole before the manifest names them, so a later one is not as it was.
    """
    try:
        named_at = (folder / MANIFEST).stat().st_mtime_ns
        touched = [name for name in manifest.files if (folder / name).stat().st_mtime_ns > named_at]
    except OSError as error:
        raise IndexDamagedError(_damaged(MANIFEST)) from error
    for name in touched:
        check_sum(folder, name, manifest.files[name])


def check_sum(folder: Path, name: str, expected: FileRecord) -> None:
    """Raise ``IndexDamagedError`` when the file is missing or holds other bytes."""
    try:
        found = record(folder / name)
    except OSError as error:
        raise IndexDamagedError(_damaged(name)) from error
    if found != expected:
        raise IndexDamagedError(_damaged(name))


@contextmanager
def storage_errors() -> Iterator[None]:
    """Turn a full disk into ``StorageFullError``; other input and output faults pass."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StorageFullError(
                "The disk is full, so the search index could not be updated. Free some space; nothing is lost."
            ) from error
        raise


def _damaged(name: str) -> str:
    return f"The search index is damaged ({name}). It is built anew from the library."
