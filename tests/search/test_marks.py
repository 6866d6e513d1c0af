"""Marks land on the matching words of the original text, and on nothing else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.query import SearchRequest
from reader.search import SearchIndex
from reader.search.language.tree import Word
from reader.search.marking import Marker
from reader.search.stems import Stems
from reader.search.words import Cutter
from tests.search.stories import ask, built, found, marked, story


@pytest.fixture
def index(tmp_path: Path) -> SearchIndex:
    """Index one story."""
    return built(tmp_path / "index", [story(1, "Nothing much.")])


@pytest.mark.parametrize(
    ("language", "query", "text", "expected"),
    [
        ("en", "minister", "Ministers met the Minister’s aide.", ["Ministers", "Minister"]),
        ("en", "=minister", "Ministers met the Minister’s aide.", ["Minister"]),
        ("en", "café", "Two cafés, one CAFE, one cafe\u0301.", ["cafés", "CAFE", "cafe\u0301"]),
        ("en", "O'Neill", "Mr O’Neill and Ms O'Neill; Neill.", ["O’Neill", "O'Neill"]),
        ("en", "al-Qaeda", "Al Qaeda, al-Qaeda, al‐Qaeda", ["Al Qaeda", "al-Qaeda", "al‐Qaeda"]),
        ("en", "U.S.", "The U.S. told us.", ["U.S."]),
        ("en", "COVID-19", "covid-19 and covid", ["covid-19"]),
        ("en", "cooperate", "to co\u00adope\u00adrate", ["co\u00adope\u00adrate"]),
        ("en", "finance", "𝐅𝐢𝐧𝐚𝐧𝐜𝐞 ﬁnance", ["𝐅𝐢𝐧𝐚𝐧𝐜𝐞", "ﬁnance"]),
        ("en", '"prime minister"', "Prime Minister; a minister; prime.", ["Prime", "Minister"]),
        ("en", "minist*", "ministry, minister, mini", ["ministry", "minister"]),
        ("en", "wom?n", "woman, women, womans", ["woman", "women"]),
        ("en", "oil w/2 gas", "oil and gas; then, much later, oil far away from gas", ["oil", "gas"]),
        ("en", "oil not w/2 gas", "oil and gas; then, much later, Oil far away from gas", ["Oil"]),
        ("en", "oil -gas", "oil and gas", ["oil"]),
        ("en", "headline:oil outlet:gas", "oil and gas", ["oil"]),
        ("de", "Häuser", "Das Haus, die Häuser, Garten", ["Haus", "Häuser"]),
        ("de", "strasse", "Die Straße und die STRASSE", ["Straße", "STRASSE"]),
        ("he", "שלום", "שָׁלוֹם עולם, שלום", ["שָׁלוֹם", "שלום"]),
        ("he", "צה״ל", 'דובר צה"ל אמר', ['צה"ל']),
        ("ar", "كتاب", "هذا كِتَابٌ كـتـاب", ["كِتَابٌ", "كـتـاب"]),
        ("ar", "الكتاب", "قرأ الْكِتَابَ", ["الْكِتَابَ"]),
        ("zh", "中国", "在中国人民银行，中國", ["中国"]),
        ("zh", "人民银行", "在中国人民银行。人民", ["人民银行"]),
        ("zh", "银", "银行和白银", ["银", "银"]),
        ("ja", "東京", "東京都は東京の", ["東京", "東京"]),
        ("ja", "ガラス", "ｶﾞﾗｽの窓とガラス", ["ｶﾞﾗｽ", "ガラス"]),
        ("ko", "한국", "한국은행은 韓國", ["한국"]),
        ("ru", "еж", "Ёж и ежи", ["Ёж", "ежи"]),
        ("fr", "homme", "L’homme et les hommes", ["homme", "hommes"]),
        ("", "maps", "maps map", ["maps"]),
    ],
)
def test_marks_are_the_words_that_match(
    index: SearchIndex, language: str, query: str, text: str, expected: list[str]
) -> None:
    assert marked(index, query, text, language) == expected


@pytest.mark.parametrize(
    ("language", "query", "body"),
    [
        ("en", "running", "They run every day."),
        ("de", "haus", "Viele Häuser."),
        ("he", "שלום", "אמר שָׁלוֹם לכולם"),
        ("ar", "الكتاب", "قرأ الْكِتَابَ أمس"),
        ("zh", "人民银行", "中国人民银行宣布"),
        ("ja", "東京", "東京都は発表した"),
        ("ko", "은행", "한국은행은"),
    ],
)
def test_what_is_found_is_marked_in_the_row(tmp_path: Path, language: str, query: str, body: str) -> None:
    index = built(
        tmp_path / "index", [story(1, body, headline=body, language=language), story(2, "other", language="en")]
    )
    answer = ask(index, query)
    assert [int(row.article_id) for row in answer.rows] == [1]
    row = answer.rows[0]
    assert row.marks
    assert row.headline_marks
    assert answer.hits == len(row.marks) + len(row.headline_marks)
    assert row.marks[0].of(row.snippet) == row.headline_marks[0].of(row.headline)


def test_stems_of_two_languages_do_not_meet(tmp_path: Path) -> None:
    index = built(
        tmp_path / "index", [story(1, "they were dying", language="en"), story(2, "dying Wort", language="de")]
    )
    assert found(index, "dies") == {1}


def test_a_zone_is_marked_in_its_own_text_only(tmp_path: Path) -> None:
    index = built(tmp_path / "index", [story(1, "Oil in the body.", headline="Oil up")])
    row = index.search(SearchRequest("headline:oil")).rows[0]
    assert [span.of(row.headline) for span in row.headline_marks] == ["Oil"]
    assert row.marks == ()


def test_a_word_beyond_the_lead_is_not_marked_for_the_lead(tmp_path: Path) -> None:
    body = "oil " + "word " * 60 + "oil"
    index = built(tmp_path / "index", [story(1, body), story(2, "word " * 55 + "oil")])
    assert found(index, "lead:oil") == {1}
    assert index.search(SearchRequest("lead:oil")).hits == 1


@given(
    st.lists(st.sampled_from(["oil", "Öl", "oils", "gas", "石油", "o\u0301il", "\u00ad", "-", ". "]), max_size=20),
    st.sampled_from(["", " "]),
)
def test_every_mark_folds_to_the_word_asked_for(parts: list[str], joint: str) -> None:
    text = joint.join(parts)
    cutter = Cutter()
    marks = Marker(Word("oil", "oil"), cutter, Stems()).spans(text, "en")
    expected = [token for token in cutter.tokens(text) if token.text in ("oil", "oils")]
    assert [(m.start, m.end) for m in marks] == [(t.start, t.end) for t in expected]
