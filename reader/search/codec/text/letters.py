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
ASTRAL = _UNITS - 1
"""Stands for all characters of the higher planes."""
PADDING = 32
"""Gaps after a text; there is one before it."""

_STOPS = "!?\u2026\u2025\u203c\u203d\u2047\u2048\u2049\u0589"
_FULL_STOPS = "\u3002\uff01\uff0e\uff1f\uff61\u061f\u06d4\u0964\u0965\u1362\u1367\u104b\u17d4"

Codes = NDArray[np.uint8]
Units = NDArray[np.uint16]


class Letters:
    """The codes of all characters met so far."""

    def __init__(self) -> None:
        self._table = np.full(_UNITS, _UNKNOWN, np.uint8)
        self._table[:0x80] = [_code(chr(unit)) for unit in range(0x80)]
        self._table[ASTRAL] = OTHER

    def codes(self, text: str) -> tuple[Codes, Units]:
        """Return the code and the 16 bits of every code point, with a gap before and ``PADDING`` of them after.

        Characters of the higher planes are ``ASTRAL``, all of them.
        """
        padded = _units(text)
        units = padded[1 : len(padded) - PADDING]
        found = np.zeros(len(padded), np.uint8)
        inner = found[1 : len(units) + 1]
        self._table.take(units, out=inner, mode="clip")
        unknown = inner == _UNKNOWN
        if unknown.any():
            for unit in np.unique(units[unknown]).tolist():
                self._table[unit] = _code(chr(unit))
            inner[unknown] = self._table[units[unknown]]
        return found, padded


def _units(text: str) -> Units:
    padded = np.zeros(len(text) + 1 + PADDING, "<u2")
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")
    if len(units) != len(text):
        wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
        units = np.minimum(wide, ASTRAL).astype("<u2")
    padded[1 : len(text) + 1] = units
    return padded


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
