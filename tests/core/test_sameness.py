"""The keys that find the same story again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.sameness import address_key, text_key


@pytest.mark.parametrize(
    "address",
    [
        "https://www.paper.test/2020/05/ferry",
        "http://paper.test/2020/05/ferry/",
        "https://m.paper.test/2020/05/ferry?utm_source=feed&utm_medium=rss#comments",
        "https://amp.paper.test/2020/05/ferry/amp",
        "https://paper.test/2020/05/ferry/index.html?fbclid=abc",
        "https://web.archive.org/web/20200501120000id_/http://www.paper.test/2020/05/ferry",
        "https://archive.ph/o/AbCdE/https://paper.test/2020/05/ferry",
        "https://archive.ph/2020.05.01-120000/https://paper.test/2020/05/ferry",
        "https://www-paper-test.cdn.ampproject.org/c/s/www.paper.test/2020/05/ferry",
        "https://www.google.com/amp/s/paper.test/2020/05/ferry",
        "HTTPS://Paper.Test:443/2020/05/ferry",
    ],
)
def test_forms_of_one_address_have_one_key(address: str) -> None:
    assert address_key(address) == "paper.test/2020/05/ferry"


def test_what_makes_another_story_stays() -> None:
    assert address_key("https://paper.test/story?id=2&page=1") == address_key("http://paper.test/story?page=1&id=2")
    assert address_key("https://paper.test/story?id=2") != address_key("https://paper.test/story?id=3")
    assert address_key("https://paper.test/Ferry") != address_key("https://paper.test/ferry")
    assert address_key("https://paper.test/f%C3%A4hre") == address_key("https://paper.test/fähre")


@pytest.mark.parametrize(
    "address", [None, "", "https://paper.test/", "ftp://a.test/x", "file:///a/b", "http://[bad", "x"]
)
def test_front_pages_and_other_things_have_none(address: str | None) -> None:
    assert address_key(address) == ""


def test_texts_are_alike_whatever_their_spaces_and_signs() -> None:
    words = "The council met on Monday and decided nothing about the harbour bridge. " * 4
    assert text_key(words) == text_key(words.upper().replace(" ", "\n")) != ""
    assert text_key(words) != text_key(words + "More.")
    assert text_key("Short.") == ""
    assert text_key("市議会は月曜日に開かれ港の橋については何も決めなかったと議長が記者団に対して述べた。" * 2) != ""


@given(st.text(max_size=300))
def test_any_text_has_a_key_or_none(text: str) -> None:
    assert isinstance(address_key("http://a.test/" + text), str)
    assert len(text_key(text)) in (0, 16)
