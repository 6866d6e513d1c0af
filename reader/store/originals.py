"""The kept files, byte for byte as they were found: ``originals/ab/<sha256>.zst``, named after their content.

A file is written under another name, flushed to the disk, renamed, and its folder flushed, before the database speaks
of it. It is never changed. A file without a row (left by a crash) is harmless and is used again.
"""

import contextlib
import hashlib
import os
import re
from collections.abc import Mapping
from pathlib import Path

import zstandard

from reader.core.durable import flush_file, flush_folder
from reader.core.errors import LibraryDamagedError
from reader.store.failures import translated

LEVEL = 3
"""Compression level; saved pages shrink five- to eightfold, and higher levels cost more time than they save room."""

_DIGEST = re.compile(r"[0-9a-f]{64}")


class Originals:
    """The folder of kept files of one library."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._arriving = folder / "new"

    def path_of(self, sha256: str) -> Path:
        """Return where the file of this hex digest is kept; raises LibraryDamagedError if it is no digest."""
        if not _DIGEST.fullmatch(sha256):
            raise LibraryDamagedError("The library names an original in an impossible way; its database is damaged.")
        return self._folder / sha256[:2] / f"{sha256}.zst"

    def keep(self, content: bytes, sha256: str) -> int:
        """Keep ``content`` durably and return its stored size in bytes; raises StorageFullError."""
        return self.keep_all({sha256: content})[sha256]

    def keep_all(self, contents: Mapping[str, bytes]) -> dict[str, int]:
        """Keep files by their digests, durably on return, and return their stored sizes; raises StorageFullError.

        All are written before the first is flushed: the disk then flushes them together.
        """
        sizes: dict[str, int] = {}
        arriving: dict[Path, Path] = {}
        with translated():
            try:
                for sha256, content in contents.items():
                    target = self.path_of(sha256)
                    if target.exists() and self.fault(sha256, len(content)) is None:
                        sizes[sha256] = target.stat().st_size
                    else:
                        path = self._arriving / f"{sha256}.{os.getpid()}"
                        arriving[path] = target
                        sizes[sha256] = self._write(path, target, content)
                for path in arriving:
                    flush_file(path)
                for path, target in arriving.items():
                    path.replace(target)
            except OSError:
                for path in arriving:
                    path.unlink(missing_ok=True)
                raise
            for folder in {target.parent for target in arriving.values()}:
                flush_folder(folder)
        return sizes

    def _write(self, path: Path, target: Path, content: bytes) -> int:
        """Write a file that is not flushed yet and return its size."""
        self._make(self._arriving)
        self._make(target.parent)
        packed = zstandard.ZstdCompressor(level=LEVEL).compress(content)
        path.write_bytes(packed)
        return len(packed)

    def read(self, sha256: str, size_bytes: int) -> bytes:
        """Return the kept bytes of a file of this size; raises LibraryDamagedError if they are not what was kept."""
        content = self._unpack(sha256, size_bytes)
        if content is None or hashlib.sha256(content).hexdigest() != sha256:
            raise LibraryDamagedError(f"The original {sha256[:12]}… is missing or damaged in the library's folder.")
        return content

    def fault(self, sha256: str, size_bytes: int) -> str | None:
        """Return what is wrong with a kept file ("missing", "damaged"), or None if it is as it was kept."""
        if not self.path_of(sha256).exists():
            return "missing"
        content = self._unpack(sha256, size_bytes)
        return None if content is not None and hashlib.sha256(content).hexdigest() == sha256 else "damaged"

    def sweep(self) -> None:
        """Remove half-written files that a crash left; only the one writer of the library may call this."""
        with contextlib.suppress(OSError):
            for path in self._arriving.iterdir():
                path.unlink(missing_ok=True)

    def _unpack(self, sha256: str, size_bytes: int) -> bytes | None:
        """Return the unpacked bytes, or None; never more than one byte beyond the expected size is unpacked."""
        try:
            with (
                self.path_of(sha256).open("rb") as file,
                zstandard.ZstdDecompressor().stream_reader(file, closefd=False) as stream,
            ):
                parts: list[bytes] = []
                left = size_bytes + 1
                while left and (part := stream.read(left)):
                    parts.append(part)
                    left -= len(part)
        except (OSError, zstandard.ZstdError):
            return None
        return b"".join(parts) if left else None

    def _make(self, folder: Path) -> None:
        """Create a folder durably if it is not there."""
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            flush_folder(folder.parent)
            flush_folder(self._folder.parent)
