"""The words that stand near hits, and how much more often than by chance.

A word is counted at its nearest hit, and once, also where the windows of two hits overlap.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reader.study.lines import NONE, Batch, Integers

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]
_ZONE_BITS, _POSITION_BITS = 2, 32


@dataclass(frozen=True, slots=True)
class Window:
    """So many words to the left and to the right of a hit, at most ``lines.NEAR``."""

    left: int = 5
    right: int = 5


@dataclass(frozen=True, slots=True)
class Near:
    """The numbers of the words in the windows of lines, how often each stands left and right; ``size`` words in all."""

    words: Numbers
    left: Numbers
    right: Numbers
    size: int


class Collocate(NamedTuple):
    """A word near hits: how often, on which side, how often in all stories, and the measures of association."""

    word: str
    frequency: int
    left: int
    right: int
    total: int
    log_likelihood: float
    mutual_information: float


def words_near(lines: Batch, window: Window, vocabulary: int) -> Near:
    """Count the words in the windows of lines; ``vocabulary`` is how many different words there are."""
    numbers: list[Integers] = []
    places: list[Numbers] = []
    sides: list[NDArray[np.bool_]] = []
    story = (lines.stories.astype(np.int64) << _ZONE_BITS | lines.zones) << _POSITION_BITS
    for away in range(max(window.left, window.right)):
        for is_left, reach, side in ((True, window.left, lines.left), (False, window.right, lines.right)):
            if away < reach and len(lines):
                found = side[:, away]
                place = lines.positions - away - 1 if is_left else lines.positions + lines.lengths + away
                here = found != NONE
                numbers.append(found[here])
                places.append((story + place)[here])
                sides.append(np.full(int(here.sum()), is_left))
    if not numbers:
        nothing = np.zeros(0, np.int64)
        return Near(nothing, nothing, nothing, 0)
    _, first = np.unique(np.concatenate(places), return_index=True)  # the first of equals is the nearest
    words, is_left_of = np.concatenate(numbers)[first], np.concatenate(sides)[first]
    left = np.bincount(words[is_left_of], minlength=vocabulary)
    right = np.bincount(words[~is_left_of], minlength=vocabulary)
    met = np.flatnonzero(left + right)
    return Near(met, left[met], right[met], len(words))


def measured(near: Near, words: Sequence[str], totals: Sequence[int], corpus: int) -> list[Collocate]:
    """Return the collocates of windows; ``words`` and ``totals`` belong to ``near.words``, ``corpus`` words are all."""
    together = near.left + near.right
    total = np.maximum(np.array(totals, np.int64), together)
    corpus = max(corpus, int(near.size), 1)
    likelihood = log_likelihood(together, total, near.size, corpus)
    information = mutual_information(together, total, near.size, corpus)
    columns = (together, near.left, near.right, total, likelihood, information)
    return [
        Collocate(word, *values) for word, *values in zip(words, *(column.tolist() for column in columns), strict=True)
    ]


def log_likelihood(together: Numbers, total: Numbers, size: int, corpus: int) -> Floats:
    """Return Dunning's log-likelihood ratio G², negative for words rarer near the hits than by chance.

    Of ``total`` tokens of a word among ``corpus`` tokens, ``together`` stand in windows of ``size`` tokens. With the
    observed 2 x 2 table O and the expected one E of independence, G² = 2 Σ O ln(O / E) (T. Dunning, Accurate Methods
    for the Statistics of Surprise and Coincidence, Computational Linguistics 19(1), 1993).
    """
    expected = _expected(total, size, corpus)
    rows = ((together, expected), (size - together, size - expected))
    elsewhere = (
        (total - together, total - expected),
        (corpus - size - total + together, corpus - size - total + expected),
    )
    ratio = np.zeros(len(together), np.float64)
    for observed, wanted in (*rows, *elsewhere):
        held = np.maximum(observed, 0).astype(np.float64)
        safe = (held > 0) & (wanted > 0)
        ratio[safe] += held[safe] * np.log(held[safe] / wanted[safe])
    signed: Floats = 2 * ratio * np.where(together < expected, -1, 1)
    return signed


def mutual_information(together: Numbers, total: Numbers, size: int, corpus: int) -> Floats:
    """Return log2 of how many times more often words stand near the hits than by chance.

    I(x, y) = log2 P(x, y) / (P(x) P(y)), where the windows are what stands near x (K. W. Church and P. Hanks, Word
    Association Norms, Mutual Information, and Lexicography, Computational Linguistics 16(1), 1990).
    """
    expected = _expected(total, size, corpus)
    found: Floats = np.log2(together / np.where(expected > 0, expected, 1.0))
    return found


def _expected(total: Numbers, size: int, corpus: int) -> Floats:
    expected: Floats = total.astype(np.float64) * size / corpus
    return expected


def lines_with(lines: Batch, word: int, window: Window) -> NDArray[np.bool_]:
    """Tell for each line whether a word stands in its window."""
    found: NDArray[np.bool_] = (lines.left[:, : window.left] == word).any(1)
    found |= (lines.right[:, : window.right] == word).any(1)
    return found
