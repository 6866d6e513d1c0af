"""What the page declares of its story, folded for comparing, and which piece is its headline."""

import re
from collections.abc import Iterable

from reader.clean.choice.layout import Layout
from reader.core.model import Field, Page

_WORD = re.compile(r"\w+")
_LONGEST_BODY = 200_000
_LONGEST_HEADLINE = 300
_LEAST_BODY = 300
_LEAST_DECK = 20


def fold(text: str) -> str:
    """Return the words of ``text``, lower-case, joined by single spaces."""
    return " ".join(_WORD.findall(text.lower()))


class Wordings:
    """Texts to compare with, as sets of words; texts of the same words count once."""

    def __init__(self, folded: Iterable[str]) -> None:
        sets = {frozenset(text.split()) for text in folded} - {frozenset()}
        self._sizes = [len(words) for words in sets]
        self._holders: dict[str, list[int]] = {}
        for number, words in enumerate(sets):
            for word in words:
                self._holders.setdefault(word, []).append(number)

    def likeness(self, words: frozenset[str]) -> float:
        """Return the largest share of common words, 0..1, of the larger of the two sets."""
        common: dict[int, int] = {}
        for word in self._holders.keys() & words:
            for number in self._holders[word]:
                common[number] = common.get(number, 0) + 1
        return max((same / max(len(words), self._sizes[number]) for number, same in common.items()), default=0.0)


class Declared:
    """Declarations of a page, folded."""

    def __init__(self, page: Page) -> None:
        values: dict[Field, set[str]] = {Field.HEADLINE: set(), Field.DESCRIPTION: set(), Field.BODY: set()}
        for candidate in page.candidates:
            if candidate.field in values and len(candidate.value) <= _LONGEST_BODY:
                values[candidate.field].add(fold(candidate.value))
        self.titles = Wordings(values[Field.HEADLINE])
        self.decks = [text for text in sorted(values[Field.DESCRIPTION]) if len(text) > _LEAST_DECK]
        self.deck_words = Wordings(self.decks)
        body = max(sorted(values[Field.BODY]), key=len, default="")
        self.body = body if len(body) >= _LEAST_BODY else ""

    def headline_number(self, page: Page, layout: Layout) -> int:
        """Return the number of the piece that is most likely the page's headline, or -1."""
        best, best_score = -1, 0.0
        for number, piece in enumerate(page.pieces):
            tag = layout.tags[layout.block[piece.element]]
            if tag not in ("h1", "h2") or len(piece.span) > _LONGEST_HEADLINE or layout.hidden[piece.element]:
                continue
            score = self.titles.likeness(frozenset(fold(piece.span.of(page.text)).split())) + (
                0.3 if tag == "h1" else 0.0
            )
            if score > best_score + 0.05:
                best, best_score = number, score
        return best
