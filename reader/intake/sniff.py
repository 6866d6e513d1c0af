"""The stories in the bytes of a file, and which names in a folder are not worth opening."""

from pathlib import PurePath

from reader.core.errors import EmptyFileError, InputError
from reader.core.model import Snapshot
from reader.core.terms import STANDARD, Terms
from reader.intake.format import LeftOut
from reader.intake.source import Source, too_large
from reader.intake.unfold import unfold

_NEVER_STORIES = frozenset({
    ".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".ico", ".cur", ".png", ".jpg", ".jpeg",
    ".jpe", ".jfif", ".gif", ".webp", ".avif", ".heic", ".bmp", ".tif", ".tiff", ".psd", ".svg", ".svgz", ".mp3",
    ".m4a", ".ogg", ".oga", ".wav", ".flac", ".aac", ".mp4", ".m4v", ".webm", ".mov", ".avi", ".mkv", ".mpg", ".mpeg",
    ".wmv", ".flv", ".swf", ".exe", ".dll", ".so", ".dylib", ".msi", ".dmg", ".iso", ".img", ".bin", ".class", ".jar",
    ".pyc", ".o", ".a", ".db", ".sqlite", ".sqlite3", ".ini", ".lnk", ".url", ".webloc", ".tmp", ".part",
    ".crdownload", ".lock", ".log", ".bak", ".torrent", ".sh", ".bat", ".py", ".php", ".aspx", ".xls", ".xlsx",
    ".ppt", ".pptx"
})  # fmt: skip
"""Parts of pages, pictures, sounds, films, fonts, programs: what lies beside stories and holds none."""


def is_importable(name: str) -> bool:
    """Tell by its name alone whether a file in a folder is worth opening; what it is, its bytes will tell."""
    return PurePath(name).suffix.lower() not in _NEVER_STORIES


def sniff(content: bytes, path: str, terms: Terms = STANDARD) -> tuple[Snapshot, ...]:
    """Return the stories' snapshots in ``content``; ``path`` is for the record and a last hint.

    Raises InputError where there is none: the first sentence that says why.
    """
    if len(content) > terms.document:
        raise too_large(len(content), terms.document)
    found: list[Snapshot] = []
    failures: list[str] = []
    for item in unfold(Source.of_bytes(content, path), terms):
        if isinstance(item, Snapshot):
            found.append(item)
        elif isinstance(item, LeftOut) and item.failure:
            failures.append(item.failure)
    if not found:
        raise InputError(failures[0]) if failures else EmptyFileError("There is no story in this file.")
    return tuple(found)
