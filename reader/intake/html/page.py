"""HTML source to the visible text in pieces, with the elements around them and what the page declares."""

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from reader.core.model import ElementTable
from reader.intake.html.archives import take_off
from reader.intake.html.flatten import flattened
from reader.intake.html.head import WANTED, head_facts
from reader.intake.html.pictures import pictures_of
from reader.intake.html.shadow import opened
from reader.intake.html.tree import HtmlTree
from reader.intake.html.walk import TreeWalk


def read_html(text: str) -> HtmlTree:
    """Return the tree of a page; any text is a page, and one without visible text has no pieces.

    Time and memory are linear in the length of ``text``, however it nests. No errors are raised.
    """
    document = LexborHTMLParser(flattened(opened(text)), options=LexborDocumentOptions.WO_EVENTS)
    root = document.root
    if root is None:
        return HtmlTree("", (), ElementTable(), ())
    archived = take_off(document, text)
    walk = TreeWalk(WANTED)
    walk.walk(root)
    marks = tuple(sorted(walk.marks, key=lambda mark: (mark.span.start, -mark.span.end)))
    head = head_facts(text, document, walk, archived)
    return HtmlTree(walk.text, tuple(walk.pieces), walk.elements, marks, head, pictures_of(walk.pictures))
