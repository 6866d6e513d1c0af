"""Which scripts a story is written in, and whether this computer has letters for them."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

_System = QFontDatabase.WritingSystem
HAS_LETTERS = (
    ("Chinese", "\u3400-\u9fff\U00020000-\U0003ffff", (_System.SimplifiedChinese, _System.TraditionalChinese)),
    ("Japanese", "\u3040-\u30ff", (_System.Japanese,)),
    ("Korean", "\uac00-\ud7af", (_System.Korean,)),
    ("Hebrew", "\u05d0-\u05ea", (_System.Hebrew,)),
    ("Arabic", "\u0620-\u06d3", (_System.Arabic,)),
    ("Devanagari", "\u0904-\u0939", (_System.Devanagari,)),
    ("Bengali", "\u0985-\u09b9", (_System.Bengali,)),
    ("Tamil", "\u0b85-\u0bb9", (_System.Tamil,)),
    ("Thai", "\u0e01-\u0e2e", (_System.Thai,)),
    ("Georgian", "\u10d0-\u10fa", (_System.Georgian,)),
    ("Armenian", "\u0531-\u0586", (_System.Armenian,)),
    ("Khmer", "\u1780-\u17b3", (_System.Khmer,)),
    ("Ethiopic", "\u1200-\u137f", ()),
)
"""Names of scripts, the range of their letters, and what Qt calls them; () where it has no name for one."""

_LETTERS = {name: re.compile(f"[{letters}]") for name, letters, _ in HAS_LETTERS}
_SYSTEMS = {name: systems for name, _, systems in HAS_LETTERS}
_EMOJI = re.compile("[\U0001f300-\U0001faff]")
_KANA = "Japanese"
MOST_EMOJI = 20

Families = Callable[[QFontDatabase.WritingSystem], list[str]]


@dataclass(frozen=True, slots=True)
class Scripts:
    """The scripts of a text by their English names, a letter of each, and some of its emoji."""

    letters: tuple[tuple[str, str], ...] = ()
    emoji: str = ""


NO_SCRIPTS = Scripts()


def scripts_of(texts: Iterable[str]) -> Scripts:
    """Return the scripts of texts that not every computer has letters for. Pure."""
    letters: dict[str, str] = {}
    emoji: dict[str, None] = {}
    for text in texts:
        if text.isascii():
            continue
        for name, pattern in _LETTERS.items():
            if name not in letters and (found := pattern.search(text)):
                letters[name] = found.group()
        if len(emoji) < MOST_EMOJI:
            emoji |= dict.fromkeys(_EMOJI.findall(text)[:MOST_EMOJI])
    if _KANA in letters:
        letters.pop("Chinese", None)  # the same letters: a font for Japanese has them
    return Scripts(tuple(letters.items()), "".join(emoji))


def without_font(scripts: Scripts, families: Families = QFontDatabase.families) -> tuple[str, ...]:
    """Return the names of the scripts that no font here has letters for, in the reader's language."""
    missing = [name for name, letter in scripts.letters if not _has_font(name, letter, families)]
    if scripts.emoji and not all(map(_is_drawn, scripts.emoji)):
        missing.append("Emoji")
    return tuple(QCoreApplication.translate("Scripts", name) for name in missing)


def _has_font(name: str, letter: str, families: Families) -> bool:
    systems = _SYSTEMS[name]
    return any(families(system) for system in systems) if systems else _is_drawn(letter)


def _is_drawn(char: str) -> bool:
    """Whether any font, those that stand in for others among them, has a character."""
    return QFontMetricsF(QFont()).inFontUcs4(ord(char))
