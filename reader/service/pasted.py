"""Where a pasted story waits, as a file inside the library, until it is imported."""

import re
import secrets
import shutil
from pathlib import Path, PurePath

from reader.core.errors import LibraryReadOnlyError
from reader.store import READ_ONLY, Store

PASTED = "pasted"
_UNSAFE = re.compile(r'[\x00-\x1f<>:"|?*\ud800-\udfff]')
"""Characters that some system does not take in a file's name."""


def keep_pasted(store: Store, text: str, name: str) -> str:
    """Write pasted text into the library as a file of that name and return its path. Raises LibraryReadOnlyError."""
    file_name = _UNSAFE.sub("_", PurePath(name.replace("\\", "/")).name[:80]) or "pasted story.txt"
    if not file_name.lower().endswith((".txt", ".text")):
        file_name += ".txt"
    if store.read_only:
        raise LibraryReadOnlyError(READ_ONLY)
    folder = store.folder / PASTED / secrets.token_hex(4)
    folder.mkdir(parents=True)
    path = folder / file_name
    path.write_text(text, encoding="utf-8", errors="replace", newline="")
    return str(path)


def forget_pasted(store: Store) -> None:
    """Remove pasted files once no import may need them: their bytes are kept as originals."""
    folder: Path = store.folder / PASTED
    if folder.is_dir() and not store.unfinished_imports():
        shutil.rmtree(folder, ignore_errors=True)
