"""Places of words in whole posting lists: where positions begin, and words near each other as 32-bit keys."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.codec.columns import SegmentColumns
from reader.search.codec.field import Field
from reader.search.codec.nearness import near_turns
from reader.search.codec.picking import Among, Picked, picked
from reader.search.codec.segment import Integers
from tests.search.stories import story
from tests.search.test_codec import segment

WORDS = ("amber", "birch", "cedar", "dune", "ember", "fjord", "grove")


@pytest.fixture(scope="module")
def columns(tmp_path_factory: pytest.TempPathFactory) -> SegmentColumns:
    folder: Path = tmp_path_factory.mktemp("places")
    bodies = (" ".join(WORDS[(number * turn) % 7] for turn in range(number % 23 + 1)) for number in range(400))
    return segment(folder / "segment", [story(number, body=body) for number, body in enumerate(bodies, 1)])


def text(columns: SegmentColumns) -> Field:
    owner = columns.field("text")
    assert owner is not None
    return owner


@pytest.mark.parametrize("step", [1, 5, 40, 333])
@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
def test_positions_begin_where_those_before_end(columns: SegmentColumns, step: int, kind: type[np.uint8]) -> None:
    owner = Field(columns.file, "text")
    assert owner.frequencies is not None
    if kind is not np.uint8:
        owner._frequency_words = None
    sums = np.cumsum(owner.frequencies, dtype=np.int64) - owner.frequencies
    postings = np.arange(0, len(sums), step)
    assert owner.position_starts(postings).tolist() == sums[postings].tolist()
    assert owner.position_starts(postings[-1:]).tolist() == sums[postings[-1:]].tolist()


@pytest.mark.parametrize("numbers", [[0], [1, 2], [0, 2, 3], [0, 1, 2, 3, 5]])
@pytest.mark.parametrize("documents", [[7], [3, 100, 380], list(range(0, 400, 3))])
def test_postings_of_words_are_picked_together(
    columns: SegmentColumns, numbers: list[int], documents: list[int]
) -> None:
    owner = text(columns)
    found = picked(owner, numbers, Among(np.array(documents), columns.count), lambda own, n: own.documents.of(n))
    expected = [
        (owner.slice(number).start + place, documents.index(document))
        for number in numbers
        for place, document in enumerate(owner.documents.of(number).tolist())
        if document in documents
    ]
    assert list(zip(found.postings.tolist(), found.turns.tolist(), strict=True)) == expected


PLACES = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from([0, 1, 2, 3, 5, 9, 65_530, 65_534, 65_535])), max_size=8, unique=True
)


@given(PLACES, PLACES, st.integers(1, 70_000), st.booleans())
def test_words_are_near_within_a_document_only(
    left: list[tuple[int, int]], right: list[tuple[int, int]], distance: int, ordered: bool
) -> None:
    turns = near_turns(placed(left), placed(right), distance, ordered=ordered)
    if turns is None:
        assert set(left) & set(right)
        return
    expected = {
        turn
        for turn, place in left
        for other, spot in right
        if turn == other and 0 < abs(spot - place) <= distance and (spot > place or not ordered)
    }
    assert set(turns.tolist()) == expected


class Lines(Field):
    """A field whose postings have one position each."""

    def __init__(self, positions: Integers) -> None:
        self.positions = positions
        self.lengths = positions

    def position_starts(self, postings: Integers) -> Integers:
        return postings

    def counts(self, postings: Integers) -> Integers:
        return np.ones(len(postings), np.int64)


def placed(places: list[tuple[int, int]]) -> Picked:
    """Return words that stand at these places of these documents."""
    places = sorted(places)
    owner = Lines(np.array([position for _, position in places], np.uint16))
    return Picked(owner, np.arange(len(places)), np.array([turn for turn, _ in places], np.int64))
