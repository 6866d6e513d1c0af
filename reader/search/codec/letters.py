"""Characters to bytes: what each one is to the cutting of words, so that texts can be cut as arrays.

One byte stands for one code point: letters and digits that fold to a single one of ASCII are that one, letter case
kept (``É`` is ``E``); what may join two of them stays itself, apostrophes of all shapes as ``'``; what no word holds is
a gap; everything else that a word may hold is ``OTHER``, and left to the exact cutter.
"""

import unicodedata

import numpy as np
from numpy.typing import NDArray

from reader.search.words import fold, is_apostrophe, is_inside

GAP = 0
STOP = 1
"""Ends a sentence if something stands between it and the next word."""
FULL_STOP = 2
"""Ends a sentence even where the next word follows at once, as in scripts written without blanks."""
LINE = 3
POINT = ord(".")
LOWEST_JOINER = ord('"')
LOWEST_LETTER = ord("0")
CASE_BIT = 0x20
"""Set in every byte but that of a capital, and in none of a gap."""
OTHER = 0xFF
_UNKNOWN = 0xFE
_UNITS = 1 << 16
_ASTRAL = _UNITS - 1
"""Stands for all characters of the higher planes."""
PADDING = 32
"""Gaps after a text; there is one before it."""

_STOPS = "!?\u2026\u2025\u203c\u203d\u2047\u2048\u2049\u0589"
_FULL_STOPS = "\u3002\uff01\uff0e\uff1f\uff61\u061f\u06d4\u0964\u0965\u1362\u1367\u104b\u17d4"

Codes = NDArray[np.uint8]


class Letters:
    """The codes of all characters met so far."""

    def __init__(self) -> None:
        self._table = np.full(_UNITS, _UNKNOWN, np.uint8)
        self._table[:0x80] = [_code(chr(unit)) for unit in range(0x80)]
        self._table[_ASTRAL] = OTHER

    def codes(self, text: str) -> Codes:
        """Return the code of every code point of a text, with a gap before and ``PADDING`` of them after."""
        units = _units(text)
        found = np.zeros(len(units) + 1 + PADDING, np.uint8)
        inner = found[1 : len(units) + 1]
        self._table.take(units, out=inner, mode="clip")
        unknown = inner == _UNKNOWN
        if unknown.any():
            for unit in np.unique(units[unknown]).tolist():
                self._table[unit] = _code(chr(unit))
            inner[unknown] = self._table[units[unknown]]
        return found


def _units(text: str) -> NDArray[np.uint16]:
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
    if len(units) == len(text):
        return units
    wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.minimum(wide, _ASTRAL).astype(np.uint16)


def _code(character: str) -> int:
    if character.isalnum():
        return _letter(character)
    for characters, code in ((_STOPS, STOP), (_FULL_STOPS, FULL_STOP), ("\n", LINE)):
        if character in characters:
            return code
    if is_apostrophe(character):
        return ord("'")
    if character in '.,"':
        return ord(character)
    return OTHER if is_inside(character) else GAP


def _letter(character: str) -> int:
    if character.isascii():
        return ord(character)
    plain = fold(character)
    if not unicodedata.category(character).startswith("L") or len(plain) != 1 or not "a" <= plain <= "z":
        return OTHER
    return ord(plain.upper() if character.isupper() else plain)
