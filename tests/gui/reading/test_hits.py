"""Tests of hits in a story as it is shown."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from reader.core.model import Span
from reader.gui.reading import folding
from reader.gui.reading.hits import Hit, find_in, hits_of, texts_of, utf16_offset
from reader.gui.reading.html import Part, Shown
from reader.search import words

PARTS = (
    Part("", (Shown("bridge one"), Shown("bridge meta", searched=False))),
    Part("", (Shown("a bridge removed bridge", (Span(9, 23),)),)),
)


def test_unsearched_blocks_ask_for_nothing() -> None:
    assert texts_of(PARTS) == ("bridge one", "", "a bridge removed bridge")


def test_hits_are_numbered_over_all_pages_and_leave_out_removed_text() -> None:
    found = hits_of(PARTS, ((Span(0, 6),), (), (Span(2, 8), Span(17, 23))))
    assert found == (Hit(0, 0, Span(0, 6)), Hit(1, 0, Span(2, 8)))


def test_spans_outside_a_text_are_left_out() -> None:
    assert hits_of(PARTS, ((Span(8, 40), Span(3, 3)), (Span(0, 2),), ())) == ()


def test_finding_pays_no_heed_to_letter_case() -> None:
    parts = (Part("", (Shown("Straße STRASSE İstanbul strand"),)),)
    assert [hit.span for hit in find_in(parts, "STRAND")] == [Span(24, 30)]
    assert find_in(parts, "") == ()


def test_finding_folds_diacritics_quotes_and_invisible_characters_and_marks_the_text_as_it_stands() -> None:
    text = "Café “Zur Brücke”, Cafe\u0301 and co\u00adop, Œuvre, שָׁלוֹם"

    def found(words: str) -> list[str]:
        return [hit.span.of(text) for hit in find_in((Part("", (Shown(text),)),), words)]

    assert found("CAFE") == ["Café", "Cafe\u0301"]
    assert found('"zur brucke"') == ["“Zur Brücke”"]
    assert found("coop") == ["co\u00adop"]
    assert found("oeuvre") == ["Œuvre"]
    assert found("שלום") == ["שָׁלוֹם"]


@given(st.text(max_size=30))
def test_finding_folds_every_text_as_search_does(text: str) -> None:
    plain = text.translate(dict.fromkeys(map(ord, "‘’‚‛′´ʼ＇׳“”„‟«»″〝〞＂״‐‑‒–—―−"), "'"))
    if not any(unicodedata.combining(char) or char.isspace() for char in text):
        assert folding.fold(plain) == words.fold(plain) or any(char.casefold() == "й" for char in plain)


@given(st.text(alphabet="aé😀א𝔘", max_size=20), st.integers(0, 20))
def test_offsets_in_utf16_count_what_qt_counts(text: str, at: int) -> None:
    at = min(at, len(text))
    assert utf16_offset(text, at) == len(text[:at].encode("utf-16-le")) // 2
