"""From probabilities to decisions."""

import numpy as np

from reader.clean.choice.guards import decide
from reader.clean.choice.sheet import View
from tests.clean.choice.sites import BODY, page_of, paragraphs


def view_of_body() -> View:
    """Return the view of a page that is nothing but a body."""
    return View(page_of(f"<body><div>{paragraphs()}</div><p>x</p></body>"))


def test_sure_pages_are_cut_at_one_half() -> None:
    view = view_of_body()
    assert decide(view, np.array([0.99, 0.99, 0.99, 0.99, 0.99, 0.45, 0.1])).tolist() == [True] * 5 + [False] * 2


def test_unsure_pages_are_cut_lower() -> None:
    view = view_of_body()
    assert decide(view, np.array([0.7, 0.7, 0.6, 0.7, 0.7, 0.45, 0.1])).tolist() == [True] * 6 + [False]


def test_where_the_model_finds_nothing_the_richest_container_is_kept() -> None:
    view = view_of_body()
    assert decide(view, np.zeros(7)).tolist() == [True] * len(BODY) + [False]


def test_a_short_piece_that_is_surely_the_story_is_enough() -> None:
    view = View(page_of(f"<body><div><p>The ferry sails.</p></div><div>{paragraphs()}</div></body>"))
    assert decide(view, np.array([0.95, 0, 0, 0, 0, 0, 0])).tolist() == [True] + [False] * 6
