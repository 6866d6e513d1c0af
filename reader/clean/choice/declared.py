"""What the page declares of its story, folded for comparing, and which piece is its headline."""

import re
from collections.abc import Sequence

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


def likeness(words: frozenset[str], others: Sequence[frozenset[str]]) -> float:
    """Return the largest share of common words, 0..1, of the larger of the two sets."""
    best = 0.0
    for other in others:
        larger = max(len(words), len(other))
        common = len(words & other) if larger else 0
        if common > best * larger:
            best = common / larger
    return best


class Declared:
    """Declarations of a page, folded."""

    def __init__(self, page: Page) -> None:
        values: dict[Field, set[str]] = {Field.HEADLINE: set(), Field.DESCRIPTION: set(), Field.BODY: set()}
        for candidate in page.candidates:
            if candidate.field in values and len(candidate.value) <= _LONGEST_BODY:
                values[candidate.field].add(fold(candidate.value))
        self.titles = [frozenset(text.split()) for text in sorted(values[Field.HEADLINE]) if text]
        self.decks = [text for text in sorted(values[Field.DESCRIPTION]) if len(text) > _LEAST_DECK]
        self.deck_words = [frozenset(text.split()) for text in self.decks]
        body = max(sorted(values[Field.BODY]), key=len, default="")
        self.body = body if len(body) >= _LEAST_BODY else ""

    def headline_number(self, page: Page, layout: Layout) -> int:
        """Return the number of the piece that is most likely the page's headline, or -1."""
        best, best_score = -1, 0.0
        for number, piece in enumerate(page.pieces):
            tag = layout.tags[layout.block[piece.element]]
            if tag not in ("h1", "h2") or len(piece.span) > _LONGEST_HEADLINE or layout.hidden[piece.element]:
                continue
            score = likeness(frozenset(fold(piece.span.of(page.text)).split()), self.titles) + (
                0.3 if tag == "h1" else 0.0
            )
            if score > best_score + 0.05:
                best, best_score = number, score
        return best
