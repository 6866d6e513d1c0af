"""Authors' names, taken apart and cleaned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.intake.metadata.names import is_group, is_person_like, split_names, without_doubles


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ada Quill", ["Ada Quill"]),
        ("Ada Quill and Ben Dock", ["Ada Quill", "Ben Dock"]),
        ("Von Ada Quill, Ben Dock und Cora Pier", ["Ada Quill", "Ben Dock", "Cora Pier"]),
        ("par Ada Quill et Ben Dock", ["Ada Quill", "Ben Dock"]),
        ("Por Ada Quill y Ben Dock", ["Ada Quill", "Ben Dock"]),
        ("Ada Quill (Harbour)", ["Ada Quill"]),
        ("Ada Quill, Political Editor", ["Ada Quill"]),
        ("Ada Quill, MS, RD", ["Ada Quill"]),
        ("Ada Quill https://quay.test/ada", ["Ada Quill"]),
        ("ada@quay.test", []),
        ("https://quay.test/ada", []),
        ("Ada QuillHarbour Editor", ["Ada Quill"]),
        ("Ian McDonald", ["Ian McDonald"]),
        ("Quill, Ada", ["Ada Quill"]),
        ("Reuters, AFP", ["Reuters", "AFP"]),
        ("作者：王明、李华", ["王明", "李华"]),
        ("(Image: Getty Images/Stock)", []),
        ("admin", []),
        ("null", []),
    ],
)
def test_bylines_are_taken_apart(text: str, names: list[str]) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize(
    "name", ["Reuters", "AFP", "Staff Reporter", "The Quay", "Quay Online", "Nachrichten-Redaktion", "quay.test"]
)
def test_groups_are_told_from_persons(name: str) -> None:
    assert is_group(name, ["The Quay", "quay.test", "quay"])


@pytest.mark.parametrize("name", ["Ada Quill", "Ludwig van Beethoven", "Anne-Marie O'Neil", "Иван Петров"])
def test_persons_look_like_persons(name: str) -> None:
    assert is_person_like(name)
    assert not is_group(name, ["The Quay"])


@pytest.mark.parametrize("name", ["Quill", "Read more about it", "3 Min read", "Political Editor", ""])
def test_other_words_do_not(name: str) -> None:
    assert not is_person_like(name)


def test_doubles_are_dropped_whatever_their_case() -> None:
    assert without_doubles(["Ada Quill", "ADA QUILL", "ada-quill", "Ben Dock"]) == ["Ada Quill", "Ben Dock"]


@given(st.text(max_size=300))
def test_any_byline_is_survived(text: str) -> None:
    assert all(name.strip() for name in split_names(text))


@pytest.mark.timeout(5)
@pytest.mark.parametrize(
    "line", ["by " * 30_000, "a, " * 30_000, "(" * 100_000, " " * 100_000, "Ada-" * 25_000, "aB" * 50_000]
)
def test_hostile_bylines_take_no_time(line: str) -> None:
    for _ in range(10):
        split_names(line)
        is_person_like(line)
        is_group(line, ["The Quay"])
