"""The kept pictures of stories: ``resources/ab/<sha256>``, named after their content.

Written like the originals: under another name, flushed, renamed, its folder flushed, before the database speaks of it;
never changed. A file without a row (left by a crash, or by a story that is gone) is harmless and is used again.
"""

import contextlib
import hashlib
import os
import re
from pathlib import Path

from reader.core.durable import flush_folder
from reader.core.errors import LibraryDamagedError
from reader.store.failures import translated

LARGEST_BYTES = 40_000_000
"""A file that says to be larger is none of ours: a library may come from somebody else."""

_DIGEST = re.compile(r"[0-9a-f]{64}")


class Resources:
    """The folder of kept pictures of one library."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._arriving = folder / "new"

    def path_of(self, sha256: str) -> Path:
        """Return where the file of this hex digest is kept; raises LibraryDamagedError if it is no digest."""
        if not _DIGEST.fullmatch(sha256):
            raise LibraryDamagedError("The library names a picture in an impossible way; its database is damaged.")
        return self._folder / sha256[:2] / sha256

    def keep(self, content: bytes, sha256: str) -> None:
        """Keep ``content`` durably; raises StorageFullError."""
        target = self.path_of(sha256)
        with translated():
            if target.exists() and self.fault(sha256, len(content)) is None:
                return
            for folder in (self._arriving, target.parent):
                self._make(folder)
            arriving = self._arriving / f"{sha256}.{os.getpid()}"
            try:
                with arriving.open("wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                arriving.replace(target)
            except OSError:
                arriving.unlink(missing_ok=True)
                raise
            flush_folder(target.parent)

    def read(self, sha256: str, size_bytes: int) -> bytes | None:
        """Return the kept bytes of a picture of this size, None where they are missing or not what was kept."""
        if not 0 < size_bytes <= LARGEST_BYTES:
            return None
        try:
            with self.path_of(sha256).open("rb") as file:
                content = file.read(size_bytes + 1)
        except OSError:
            return None
        is_whole = len(content) == size_bytes and hashlib.sha256(content).hexdigest() == sha256
        return content if is_whole else None

    def fault(self, sha256: str, size_bytes: int) -> str | None:
        """Return what is wrong with a kept file ("missing", "damaged"), or None if it is as it was kept."""
        if not self.path_of(sha256).exists():
            return "missing"
        return None if self.read(sha256, size_bytes) is not None else "damaged"

    def sweep(self) -> None:
        """Remove half-written files that a crash left; only the one writer of the library may call this."""
        with contextlib.suppress(OSError):
            for path in self._arriving.iterdir():
                path.unlink(missing_ok=True)

    def _make(self, folder: Path) -> None:
        """Create a folder durably if it is not there."""
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            flush_folder(folder.parent)
            flush_folder(self._folder.parent)
