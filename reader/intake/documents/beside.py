"""Pictures that lie beside a file on the disk, below its folder and nowhere else."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

from reader.core.terms import Terms
from reader.intake.source import Source

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+:|//|[\\/]")
_FOLDERS = ("", "attachments", "assets", "_resources", "images", "img", "media", "files", "resources")
"""Where note programs put pictures that a note names without a folder."""


def pictures_beside(source: Source, terms: Terms) -> Callable[[str], bytes | None] | None:
    """Return the way to the pictures that ``source`` refers to, or None where it is no file on the disk."""
    if source.path is None:
        return None
    folder = source.path.parent

    def attached(reference: str) -> bytes | None:
        plain = unquote(reference.split("#", 1)[0].split("?", 1)[0]).strip()
        if not plain or len(plain) > 1_000 or "\x00" in plain or _ADDRESS.match(reference.strip()):
            return None
        for name in _FOLDERS if "/" not in plain else ("",):
            content = _content(folder, folder / name / plain, terms.document)
            if content is not None:
                return content
        return None

    return attached


def _content(folder: Path, place: Path, limit: int) -> bytes | None:
    """Return the bytes of a regular file that really lies below ``folder``, links followed, up to ``limit``."""
    try:
        real = place.resolve()
        if not real.is_relative_to(folder.resolve()) or not real.is_file() or real.stat().st_size > limit:
            return None
        return real.read_bytes()
    except (OSError, ValueError, RuntimeError):
        return None
