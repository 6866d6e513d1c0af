"""Lines of hits in their contexts, kept as columns: texts, places, and the nearest words as numbers."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reader.core.model import ArticleId
from reader.core.query import Hit

Integers = NDArray[np.int32]
Cut = Callable[[str], list[str]]
"""Cuts a text into folded words."""

NEAR = 10
"""Words on either side of a hit that are kept as numbers: the widest window of collocates."""
NONE = -1
"""Stands where a context has no such word."""
_RECURRING = 24
"""Characters of a piece of text between blanks that may come again."""
ZONES = ("headline", "standfirst", "body")


class Vocabulary:
    """Folded words by their numbers, in the order in which they were met."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, word: str) -> int:
        """Return the number of a word, a new one for a new word."""
        known = self._numbers.get(word)
        if known is None:
            known = self._numbers[word] = len(self.words)
            self.words.append(word)
        return known


@dataclass(frozen=True, slots=True)
class Batch:
    """Lines, a place of each column for each. A line's text is its left context, the hit and the right context.

    The hit is ``texts[i][starts[i]:ends[i]]``. ``stories`` are places in the list of heads, ``ordinals`` count the hits
    of a story from 0, ``positions`` the words before a hit in its zone and ``lengths`` the words of the hit. ``left``
    and ``right`` have the numbers of the ``NEAR`` nearest words, the nearest first; ``keys`` those of the whole hits.
    """

    texts: tuple[str, ...]
    starts: Integers
    ends: Integers
    stories: Integers
    ordinals: Integers
    zones: Integers
    positions: Integers
    lengths: Integers
    keys: Integers
    left: Integers
    right: Integers

    def __len__(self) -> int:
        return len(self.texts)


class Reader:
    """Makes batches of hits that come a page at a time; numbers stories and words through all of them."""

    def __init__(self, cut: Cut) -> None:
        self._cut = cut
        self.vocabulary = Vocabulary()
        self.stories: dict[ArticleId, int] = {}
        self._pieces: dict[str, tuple[int, ...]] = {}
        self._hits: dict[str, tuple[int, int]] = {}

    def batch(self, hits: Iterable[Hit]) -> Batch:
        """Return the lines of hits; those of a story stand together and in their order."""
        texts: list[str] = []
        rows: list[tuple[int, ...]] = []
        left: list[list[int]] = []
        right: list[list[int]] = []
        before, ordinal = None, 0
        for hit in hits:
            ordinal = ordinal + 1 if hit.article_id == before else 0
            before = hit.article_id
            start = len(hit.left)
            story = self.stories.setdefault(hit.article_id, len(self.stories))
            key, length = self._hits.get(hit.text) or self._whole(hit.text)
            zone = ZONES.index(hit.zone) if hit.zone in ZONES else len(ZONES)
            rows.append((start, start + len(hit.text), story, ordinal, zone, hit.position, length, key))
            texts.append(hit.left + hit.text + hit.right)
            left.append(self._before(hit.left))
            right.append(self._behind(hit.right))
        columns = np.array(rows, np.int32).reshape(-1, 8).T
        near = (np.array(side, np.int32).reshape(-1, NEAR) for side in (left, right))
        return Batch(tuple(texts), *(np.ascontiguousarray(column) for column in columns), *near)

    def _whole(self, text: str) -> tuple[int, int]:
        """Return the number of a hit as a whole and of how many words it is."""
        own = self._cut(text)
        made = self._hits[text] = (self.vocabulary.number(" ".join(own) or text), max(1, len(own)))
        return made

    def _numbers(self, piece: str) -> tuple[int, ...]:
        """Return the numbers of the words between two blanks; what recurs is cut once, since that takes longest."""
        known = self._pieces.get(piece)
        if known is None:
            known = tuple(map(self.vocabulary.number, self._cut(piece)))
            if len(piece) <= _RECURRING:
                self._pieces[piece] = known
        return known

    def _before(self, context: str) -> list[int]:
        found: list[int] = []
        for piece in reversed(context.split(" ")):
            found.extend(reversed(self._numbers(piece)))
            if len(found) >= NEAR:
                break
        return _padded(found)

    def _behind(self, context: str) -> list[int]:
        found: list[int] = []
        for piece in context.split(" "):
            found.extend(self._numbers(piece))
            if len(found) >= NEAR:
                break
        return _padded(found)


def _padded(numbers: list[int]) -> list[int]:
    return (numbers + [NONE] * NEAR)[:NEAR]


def joined(batches: Sequence[Batch]) -> Batch:
    """Return all lines of batches as one."""
    if len(batches) == 1:
        return batches[0]
    names = ("starts", "ends", "stories", "ordinals", "zones", "positions", "lengths", "keys", "left", "right")
    if not batches:
        empty = np.zeros(0, np.int32)
        return Batch((), *(empty for _ in names[:-2]), *(np.zeros((0, NEAR), np.int32) for _ in range(2)))
    texts = tuple(text for batch in batches for text in batch.texts)
    return Batch(texts, *(np.concatenate([getattr(batch, name) for batch in batches]) for name in names))
