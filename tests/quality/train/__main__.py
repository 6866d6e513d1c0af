"""Trains all models: ``python -m tests.quality.train`` (some minutes on one core; needs CatBoost, see ``fitting``).

Writes the shipped model and one per fold, trained without the sites of that fold.
"""

import sys
from collections.abc import Sequence

from reader.clean.choice.forest import Forest
from reader.resources import resource
from tests.quality import corpora
from tests.quality.folds import FOLDS, fold_of, model_path
from tests.quality.train.examples import Example, example, label_by_segments
from tests.quality.train.fitting import fit, save

_TREES_OF_FIRST = 150


def main() -> int:
    """Train on every labelled page beside this checkout; return the exit status."""
    if not corpora.is_here():
        print("The labelled pages are not beside this checkout: nothing to train on.")
        return 0
    found = [example(labelled) for page_set in corpora.SETS for labelled in corpora.load(page_set)]
    examples = [one for one in found if one is not None]
    print(f"{len(examples)} pages read", flush=True)
    for fold in range(FOLDS):
        save(_model([one for one in examples if fold_of(one.site) != fold]), model_path(fold))
        print(f"fold {fold} of {FOLDS} done", flush=True)
    save(_model(examples), resource("model", "choice.npz"))
    return 0


def _model(examples: Sequence[Example]) -> Forest:
    """Return a model of pages with gold text, and then of those with segments too, as the first model labels them."""
    gold = [one for one in examples if one.labelled.text is not None]
    first = fit(gold, _TREES_OF_FIRST)
    others = [label_by_segments(one, first.probabilities(one.matrix)) for one in examples if one.labelled.text is None]
    return fit([*gold, *others])


if __name__ == "__main__":
    sys.exit(main())
