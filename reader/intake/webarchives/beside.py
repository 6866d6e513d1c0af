"""Files saved beside a page ("Web page, complete"): found only in its folder of parts, or right beside it."""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

from reader.core.model import Attached
from reader.intake.webarchives.references import LARGEST_PART

_FOLDER = re.compile(
    r"[_.\- ](?:files|file|dateien|fichiers|archivos|arquivos|ficheiros|bestanden|filer|tiedostot|pliki|soubory|súbory|"
    r"subory|elemei|fájlok|dosyalar|datoteke|failid|fails|fajlovi|fitxers|fitxategiak|bylos|data|resources|assets)\Z",
    re.IGNORECASE,
)
"""How browsers call the folder with the parts of a page, behind its name, in their languages."""
_DEEPEST = 6
_LONGEST = 2_000
_NOT_LOCAL = re.compile(r"(?:[a-z][a-z0-9+.\-]*:|//|\\\\)", re.IGNORECASE)


def attached_beside(page: Path) -> Attached:
    """Return the way from a reference in a page on the disk to the bytes of a file saved with it.

    Given out are regular files beside the page and in its folders of parts, never anything above, elsewhere, or behind
    a symbolic link.
    """

    def attached(reference: str) -> bytes | None:
        if len(reference) > _LONGEST or _NOT_LOCAL.match(reference):
            return None
        for form in _forms(reference):
            steps = [step for step in form.replace("\\", "/").split("/") if step not in {"", "."}]
            if _is_own(steps, page.stem):
                content = _regular(page.parent, steps)
                if content is not None:
                    return content
        return None

    return attached


def _forms(reference: str) -> Iterator[str]:
    """Yield what a reference may mean as a path: as written, without query and fragment, with percent signs read."""
    plain = re.split(r"[?#]", reference, maxsplit=1)[0]
    for form in dict.fromkeys((unquote(plain), plain, unquote(reference), reference)):
        yield form
        if not form.isascii():
            yield unicodedata.normalize("NFC", form)
            yield unicodedata.normalize("NFD", form)


def _is_own(steps: list[str], stem: str) -> bool:
    if not 0 < len(steps) <= _DEEPEST or any(step == ".." or ":" in step or "\0" in step for step in steps):
        return False
    return len(steps) == 1 or _FOLDER.search(steps[0]) is not None or steps[0] == stem


def _regular(folder: Path, steps: list[str]) -> bytes | None:
    """Return the bytes of a regular file below ``folder`` that no symbolic link leads to, or None."""
    place = folder
    with suppress(OSError, ValueError):
        for step in steps:
            place /= step
            found = os.lstat(place)
            if stat.S_ISLNK(found.st_mode):
                return None
        if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST_PART:
            return None
        with place.open("rb") as stream:
            content = stream.read(LARGEST_PART + 1)
        return content if len(content) <= LARGEST_PART else None
    return None
