"""The columns about how pieces agree with what the page declares, and where they stand to the headline."""

import numpy as np

from reader.clean.choice.declared import fold
from reader.clean.choice.letters import Floats
from reader.clean.choice.sheet import Sheet, View

_LONGEST_FOLDED = 1_200
_LONGEST_TITLE_WORDS = 45
_LONGEST_DECK_WORDS = 120


def add_agreement(sheet: Sheet, view: View) -> None:
    """Add the columns about agreement with declarations."""
    declared, counts = view.declared, view.letters.words
    title_likeness, deck_likeness, deck_part = np.zeros((3, view.size))
    folded = [fold(text) if len(text) <= _LONGEST_FOLDED else "" for text in view.texts]
    for number, text in enumerate(folded):
        if not text or counts[number] >= _LONGEST_DECK_WORDS:
            continue
        words = frozenset(text.split())
        if counts[number] < _LONGEST_TITLE_WORDS:
            title_likeness[number] = declared.titles.likeness(words)
        deck_likeness[number] = declared.deck_words.likeness(words)
        if len(words) > 3:
            deck_part[number] = any(text in deck or deck in text for deck in declared.decks)
    sheet.add("title_likeness", title_likeness)
    sheet.add("deck_likeness", deck_likeness)
    sheet.add("deck_part", deck_part)
    sheet.add("has_body", float(bool(declared.body)))
    sheet.add("in_body", _in_body(view, folded) if declared.body else 0.0)
    headline = view.headline
    sheet.add("has_headline", float(headline >= 0))
    sheet.add("from_headline", np.arange(view.size) - headline if headline >= 0 else -99.0)
    steps = view.layout.steps_to_path(int(view.element[headline]))[view.block] if headline >= 0 else -1.0
    sheet.add("steps_to_headline", steps)


def _in_body(view: View, folded: list[str]) -> Floats:
    """Return by how many words a piece stands in the declared body (a long one by its beginning), at most 10."""
    found = np.zeros(view.size)
    for number, text in enumerate(folded):
        words = text or fold(view.texts[number][:200]).rsplit(" ", 1)[0]
        if words.count(" ") >= 2 and words in view.declared.body:
            found[number] = min(words.count(" "), 10)
    return found
