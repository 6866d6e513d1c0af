"""Every flattened case is cleaned as its table says, and cleaning the outcome again changes nothing."""

import tomllib
from pathlib import Path

import pytest

from reader.clean.pipeline import clean
from tests.clean.pages import text_page

TABLES = sorted(Path(__file__).parent.glob("*.toml"))


def _cases() -> list[tuple[str, str, str]]:
    read = [(table.stem, tomllib.loads(table.read_text("utf-8"))["case"]) for table in TABLES]
    return [
        (f"{stem}: {c['name']}", c["text"].strip("\n"), c["clean"].strip("\n")) for stem, cases in read for c in cases
    ]


CASES = _cases()


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_case_is_cleaned_as_its_table_says(text: str, expected: str) -> None:
    assert clean(text_page(text)).clean_text == expected


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_cleaning_a_clean_case_again_changes_nothing(text: str, expected: str) -> None:
    first = clean(text_page(text))
    headline = first.headline.value if first.headline else ""
    again = clean(text_page(f"{headline}\n{first.clean_text}"))
    assert again.clean_text == first.clean_text


def test_there_are_eighty_cases_in_twelve_languages() -> None:
    assert len(CASES) >= 80
    assert len(TABLES) >= 12
