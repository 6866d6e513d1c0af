"""The labels of the makers are whole, and each means one thing."""

import tomllib

import pytest

from reader.intake.databases.labels import labels, language_code
from reader.intake.databases.parts import joined, rejoined
from reader.intake.metadata.folding import folded
from reader.resources import resource

MEANINGS = {
    "headline", "author", "credit", "section", "published", "time", "outlet", "language", "standfirst", "identifier",
    "address", "body", "more", "caption", "abstract", "other", "tail", "length", "load", "saved", "end", "counter",
    "rights", "words", "cover", "none", "medium", "web",
}  # fmt: skip


@pytest.mark.parametrize("maker", ["nexis", "factiva", "proquest", "europresse", "retriever"])
def test_every_key_is_known_and_no_label_means_two_things(maker: str) -> None:
    with resource("exports", f"{maker}.toml").open("rb") as stream:
        tables: dict[str, dict[str, list[str]]] = tomllib.load(stream)
    seen: dict[str, str] = {}
    for table in tables.values():
        assert set(table) <= MEANINGS
        for meaning, written in table.items():
            if meaning in ("counter", "cover", "end", "words", "none", "rights", "medium", "web"):
                continue
            for label in written:
                assert seen.setdefault(folded(label).replace(" ", ""), meaning) == meaning, label


def test_labels_are_known_whatever_their_case_hyphens_and_blanks() -> None:
    known = labels("nexis")
    for line in ("LOAD-DATE: May 3", "Load Date: May 3", "load-date:\u00a0May 3", "LOADDATE: May 3"):
        found = known.labelled(line)
        assert found is not None
        assert (found.meaning, found.value) == ("load", "May 3")
    assert known.labelled("He said: LOAD-DATE") is None
    assert known.labelled("no colon") is None


def test_numbers_of_words_are_told_in_many_languages() -> None:
    known = labels("factiva")
    for line in ("1,071 words", "400 Wörter", "50 mots", "1.200 palabras", "300 слов", "800字", "1 234 mots"):
        assert known.is_word_count(line), line
    assert not known.is_word_count("300 words were cut")


def test_languages_are_known_by_their_names() -> None:
    names = {
        "GERMAN; DEUTSCH": "de",
        "Français": "fr",
        "English": "en",
        "日本語": "ja",
        "Spanish": "es",
        "EN": "en",
        "?": "",
    }
    assert {name: language_code(name) for name in names} == names


def test_wrapped_lines_are_rejoined_and_others_kept_apart() -> None:
    lines = [
        "The first line is as long as the page is wide, and the next goes",
        "on with it. A list:",
        "- one",
        "- two",
    ]
    assert rejoined(lines, 66) == [f"{lines[0]} {lines[1]}", "- one", "- two"]
    assert joined(["a well-", "known fault"]) == "a well-known fault"
    assert joined(["pre-", "and post-war"]) == "pre- and post-war"
    assert joined(["the end -", "of it"]) == "the end - of it"
