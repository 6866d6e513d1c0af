"""How lines are compared: words, folding."""

from hypothesis import given
from hypothesis import strategies as st

from reader.clean.folding import WORD, words_of


@given(st.text(st.characters(max_codepoint=127)) | st.text())
def test_words_are_those_of_the_pattern_in_any_script(text: str) -> None:
    assert words_of(text) == WORD.findall(text)
