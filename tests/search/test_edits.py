"""Words within some edits of another."""

import random
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search.edits import Neighbours, is_within


def distance(left: str, right: str) -> int:
    """Return the distance by its definition, cell by cell."""
    table = [[max(i, j) if not i or not j else 0 for j in range(len(right) + 1)] for i in range(len(left) + 1)]
    for i in range(1, len(left) + 1):
        for j in range(1, len(right) + 1):
            ways = [table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (left[i - 1] != right[j - 1])]
            if i > 1 and j > 1 and left[i - 2 : i] == right[j - 1] + right[j - 2]:
                ways.append(table[i - 2][j - 2] + 1)
            table[i][j] = min(ways)
    return table[-1][-1]


WORD = st.text(st.sampled_from("abcdeéжя𐐷"), min_size=1, max_size=7)


@pytest.mark.parametrize(
    ("left", "right", "edits"),
    [
        ("libya", "lybia", 2),
        ("libya", "libiya", 1),
        ("libya", "liyba", 1),
        ("libya", "kibya", 1),
        ("libya", "ibya", 1),
        ("tax", "axt", 2),
        ("a", "b", 1),
        ("ca", "abc", 3),
    ],
)
def test_edits_are_counted(left: str, right: str, edits: int) -> None:
    assert distance(left, right) == edits
    assert [is_within(left, right, most) for most in (1, 2, 3)] == [edits <= most for most in (1, 2, 3)]


@given(WORD, WORD)
def test_near_enough_is_what_the_definition_says(left: str, right: str) -> None:
    for most in (1, 2):
        assert is_within(left, right, most) == (distance(left, right) <= most)


@settings(max_examples=200)
@given(st.lists(WORD, max_size=40, unique=True), WORD)
def test_neighbours_are_those_of_the_definition(words: list[str], word: str) -> None:
    totals = np.arange(len(words), 0, -1)
    neighbours = Neighbours.of(words, totals)
    for most in (1, 2):
        expected = [
            (each, total) for each, total in zip(words, totals.tolist(), strict=True) if distance(each, word) <= most
        ]
        assert neighbours.near(word, most) == expected


def variants(word: str) -> Iterator[str]:
    """Yield some words one edit away."""
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
        yield word[:place] + "q" + word[place:]
        yield word[:place] + "q" + word[place + 1 :]
        yield word[:place] + word[place : place + 2][::-1] + word[place + 2 :]


def test_every_edit_finds_its_way_back_among_many_words() -> None:
    rng = random.Random(5)
    words = sorted({"".join(rng.choices("etaoinshrdlu", k=rng.randrange(3, 12))) for _ in range(20_000)})
    neighbours = Neighbours.of(words, np.ones(len(words), np.int64))
    for word in rng.sample(words, 20):
        for variant in variants(word):
            for most in (1, 2):
                assert (word, 1) in neighbours.near(variant, most), (word, variant)


def test_scripts_that_are_found_by_pairs_are_no_neighbours() -> None:
    neighbours = Neighbours.of(["中国", "ab"], np.array([5, 1]))
    assert neighbours.near("ac", 2) == [("ab", 1)]


def test_there_is_nothing_near_in_an_empty_index() -> None:
    assert Neighbours.of([], np.empty(0, np.int64)).near("word", 1) == []
