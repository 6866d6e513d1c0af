"""What a page says about its pictures, and where they stand in its text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.pictures import Picture, references
from reader.intake.html import read_html


def only(source: str) -> Picture:
    """Return the one picture of a page."""
    (picture,) = read_html(source).pictures
    return picture


def test_a_picture_stands_where_its_element_is_in_the_text() -> None:
    tree = read_html("<p>one</p><figure><img src=a.jpg></figure><p>two <img src=b.jpg>three</p><img src=c.jpg>")
    assert tree.text == "one\ntwo three"
    assert [picture.offset for picture in tree.pictures] == [4, 7, 14]
    assert [tree.elements.tags[picture.element] for picture in tree.pictures] == ["img"] * 3
    figure = tree.elements.parents[tree.pictures[0].element]
    assert tree.elements.tags[figure] == "figure"


def test_alt_text_and_declared_size_are_read() -> None:
    picture = only('<img src="a.jpg" alt=" Lok  \n mit Wagen " width="640px" height=" 480.5 ">')
    assert (picture.alt, picture.width, picture.height) == ("Lok mit Wagen", 640, 480)
    picture = only('<img src="a.jpg" width="100%" height="auto">')
    assert (picture.alt, picture.width, picture.height) == ("", 0, 0)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<img src=a.jpg>", ("a.jpg",)),
        ("<img src=a.jpg srcset='b.jpg 300w, c.jpg 900w'>", ("c.jpg", "b.jpg", "a.jpg")),
        ("<img src=data:image/gif;base64,R0lGOD data-src=late.jpg>", ("late.jpg", "data:image/gif;base64,R0lGOD")),
        ("<img data-original=late.jpg>", ("late.jpg",)),
        ("<img data-srcset='late.jpg 2x'>", ("late.jpg",)),
        ("<picture><source srcset='w.webp 800w'><source data-srcset='l.webp 400w'><img src=a.jpg></picture>",
         ("w.webp", "l.webp", "a.jpg")),
        ("<amp-img src=a.jpg width=640 height=480></amp-img>", ("a.jpg",)),
        ("<img class=lazy> <noscript><img src=real.jpg></noscript>", ("real.jpg",)),
        ("<img src=data:image/svg+xml,x style='x:y;background-image:var(--sf-img-3)!important'>",
         ("var(--sf-img-3)", "data:image/svg+xml,x")),
    ],
)  # fmt: skip
def test_all_ways_to_the_bytes_are_kept(source: str, expected: tuple[str, ...]) -> None:
    assert references(only(source)) == expected


@pytest.mark.parametrize(
    "source",
    ["<img>", "<img src=''>", "<div hidden><img src=a.jpg></div>", "<noscript><img src=a.jpg></noscript>",
     "<svg><image href=a.jpg /></svg>", "<video poster=a.jpg></video>", "<template><img src=a.jpg></template>"],
)  # fmt: skip
def test_what_is_no_shown_picture_is_none(source: str) -> None:
    assert read_html(f"<p>text</p>{source}").pictures == ()


def test_text_in_an_unclosed_amp_picture_is_kept() -> None:
    tree = read_html("<p>one</p><amp-img src=a.jpg /><p>two</p>")
    assert tree.text == "one\ntwo"
    assert [picture.offset for picture in tree.pictures] == [4]


@given(
    st.lists(st.sampled_from(["<img src=a>", "<p>word</p>", "word ", "<div>", "</div>", "<pre>\n \n", "</pre>", "\n"]))
)
def test_pictures_are_in_the_order_of_the_text_and_inside_it(parts: list[str]) -> None:
    tree = read_html("".join(parts))
    offsets = [picture.offset for picture in tree.pictures]
    assert len(offsets) == parts.count("<img src=a>")
    assert all(0 <= offset <= len(tree.text) + 3 for offset in offsets)
    rows = [picture.element for picture in tree.pictures]
    assert all(first < second for first, second in pairwise(rows))
