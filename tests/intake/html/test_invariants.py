"""What holds for every page: no visible character is lost, doubled or moved."""

from html.parser import HTMLParser
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.intake.html import read_html

_BLOCKS = ("div", "section", "article", "ul", "li", "blockquote", "h2")
_INLINES = ("span", "b", "em", "a", "code")
_SKIPPED = ("script", "style", "noscript")


class _PlainExtractor(HTMLParser):
    """An independent reading of the visible text: all character data outside of what is not shown."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self._skipping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skipping += tag in _SKIPPED

    def handle_endtag(self, tag: str) -> None:
        self._skipping -= tag in _SKIPPED

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self.seen.append(data)


_text = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=12).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
)


def _element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    inside = st.lists(children, max_size=4).map("".join)
    named = st.tuples(st.sampled_from(_BLOCKS + _INLINES), inside)
    skipped = st.tuples(st.sampled_from(_SKIPPED), st.just("not shown"))
    return st.one_of(named, skipped).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>") | st.just("<br>")


# A block inside an inline element is moved about by the HTML rules, so inline elements hold text only.
_page = st.recursive(_text, _element, max_leaves=25)


def _visible(text: str) -> str:
    return "".join(text.split())


@given(_page)
def test_every_visible_character_is_in_the_text_once_and_in_order(source: str) -> None:
    plain = _PlainExtractor()
    plain.feed(f"<body>{source}</body>")
    plain.close()
    assert _visible(read_html(f"<body>{source}</body>").text) == _visible("".join(plain.seen))


@given(st.text(max_size=300) | _page)
def test_pieces_cover_the_text_and_nothing_else(source: str) -> None:
    tree = read_html(source)
    assert "\n".join(piece.span.of(tree.text) for piece in tree.pieces) == tree.text
    assert all(piece.span.start < piece.span.end for piece in tree.pieces)
    assert all(first.span.end + 1 == second.span.start for first, second in pairwise(tree.pieces))


@given(st.text(max_size=300) | _page)
def test_elements_and_marks_are_consistent(source: str) -> None:
    tree = read_html(source)
    elements = tree.elements
    assert len(elements.parents) == len(elements.tags) == len(elements.labels) == len(elements.hidden)
    assert all(parent < row for row, parent in enumerate(elements.parents))
    assert all(0 <= piece.element < len(elements.tags) for piece in tree.pieces)
    assert all(0 <= piece.link_chars <= len(piece.span) for piece in tree.pieces)
    for mark in tree.marks:
        assert 0 <= mark.span.start < mark.span.end <= len(tree.text)
        assert any(p.span.start <= mark.span.start and mark.span.end <= p.span.end for p in tree.pieces)
