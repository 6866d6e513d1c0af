"""Where sentences begin: after a full stop and its kin, where what follows and what stands before allow it."""

import numpy as np

from reader.search.codec.segment import Integers
from reader.search.codec.text.cutting import Cut
from reader.search.codec.text.letters import FULL_STOP, LINE, POINT, STOP
from reader.search.codec.text.traits import ABBREVIATION, BEFORE_NUMBER, BEGINS_LOWER, MONTH, TITLE
from reader.search.codec.text.vocabulary import Vocabulary

_LARGEST_ORDINAL = 2
"""An ordinal before a month has so many digits at most."""


def after_lines(cut: Cut) -> Integers:
    """Return the words that are the first after a line end."""
    words = cut.first_words[np.searchsorted(cut.starts, cut.signs[cut.codes[cut.signs] == LINE])]
    kept: Integers = words[words < len(cut.words)]
    return kept


def after_stops(cut: Cut, vocabulary: Vocabulary) -> Integers:
    """Return the words that begin a sentence because of what stands before them; those of new lines are not meant."""
    signs = cut.codes[cut.signs]
    stops = cut.signs[(signs == STOP) | (signs == FULL_STOP) | (signs == POINT)]
    following = np.searchsorted(cut.starts, stops)
    words = cut.first_words[following]
    kept = words < len(cut.words)
    stops, following, words = stops[kept], following[kept], words[kept]
    signs = cut.codes[stops]
    heads = cut.codes[cut.starts[following]]
    begins_lower = ((heads >= ord("a")) & (heads <= ord("z"))) | ((cut.traits[words] & BEGINS_LOWER) > 0)
    is_apart = (cut.starts[following] > stops + 1) | (signs == FULL_STOP)
    begins = is_apart & ~begins_lower
    points = np.flatnonzero(begins & (signs == POINT) & (following > 0))
    begins[points[_abbreviate(cut, vocabulary, stops[points], following[points])]] = False
    found: Integers = words[begins]
    return found


def _abbreviate(cut: Cut, vocabulary: Vocabulary, points: Integers, following: Integers) -> Integers:
    """Return which points belong to the word before them and end nothing."""
    before = following - 1
    starts = cut.starts[before]
    heads, next_heads = cut.codes[starts], cut.codes[cut.starts[following]]
    kinds = vocabulary.kinds(cut.words[np.maximum(cut.first_words[following] - 1, 0)])
    next_kinds = vocabulary.kinds(cut.words[cut.first_words[following]])
    is_capital = (heads >= ord("A")) & (heads <= ord("Z"))
    is_ordinal = (heads >= ord("0")) & (heads <= ord("9")) & (points - starts <= _LARGEST_ORDINAL)
    is_number_next = (next_heads >= ord("0")) & (next_heads <= ord("9"))
    belongs = (
        ((kinds & ABBREVIATION) > 0)
        | (((kinds & TITLE) > 0) & is_capital)
        | (((kinds & BEFORE_NUMBER) > 0) & is_number_next)
        | (((next_kinds & MONTH) > 0) & is_ordinal)
    )
    return np.flatnonzero(belongs & (cut.ends[before] == points))
