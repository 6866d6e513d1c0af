"""Counts of kinds of characters for every piece of a page at once, and which of them read like prose."""

import unicodedata
from dataclasses import dataclass, fields
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

LOWER, UPPER, DIGIT, SPACE, STOP, COMMA, QUOTE, IDEOGRAPH, BAR, OTHER, LETTER = range(11)
KINDS = 11
_TABLE_SIZE = 0x10000
_STOPS = ".!?…。！？।؟۔։｡"
_WIDE_STOPS = [ord(stop) for stop in "。！？｡"]
_COMMAS = ",;:、，；：،؛·"
_QUOTES = "\"'“”„‟«»‹›‘’‚「」『』()[]（）"
_BARS = "|/•·›▶►→»·–—"
_IDEOGRAPHS = ((0x1100, 0x1200), (0x3040, 0x3100), (0x3400, 0xA000), (0xAC00, 0xD7B0), (0xF900, 0xFB00))
_BATCH_CHARS = 2_000_000
_MOST_READ_CHARS = 1_000_000
_PROSE_CHARS = 80
_PROSE_LINK_SHARE = 0.35


@cache
def _kinds_of_codes() -> NDArray[np.uint8]:
    """Return the kind of each code point of the basic plane; those above count as ``OTHER`` (mostly pictures)."""
    by_category = {"Ll": LOWER, "Lu": UPPER, "Lt": UPPER, "Lo": LETTER, "Lm": LETTER, "Nd": DIGIT}
    kinds = np.full(_TABLE_SIZE, OTHER, dtype=np.uint8)
    for code in range(_TABLE_SIZE):
        character = chr(code)
        category = unicodedata.category(character)
        kinds[code] = SPACE if character.isspace() else by_category.get(category, OTHER)
    for start, end in _IDEOGRAPHS:
        kinds[start:end] = np.where(kinds[start:end] == LETTER, IDEOGRAPH, kinds[start:end])
    for characters, kind in ((_BARS, BAR), (_COMMAS, COMMA), (_QUOTES, QUOTE), (_STOPS, STOP)):
        for character in characters:
            kinds[ord(character)] = kind
    return kinds


@dataclass(frozen=True, slots=True)
class Letters:
    """Character statistics, a row per piece.

    ``counts`` is pieces x ``KINDS``; ``chars`` the length; ``weight`` the length with ideographs counted twice;
    ``words`` about how many words; ``stops`` sentence ends; ``first`` and ``last`` the kinds of the outer characters;
    ``is_ended`` whether a sentence ends the piece; ``prose`` its weight if it reads like prose, else 0.
    """

    counts: Ints
    chars: Floats
    weight: Floats
    words: Floats
    stops: Floats
    first: Ints
    last: Ints
    is_ended: Flags
    link_share: Floats
    prose: Floats

    def of(self, numbers: Ints) -> "Letters":
        """Return the rows of some pieces only."""
        return Letters(*(getattr(self, column.name)[numbers] for column in fields(self)))


def letters(text: str, starts: Ints, ends: Ints, link_chars: Ints) -> Letters:
    """Count the characters of the pieces ``text[starts:ends]``, which are in order and disjoint.

    Memory is bounded: long texts are read in batches, and of a piece only its first million characters.
    """
    batches = np.searchsorted(starts, np.arange(0, int(starts[-1]) + 2 * _BATCH_CHARS, _BATCH_CHARS))
    parts = [
        _letters(text, starts[low:high], ends[low:high], link_chars[low:high])
        for low, high in pairwise(np.unique(batches).tolist())
    ]
    if len(parts) == 1:
        return parts[0]
    return Letters(*(np.concatenate([getattr(part, column.name) for part in parts]) for column in fields(Letters)))


def _letters(text: str, starts: Ints, ends: Ints, link_chars: Ints) -> Letters:
    base, chars = int(starts[0]), ends - starts
    starts = starts - base
    ends = starts + np.minimum(chars, _MOST_READ_CHARS)
    part = text[base : base + int(ends[-1])]
    codes = np.frombuffer(part.encode("utf-32-le", "replace"), dtype=np.uint32)
    kinds = _kinds_of_codes()[np.minimum(codes, _TABLE_SIZE - 1)]
    number, lengths = len(starts), ends - starts
    owner = np.repeat(np.arange(number), lengths)
    # Where each piece's characters stand: all but the joints between pieces.
    inside = np.arange(len(owner)) + np.repeat(starts - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
    own = kinds[inside]
    counts = np.bincount(owner * KINDS + own, minlength=number * KINDS).reshape(number, KINDS)
    is_wide = np.isin(codes[inside], _WIDE_STOPS) if not part.isascii() else np.zeros(len(own), np.bool_)
    following = np.append(kinds, SPACE)[inside + 1]
    is_end = (own == STOP) & ((following == SPACE) | (following == QUOTE) | is_wide)
    stops = np.bincount(owner[is_end], minlength=number).astype(np.float64)
    last, before_last = kinds[ends - 1], kinds[np.maximum(ends - 2, starts)]
    weight = (chars + counts[:, IDEOGRAPH]).astype(np.float64)
    link_share = link_chars / chars
    is_prose = (weight >= _PROSE_CHARS) & (link_share < _PROSE_LINK_SHARE) & (stops > 0)
    return Letters(
        counts=counts,
        chars=chars.astype(np.float64),
        weight=weight,
        words=counts[:, SPACE] + 1 + counts[:, IDEOGRAPH] / 2,
        stops=stops,
        first=kinds[starts].astype(np.int64),
        last=last.astype(np.int64),
        is_ended=(last == STOP) | ((last == QUOTE) & (before_last == STOP)),
        link_share=link_share,
        prose=np.where(is_prose, weight, 0.0),
    )
