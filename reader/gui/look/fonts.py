"""The fonts that ship with the program, or the best serif the system has."""

from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QLocale
from PySide6.QtGui import QFontDatabase

from reader.resources import resource

SYSTEM_SERIFS = ("Georgia", "Charter", "Source Serif 4", "Noto Serif", "Liberation Serif", "DejaVu Serif")


FOR_READING = ("Atkinson Hyperlegible", "OpenDyslexic")
"""Families drawn for readers who tell letters apart with difficulty; offered before all others."""


@lru_cache(maxsize=1)
def bundled_family() -> str:
    """Load the fonts of ``resources/fonts`` and return the family of the serif, or a serif of the system."""
    families: list[str] = []
    folder = resource("fonts")
    files = (*sorted(folder.glob("*.[ot]tf")), *sorted(folder.glob("*/*.ttf")), *sorted(folder.glob("*/*.woff")))
    for path in files:
        number = QFontDatabase.addApplicationFont(str(path))
        families.extend(QFontDatabase.applicationFontFamilies(number) if number >= 0 else ())
    known = set(QFontDatabase.families())
    serifs = (name for name in (*families, *SYSTEM_SERIFS) if name in known and name not in FOR_READING)
    return next(serifs, "serif")


def offered_families() -> list[str]:
    """Return the families to choose from: those for easier reading first, then all others by name."""
    bundled_family()
    known = QFontDatabase.families()
    first = [name for name in FOR_READING if name in known]
    return first + [name for name in known if name not in first]


SCRIPTS = {
    "zh": (QFontDatabase.WritingSystem.SimplifiedChinese, "Chinese"),
    "ja": (QFontDatabase.WritingSystem.Japanese, "Japanese"),
    "ko": (QFontDatabase.WritingSystem.Korean, "Korean"),
}


def missing_fonts(languages: Iterable[str]) -> str:
    """Return the names of those of these languages (ISO 639-1) that no font can show, as a list in words, or ""."""
    asked = (SCRIPTS[code] for code in sorted(set(languages) & set(SCRIPTS)))
    return QLocale().createSeparatedList([name for system, name in asked if not QFontDatabase.families(system)])


def reading_family(wanted: str) -> str:
    """Return the family to read in: the one wanted if it is there, else the program's own."""
    return wanted if wanted and QFontDatabase.hasFamily(wanted) else bundled_family()
