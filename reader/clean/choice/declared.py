"""How pieces agree with what the page declares: headline, description, articleBody; and where the headline stands."""

import re

import numpy as np

from reader.clean.choice.letters import Floats
from reader.clean.choice.sheet import Sheet, View
from reader.core.model import Field

_WORD = re.compile(r"\w+")
_LONGEST_TITLE_WORDS = 45
_LONGEST_DECK_WORDS = 120
_LEAST_BODY_CHARS = 300
_LONGEST_BODY_CHARS = 200_000


def fold(text: str) -> str:
    """Return the words of ``text``, lower-case, joined by single spaces."""
    return " ".join(_WORD.findall(text.lower()))


def _values(view: View, field: Field) -> list[str]:
    found = {fold(c.value) for c in view.page.candidates if c.field is field and len(c.value) <= _LONGEST_BODY_CHARS}
    return sorted(found - {""})


def likeness(words: frozenset[str], others: list[frozenset[str]]) -> float:
    """Return the largest share of common words, 0..1, of the larger of the two sets."""
    return max((len(words & other) / max(len(words), len(other)) for other in others), default=0.0)


def headline_number(view: View, titles: list[frozenset[str]], folded: list[str]) -> int:
    """Return the number of the piece that is most likely the page's headline, or -1."""
    layout = view.layout
    best, best_score = -1, 0.0
    for number, piece in enumerate(view.page.pieces):
        tag = layout.tags[layout.block[piece.element]]
        if tag not in ("h1", "h2") or len(piece.span) > 300:
            continue
        score = likeness(frozenset(folded[number].split()), titles) + (0.3 if tag == "h1" else 0.0)
        if score > best_score + 0.05:
            best, best_score = number, score
    return best


def add_declared(sheet: Sheet, view: View) -> None:
    """Add the columns about agreement with declarations."""
    counts = view.letters.words
    headlines, decks, bodies = (_values(view, f) for f in (Field.HEADLINE, Field.DESCRIPTION, Field.BODY))
    titles = [frozenset(text.split()) for text in headlines]
    descriptions = [frozenset(text.split()) for text in decks if len(text) > 20]
    folded = [fold(text) if len(text) < 1200 else "" for text in view.texts]
    title_likeness = np.zeros(view.size)
    deck_likeness = np.zeros(view.size)
    deck_part = np.zeros(view.size)
    for number, text in enumerate(folded):
        words = frozenset(text.split())
        if not words:
            continue
        if counts[number] < _LONGEST_TITLE_WORDS:
            title_likeness[number] = likeness(words, titles)
        if counts[number] < _LONGEST_DECK_WORDS:
            deck_likeness[number] = likeness(words, descriptions)
            if len(words) > 3:
                deck_part[number] = any(text in deck or deck in text for deck in decks if len(deck) > 20)
    sheet.add("title_likeness", title_likeness)
    sheet.add("deck_likeness", deck_likeness)
    sheet.add("deck_part", deck_part)
    body = max(bodies, key=len, default="")
    has_body = len(body) >= _LEAST_BODY_CHARS
    sheet.add("has_body", float(has_body))
    sheet.add("in_body", _in_body(view, folded, body) if has_body else 0.0)
    _add_headline(sheet, view, headline_number(view, titles, folded))


def _in_body(view: View, folded: list[str], body: str) -> Floats:
    """Return for each piece whether its words stand in ``body`` (a long one by its beginning), and by how many."""
    found = np.zeros(view.size)
    for number, text in enumerate(folded):
        words = text or fold(view.texts[number][:200]).rsplit(" ", 1)[0]
        if words.count(" ") >= 2 and words in body:
            found[number] = min(words.count(" "), 10)
    return found


def _add_headline(sheet: Sheet, view: View, headline: int) -> None:
    number = np.arange(view.size)
    sheet.add("has_headline", float(headline >= 0))
    sheet.add("from_headline", number - headline if headline >= 0 else -99.0)
    if headline < 0:
        sheet.add("steps_to_headline", -1.0)
        return
    sheet.add("steps_to_headline", view.layout.steps_to_path(int(view.element[headline]))[view.block])
