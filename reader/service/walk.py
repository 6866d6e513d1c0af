"""Finds the files to import among paths and folders, in sorted order, and nothing beyond what was named."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath

from reader.core.changes import ImportRow, Outcome
from reader.intake.names import PAGE_SUFFIXES, is_asset_folder, page_stem

PROMISING = frozenset(
    {".html", ".htm", ".xhtml", ".mht", ".mhtml", ".webarchive", ".maff", ".warc", ".wacz", ".txt", ".text", ".md"}
    | {".markdown", ".rtf", ".docx", ".odt", ".pdf", ".epub", ".eml", ".mbox", ".msg", ".enex", ".gz"}
)
"""Suffixes of names that promise stories: such a file is told as failed where it holds none."""


def promises_story(path: str) -> bool:
    """Return whether a file's name promises a story, so that it is worth saying that it holds none."""
    return PurePath(path).suffix.lower() in PROMISING


def walk(paths: Iterable[str], is_importable: Callable[[str], bool]) -> Iterator[str | ImportRow]:
    """Yield absolute file paths once each, and a failed row for what cannot be listed.

    A file given by name is always taken. In folders, names that ``is_importable`` declines, hidden names, the asset
    folders of saved pages, links to folders and links out of the folder are left out.
    """
    seen: set[str] = set()
    for given in paths:
        path = os.path.abspath(given)  # noqa: PTH100 - Path would drop nothing here but costs 10 µs a file
        found = _in_folder(path, is_importable) if _is_folder(path) else iter((path,))
        for item in found:
            name = item.path if isinstance(item, ImportRow) else item
            if name not in seen:
                seen.add(name)
                yield item


def _in_folder(root: str, is_importable: Callable[[str], bool]) -> Iterator[str | ImportRow]:
    real_root = os.path.realpath(root)
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            yield ImportRow(folder, Outcome.FAILED, _unlisted(error))
            continue
        pages = {page_stem(entry.name) for entry in entries if entry.name.lower().endswith(PAGE_SUFFIXES)}
        folders: list[str] = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if _is_own_folder(entry):
                if not is_asset_folder(entry.name, pages):
                    folders.append(entry.path)
            elif is_importable(entry.name) and _is_own_file(entry, real_root):
                yield entry.path
        waiting.extend(reversed(folders))


def _is_folder(path: str) -> bool:
    """Return whether there is a folder; a path that may not be looked at is left to fail as a file."""
    try:
        return Path(path).is_dir()
    except OSError:
        return False


def _is_own_folder(entry: os.DirEntry[str]) -> bool:
    """Return whether the entry is a folder and not a link to one."""
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _unlisted(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "The folder cannot be read: no permission. Change its permissions, then import it again."
    return f"The folder cannot be read ({error.strerror or error}). Check the disk, then import it again."


def _is_own_file(entry: os.DirEntry[str], real_root: str) -> bool:
    """Return whether the entry is a regular file, or a link to one inside the folder being imported."""
    try:
        if not entry.is_symlink():
            return entry.is_file(follow_symlinks=False)
        target = Path(os.path.realpath(entry.path))
        return target.is_file() and target.is_relative_to(real_root)
    except OSError:
        return False
