"""Phrase files: each pattern does what it says, and sentences that only look like one stay."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.clean.draft import Draft, Line, make_line
from reader.clean.folding import fold, key
from reader.clean.phrases import COMMON, build_phrasebook, compile_pattern, phrase_files, phrasebook, read_phrases
from reader.clean.pipeline import clean
from reader.clean.rules.phrasing import REASONS, phrase_group
from reader.core.model import Role, Span
from tests.clean.pages import text_page

ORDINARY = tomllib.loads((Path(__file__).parent / "ordinary.toml").read_text("utf-8"))["sentences"]
LANGUAGES = [code for code in phrase_files() if code != COMMON]
GROUPS = ("newsletter", "follow", "subscribe", "share", "comments", "related", "advert", "copyright", "consent")
BEFORE = "The council closed the old bridge on Tuesday after cracks were found in two arches, it said in a note."
AFTER = "The ferry will run until the spring, and the council has asked drivers to use the ring road till then."


def _line(text: str) -> Line:
    return make_line(text, (Span(0, len(text)),), " ", Role.LINE)


def _draft(language: str) -> Draft:
    return Draft(page=text_page(""), book=phrasebook((language, "en")), lines=())


def test_there_are_phrases_of_twenty_five_languages() -> None:
    assert len(LANGUAGES) >= 25


@pytest.mark.parametrize("language", [*LANGUAGES, COMMON])
def test_each_pattern_finds_the_line_it_describes(language: str) -> None:
    file = phrase_files()[language]
    book = build_phrasebook([file])
    for group, written in file.lines.items():
        assert group in REASONS
        for pattern in written:
            line = pattern.replace("*", " qqq ").replace("#", "17")
            assert book.fitting(key(fold(line))), pattern


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_the_groups_that_matter(language: str) -> None:
    file = phrase_files()[language]
    for group in (
        "newsletter",
        "follow",
        "subscribe",
        "share",
        "comments",
        "related",
        "advert",
        "copyright",
        "consent",
    ):
        assert file.lines.get(group), group
    for label in ("related", "credit"):
        assert file.labels.get(label), label
    assert file.words.get("reporting")


@pytest.mark.parametrize(("language", "sentence"), [(code, s) for code, all_ in ORDINARY.items() for s in all_])
def test_ordinary_sentence_fits_no_pattern(language: str, sentence: str) -> None:
    assert phrase_group(_line(sentence), _draft(language)) == ""


@pytest.mark.parametrize(("language", "sentence"), [(code, s) for code, all_ in ORDINARY.items() for s in all_])
def test_ordinary_sentence_stays_in_a_story(language: str, sentence: str) -> None:
    article = clean(text_page(f"Town news of the week\n{BEFORE}\n{sentence}\n{AFTER}"))
    assert article.clean_text == f"{BEFORE}\n{sentence}\n{AFTER}"


@pytest.mark.parametrize(
    ("language", "line", "group"),
    [
        ("en", "SIGN UP FOR OUR DAILY NEWSLETTER", "newsletter"),
        ("en", "» Read more", "related"),
        ("en", "12 Comments", "comments"),
        ("en", "Share on Facebook", "share"),
        ("en", "© 2011 Herald Ltd. All rights reserved.", "copyright"),
        ("en", "Follow us on Twitter @herald", "follow"),
        ("de", "Jetzt abonnieren", "subscribe"),
        ("de", "– Anzeige –", "advert"),
        ("de", "An dieser Stelle finden Sie einen externen Inhalt, der den Artikel ergänzt.", "consent"),
        ("fr", "La suite après cette publicité", "advert"),
        ("es", "Suscríbete a nuestra newsletter", "newsletter"),
        ("ru", "Подписывайтесь на наш канал в Telegram", "follow"),
        ("zh", "责任编辑：李安", "copyright"),
        ("ja", "この記事は有料記事です", "subscribe"),
    ],
)
def test_line_of_the_page_is_known(language: str, line: str, group: str) -> None:
    assert phrase_group(_line(line), _draft(language)) == group


@given(st.text(max_size=80), st.lists(st.text("abc* ", max_size=8), max_size=4).map("*".join))
def test_matching_never_fails(line: str, pattern: str) -> None:
    assert compile_pattern(pattern, "share").matches(key(fold(line))) in (True, False)


@given(st.lists(st.text("ab", min_size=1, max_size=3), min_size=1, max_size=4), st.text("ab ", max_size=6))
def test_wildcards_stand_for_any_run(literals: list[str], run: str) -> None:
    assert compile_pattern("*".join(literals), "share").matches((" " + run).join(literals))


def test_malformed_file_is_refused() -> None:
    with pytest.raises(TypeError):
        read_phrases("xx", "[lines]\nshare = 3\n")
    with pytest.raises(TypeError):
        read_phrases("xx", "lines = 3\n")
