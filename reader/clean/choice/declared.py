"""What the page declares of its story, folded for comparing, and which piece is its headline."""

from collections.abc import Iterable

import numpy as np

from reader.clean.choice.layout import Layout
from reader.clean.choice.letters import Ints
from reader.clean.choice.tags import table_of
from reader.clean.folding import words_of
from reader.core.model import Field, Page, Source

_LONGEST_BODY = 200_000
_LONGEST_HEADLINE = 300
_LEAST_BODY = 300
_LEAST_DECK = 20
_FEW_SETS = 12
"""Up to so many wordings each is compared; of more, only those that share a word."""
# How much the rank of a heading counts beside its likeness to the declared headline (0..1), and the least of both.
_RANKS = table_of({"h1": 0.45, "h2": 0.25, "h3": 0.1})
_LEAST_SCORE = 0.45


def fold(text: str) -> str:
    """Return the words of ``text``, lower-case, joined by single spaces."""
    return " ".join(words_of(text.lower()))


class Wordings:
    """Texts to compare with, as sets of words; texts of the same words count once. ``words`` are those of all."""

    def __init__(self, folded: Iterable[str]) -> None:
        sets = {frozenset(text.split()) for text in folded} - {frozenset()}
        self._sets = [(words, len(words)) for words in sets]
        self.words: frozenset[str] = frozenset().union(*sets)
        self._holders: dict[str, list[int]] = {}
        for number, words in enumerate(sets if len(sets) > _FEW_SETS else ()):
            for word in words:
                self._holders.setdefault(word, []).append(number)

    def likeness(self, words: frozenset[str]) -> float:
        """Return the largest share of common words, 0..1, of the larger of the two sets."""
        shared = self.words & words
        if not shared:
            return 0.0
        if not self._holders:
            size = len(words)
            best = 0.0
            for one, own in self._sets:
                same = len(shared & one) / (max(size, own))
                best = max(best, same)
            return best
        common: dict[int, int] = {}
        for word in shared:
            for number in self._holders[word]:
                common[number] = common.get(number, 0) + 1
        return max([same / max(len(words), self._sets[number][1]) for number, same in common.items()])


class Declared:
    """Declarations of a page, folded."""

    def __init__(self, page: Page) -> None:
        values: dict[Field, set[str]] = {Field.HEADLINE: set(), Field.DESCRIPTION: set(), Field.BODY: set()}
        for candidate in page.candidates:
            # What is read off the page's own headings says nothing of how like they are to declarations.
            is_declared = candidate.field in values and candidate.source is not Source.VISIBLE
            if is_declared and len(candidate.value) <= _LONGEST_BODY:
                values[candidate.field].add(fold(candidate.value))
        self.titles = Wordings(values[Field.HEADLINE])
        voted = page.metadata.headline.value if page.metadata.headline else ""
        self._voted, self._headline_chars = Wordings([fold(voted)]), len(voted)
        self.decks = [text for text in sorted(values[Field.DESCRIPTION]) if len(text) > _LEAST_DECK]
        self.deck_words = Wordings(self.decks)
        self._words = self.titles.words | self.deck_words.words
        self._least_deck = min(map(len, self.decks), default=_LONGEST_BODY)
        body = max(sorted(values[Field.BODY]), key=len, default="")
        self.body = body if len(body) >= _LEAST_BODY else ""

    def may_be_like(self, text: str) -> bool:
        """Whether a folded text shares a word with a title or a deck, or is long enough to hold a deck."""
        return len(text) >= self._least_deck or not self._words.isdisjoint(text.split())

    def headline_number(self, page: Page, layout: Layout, element: Ints, lengths: Ints) -> int:
        """Return the number of the piece that is most likely the page's headline, or -1.

        ``element`` is the row of each piece, ``lengths`` are their characters. Headings are judged by their rank and by
        their likeness to the declared headline, other pieces only where they repeat it.
        """
        ranks = _RANKS[layout.codes[layout.block[element]]]
        is_alike = (lengths >= self._headline_chars * 0.6) & (lengths <= self._headline_chars * 1.6)
        may_be = (lengths <= _LONGEST_HEADLINE) & ~layout.hidden[element] & ((ranks > 0) | is_alike)
        best, best_score = -1, 0.0
        for number in np.flatnonzero(may_be).tolist():
            text = page.pieces[number].span.of(page.text)
            score = float(ranks[number]) + self._voted.likeness(frozenset(fold(text).split()))
            if score > best_score + 0.05 and score >= _LEAST_SCORE:
                best, best_score = number, score
        return best
