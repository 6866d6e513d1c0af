"""Words that say little, by language."""

import tomllib
from pathlib import Path

import pytest

from reader.core.language import function_words as commonest
from reader.resources import resource
from reader.search.words import Cutter
from reader.study.function_words import FunctionWords, function_words, joined

FILES = sorted(resource("function_words").glob("*.toml"))


def folded(text: str) -> list[str]:
    return [token.text for token in Cutter().tokens(text)]


def test_the_languages_of_most_archives_have_files() -> None:
    assert {"en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "he", "ar", "zh", "ja", "tr"} <= {
        f.stem for f in FILES
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_lists_each_word_once_in_small_letters(path: Path) -> None:
    words = tomllib.loads(path.read_text("utf-8"))["words"].split()
    assert len(words) == len(set(words))
    assert all(word == word.lower() for word in words)


@pytest.mark.parametrize(
    ("language", "function", "content"),
    [
        ("en", "the because weren't", "bridge minister last"),
        ("de", "für weil würde", "brücke regierung"),
        ("fr", "l d qu était", "pont gouvernement"),
        ("ru", "что её между", "мост правительство"),
        ("he", "של את והוא שלא", "הגשר ממשלה"),
        ("ar", "من في الذي أن", "الجسر حكومة"),
        ("tr", "için değil olduğunu", "köprü hükümet"),
        ("zh", "因为 桥的 了一 但是", "大桥 政府 以色 和平"),
        ("ja", "から 橋の ます は新", "大橋 政府"),
        ("sv", "och", "bro"),
    ],
)
def test_function_words_are_told_from_others_as_the_index_folds_them(
    language: str, function: str, content: str
) -> None:
    listed = function_words(language).folded(folded)
    assert [word for word in function.split() for part in folded(word)[:1] if part not in listed] == []
    assert [word for word in content.split() if folded(word)[0] in listed] == []


def test_a_region_is_passed_over_and_no_name_leads_out_of_the_folder() -> None:
    assert function_words("pt-BR") == function_words("pt")
    assert function_words("../phrases/en") == FunctionWords()
    assert function_words("") == FunctionWords()
    assert function_words("sv").words == commonest("sv")


def test_several_languages_are_joined() -> None:
    both = joined([function_words("en"), function_words("zh")])
    assert "the" in both
    assert "桥的" in both
    assert "the" not in joined([])
