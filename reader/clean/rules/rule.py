"""What a line rule is: a name in the table, and a function from a draft to the cuts it wants."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reader.clean.draft import Cut, Draft, Fate, Line

FEWEST_WORDS, MOST_LOST = 40, 0.4
"""A rule may not leave a story with less prose than this, in words, if it would take more than this share of it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of the table. ``find`` proposes; what would gut the story is not done (see ``apply``)."""

    name: str
    find: Callable[[Draft], Iterable[Cut]]

    def apply(self, draft: Draft) -> Draft:
        """Return the draft with this rule's cuts made, except those that would leave a story without prose."""
        cuts = list(self.find(draft))
        if not cuts:
            return draft
        prose = {number for number, line in enumerate(draft.lines) if is_prose(line)}
        lost = sum(_words_cut(draft.lines[c.line], c) for c in cuts if c.line in prose and c.fate is Fate.REMOVED)
        total = sum(draft.lines[number].words for number in prose)
        if total - lost < FEWEST_WORDS and lost > MOST_LOST * total:
            cuts = [c for c in cuts if c.line not in prose or c.is_certain or c.fate is not Fate.REMOVED]
        return draft.without(cuts)


def is_prose(line: Line) -> bool:
    """Whether a line reads as a sentence of a story: eight words or more and a sentence's end."""
    return line.words >= 8 and line.is_sentence


def whole(number: int, line: Line, rule: str, reason: str, fate: Fate = Fate.REMOVED) -> Cut:
    """Return the cut of a whole line."""
    return Cut(number, 0, len(line.text), rule, reason, fate)


def _words_cut(line: Line, cut: Cut) -> int:
    return max(1, line.words * (cut.end - cut.start) // max(1, len(line.text)))
