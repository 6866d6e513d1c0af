"""How texts are cut and folded."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.words import Cutter, fold
from tests.effort import effort

CUTTER = Cutter()


def words(text: str) -> list[str]:
    """Return the folded words of a text."""
    return [token.text for token in CUTTER.tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don’t panic", ["dont", "panic"]),
        ("don't", ["dont"]),
        ("O'Neill O’Neill", ["o", "neill", "o", "neill"]),
        ("l’homme d'Orsay qu'il", ["l", "homme", "d", "orsay", "qu", "il"]),
        ("Obama's Obama’s James'", ["obama", "obama", "james"]),
        ("al-Qaeda, COVID-19", ["al", "qaeda", "covid", "19"]),
        ("the U.S. and U.S.-led", ["the", "u.s", "and", "u.s", "led"]),
        ("end. Start", ["end", "start"]),
        ("1,000 or 3.5%, 1,234,567.8", ["1000", "or", "3.5", "1234567.8"]),
        ("co\u00adop\u00aderate", ["cooperate"]),
        ("Müller, Łódź, CAFÉ, Ｆｕｌｌ, ﬁne, straße", ["muller", "lodz", "cafe", "full", "fine", "strasse"]),
        ("e\u0301te\u0301", ["ete"]),
        ("İstanbul ΣΊΣΥΦΟΣ", ["istanbul", "σισυφοσ"]),
        ("Йод ёлка", ["йод", "елка"]),
        ('שָׁלוֹם צה"ל צה״ל בית־ספר', ["שלום", "צהל", "צהל", "בית", "ספר"]),
        ("الْكِتَابُ كـتـاب", ["الكتاب", "كتاب"]),
        ("हिन्दी", ["हिन्दी"]),
        ("中国人", ["中国", "国人", "人"]),
        ("ｶﾞﾗｽ ガラス", ["ガラ", "ラス", "ス", "ガラ", "ラス", "ス"]),
        ("A股市场", ["a", "股市", "市场", "场"]),
        ("한국어 신문", ["한국", "국어", "어", "신문", "문"]),
        ("_under_score_", ["under", "score"]),
        ("", []),
        ("— … !", []),
    ],
)
def test_texts_are_cut_as_readers_expect(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_decomposed_and_composed_text_give_the_same_words() -> None:
    text = "Müller ガラス 한국어 été Ёлка שׁלום"
    assert words(unicodedata.normalize("NFD", text)) == words(unicodedata.normalize("NFC", text))


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_spans_hold_the_word_they_stand_for(text: str) -> None:
    previous = 0
    for token in CUTTER.tokens(text):
        assert previous <= token.start < token.end <= len(text)
        assert token.text
        previous = token.start
        again = CUTTER.tokens(text[token.start : token.end])
        assert again[0].text == token.text


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="ab'’\"-.,1中国אב \u0301\u00ad", max_size=30))
def test_hostile_mixtures_are_cut_without_an_error(text: str) -> None:
    assert all(token.text for token in CUTTER.tokens(text))


@pytest.mark.parametrize("piece", ["ab'", "1,", "a.", "x\u0301", "\u00ad", "中", "a'b.1,", "ab", "'", 'צ"'])
def test_endless_words_are_cut_in_linear_time(piece: str) -> None:
    assert effort(lambda: CUTTER.tokens(piece * 100_000 + "x"), at_most=600) <= 600
