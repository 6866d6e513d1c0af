"""Titles and names compared without case and punctuation."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.intake.metadata.folding import folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  Ferry -- sails; again! ", "ferry sails again"),
        ("„Fähre“ fährt WIEDER", "fähre fährt wieder"),
        ("ﬁrst\u00a0ferry\u200b", "first ferry"),
        ("snake_case", "snake_case"),
        ("渡轮，恢复", "渡轮 恢复"),
    ],
)
def test_words_are_what_is_left(text: str, words: str) -> None:
    assert folded(text) == words


@given(st.text(max_size=80) | st.text(st.characters(max_codepoint=127), max_size=80))
def test_short_way_for_plain_letters_gives_what_the_long_one_does(text: str) -> None:
    assert folded(text) == re.sub(r"\W+", " ", unicodedata.normalize("NFKC", text)).strip().casefold()
