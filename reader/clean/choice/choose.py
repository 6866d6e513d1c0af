"""Chooses the pieces of a page that are the story: the model's probability, rules with guards, and a fallback."""

import numpy as np

from reader.clean.choice.forest import Forest, shipped_forest
from reader.clean.choice.guards import decide
from reader.clean.choice.letters import Flags, Floats
from reader.clean.choice.measures import measure
from reader.clean.choice.reasons import bounds_of, why_not
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
    view = View(page)
    probability = forest.probabilities(measure(view).matrix())
    kept = decide(view, probability)
    return _verdicts(view, probability, kept)


def _verdicts(view: View, probability: Floats, kept: Flags) -> tuple[Verdict, ...]:
    bounds = bounds_of(kept)
    verdicts: list[Verdict] = []
    for number, (chance, keep) in enumerate(zip(np.round(probability, 4).tolist(), kept.tolist(), strict=True)):
        verdicts.append(Verdict(True, chance) if keep else Verdict(False, chance, *why_not(view, number, bounds)))
    return tuple(verdicts)
