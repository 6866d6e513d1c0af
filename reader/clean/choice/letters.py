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
    codes = np.frombuffer(text[base : base + int(ends[-1])].encode("utf-32-le", "replace"), dtype=np.uint32)
    kinds = _kinds_of_codes().take(codes, mode="clip")
    number = len(starts)
    stops = np.bincount(_owners_of_stops(codes, kinds, starts, ends), minlength=number).astype(np.float64)
    first, last, before_last = kinds[starts], kinds[ends - 1], kinds[np.maximum(ends - 2, starts)]
    counts = _counts(kinds, starts, ends)
    weight = (chars + counts[:, IDEOGRAPH]).astype(np.float64)
    link_share = link_chars / chars
    is_prose = (weight >= _PROSE_CHARS) & (link_share < _PROSE_LINK_SHARE) & (stops > 0)
    return Letters(
        counts=counts,
        chars=chars.astype(np.float64),
        weight=weight,
        words=counts[:, SPACE] + 1 + counts[:, IDEOGRAPH] / 2,
        stops=stops,
        first=first.astype(np.int64),
        last=last.astype(np.int64),
        is_ended=(last == STOP) | ((last == QUOTE) & (before_last == STOP)),
        link_share=link_share,
        prose=np.where(is_prose, weight, 0.0),
    )


def _owners_of_stops(codes: NDArray[np.uint32], kinds: NDArray[np.uint8], starts: Ints, ends: Ints) -> Ints:
    """Return for each sentence's end the number of the piece it is in: a stop before a space or a quote, or a wide one.

    ``starts`` and ``ends`` are those of the pieces in ``codes`` and their ``kinds``.
    """
    at = np.flatnonzero(kinds == STOP)
    following = kinds.take(at + 1, mode="clip")
    is_last = at == len(kinds) - 1
    is_end = (following == SPACE) | (following == QUOTE) | np.isin(codes[at], _WIDE_STOPS) | is_last
    owner = np.searchsorted(starts, at, side="right") - 1
    owners: Ints = owner[is_end & (at < ends[owner])]
    return owners


def _counts(kinds: NDArray[np.uint8], starts: Ints, ends: Ints) -> Ints:
    """Return how often each kind stands in each piece, as pieces x ``KINDS``."""
    number = len(starts)
    until = np.append(starts[1:], len(kinds))
    # Every character is counted with the piece before it, then those between the pieces, mostly one, are taken off.
    owner = np.repeat(np.arange(0, number * KINDS, KINDS), until - starts)
    counts = np.bincount(owner + kinds, minlength=number * KINDS)
    gaps = until - ends
    between = np.repeat(ends - np.cumsum(gaps) + gaps, gaps) + np.arange(int(gaps.sum()))
    counts -= np.bincount(owner[between] + kinds[between], minlength=number * KINDS)
    return counts.reshape(number, KINDS)
