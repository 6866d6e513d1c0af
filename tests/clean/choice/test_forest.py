"""The model and what it reads: the shipped arrays fit the columns, and are evaluated as they should be."""

import numpy as np
import pytest

from reader.clean.choice.forest import Forest, shipped_forest
from reader.clean.choice.measures import measure
from reader.clean.choice.sheet import View
from tests.clean.choice.sites import page_of, site, story


def test_the_shipped_model_reads_exactly_the_columns_that_are_measured() -> None:
    assert measure(View(page_of(site(story())))).names == shipped_forest().columns


def test_columns_are_finite_whatever_the_page() -> None:
    for source in (site(story()), "<p>x", "<div>.</div>", "<h1>Only a headline</h1>", "<a href=x>link</a>" * 50):
        matrix = measure(View(page_of(source))).matrix()
        assert matrix.dtype == np.float32
        assert np.isfinite(matrix).all()


def test_a_tree_answers_bit_by_bit() -> None:
    forest = Forest(
        features=np.array([[0, 1]], dtype=np.int16),
        borders=np.array([[0.5, 2.0]], dtype=np.float32),
        values=np.array([[-9, 0, 1, 9]], dtype=np.float32),
        bias=0.0,
        columns=("a", "b"),
    )
    matrix = np.array([[0, 0], [1, 0], [0, 3], [1, 3], [0.5, 2.0]], dtype=np.float32)
    expected = 1 / (1 + np.exp(-np.array([-9, 0, 1, 9, -9.0])))
    assert np.allclose(forest.probabilities(matrix), expected)


def test_trees_add_up_and_the_bias_counts() -> None:
    forest = Forest(
        features=np.zeros((3, 1), dtype=np.int16),
        borders=np.zeros((3, 1), dtype=np.float32),
        values=np.array([[0, 1], [0, 1], [0, -4]], dtype=np.float32),
        bias=2.0,
        columns=("a",),
    )
    assert np.allclose(forest.probabilities(np.array([[1.0], [0.0]], dtype=np.float32)), [0.5, 1 / (1 + np.exp(-2))])


def test_deep_trees_answer_to_the_last_question_and_deeper_ones_are_refused() -> None:
    def forest(depth: int) -> Forest:
        borders = (np.arange(depth)[None] + 0.5).astype(np.float32)
        values = (np.arange(2**depth)[None] / 100).astype(np.float32)
        return Forest(np.zeros((1, depth), dtype=np.int16), borders, values, 0.0, ("a",))

    assert np.allclose(forest(8).probabilities(np.array([[8.0]], dtype=np.float32)), 1 / (1 + np.exp(-2.55)))
    with pytest.raises(ValueError, match="8 questions"):
        forest(9)
