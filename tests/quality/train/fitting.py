"""Fits symmetric trees with CatBoost, and writes them as the arrays that the program reads.

CatBoost (Apache-2.0) is needed for training only and is not a dependency of the project: install it by hand.
"""

import importlib
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from reader.clean.choice.forest import Forest
from tests.quality.train.examples import Example

# Tuned by cross-validation by site over all sets; effects below .005 on a set are noise.
TREES = 300
_LEARNING = 30.0  # learning rate times trees
_PARAMETERS: dict[str, float | int | str | bool] = {
    "depth": 6,
    "l2_leaf_reg": 4,
    "border_count": 64,
    "rsm": 0.3,
    "bootstrap_type": "Bernoulli",
    "subsample": 0.8,
    "thread_count": 1,
    "verbose": False,
    "allow_writing_files": False,
}
_NEVER = np.float32(3e38)


def fit(examples: Sequence[Example], trees: int = TREES, seed: int = 1) -> Forest:
    """Return a model of ``examples``; the same seed gives the same model on the same machine."""
    catboost = importlib.import_module("catboost")
    matrix = np.vstack([one.matrix for one in examples])
    labels = np.concatenate([one.labels for one in examples]).astype(np.int64)
    weights = np.concatenate([one.weights for one in examples])
    model = catboost.CatBoostClassifier(
        random_seed=seed, iterations=trees, learning_rate=_LEARNING / trees, **_PARAMETERS
    )
    model.fit(catboost.Pool(matrix, labels, weight=weights))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        return _forest(json.loads(path.read_text("utf-8")), examples[0].columns)


def _forest(stored: dict[str, object], columns: tuple[str, ...]) -> Forest:
    trees, scale_and_bias = stored["oblivious_trees"], stored["scale_and_bias"]
    if not isinstance(trees, list) or not isinstance(scale_and_bias, list):
        raise TypeError("CatBoost wrote its model in a form that is not known here.")
    scale, bias = scale_and_bias
    depth = max(len(tree["splits"]) for tree in trees)
    features = np.zeros((len(trees), depth), dtype=np.int16)
    borders = np.full((len(trees), depth), _NEVER, dtype=np.float32)
    values = np.zeros((len(trees), 2**depth), dtype=np.float32)
    for number, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"]):
            features[number, level], borders[number, level] = split["float_feature_index"], split["border"]
        values[number, : len(tree["leaf_values"])] = np.array(tree["leaf_values"]) * scale
    return Forest(features, borders, values, float(bias[0] if isinstance(bias, list) else bias), columns)


def save(forest: Forest, path: Path) -> None:
    """Write a model where ``load_forest`` reads it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        features=forest.features,
        borders=forest.borders,
        values=forest.values,
        bias=np.float32(forest.bias),
        columns=np.array(forest.columns),
    )
