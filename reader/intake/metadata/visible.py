"""What the visible text says near the headline: the h1, a byline, a date line."""

import re

from reader.core.dates import find_date
from reader.core.model import Candidate, Field, Piece, Role, Source
from reader.intake.html.tree import HtmlTree
from reader.intake.metadata.names import split_names

_NEAR = 14
"""How many pieces before and behind the h1 are looked at."""
_LONGEST_LINE = 160
_MOST_HEADINGS = 6
_BYLINE = re.compile(
    r"\A\W{0,3}(?:(?:written|reported|words|story|text|analysis|opinion)\s+)?(?:by|von|par|por|door|autor(?:in)?|author|auteur|autore|"
    r"texte|text|автор|di|av|af|przez|oleh)\s{0,2}[:：]?\s+\S",
    re.IGNORECASE,
)
_BYLINE_CLASS = re.compile(
    r"(?<![a-z])(?:byline|author|autor|auteur|autore|reporter|writer)(?:s|-?names?|-links?)?(?![a-z])"
)
_CHANGE = re.compile(
    r"updat|modif|aktualisier|mis à jour|actualiz|atualiz|aggiorn|gewijzigd|обновл|修改|更新|last edited", re.IGNORECASE
)
_MOST_CAPITALS = 6


def heading_candidates(tree: HtmlTree) -> list[Candidate]:
    """Return the level-1 headings of the page, in order."""
    texts = [piece.span.of(tree.text) for piece in tree.pieces if piece.role is Role.HEADING and piece.level == 1]
    return [Candidate(Field.HEADLINE, text, Source.VISIBLE) for text in texts[:_MOST_HEADINGS] if len(text) < 500]


def line_candidates(tree: HtmlTree, headline: str) -> list[Candidate]:
    """Return bylines and dates in the lines around the headline's first place in the text."""
    place = _place_of(tree, headline)
    if place is None:
        return []
    found: list[Candidate] = []
    around = tree.pieces[place + 1 : place + 1 + _NEAR] + tree.pieces[max(0, place - 4) : place]
    for piece in around:
        if len(piece.span) > _LONGEST_LINE or piece.role is Role.HEADING:
            continue
        line = piece.span.of(tree.text)
        found.extend(_of_line(tree, piece, line))
    return found


def _place_of(tree: HtmlTree, headline: str) -> int | None:
    wanted = headline.strip()
    first: int | None = None
    for i, piece in enumerate(tree.pieces):
        if piece.role is Role.HEADING and piece.level == 1:
            if piece.span.of(tree.text).strip() == wanted:
                return i
            first = i if first is None else first
    return first


def _of_line(tree: HtmlTree, piece: Piece, line: str) -> list[Candidate]:
    found: list[Candidate] = []
    if _BYLINE.match(line) or _in_byline(tree, piece):
        cut = find_date(line)
        names = line[: cut[0].start] if cut else line
        if 0 < sum(word[:1].isupper() for word in names.split()) <= _MOST_CAPITALS or _BYLINE.match(line):
            found.extend(Candidate(Field.AUTHOR, name, Source.VISIBLE) for name in split_names(names))
    if any(char.isdigit() for char in line):
        field = Field.MODIFIED if _CHANGE.search(line) else Field.PUBLISHED
        found.append(Candidate(field, line, Source.VISIBLE))
    return found


def _in_byline(tree: HtmlTree, piece: Piece) -> bool:
    """Tell whether the piece's element or one of the next two around it is labelled as a byline."""
    element = piece.element
    for _ in range(3):
        if element < 0:
            return False
        if _BYLINE_CLASS.search(tree.elements.labels[element]):
            return True
        element = tree.elements.parents[element]
    return False
