"""What the visible text says near the headline: the h1, a byline, a date line."""

import re
from functools import lru_cache

from reader.core.model import Candidate, Field, Piece, Role, Source
from reader.intake.html.tree import HtmlTree
from reader.intake.metadata.byline import (
    date_in,
    has_date,
    is_byline_class,
    is_confirmed_name,
    is_lead,
    labelled_names,
    names_in,
    weak_names,
)
from reader.intake.metadata.folding import folded, word_set
from reader.intake.metadata.headline import SEPARATOR

_NEAR = 14
"""How many pieces behind the h1 are looked at."""
_BEFORE = 4
_LONGEST_LINE = 160
_LONGEST_LABELLED = 80
_LONGEST_LEAD = 16
_MOST_HEADINGS = 6
_LEAST_TITLE_WORDS = 3
_DATE_LABELS = word_set(
    "published posted publié publicado pubblicato veröffentlicht erstellt datum date data fecha опубликовано дата "
    "פורסם نشر نُشر تاريخ 发布时间 發布時間 公開日 入力 등록"
)
_LABELLED_DATE = re.compile(rf"\W{{0,3}}(?:{'|'.join(_DATE_LABELS)})", re.IGNORECASE)
_INITIALS = frozenset("".join(label[0].lower() + label[0].upper() for label in _DATE_LABELS))
"""A line that begins with another letter than these is no date with a label, which saves a closer look at most."""
_PICTURE_WORDS = (
    *("caption", "credit", "figure", "image", "photo", "picture"),
    *("related", "comment", "share", "newsletter"),
)
"""Words in the labels of lines that are about a picture or another story."""
_DATE_SHARE = 0.3
"""Least share of the date in a visible part of a line that counts as a date line."""
_CHANGE = re.compile(
    r"updat|modif|aktualisier|mis à jour|actualiz|atualiz|aggiorn|gewijzigd|обновл|修改|更新|last edited", re.IGNORECASE
)
_SEGMENT = re.compile(r"\s*[•·⋅∙|]\s*|\s+[–—-]\s+")
_MAY_SPLIT = re.compile(r"[•·⋅∙|–—-]")
_DIGIT = re.compile(r"\d")
_NO_LINES = (Role.HEADING, Role.CAPTION)
_ALONE = 4
"""How many pieces behind the headline a name may stand alone."""


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
    lines = _short_lines(tree)
    found = _labelled_dates(lines)
    weak: list[Candidate] = []
    if place is not None:
        around = tree.pieces[place + 1 : place + 1 + _NEAR] + tree.pieces[max(0, place - _BEFORE) : place]
        led = False
        for piece in around:
            if len(piece.span) <= _LONGEST_LINE and piece.role is not Role.CAPTION:
                sure, single = _of_line(tree, piece, led)
                found.extend(sure)
                weak.extend(single)
            led = len(piece.span) <= _LONGEST_LEAD and is_lead(piece.span.of(tree.text))
    if not _has_author(found):
        found.extend(labelled_names(lines))
    if not _has_author(found) and place is not None:
        found.extend(_alone(tree, place) or weak[:1])
    return found


def _has_author(found: list[Candidate]) -> bool:
    return any(candidate.field is Field.AUTHOR for candidate in found)


def _alone(tree: HtmlTree, place: int) -> list[Candidate]:
    """Return the name that is all of a line close behind the headline, if the page tells more of its bearer."""
    links = [link.href for link in tree.head.links if link.rel == "author"]
    for piece in tree.pieces[place + 1 : place + 1 + _ALONE]:
        line = piece.span.of(tree.text)
        if len(line) < _LONGEST_LABELLED and is_confirmed_name(line, " ".join(_labels(tree, piece)), tree.text, links):
            return [Candidate(Field.AUTHOR, line, Source.VISIBLE)]
    return []


def _place_of(tree: HtmlTree, headline: str) -> int | None:
    """Return the piece that is the headline: the h1 with its text, another piece with it, else the first h1."""
    wanted = folded(headline)
    least, most = len(headline) - 8, len(headline) + 8
    first_heading: int | None = None
    same: int | None = None
    for i, piece in enumerate(tree.pieces):
        span = piece.span
        is_heading = piece.role is Role.HEADING
        if least < span.end - span.start < most and folded(span.of(tree.text)) == wanted:
            if is_heading and piece.level == 1:
                return i
            same = i if same is None else same
        elif is_heading and same is None and _ends_with(span.of(tree.text), wanted):
            same = i
        if is_heading and first_heading is None and piece.level == 1:
            first_heading = i
    return same if same is not None else first_heading


def _ends_with(heading: str, wanted: str) -> bool:
    """Tell whether a heading is a kicker and the wanted headline."""
    return len(wanted) > 20 and folded(heading).endswith(wanted)


def _of_line(tree: HtmlTree, piece: Piece, is_led: bool) -> tuple[list[Candidate], list[Candidate]]:
    """Return the names and dates of a line, and names that count where there is no other."""
    labels = _labels(tree, piece)
    is_byline = is_led or any(map(is_byline_class, labels))
    is_heading = piece.role is Role.HEADING  # which names persons and days that the text is about
    sure: list[Candidate] = []
    weak: list[Candidate] = []
    if (is_heading and not is_byline) or any(map(_is_of_picture, labels)):
        return sure, weak
    line = piece.span.of(tree.text)
    has_digit = _DIGIT.search(line) is not None
    beside_date = has_digit and has_date(line)
    for segment in _SEGMENT.split(line) if _MAY_SPLIT.search(line) else [line]:
        sure.extend(_authors(names_in(segment, is_byline, beside_date)))
        if has_digit and not is_heading:
            sure.extend(_date_in(segment, line))
        if is_byline:
            weak.extend(_authors(weak_names(segment)))
    return sure, weak


@lru_cache(maxsize=512)
def _is_of_picture(labels: str) -> bool:
    """Tell whether an element is a picture's or another story's by its labels."""
    return any(word in labels for word in _PICTURE_WORDS)


def _authors(names: list[str]) -> list[Candidate]:
    return [Candidate(Field.AUTHOR, name, Source.VISIBLE) for name in names]


def _date_in(segment: str, line: str) -> list[Candidate]:
    """Return the date in a part of a line, if the part is little more than that; a sentence may speak of any day."""
    cut = date_in(segment) if _DIGIT.search(segment) else None
    if cut is None or len(cut[0]) < _DATE_SHARE * len(segment):
        return []
    field = Field.MODIFIED if _CHANGE.search(segment) else Field.PUBLISHED
    is_split = len(segment) < len(line)
    return [Candidate(field, line if is_split and date_in(line) == cut else segment, Source.VISIBLE)]


def _labelled_dates(lines: list[str]) -> list[Candidate]:
    """Return the short lines anywhere that say that they are the publication's date, such as "Published: …"."""
    return [
        Candidate(Field.PUBLISHED, line, Source.VISIBLE)
        for line in lines
        if (line[0] in _INITIALS or not line[0].isalnum()) and _LABELLED_DATE.match(line) and _DIGIT.search(line)
    ]


def _short_lines(tree: HtmlTree) -> list[str]:
    text = tree.text
    return [
        text[span.start : span.end]
        for piece in tree.pieces
        if 6 <= (span := piece.span).end - span.start <= _LONGEST_LABELLED and piece.role not in _NO_LINES
    ]


def _labels(tree: HtmlTree, piece: Piece) -> list[str]:
    """Return the labels of the piece's element and of the next two around it."""
    element = piece.element
    labels: list[str] = []
    for _ in range(3):
        if element < 0:
            break
        labels.append(tree.elements.labels[element])
        element = tree.elements.parents[element]
    return labels
