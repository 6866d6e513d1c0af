"""Sentences and paragraphs of many stories at once."""

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reader.core.query import SearchDocument
from reader.search.codec.build import Run
from reader.search.codec.columns import SegmentColumns
from reader.search.codec.field import Field
from reader.search.codec.segment import Integers
from reader.search.codec.spots import Spots
from reader.search.codec.text.vocabulary import Vocabulary
from reader.search.codec.units import Units
from reader.search.language.tree import Unit
from reader.search.places import APART, in_units
from reader.search.stems import Stems
from reader.search.words import Cutter
from tests.search.stories import story

CUTTER = Cutter()


def segment(path: Path, documents: list[SearchDocument]) -> SegmentColumns:
    """Return a segment of some stories."""
    run = Run(Vocabulary(CUTTER), Stems())
    run.add(documents)
    run.write(path)
    return SegmentColumns(path)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 30)), max_size=30),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 30)), max_size=20),
)
def test_spots_move_by_unit_as_places_do(spots: list[tuple[int, int]], starts: list[tuple[int, int]]) -> None:
    starts = sorted(set(starts))
    positions = [position for _, position in starts]
    bounds = [sum(document < at for document, _ in starts) for at in range(5)]
    units = Units(Runs(positions, bounds), Unit.SENTENCE)
    keys = np.array(sorted((document << 32) | position for document, position in spots), np.int64)
    moved = units.moved(Spots(keys, keys))
    assert units.back(moved).first.tolist() == keys.tolist()
    assert (np.diff(moved.first) >= 0).all()
    for left, left_key in zip(moved.first.tolist(), keys.tolist(), strict=True):
        for right, right_key in zip(moved.first.tolist(), keys.tolist(), strict=True):
            documents = left_key >> 32, right_key >> 32
            (a, _), (b, _) = in_units(
                [(key & APART, key & APART) for key in (left_key, right_key)],
                [position for document, position in starts if document == documents[0]],
            )
            together = documents[0] == documents[1] and abs(a - b) <= APART
            assert (abs(left - right) <= APART) == together


class Runs(Field):
    """A field of which only the beginnings of units are known."""

    def __init__(self, positions: list[int], bounds: list[int]) -> None:
        self._known = np.array(positions or [0], np.int64), np.array(bounds, np.int64)

    def runs(self, names: tuple[str, str]) -> tuple[Integers, Integers]:
        """Return the positions and where those of each document lie."""
        return self._known


def test_a_story_without_sentences_is_one(tmp_path: Path) -> None:
    columns = segment(tmp_path / "segment", [story(1, "oil", captions="gas. Gas")])
    owner = columns.field("caption")
    assert owner is not None
    keys = np.array([0, 1], np.int64)
    assert np.diff(Units(owner, Unit.SENTENCE).moved(Spots(keys, keys)).first).tolist() == [1]
