"""Tests of hits in a story as it is shown."""

from hypothesis import given
from hypothesis import strategies as st

from reader.core.model import Span
from reader.gui.reading.hits import Hit, find_in, hits_of, texts_of, utf16_offset
from reader.gui.reading.html import Part, Shown

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


@given(st.text(alphabet="aé😀א𝔘", max_size=20), st.integers(0, 20))
def test_offsets_in_utf16_count_what_qt_counts(text: str, at: int) -> None:
    at = min(at, len(text))
    assert utf16_offset(text, at) == len(text[:at].encode("utf-16-le")) // 2
