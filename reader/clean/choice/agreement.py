"""The columns about how pieces agree with what the page declares, and where they stand to the headline."""

import numpy as np

from reader.clean.choice.declared import Declared, fold
from reader.clean.choice.letters import Floats
from reader.clean.choice.sheet import Sheet, View

_LONGEST_FOLDED = 1_200
_LONGEST_TITLE_WORDS = 45
_LONGEST_DECK_WORDS = 120


def add_agreement(sheet: Sheet, view: View) -> None:
    """Add the columns about agreement with declarations."""
    declared = view.declared
    folded = [fold(text) if len(text) <= _LONGEST_FOLDED else "" for text in view.texts]
    likeness = [(0.0, 0.0, False)] * view.size
    for number, (text, count) in enumerate(zip(folded, view.letters.words.tolist(), strict=True)):
        if text and count < _LONGEST_DECK_WORDS and declared.may_be_like(text):
            likeness[number] = _likeness(text, declared, is_short=count < _LONGEST_TITLE_WORDS)
    sheet.add_all(("title_likeness", "deck_likeness", "deck_part"), np.array(likeness).T)
    sheet.add("has_body", float(bool(declared.body)))
    sheet.add("in_body", _in_body(view, folded) if declared.body else 0.0)
    headline = view.headline
    sheet.add("has_headline", float(headline >= 0))
    sheet.add("from_headline", np.arange(view.size) - headline if headline >= 0 else -99.0)
    steps = view.layout.steps_to_path(int(view.element[headline]))[view.block] if headline >= 0 else -1.0
    sheet.add("steps_to_headline", steps)


def _likeness(text: str, declared: Declared, *, is_short: bool) -> tuple[float, float, bool]:
    """Return how like a folded piece is to a title and to a description, and whether it is part of one or holds it."""
    words = frozenset(text.split())
    title = declared.titles.likeness(words) if is_short else 0.0
    if not declared.decks:
        return title, 0.0, False
    is_part = len(words) > 3 and any(text in deck or deck in text for deck in declared.decks)
    return title, declared.deck_words.likeness(words), is_part


def _in_body(view: View, folded: list[str]) -> Floats:
    """Return by how many words a piece stands in the declared body (a long one by its beginning), at most 10."""
    found = np.zeros(view.size)
    for number, text in enumerate(folded):
        words = text or fold(view.texts[number][:200]).rsplit(" ", 1)[0]
        if words.count(" ") >= 2 and words in view.declared.body:
            found[number] = min(words.count(" "), 10)
    return found
