"""Tests of finding names by some of their letters."""

from hypothesis import given
from hypothesis import strategies as st

from reader.gui.dialogs.fuzzy import ranked, score

NAMES = {"folder": "Import folder…", "files": "Import files…", "find": "Find in the story", "star": "Star"}


def test_beginnings_of_words_come_first() -> None:
    assert ranked("if", [NAMES])[:2] == ["folder", "files"]
    assert ranked("fin", [NAMES])[0] == "find"
    assert ranked("imfo", [NAMES])[0] == "folder"


def test_letters_out_of_order_find_nothing() -> None:
    assert ranked("rats", [{"star": "Star"}]) == []


def test_nothing_typed_shows_all_with_the_last_used_first() -> None:
    assert ranked("", [NAMES], ("star", "gone")) == ["star", "folder", "files", "find"]


def test_accents_and_case_do_not_matter() -> None:
    assert score("prefer", "Préférences…") is not None
    assert score("ÉDI", "edition") == score("edi", "Édition")


@given(st.text(max_size=12), st.text(max_size=12))
def test_every_name_is_found_by_a_part_of_itself(before: str, name: str) -> None:
    assert score(name, before + name) is not None
