"""What the visible text says near the headline: the h1, a byline, a date line."""

import re
from functools import lru_cache

from reader.core.dates import find_date
from reader.core.model import Candidate, Field, Moment, Piece, Role, Source, Span
from reader.intake.html.tree import HtmlTree
from reader.intake.metadata.folding import folded
from reader.intake.metadata.headline import SEPARATOR
from reader.intake.metadata.names import has_case, is_person_like, split_names

_NEAR = 14
"""How many pieces behind the h1 are looked at."""
_BEFORE = 4
_LONGEST_LINE = 160
_LONGEST_LABELLED = 80
_MOST_HEADINGS = 6
_LEAST_TITLE_WORDS = 3
_BYLINE = re.compile(
    r"\A\W{0,3}(?:(?:written|reported|words|story|text|analysis|opinion)\s+)?(?:by|von|vom|par|por|door|autor(?:in|en)?|author|"
    r"auteur|autore|texte|text|автор|текст|di|av|af|przez|oleh|skrifar|作者|記者|记者|文)(?:\s{0,2}[:：/]\s{0,2}|\s+)\S",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"\A\W{0,3}(?:autorin/autor|autor(?:in)?|author|auteur|autore|автор|作者|記者|记者|责编|责任编辑)s?\s{0,2}(?:[:：]\s{0,2}|\s)\S",
    re.IGNORECASE,
)
_LABELLED_DATE = re.compile(
    r"\A\W{0,3}(?:published|posted|publié|publicado|pubblicato|veröffentlicht|erstellt|datum|date|data|fecha|опубликовано|дата|"
    r"发布时间|公開日|入力|등록)",
    re.IGNORECASE,
)
_BYLINE_CLASS = re.compile(
    r"(?<![a-z])(?:byline|author|autor|auteur|autore|reporter|writer)(?:s|-?names?|-?links?|-line)?(?![a-z])"
)
_PICTURE_CLASS = re.compile(r"caption|credit|figure|image|photo|picture|related|comment|share|newsletter")
_DATE_SHARE = 0.3
"""Least share of the date in a visible part of a line that counts as a date line."""
_CHANGE = re.compile(
    r"updat|modif|aktualisier|mis à jour|actualiz|atualiz|aggiorn|gewijzigd|обновл|修改|更新|last edited", re.IGNORECASE
)
_SEGMENT = re.compile(r"\s*[•·|]\s*|\s+[–—-]\s+")


def heading_candidates(tree: HtmlTree) -> list[Candidate]:
    """Return the level-1 headings of the page, in order; without any, the line that the page's title begins with."""
    texts = [piece.span.of(tree.text) for piece in tree.pieces if piece.role is Role.HEADING and piece.level == 1]
    if not texts:
        texts = _lines_in_title(tree)
    return [Candidate(Field.HEADLINE, text, Source.VISIBLE) for text in texts[:_MOST_HEADINGS] if len(text) < 500]


def _lines_in_title(tree: HtmlTree) -> list[str]:
    """Return the visible line that is all of the page's title before a separator: old pages have no headings."""
    title = tree.head.title[:500]
    parts = {folded(title[: mark.start()]) for mark in SEPARATOR.finditer(title)} | {folded(title)}
    wanted = {part for part in parts if len(part.split()) >= _LEAST_TITLE_WORDS}
    longest = max(map(len, wanted), default=0) * 2
    for piece in tree.pieces:
        if wanted and len(piece.span) <= longest and folded(piece.span.of(tree.text)) in wanted:
            return [piece.span.of(tree.text)]
    return []


def line_candidates(tree: HtmlTree, headline: str) -> list[Candidate]:
    """Return bylines and dates in the lines around the headline's place, then labelled ones anywhere on the page."""
    place = _place_of(tree, headline)
    found = _labelled_dates(tree)
    if place is not None:
        around = tree.pieces[place + 1 : place + 1 + _NEAR] + tree.pieces[max(0, place - _BEFORE) : place]
        for piece in around:
            if len(piece.span) <= _LONGEST_LINE and piece.role not in (Role.HEADING, Role.CAPTION):
                found.extend(_of_line(tree, piece))
    if not any(candidate.field is Field.AUTHOR for candidate in found):
        found.extend(_labelled_authors(tree))
    return found


def _place_of(tree: HtmlTree, headline: str) -> int | None:
    """Return the piece that is the headline: the h1 with its text, another piece with it, else the first h1."""
    wanted = folded(headline)
    first_heading: int | None = None
    same: int | None = None
    for i, piece in enumerate(tree.pieces):
        is_top = piece.role is Role.HEADING and piece.level == 1
        if abs(len(piece.span) - len(headline)) < 8 and folded(piece.span.of(tree.text)) == wanted:
            if is_top:
                return i
            same = i if same is None else same
        elif piece.role is Role.HEADING and same is None and _ends_with(piece.span.of(tree.text), wanted):
            same = i
        if is_top and first_heading is None:
            first_heading = i
    return same if same is not None else first_heading


def _ends_with(heading: str, wanted: str) -> bool:
    """Tell whether a heading is a kicker and the wanted headline."""
    return len(wanted) > 20 and folded(heading).endswith(wanted)


def _of_line(tree: HtmlTree, piece: Piece) -> list[Candidate]:
    line = piece.span.of(tree.text)
    labels = _labels(tree, piece)
    found: list[Candidate] = []
    has_digits = any(char.isdigit() for char in line)
    is_byline = _BYLINE_CLASS.search(labels) is not None
    if not _PICTURE_CLASS.search(labels):
        beside_date = has_digits and _date(line) is not None
        for segment in _SEGMENT.split(line):
            found.extend(_names_in(segment, is_byline, beside_date))
            found.extend(_date_in(segment, line))
    return found


@lru_cache(maxsize=256)
def _date(line: str) -> tuple[Span, Moment] | None:
    """Return the date in a line near the headline, which is asked for by the line's parts and as a whole."""
    return find_date(line)


def _date_in(segment: str, line: str) -> list[Candidate]:
    """Return the date in a part of a line, if the part is little more than that; a sentence may speak of any day."""
    if not any(char.isdigit() for char in segment):
        return []
    cut = _date(segment)
    if cut is None or len(cut[0]) < _DATE_SHARE * len(segment):
        return []
    field = Field.MODIFIED if _CHANGE.search(segment) else Field.PUBLISHED
    is_split = len(segment) < len(line)
    return [Candidate(field, line if is_split and _date(line) == cut else segment, Source.VISIBLE)]


def _names_in(segment: str, is_byline: bool, beside_date: bool) -> list[Candidate]:
    """Return the names in a part of a line that a word, a label or the date beside it marks as a byline."""
    if not (is_byline or beside_date or _BYLINE.match(segment)):
        return []
    cut = _date(segment) if any(char.isdigit() for char in segment) else None
    text = segment[: cut[0].start] if cut else segment
    led = _BYLINE.match(text) is not None
    names = split_names(text)
    persons = [name for name in names if is_person_like(name) and (led or has_case(name))]
    if led or is_byline:
        given = persons or (names[:1] if led else [])
        return [Candidate(Field.AUTHOR, name, Source.VISIBLE) for name in given]
    if beside_date and len(names) == 1 and len(persons) == 1 and 2 <= len(text.split()) <= 3:
        return [Candidate(Field.AUTHOR, persons[0], Source.VISIBLE)]
    return []


def _labelled_authors(tree: HtmlTree) -> list[Candidate]:
    """Return the authors in short lines anywhere that say so, such as "Author: …"."""
    found: list[Candidate] = []
    for line in _short_lines(tree):
        if _LABELLED.match(line):
            names = [name for name in split_names(line) if is_person_like(name)]
            found.extend(Candidate(Field.AUTHOR, name, Source.VISIBLE) for name in names)
    return found


def _labelled_dates(tree: HtmlTree) -> list[Candidate]:
    """Return the short lines anywhere that say that they are the publication's date, such as "Published: …"."""
    return [
        Candidate(Field.PUBLISHED, line, Source.VISIBLE)
        for line in _short_lines(tree)
        if _LABELLED_DATE.match(line) and any(char.isdigit() for char in line)
    ]


def _short_lines(tree: HtmlTree) -> list[str]:
    return [
        piece.span.of(tree.text)
        for piece in tree.pieces
        if 6 <= len(piece.span) <= _LONGEST_LABELLED and piece.role not in (Role.HEADING, Role.CAPTION)
    ]


def _labels(tree: HtmlTree, piece: Piece) -> str:
    """Return the labels of the piece's element and of the next two around it."""
    element = piece.element
    labels: list[str] = []
    for _ in range(3):
        if element < 0:
            break
        labels.append(tree.elements.labels[element])
        element = tree.elements.parents[element]
    return " ".join(labels)
