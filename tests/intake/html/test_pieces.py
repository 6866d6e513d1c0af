"""How visible text falls into pieces, and what each piece says about itself."""

import pytest

from reader.core.model import MarkKind, Role
from reader.intake.html import HtmlTree, read_html


def texts(tree: HtmlTree) -> list[str]:
    """Return the text of each piece."""
    return [piece.span.of(tree.text) for piece in tree.pieces]


def roles(source: str) -> list[tuple[str, Role, int]]:
    """Return text, role and level of each piece of a page."""
    tree = read_html(source)
    return [(piece.span.of(tree.text), piece.role, piece.level) for piece in tree.pieces]


def test_blocks_breaks_and_rules_split_and_inline_elements_join() -> None:
    tree = read_html("<div>one<p>two <b>bo</b>ld</p>three<br>four<hr>five<section>six</section></div>")
    assert texts(tree) == ["one", "two bold", "three", "four", "five", "six"]
    assert tree.text == "one\ntwo bold\nthree\nfour\nfive\nsix"


def test_white_space_is_folded_but_kept_in_preformatted_text() -> None:
    tree = read_html("<p>  a\n\t b&nbsp; c </p><pre>\n  x\n    y  \n</pre>")
    assert texts(tree) == ["a b c", "  x\n    y"]


def test_white_space_between_inline_elements_separates_words_once() -> None:
    assert texts(read_html("<p><i>a</i> <b>b</b><u> c</u> </p>")) == ["a b c"]


def test_what_is_not_visible_is_not_text() -> None:
    source = (
        "<head><title>T</title><style>s</style></head><body>seen<script>x()</script><template>t</template>"
        "<noscript>n</noscript><svg><text>v</text></svg><select><option>o</select><textarea>w</textarea>"
        "<iframe>f</iframe><!-- c --><dialog>d</dialog><span class='sr-only'>for readers</span>"
    )
    assert texts(read_html(source)) == ["seen"]


def test_zero_width_characters_alone_make_no_piece() -> None:
    assert texts(read_html("<p>\u200b</p><p>\u00ad\ufeff</p><p>a\u200bb</p>")) == ["a\u200bb"]


def test_control_characters_are_dropped() -> None:
    assert texts(read_html("<p>a\x00b\x08c</p>")) == ["abc"]


def test_white_space_beside_control_characters_is_folded_with_them() -> None:
    assert texts(read_html("<p>a \x08 b\x08 <i>c\u3000\u00a0d</i>\x08 e</p>")) == ["a b c d e"]


def test_ruby_keeps_its_parentheses() -> None:
    assert texts(read_html("<p><ruby>漢<rp>（</rp><rt>かん</rt><rp>）</rp></ruby>字</p>")) == ["漢（かん）字"]


def test_roles_and_levels_come_from_the_nearest_markup() -> None:
    source = (
        "<h2>H</h2><p>P</p><ul><li>A<ul><li><p>B</p></ul></ul><blockquote><p>Q</p></blockquote>"
        "<figure><figcaption><p>C</p></figcaption></figure><table><caption>T</caption><tr><th>X<td>Y<td><p>Z</table>D"
    )
    assert roles(source) == [
        ("H", Role.HEADING, 2),
        ("P", Role.PARAGRAPH, 0),
        ("A", Role.LIST_ITEM, 1),
        ("B", Role.LIST_ITEM, 2),
        ("Q", Role.QUOTE, 0),
        ("C", Role.CAPTION, 0),
        ("T", Role.CAPTION, 0),
        ("X", Role.TABLE_CELL, 0),
        ("Y", Role.TABLE_CELL, 0),
        ("Z", Role.PARAGRAPH, 0),
        ("D", Role.LOOSE, 0),
    ]


def test_a_story_inside_a_list_item_is_not_a_list() -> None:
    assert roles("<ul><li><article><p>Story.</p><ol><li>Point</ol></article></ul>") == [
        ("Story.", Role.PARAGRAPH, 0),
        ("Point", Role.LIST_ITEM, 1),
    ]


def test_cells_of_a_row_share_the_row_element() -> None:
    tree = read_html("<table><tr><td>a<td>b<tr><td>c</table>")
    rows = [tree.elements.parents[piece.element] for piece in tree.pieces]
    assert [tree.elements.tags[row] for row in rows] == ["tr", "tr", "tr"]
    assert rows[0] == rows[1] != rows[2]


def test_the_element_of_a_piece_is_the_innermost_that_holds_all_of_it() -> None:
    tree = read_html("<p><span class=a>x</span></p><p>y <span>z</span></p><p><b>u</b><i>v</i></p>")
    assert [tree.elements.tags[piece.element] for piece in tree.pieces] == ["span", "p", "p"]


def test_elements_stand_in_document_order_with_parents_first_and_only_where_text_is() -> None:
    tree = read_html("<div id=a><div></div><p>x<section>y</section></div><nav></nav><p>z")
    assert tree.elements.tags == ("html", "body", "div", "p", "section", "p")
    assert tree.elements.parents == (-1, 0, 1, 2, 2, 1)


def test_pictures_have_rows_between_those_of_the_text_around_them() -> None:
    tree = read_html("<p>x</p><div><picture><source><img src=i></picture></div><p>y")
    assert tree.elements.tags == ("html", "body", "p", "div", "picture", "img", "p")


def test_labels_are_lower_case_names_of_an_element() -> None:
    tree = read_html("<div CLASS='Story Body' id=Main role=main data-testid=Art onclick=x()><p itemprop=articleBody>x")
    assert tree.elements.labels[2:] == ("story body main main art", "articlebody")


@pytest.mark.parametrize(
    ("attributes", "is_hidden"),
    [
        ("hidden", True),
        ("aria-hidden=true", True),
        ("style='DISPLAY : none'", True),
        ("style='visibility:hidden'", True),
        ("style='color:red'", False),
        ("hidden=until-found", False),
        ("aria-hidden=false", False),
        ("hidden id='S:1f'", False),
    ],
)
def test_hidden_elements_are_read_and_flagged_with_all_below(attributes: str, is_hidden: bool) -> None:
    tree = read_html(f"<div {attributes}><p>x</p></div><p>y</p>")
    assert [tree.elements.hidden[piece.element] for piece in tree.pieces] == [is_hidden, False]


def test_link_characters_are_counted() -> None:
    tree = read_html("<p>ab <a href=/x>cde <b>f</b></a> g</p>")
    assert tree.pieces[0].link_chars == 5


def test_marks_have_exact_spans_and_links_their_targets() -> None:
    tree = read_html("<p>See <a href='/a?b=1&amp;c'> this <em>fine</em> </a>and <strong>that</strong>, H<sub>2</sub>O.")
    assert [(mark.kind, mark.span.of(tree.text), mark.href) for mark in tree.marks] == [
        (MarkKind.LINK, "this fine", "/a?b=1&c"),
        (MarkKind.EMPHASIS, "fine", ""),
        (MarkKind.STRONG, "that", ""),
        (MarkKind.SUBSCRIPT, "2", ""),
    ]


def test_a_link_around_blocks_is_a_mark_in_each_piece() -> None:
    tree = read_html("<a href=/s><h3>Title</h3><p>Teaser</p></a>")
    assert [(mark.span.of(tree.text), mark.href) for mark in tree.marks] == [("Title", "/s"), ("Teaser", "/s")]


def test_a_very_long_paragraph_is_split_at_spaces_without_loss() -> None:
    words = " ".join(["word"] * 10_000)
    tree = read_html(f"<p>{words}</p>")
    assert max(len(piece.span) for piece in tree.pieces) <= 20_000
    assert " ".join(texts(tree)) == words


def test_a_page_without_text_has_no_pieces() -> None:
    for source in ("", " ", "<html></html>", "<img src=x>"):
        tree = read_html(source)
        assert (tree.text, tree.pieces) == ("", ())
