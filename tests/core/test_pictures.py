"""Which ways lead to a picture's bytes, and in which order."""

import pytest

from reader.core.pictures import LONGEST_REFERENCE, MOST_REFERENCES, Picture, references


def ways(*sources: str, sets: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the references of a picture."""
    return references(Picture(0, 0, sources, sets))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a.jpg 300w, b.jpg 900w, c.jpg 600w", ("b.jpg", "c.jpg", "a.jpg")),
        ("a.jpg, b.jpg 2x", ("b.jpg", "a.jpg")),
        ("a.jpg 1x,b.jpg 1.5x", ("b.jpg", "a.jpg")),
        ("/w_300,h_200/a.jpg 300w,\n /w_600,h_400/a.jpg 600w 400h", ("/w_600,h_400/a.jpg", "/w_300,h_200/a.jpg")),
        ("a.jpg 2400w, b.jpg 2000w", ("a.jpg", "b.jpg")),
        (", ,a.jpg,", ("a.jpg",)),
        ("a.jpg wide", ("a.jpg",)),
        (" , ", ()),
    ],
)
def test_the_widest_candidate_of_a_set_comes_first(value: str, expected: tuple[str, ...]) -> None:
    assert ways(sets=(value,)) == expected


def test_sources_come_behind_the_sets_once_each_and_empty_ones_are_left_out() -> None:
    assert ways("late.jpg", "a.jpg", " ", "data:,", "about:blank", sets=("a.jpg 2x, b.jpg",)) == (
        "a.jpg",
        "b.jpg",
        "late.jpg",
    )


def test_long_lists_and_long_references_are_bounded_and_the_source_stays() -> None:
    many = ", ".join(f"p{width}.jpg {width}w" for width in range(1, 500))
    found = ways("own.jpg", "x" * (LONGEST_REFERENCE + 1), sets=(many,))
    assert len(found) == MOST_REFERENCES
    assert found[-1] == "own.jpg"
    assert found[0] == "p499.jpg"
