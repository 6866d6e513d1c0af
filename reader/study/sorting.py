"""Sorts lines by up to three levels: words to the left or right of the hit, the hit, outlet, date."""

from collections.abc import Iterator, Sequence
from enum import Enum
from heapq import merge

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
_AT_ONCE = 10_000
_LAST = "\U0010ffff"


def ordered(
    lines: Batch, levels: Sequence[Level], words: Sequence[str], heads: Sequence[StoryHead]
) -> NDArray[np.int64]:
    """Return the places of lines in order; equal ones stay in the order in which they were found.

    Words are compared folded. Lines without a word at a place, an outlet or a date come last.
    """
    keys: list[Integers] = []
    for level in levels:
        if level is Level.AS_FOUND:
            continue
        if level in (Level.OUTLET, Level.DATE):
            texts = [head.outlet.casefold() if level is Level.OUTLET else head.published for head in heads]
            keys.append(_ranks([text or _LAST for text in texts])[lines.stories])
        elif level is Level.HIT:
            keys.append(_word_ranks(lines.keys, words))
        else:
            side = lines.left if level in _LEFT else lines.right
            keys.append(_word_ranks(side[:, _WORDS_AWAY[level]], words))
    if not keys:
        return np.arange(len(lines))
    return np.lexsort(keys[::-1])


def _word_ranks(numbers: Integers, words: Sequence[str]) -> Integers:
    """Return for each number of a word its place among those that occur, in order; ``NONE`` comes last."""
    met, places = np.unique(numbers, return_inverse=True)
    ranks = _ranks([words[number] if number != NONE else _LAST for number in met.tolist()])
    return ranks[places.reshape(-1)] if len(ranks) else numbers


def _ranks(texts: Sequence[str]) -> Integers:
    """Return for each text its place among the different ones in order; equal texts have equal ranks."""
    places = {text: place for place, text in enumerate(_sorted(list(set(texts))))}
    return np.array([places[text] for text in texts], np.int32)


def _sorted(texts: list[str]) -> Iterator[str]:
    """Yield texts in order; sorted all at once, many would keep the interpreter from the window for long."""
    return merge(*(sorted(texts[start : start + _AT_ONCE]) for start in range(0, len(texts), _AT_ONCE)))
