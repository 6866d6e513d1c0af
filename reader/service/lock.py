"""One writer a library, across processes: a lock on a file, which ends with its process however that ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from reader.core.errors import LibraryError, LibraryLockedError, LibraryReadOnlyError

LOCK = "library.lock"


def lock_file(library: Path, index: Path, *, read_only: bool) -> Path:
    """Return the file to lock: in the library, or beside its index where the library cannot be written."""
    return index.with_name(f"{index.name}.lock") if read_only else library / LOCK


@contextmanager
def held(file: Path) -> Iterator[None]:
    """Hold a lock. Raises LibraryLockedError if another process has it, LibraryReadOnlyError, LibraryError."""
    lock = FileLock(file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise LibraryLockedError(
            "This library is open in another window. Close it there to import or change stories here."
        ) from error
    except (PermissionError, FileExistsError, NotADirectoryError) as error:
        raise LibraryReadOnlyError(
            f"The library in {file.parent} cannot be written, so nothing can be imported."
        ) from error
    except OSError as error:
        raise LibraryError(f"The library in {file.parent} cannot be opened: {error.strerror or error}.") from error
    try:
        yield
    finally:
        lock.release()
