"""Chooses the pieces of a page that are the story: the model's probability, rules with guards, and a fallback."""

import numpy as np

from reader.clean.choice.data import first_from_data, verdicts_with_data
from reader.clean.choice.forest import Forest, shipped_forest
from reader.clean.choice.guards import decide
from reader.clean.choice.letters import Floats
from reader.clean.choice.measures import measure
from reader.clean.choice.reasons import WHY_APART, bounds_of, why_not
from reader.clean.choice.sheet import View
from reader.clean.verdict import Verdict
from reader.core.model import Page


def choose(page: Page) -> tuple[Verdict, ...]:
    """Return a verdict for each piece of a page read from HTML, in order. Deterministic, no errors raised."""
    return choose_with(shipped_forest(), page)


def choose_with(forest: Forest, page: Page) -> tuple[Verdict, ...]:
    """Return the verdicts by a given model."""
    if not page.pieces:
        return ()
    added = first_from_data(page)
    if added < len(page.pieces):
        return verdicts_with_data(page, added, lambda shown: choose_with(forest, shown))
    view = View(page)
    chances = forest.probabilities(measure(view).matrix()) if view.size else np.zeros(0)
    return verdicts_of(view, chances)


def verdicts_of(view: View, chances: Floats) -> tuple[Verdict, ...]:
    """Return the verdicts on all pieces of the page, given the model's probabilities for those in ``view``."""
    kinds: list[int] = view.kinds.tolist()
    pieces = len(kinds)
    kept, probability = np.zeros(pieces, dtype=np.bool_), np.zeros(pieces)
    probability[view.numbers] = np.round(chances, 4)
    kept[view.numbers] = decide(view, chances)
    bounds = bounds_of(kept)
    apart = {kind: Verdict(False, 0.0, *why) for kind, why in WHY_APART.items()}
    verdicts: list[Verdict] = []
    for number, (chance, keep) in enumerate(zip(probability.tolist(), kept.tolist(), strict=True)):
        kind = kinds[number]
        if keep:
            verdicts.append(Verdict(True, chance))
        elif kind:
            verdicts.append(apart[kind])
        else:
            verdicts.append(Verdict(False, chance, *why_not(view, number, bounds)))
    return tuple(verdicts)
