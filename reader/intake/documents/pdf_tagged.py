"""The structure of a tagged PDF as the markup of a page: browsers and word processors write what is what into it.

Source of the names: ISO 32000-2, 14.8.4.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.intake.documents.pdf_inline import inline_markup
from reader.intake.documents.pdf_joining import Joiner
from reader.intake.documents.pdf_layout import Layout
from reader.intake.documents.pdf_pages import Element, PdfPage, TextRun

_TAGS = {
    "P": "p", "H": "h2", "Title": "h1", "L": "ul", "LI": "li", "TOC": "ul", "TOCI": "li", "BlockQuote": "blockquote",
    "Caption": "figcaption", "Art": "article", "Sect": "section", "Part": "section", "Aside": "aside", "Form": "button",
    "Table": "table", "TR": "tr", "TH": "th", "TD": "td", "Note": "p", "FENote": "p", "Index": "div", "Div": "div",
    "Code": "pre", "Nav": "nav", "Sub": "p", "Figure": "figure",
} | {f"H{level}": f"h{level}" for level in range(1, 7)}  # fmt: skip
_WHOLE = frozenset({"p", "button", "figcaption", "pre"} | {f"h{level}" for level in range(1, 7)})
"""What holds text alone: the elements inside, which say nothing of themselves, are parts of its lines."""
_CARRIED = frozenset({"div", "article", "section", "aside", "ul", "table", "nav", "blockquote"})
"""Elements that go on over the end of a page; others do where their text goes on."""
_MARKERS = frozenset("•◦▪‣·○■□–-*●►▸\uf0b7")


@dataclass(slots=True)
class Node:
    """An element of the markup: ``children`` are nodes and runs of text."""

    tag: str
    words: str = ""
    children: "list[Node | TextRun]" = field(default_factory=list)


def tagged_markup(pages: Sequence[PdfPage], framed: frozenset[int], layout: Layout, joiner: Joiner) -> str:
    """Return the markup of the pages by their structure; runs that it does not know stand at the end.

    ``framed`` has the ``id`` of the runs of heads and feet, which are left to the caller.
    """
    root = Node("div")
    left_over = Node("aside")
    for page in pages:
        marked: dict[int, list[TextRun]] = {}
        for run in page.runs:
            if id(run) not in framed:
                marked.setdefault(run.mark, []).append(run)
        _append(root, _tree(page, marked), layout)
        words = _words(page)
        for run in (run for runs in marked.values() for run in runs):
            if " ".join(run.text.split()) not in words:
                left_over.children.append(Node("p", "", [run]))
    root.children.append(left_over)
    return _written(root, layout, joiner)


def _tree(page: PdfPage, marked: dict[int, list[TextRun]]) -> Node:
    """Return the tree of a page; runs that find their place are taken out of ``marked``."""
    top = Node("div")
    todo: list[tuple[Element, Node]] = [(root, top) for root in reversed(page.roots)]
    while todo:
        element, above = todo.pop()
        node = above
        tag = _tag_of(element, above)
        if tag:
            node = Node(tag, element.words)
            above.children.append(node)
        if all(isinstance(child, int) for child in element.children):
            for mark in element.children:
                _place(element, marked.pop(mark, []) if isinstance(mark, int) else [], node)
            continue
        # Children are taken one by one, so that text and elements keep their order.
        parts = [child if isinstance(child, Element) else Element("", "", [child]) for child in element.children]
        todo.extend((part, node) for part in reversed(parts))
    return top


def _tag_of(element: Element, above: Node) -> str:
    """Return the tag of an element, or "" where its content belongs to what is around it."""
    if element.kind in ("NonStruct", "Document", "Span", "LBody", "Lbl", "Link", "Strong", "Em"):
        is_leaf = not any(isinstance(child, Element) for child in element.children)
        is_group = element.kind in ("NonStruct", "Document") and not is_leaf
        return "div" if is_group and above.tag not in _WHOLE else ""
    tag = _TAGS.get(element.kind, "")
    return "" if above.tag in _WHOLE and tag in ("p", "div") else tag


def _place(element: Element, runs: list[TextRun], node: Node) -> None:
    """Put runs into a node, without the signs of list items and the words that stand for a picture not shown."""
    for run in runs:
        text = " ".join(run.text.split())
        is_marker = element.kind == "Lbl" and (text in _MARKERS or text.rstrip(".)").isdecimal())
        is_words = element.kind == "Figure" and bool(element.words) and text in " ".join(element.words.split())
        if not is_marker and not is_words:
            node.children.append(run)


def _words(page: PdfPage) -> str:
    """Return the words that stand for the pictures of a page, which browsers print where pictures are missing."""
    found: list[str] = []
    todo = list(page.roots)
    while todo:
        element = todo.pop()
        found += [" ".join(element.words.split())] if element.words else []
        todo.extend(child for child in element.children if isinstance(child, Element))
    return "\n".join(found)


def _append(root: Node, page: Node, layout: Layout) -> None:
    """Add the tree of a page, elements at its beginning joined with those that the page before ended in."""
    last, first = _edge(root, -1), _edge(page, 0)
    goes_on = last is not None and first is not None and not layout.ends_at_page(last, first)
    here, new = root, page
    while True:
        before = here.children[-1] if here.children else None
        begun = new.children[0] if new.children else None
        if not (isinstance(before, Node) and isinstance(begun, Node) and before.tag == begun.tag):
            break
        if begun.tag not in _CARRIED and not goes_on:
            break
        here.children.extend(new.children[1:])
        here, new = before, begun
    here.children.extend(new.children)


def _edge(node: Node, index: int) -> TextRun | None:
    """Return the last or first run below a node."""
    here: Node | TextRun = node
    while isinstance(here, Node):
        inside = [one for one in here.children if isinstance(one, TextRun) or one.children]
        if not inside:
            return None
        here = inside[index]
    return here


def _written(root: Node, layout: Layout, joiner: Joiner) -> str:
    """Return a tree as markup, walked without recursion."""
    made: list[str] = []
    runs: list[TextRun] = []
    todo: list[Node | TextRun | str] = [root]
    while todo:
        one = todo.pop()
        if isinstance(one, TextRun):
            runs.append(one)
            continue
        if runs:
            made.append(inline_markup(runs, layout, joiner))
            runs = []
        if isinstance(one, str):
            made.append(one)
            continue
        made.append(f"<{one.tag}>")
        if one.words and one.tag == "figure":
            made.append(f'<img src="" alt="{html.escape(one.words)}">')
        todo.append(f"</{one.tag}>\n")
        todo.extend(reversed(one.children))
    return "".join(made)
