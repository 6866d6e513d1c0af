"""JSON values out of a stream of text, whatever its pieces."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.intake.corpora import scan
from reader.intake.corpora.scan import CutOffError, JsonText, OverlongError

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


class Pieces:
    """A stream that gives few characters at a time, whatever is asked for."""

    def __init__(self, text: str, size: int) -> None:
        self.text, self.size = text, size

    def read(self, _size: int, /) -> str:
        piece, self.text = self.text[: self.size], self.text[self.size :]
        return piece


@given(st.lists(VALUES, max_size=6), st.integers(1, 40), st.sampled_from([None, 1]), st.booleans())
def test_every_value_of_a_list_is_found_whole(values: list[Any], size: int, indent: int | None, skips: bool) -> None:
    text = JsonText(Pieces(json.dumps(values, indent=indent, ensure_ascii=False), size), 10_000)
    assert text.take("[")
    found: list[Any] = []
    while text.peek() != "]":
        if text.take(","):
            continue
        if skips and len(found) % 2:
            text.skip()
            found.append(values[len(found)])
        else:
            found.append(json.loads(text.value()))
    assert found == values


@pytest.mark.parametrize("text", ['{"a": [1, 2', '"never closed', '{"a": "\\"', ""])
def test_what_is_cut_off_is_told(text: str) -> None:
    with pytest.raises(CutOffError):
        JsonText(Pieces(text, 3), 100).value()


def test_an_overlong_value_is_told_and_can_be_skipped() -> None:
    text = JsonText(Pieces('["' + "x" * 500 + '", 7]', 50), 100)
    text.take("[")
    with pytest.raises(OverlongError):
        text.value()
    text.skip()
    assert text.take(",")
    assert text.value() == "7"


def test_what_is_skipped_is_not_held() -> None:
    text = JsonText(Pieces("[" + "[1, 2, 3], " * 100_000 + "5]", 1_000), 100)
    text.take("[")
    text.skip()
    assert len(text._text) <= 2 * max(1_000, scan._CHUNK)
