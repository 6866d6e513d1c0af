"""Chooses the pieces of a page that are the story: the model's probability, rules with guards, and a fallback."""

import numpy as np

from reader.clean.choice.data import first_from_data, verdicts_with_data
from reader.clean.choice.forest import Forest, shipped_forest
from reader.clean.choice.guards import decide
from reader.clean.choice.letters import Floats
from reader.clean.choice.measures import measure
from reader.clean.choice.reasons import WHY_APART, bounds_of, names_near, why_not
from reader.clean.choice.sheet import View
from reader.clean.verdict import Verdict
from reader.core.model import Page

_UNREAD = Verdict(False, 0.0)


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
    apart = {kind: Verdict(False, 0.0, *why) for kind, why in WHY_APART.items()}
    verdicts = [apart.get(kind, _UNREAD) for kind in view.kinds.tolist()]
    kept = decide(view, chances)
    bounds = bounds_of(kept)
    near = names_near(view)
    is_hidden: list[bool] = view.is_hidden.tolist()
    read = zip(view.numbers.tolist(), np.round(chances, 4).tolist(), kept.tolist(), strict=True)
    for row, (number, chance, keep) in enumerate(read):
        if keep:
            verdicts[number] = Verdict(True, chance)
        elif not is_hidden[row]:
            verdicts[number] = Verdict(False, chance, *why_not(view, row, near[row], bounds))
    return tuple(verdicts)
