"""Folds text for finding in a story as search folds words, and keeps the way back to the text's own offsets. Pure."""

import unicodedata
from functools import lru_cache

from reader.core.model import Span

_LIKE = {
    **dict.fromkeys("‘’‚‛′´ʼ＇׳", "'"),
    **dict.fromkeys("“”„‟«»″〝〞＂״", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ħ": "h",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ð": "d",
    "ŧ": "t",
    "ŀ": "l",
}
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u0640\u202a\u202b\u202c\u202d\u202e")
_ISOLATES = frozenset("\u2066\u2067\u2068\u2069")
_MARKS = ((0x0300, 0x036F), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x0670), (0x06D6, 0x06ED))
_SHORT_I = "й"
"""A letter of its own in Cyrillic, though it is written as another with a mark."""


def fold(text: str) -> str:
    """Return text as it is compared: letter case, diacritics, quotes, dashes and invisible characters folded."""
    return text.lower() if text.isascii() else "".join(map(_letter, text))


def places(text: str, wanted: str) -> list[Span]:
    """Return where the folded ``wanted`` stands in ``text``, from left to right, without overlaps."""
    if not wanted:
        return []
    if text.isascii():
        folded, starts = text.lower(), None
    else:
        letters = [_letter(char) for char in text]
        folded = "".join(letters)
        starts = [number for number, letter in enumerate(letters) for _ in letter]
    found: list[Span] = []
    at = folded.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        found.append(Span(at, end) if starts is None else Span(starts[at], _end(text, starts[end - 1] + 1)))
        at = folded.find(wanted, end)
    return found


def _end(text: str, end: int) -> int:
    """Return where a found place ends, with the marks on its last letter."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


@lru_cache(maxsize=8_192)
def _letter(char: str) -> str:
    if char in _INVISIBLE or char in _ISOLATES:
        return ""
    if char.casefold() == _SHORT_I:
        return _SHORT_I
    wide = unicodedata.normalize("NFKC", _LIKE.get(char, char)).casefold()
    bare = "".join(each for each in unicodedata.normalize("NFD", wide) if not _is_stripped(each))
    return "".join(_LIKE.get(each, " " if each.isspace() else each) for each in unicodedata.normalize("NFC", bare))


def _is_stripped(char: str) -> bool:
    return unicodedata.category(char) == "Mn" and any(low <= ord(char) <= high for low, high in _MARKS)
