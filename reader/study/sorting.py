"""Sorts lines by up to three levels: words to the left or right of the hit, the hit, outlet, date."""

from collections.abc import Sequence
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from reader.core.query import StoryHead
from reader.study.lines import NONE, Batch, Integers


class Level(Enum):
    """What lines are sorted by; ``1L`` is the word before the hit in reading order, whichever way it is written."""

    AS_FOUND = "as found"
    L1 = "1L"
    L2 = "2L"
    L3 = "3L"
    HIT = "hit"
    R1 = "1R"
    R2 = "2R"
    R3 = "3R"
    OUTLET = "outlet"
    DATE = "date"


_WORDS_AWAY = {Level.L1: 0, Level.L2: 1, Level.L3: 2, Level.R1: 0, Level.R2: 1, Level.R3: 2}
_LEFT = (Level.L1, Level.L2, Level.L3)
_LAST = "\U0010ffff"


def ordered(
    lines: Batch, levels: Sequence[Level], words: Sequence[str], heads: Sequence[StoryHead]
) -> NDArray[np.int64]:
    """Return the places of lines in order; equal ones stay in the order in which they were found.

    Words are compared folded. Lines without a word at a place, an outlet or a date come last.
    """
    keys: list[Integers] = []
    word_ranks: Integers | None = None
    for level in levels:
        if level is Level.AS_FOUND:
            continue
        if level in (Level.OUTLET, Level.DATE):
            texts = [head.outlet.casefold() if level is Level.OUTLET else head.published for head in heads]
            keys.append(_ranks([text or _LAST for text in texts])[lines.stories])
            continue
        if word_ranks is None:
            word_ranks = _ranks(words)
        if level is Level.HIT:
            numbers = lines.keys
        else:
            side = lines.left if level in _LEFT else lines.right
            numbers = side[:, _WORDS_AWAY[level]]
        keys.append(np.where(numbers == NONE, len(words), word_ranks[numbers]) if len(words) else numbers)
    if not keys:
        return np.arange(len(lines))
    return np.lexsort(keys[::-1])


def _ranks(texts: Sequence[str]) -> Integers:
    """Return for each text its place among the different ones in order; equal texts have equal ranks."""
    places = {text: place for place, text in enumerate(sorted(set(texts)))}
    return np.array([places[text] for text in texts], np.int32)
