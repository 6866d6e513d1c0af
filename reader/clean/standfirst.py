"""Standfirsts by their markup: the words that sites put into the class of the paragraph below the headline."""

from reader.clean.folding import count_words
from reader.core.model import ElementTable, Page, Piece

_LABELS = (
    "standfirst", "subtitle", "sub-title", "subheadline", "sub-headline", "subhead", "dek", "deck", "lede", "summary",
    "excerpt", "chapo", "bajada", "entradilla", "intro", "leadtext", "lead-text", "article-lead", "perex", "ingress",
    "description", "vorspann", "sommaire", "occhiello", "abstract", "kicker-text", "preamble",
)  # fmt: skip
_FEWEST, _MOST = 6, 80


def is_labelled(elements: ElementTable, element: int) -> bool:
    """Whether an element or its parent is labelled as a standfirst."""
    at = element
    for _ in range(2):
        if at < 0:
            return False
        if any(word in elements.labels[at] for word in _LABELS):
            return True
        at = elements.parents[at]
    return False


def is_standfirst_piece(page: Page, piece: Piece) -> bool:
    """Whether a piece between headline and story is a standfirst: labelled so, shown, a sentence long, not a link."""
    if piece.element < 0 or page.elements.hidden[piece.element] or 2 * piece.link_chars > len(piece.span):
        return False
    if not is_labelled(page.elements, piece.element):
        return False
    return _FEWEST <= count_words(piece.span.of(page.text)) <= _MOST
