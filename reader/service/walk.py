"""Finds the files to import among paths and folders, in sorted order, and nothing beyond what was named."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from reader.core.changes import ImportRow, Outcome
from reader.core.survey import LeftOutKind
from reader.intake.names import PAGE_SUFFIXES, is_asset_folder, page_stem

PROMISING = frozenset(
    {".html", ".htm", ".xhtml", ".mht", ".mhtml", ".webarchive", ".maff", ".warc", ".wacz", ".txt", ".text", ".md"}
    | {".markdown", ".rtf", ".docx", ".odt", ".pdf", ".epub", ".eml", ".mbox", ".msg", ".enex", ".gz"}
)
"""Suffixes of names that promise stories: such a file is told as failed where it holds none."""


def promises_story(path: str) -> bool:
    """Return whether a file's name promises a story, so that it is worth saying that it holds none."""
    return PurePath(path).suffix.lower() in PROMISING


PICTURE_SUFFIXES = frozenset({
    ".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".webp", ".avif", ".heic", ".bmp", ".tif", ".tiff", ".psd",
    ".svg", ".svgz", ".ico", ".cur",
})  # fmt: skip

LeaveOut = Callable[[str, LeftOutKind], None]


@dataclass(frozen=True, slots=True)
class Listing:
    """What is worth looking at in a folder, in the order of names: files, and folders to go on with."""

    files: tuple[os.DirEntry[str], ...]
    folders: tuple[str, ...]


def walk(
    paths: Iterable[str],
    is_importable: Callable[[str], bool],
    leave_out: LeaveOut = lambda _path, _why: None,
    never: str = "",
) -> Iterator[str | ImportRow]:
    """Yield absolute file paths once each, and a failed row for what cannot be listed.

    A file given by name is always taken. In folders, names that ``is_importable`` declines, hidden names, the asset
    folders of saved pages, links to folders and links out of the folder are left out, and ``leave_out`` is told so.
    The folder ``never`` (that of the library, its links resolved) is passed over, unless it is named itself.
    """
    seen: set[str] = set()
    for given in paths:
        path = os.path.abspath(given)  # noqa: PTH100 - Path would drop nothing here but costs 10 µs a file
        found = _in_folder(path, is_importable, leave_out, never) if _is_folder(path) else iter((path,))
        for item in found:
            name = item.path if isinstance(item, ImportRow) else item
            if name not in seen:
                seen.add(name)
                yield item


def _in_folder(
    root: str, is_importable: Callable[[str], bool], leave_out: LeaveOut, never: str
) -> Iterator[str | ImportRow]:
    real_root = os.path.realpath(root)
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        if folder != root and never and os.path.realpath(folder) == never:
            continue
        try:
            listing = list_folder(folder, real_root, is_importable, leave_out)
        except OSError as error:
            yield ImportRow(folder, Outcome.FAILED, unlisted(error))
            continue
        yield from (entry.path for entry in listing.files)
        waiting.extend(reversed(listing.folders))


def list_folder(
    folder: str,
    real_root: str,
    is_importable: Callable[[str], bool],
    leave_out: LeaveOut = lambda _path, _why: None,
) -> Listing:
    """Return what is worth looking at in a folder; links must not lead out of ``real_root``. Raises OSError."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    pages = {page_stem(entry.name) for entry in entries if entry.name.lower().endswith(PAGE_SUFFIXES)}
    files: list[os.DirEntry[str]] = []
    folders: list[str] = []
    for entry in entries:
        why = _why_not(entry, pages, real_root, is_importable)
        if why is not None:
            leave_out(entry.path, why)
        elif _is_own_folder(entry):
            folders.append(entry.path)
        else:
            files.append(entry)
    return Listing(tuple(files), tuple(folders))


def _why_not(
    entry: os.DirEntry[str], pages: set[str], real_root: str, is_importable: Callable[[str], bool]
) -> LeftOutKind | None:
    """Return why an entry is left out, or None if it is looked at."""
    if entry.name.startswith("."):
        return LeftOutKind.HIDDEN
    if _is_own_folder(entry):
        return LeftOutKind.ASSET_FOLDERS if is_asset_folder(entry.name, pages) else None
    if not is_importable(entry.name):
        is_picture = PurePath(entry.name).suffix.lower() in PICTURE_SUFFIXES
        return LeftOutKind.PICTURES if is_picture else LeftOutKind.OTHER
    return None if _is_own_file(entry, real_root) else LeftOutKind.LINKS


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


def unlisted(error: OSError) -> str:
    """Return why a folder cannot be listed, as a sentence."""
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
