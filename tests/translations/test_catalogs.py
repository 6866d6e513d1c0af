"""The catalogs are whole: every text in every language, with the same places to fill."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from reader.gui.language.catalog import CODES, FORMS, Catalog, load_catalog
from reader.resources import resource
from tests.translations.sentences import sentences, sentences_of
from tests.translations.texts import all_texts, texts_of

PAGES = Path(__file__).resolve().parents[1] / "pages"
ADVICE = "run `make translations`, then fill what is empty in resources/i18n"


def places(text: str) -> list[str]:
    """Return what is filled in and what marks a key, in no order."""
    return sorted(re.findall(r"\{\w*\}", text))


@pytest.mark.parametrize("code", CODES)
def test_every_text_has_a_translation_and_no_other_has(code: str) -> None:
    texts = load_catalog(code).texts
    missing = [text for text in all_texts() if not texts.get(text) or not all(texts[text])]
    assert missing == [], ADVICE
    assert sorted(set(texts) - set(all_texts())) == [], ADVICE


@pytest.mark.parametrize("code", CODES)
def test_translations_have_the_same_places_to_fill(code: str) -> None:
    for source, found in load_catalog(code).texts.items():
        for text in found if isinstance(found, tuple) else (found,):
            assert places(text) == places(source), (source, text)
            assert text.count(";;") == source.count(";;")
            assert text.count("&") == source.count("&")


@pytest.mark.parametrize("code", CODES)
def test_counted_texts_have_a_form_for_every_number(code: str) -> None:
    for source, found in load_catalog(code).texts.items():
        assert isinstance(found, tuple) == ("%n" in source), source
        if isinstance(found, tuple):
            assert len(found) == len(FORMS[code]) + 1
            assert "%n" in found[-1]


@pytest.mark.parametrize("code", CODES)
def test_menus_of_a_language_have_different_keys(code: str) -> None:
    texts = load_catalog(code).texts
    keys = [
        str(texts[menu]).partition("&")[2][:1].lower() for menu in ("&Library", "&Edit", "&View", "&Story", "&Help")
    ]
    assert len(set(keys)) == len(keys)


def test_forms_follow_the_rules_of_each_language() -> None:
    hebrew = Catalog("he", {"%n hits": ("one", "two", "many")})
    assert [hebrew.find("%n hits", number) for number in (0, 1, 2, 3)] == ["many", "one", "two", "many"]
    french = Catalog("fr", {"%n hits": ("one", "many")})
    assert [french.find("%n hits", number) for number in (0, 1, 2)] == ["one", "one", "many"]


def test_an_empty_translation_counts_as_none() -> None:
    assert Catalog("de", {"Keys": ""}).find("Keys") is None


def test_texts_are_found_in_every_way_of_asking_for_them() -> None:
    code = "self.tr('One')\n_tr('Two' if a else 'Three')\nQCoreApplication.translate('C', 'Four')\nx = '%n files'\n"
    assert set(texts_of(code)) == {"One", "Two", "Three", "Four", "%n files"}


@pytest.mark.parametrize("code", sorted(path.stem for path in resource("i18n", "sentences").glob("*.toml")))
def test_every_sentence_from_beneath_has_a_translation_that_is_filled_alike(code: str) -> None:
    texts = tomllib.loads(resource("i18n", "sentences", f"{code}.toml").read_text(encoding="utf-8"))
    assert [text for text in sentences() if not texts.get(text)] == [], ADVICE
    assert sorted(set(texts) - set(sentences())) == [], ADVICE
    assert [text for text, told in texts.items() if places(text) != places(told)] == []


def test_sentences_are_found_with_what_is_filled_in() -> None:
    code = "raise E(f'The file {name} has {len(x)} ends.')\nlog.info('The log is not told.')\nA = 'Too short.'\n"
    assert list(sentences_of(code)) == ["The file {1} has {2} ends."]
    assert "hidden on the page" in sentences()


def test_reasons_and_doubts_of_the_golden_pages_are_among_the_sentences() -> None:
    expected = [json.loads(path.read_text(encoding="utf-8")) for path in PAGES.glob("*/expected.json")]
    assert len(expected) >= 10
    said = {removal[1] for page in expected for removal in page["removals"]}
    said |= {doubt for page in expected for doubt in page["doubts"]}
    assert said - set(sentences()) == set()
