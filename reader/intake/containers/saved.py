"""The files of an archive as a folder would show them: which are worth opening, and what belongs to a saved page."""

import posixpath
from collections.abc import Callable, Iterable
from urllib.parse import unquote

from reader.core.errors import InputError
from reader.core.model import Attached
from reader.intake.names import PAGE_SUFFIXES, is_asset_folder, is_hidden, is_importable, page_stem

HIDDEN, OF_PAGES, OTHER_KINDS = "hidden files", "pictures, scripts and other parts of pages", "files of other kinds"
_PART_BYTES = 20_000_000
_LONGEST_REFERENCE = 4_000


class SavedFiles:
    """The paths of an archive's members, with slashes; those of pages tell which folders are theirs."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._pages: dict[str, set[str]] = {}
        for path in paths:
            folder, name = posixpath.split(path)
            if name.lower().endswith(PAGE_SUFFIXES):
                self._pages.setdefault(folder, set()).add(page_stem(name))
        self._asset_folders: dict[str, bool] = {}

    def left_out(self, path: str) -> str:
        """Return as what a member is left out by its path alone, "" if it is worth opening."""
        if is_hidden(path):
            return HIDDEN
        if self._is_asset(posixpath.dirname(path)):
            return OF_PAGES
        return "" if is_importable(path) else OTHER_KINDS

    def _is_asset(self, folder: str) -> bool:
        """Tell whether a folder, or one around it, is that of a page's parts."""
        waiting: list[str] = []
        while folder not in self._asset_folders:
            outer, name = posixpath.split(folder)
            if not name or is_asset_folder(name, self._pages.get(outer, ())):
                self._asset_folders[folder] = bool(name)
                break
            waiting.append(folder)
            folder = outer
        answer = self._asset_folders[folder]
        self._asset_folders.update(dict.fromkeys(waiting, answer))
        return answer


def attached_to(page: str, read: Callable[[str, int], bytes | None]) -> Attached:
    """Return the way to the files that a page at path ``page`` of an archive shows.

    ``read`` gives the content of a member by its path, up to a limit, or None. References are matched with paths in
    the archive and nothing else; those out of it are of nothing.
    """
    folder = posixpath.dirname(page)

    def attached(reference: str) -> bytes | None:
        if not reference or len(reference) > _LONGEST_REFERENCE or ":" in reference.split("/", 1)[0]:
            return None
        plain = reference.strip().split("#", 1)[0]
        for written in dict.fromkeys((plain, unquote(plain), unquote(plain.split("?", 1)[0]))):
            path = posixpath.normpath(posixpath.join(folder, written.replace("\\", "/")))
            if path.startswith(("/", "../")):
                continue
            try:
                content = read(path, _PART_BYTES)
            except InputError:
                return None
            if content is not None:
                return content
        return None

    return attached
