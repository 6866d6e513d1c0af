"""Tests of the reading pane's HTML, without a window."""

import re

from hypothesis import given
from hypothesis import strategies as st

from reader.core.model import MarkKind, Span
from reader.gui.reading.html import (
    PARAGRAPH_CHARS,
    PART_BLOCKS,
    PART_CHARS,
    WORD_CHARS,
    direction,
    parts_of,
    safe_text,
    same_length_text,
    web_address,
)
from reader.gui.reading.paragraphs import Paragraph, Run, RunKind, Style

TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
SET = [style for style in Style if style is not Style.META]
GRAMMAR = {"h1", "h2", "p", "ul", "li", "a", "em", "strong", "code", "sup", "sub", "span", "br"}


def body(text: str) -> Paragraph:
    return Paragraph(Style.BODY, (Run(text),))


def test_markup_in_a_story_is_shown_as_text() -> None:
    html = parts_of([body('<img src="file:///etc/passwd"><script>x</script> & "quotes"')])[0].html
    assert {name for _, name, _ in TAG.findall(html)} == {"p"}
    assert "&lt;img src=&quot;file:///etc/passwd&quot;&gt;" in html


@given(st.lists(st.tuples(st.sampled_from(SET), st.text(max_size=60)), max_size=8))
def test_only_our_own_grammar_is_ever_written(made: list[tuple[Style, str]]) -> None:
    marks = tuple(MarkKind)
    paragraphs = [Paragraph(style, (Run(text, RunKind.KEPT, marks, text),), 1) for style, text in made]
    for part in parts_of(paragraphs):
        for _, name, attributes in TAG.findall(part.html):
            assert name in GRAMMAR
            assert set(re.findall(r"([\w-]+)=", re.sub(r'"[^"]*"', "", attributes))) <= {
                "class",
                "dir",
                "href",
                "style",
            }


def test_links_lead_to_the_web_or_nowhere() -> None:
    base = "https://news.example/2011/story.html"
    assert web_address("/people/x?a=1&b=2", base) == "https://news.example/people/x?a=1&b=2"
    assert web_address("http://other.example", base) == "http://other.example"
    for href in (
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "mailto:a@b.c",
        "//[bad",
        "\\\\host\\x",
    ):
        assert not web_address(href, ""), href
    assert not web_address("javascript:alert(1)", base)


def test_a_paragraph_at_the_limit_is_one_and_over_it_two() -> None:
    text = "a " * (PARAGRAPH_CHARS // 2)
    assert len(parts_of([body(text)])[0].shown) == 1
    shown = parts_of([body(text + "b")])[0].shown
    assert len(shown) == 2
    assert "".join(each.text for each in shown) == text + "b"


def test_a_story_at_the_limit_is_one_page_and_over_it_two() -> None:
    line = "x" * 99 + " "
    paragraphs = [body(line * 100) for _ in range(PART_CHARS // 10_000)]
    assert len(parts_of(paragraphs)) == 1
    assert len(parts_of([*paragraphs, body("more")])) == 2


def test_a_story_of_many_short_paragraphs_has_several_pages() -> None:
    assert len(parts_of([body("x")] * PART_BLOCKS)) == 1
    pages = parts_of([body("x")] * (PART_BLOCKS + 1))
    assert [len(page.shown) for page in pages] == [PART_BLOCKS, 1]


def test_a_word_at_the_limit_is_whole_and_over_it_can_be_broken() -> None:
    word = "x" * WORD_CHARS
    assert safe_text(word) == word
    assert safe_text(word + "x") == f"{word}\u200bx"


def test_controls_surrogates_and_overrides_of_direction_are_not_shown() -> None:
    assert safe_text("a\x00b\x1bc\ud800d\u202ee\u2066f") == "a b c\ufffddef"


@given(st.text(max_size=200))
def test_text_for_lists_keeps_every_place(text: str) -> None:
    shown = same_length_text(text)
    assert len(shown) == len(text)
    assert "\n" not in shown


def test_direction_follows_the_first_strong_letter() -> None:
    assert direction("2011: שלום world") == "rtl"
    assert direction("“Hello” שלום") == "ltr"
    assert direction("123") == "ltr"


def test_removed_text_and_reasons_are_told_apart_from_kept_text() -> None:
    runs = (Run("kept "), Run("gone", RunKind.REMOVED), Run(" share line", RunKind.CHIP))
    part = parts_of([Paragraph(Style.BODY, runs)])[0]
    assert part.shown[0].apart == (Span(5, 9), Span(9, 20))
    assert '<span class="removed">gone</span>' in part.html
    assert '<span class="chip"> share line</span>' in part.html


def test_a_story_without_text_is_one_empty_page() -> None:
    assert len(parts_of([])) == 1
    assert parts_of([body(" \n ")])[0].shown == ()
