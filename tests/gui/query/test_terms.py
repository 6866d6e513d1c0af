"""Tests of adding conditions to a query and taking them off."""

from hypothesis import given
from hypothesis import strategies as st

from reader.gui.query.terms import STATES, for_hits, has_term, in_state, without_term


def test_a_term_inside_another_is_not_taken_for_it() -> None:
    assert not has_term("date:2011-03", "date:2011")
    assert without_term("date:2011-03 date:2011", "date:2011") == "date:2011-03"


def test_states_exclude_each_other() -> None:
    assert in_state("bridge is:unread", "is:starred") == "bridge is:starred"
    assert in_state("bridge is:starred", "") == "bridge"
    assert in_state("", "is:check") == "is:check"


@given(st.text(alphabet='ab :"', max_size=20), st.sampled_from(STATES))
def test_a_state_taken_off_again_leaves_the_words(query: str, term: str) -> None:
    on = in_state(query, term)
    assert has_term(on, term)
    assert in_state(on, "").split() == query.split()


def test_a_half_typed_word_is_marked_as_the_beginning_of_one() -> None:
    assert for_hits("harbour brid", typing=True) == "harbour brid*"
    assert for_hits("harbour brid", typing=False) == "harbour brid"
    assert for_hits("harbour and", typing=True) == "harbour and"
    assert for_hits("brid ", typing=True) == "brid "
