"""The trained model: symmetric decision trees, evaluated for all pieces of a page at once."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reader.clean.choice.letters import Floats
from reader.clean.choice.sheet import Matrix
from reader.resources import resource

_MOST_QUESTIONS = 8


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees of equal depth: at each level of a tree all nodes ask the same question, ``column > border``.

    ``features`` and ``borders`` are trees x depth, ``values`` trees x 2**depth; the answer to question k is bit k of
    the number of the leaf; depth is 8 at most. ``columns`` are the names of the sheet's columns, in order.
    """

    features: NDArray[np.int16]
    borders: NDArray[np.float32]
    values: NDArray[np.float32]
    bias: float
    columns: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.features.shape[1] > _MOST_QUESTIONS:
            raise ValueError(f"the trees of a forest ask {_MOST_QUESTIONS} questions at most")

    def probabilities(self, matrix: Matrix) -> Floats:
        """Return the probability for each row of ``matrix``."""
        columns = np.ascontiguousarray(matrix.T)
        trees, depth = self.features.shape
        # The answers are the bits of a byte: a third of the time that wider numbers take.
        leaf = np.zeros((trees, matrix.shape[0]), dtype=np.uint8)
        for level in range(depth):
            answers = columns.take(self.features[:, level], axis=0) > self.borders[:, level, None]
            leaf |= answers.view(np.uint8) << level
        first = np.arange(trees, dtype=np.intp)[:, None] << depth
        margin = self.values.ravel().take(leaf + first).sum(axis=0, dtype=np.float64) + self.bias
        result: Floats = 1 / (1 + np.exp(-margin))
        return result


def load_forest(path: Path) -> Forest:
    """Return the model in an ``.npz`` file."""
    with np.load(path, allow_pickle=False) as stored:
        return Forest(
            features=stored["features"],
            borders=stored["borders"],
            values=stored["values"],
            bias=float(stored["bias"]),
            columns=tuple(str(name) for name in stored["columns"]),
        )


@cache
def shipped_forest() -> Forest:
    """Return the model that comes with the program."""
    return load_forest(resource("model", "choice.npz"))
