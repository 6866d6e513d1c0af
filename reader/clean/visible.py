"""What the visible text says about the story: headline, standfirst, byline, date. Fills in what is not declared."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reader.clean.draft import Draft, Line
from reader.clean.folding import ends_with_stop, loosely
from reader.clean.rules.bylines import (
    LONGEST_BYLINE,
    first_prose,
    is_date_line,
    names_in,
    names_in_byline,
    names_in_line,
)
from reader.clean.rules.credits import is_caption_or_credit
from reader.clean.rules.headers import find_headers, headers
from reader.clean.rules.phrasing import phrase_group
from reader.clean.standfirst import is_labelled, is_standfirst_piece
from reader.core.dates import parse_date
from reader.core.model import BlockKind, Fact, FileKind, Moment, Role, Source

_LONGEST_HEADLINE = 220
_MOST_HEADLINE_WORDS = 34
_TOP = 8
_MOST_DECIDED, _MOST_ABOVE = 2_000, 12


@dataclass(frozen=True, slots=True)
class Visible:
    """Facts read from the visible text; None or () where it does not say."""

    headline: Fact | None = None
    standfirst: Fact | None = None
    byline: Fact | None = None
    authors: tuple[Fact, ...] = ()
    published: Moment | None = None
    outlet: Fact | None = None
    section: Fact | None = None
    url: Fact | None = None
    language: Fact | None = None


def look(draft: Draft) -> tuple[Draft, Visible]:
    """Return the draft with headline and standfirst lines marked, and the facts found near the top of the text."""
    declared = {field: value for _, field, value in headers(draft)}
    draft = draft.without(find_headers(draft))
    title = declared.get("headline", "")
    if title:
        draft = replace(draft, headlines=draft.headlines | {loosely(title)})
    at = _headline_at(draft, is_known=bool(title))
    if at is not None:
        line = draft.lines[at]
        draft = replace(draft.marked(at, BlockKind.HEADLINE), headlines=draft.headlines | {line.said})
    under = _standfirst_at(draft, -1 if at is None else at)
    if under is not None and not _has_body(draft, under):
        under = None
    standfirst = _fact(draft.lines[under].text) if under is not None else None
    if under is not None:
        draft = draft.marked(under, BlockKind.STANDFIRST)
    elif draft.is_markup and at is not None:
        standfirst = _left_out_standfirst(draft, draft.lines[at])
    byline, authors = _byline(draft)
    author = declared.get("author", "")
    published = parse_date(declared["date"], draft.book.languages, Source.VISIBLE) if "date" in declared else None
    return draft, Visible(
        headline=_fact(title or (draft.lines[at].text if at is not None else "")),
        standfirst=standfirst,
        byline=_fact(author) or byline,
        authors=tuple(Fact(name, Source.VISIBLE) for name in names_in(author, draft.book)) or authors,
        published=published or _published(draft),
        outlet=_fact(declared.get("outlet", "")),
        section=_fact(declared.get("section", "")),
        url=_fact(declared.get("url", "")),
        language=Fact(draft.spoken, Source.DETECTED) if draft.spoken else None,
    )


def _fact(value: str) -> Fact | None:
    return Fact(value, Source.VISIBLE) if value else None


def _headline_at(draft: Draft, *, is_known: bool) -> int | None:
    """Return the number of the headline's line: a known wording, else the first heading or the first line."""
    top = draft.lines[: max(_TOP, first_prose(draft.lines))]
    for number, line in enumerate(top):
        if line.kind is BlockKind.HEADLINE:
            return number
    for number, line in enumerate(top):
        if line.words < _MOST_HEADLINE_WORDS and line.said in draft.headlines:
            return number
    if is_known:
        return None
    if draft.page.kind is not FileKind.TEXT:
        headings = [n for n, line in enumerate(top) if line.role is Role.HEADING and line.level == 1]
        return next(iter(headings), None)
    return (
        next((n for n, line in enumerate(top[:4]) if not _is_preface(line, draft)), None) if _has_title(draft) else None
    )


def _is_preface(line: Line, draft: Draft) -> bool:
    """Whether a line before the headline of a plain text is something else: a date, a section, a button, a credit."""
    return (
        is_date_line(line, draft.book)
        or bool(phrase_group(line, draft))
        or bool(names_in_byline(line, draft.book))
        or is_caption_or_credit(line, draft.book)
    )


def _has_title(draft: Draft) -> bool:
    """Whether the first line of a plain text that can be a headline looks like one: short, no full stop, text below."""
    first = next((n for n, line in enumerate(draft.lines[:4]) if not _is_preface(line, draft)), None)
    if first is None or first + 1 >= len(draft.lines):
        return False
    line = draft.lines[first]
    if line.is_long or len(line.text) > _LONGEST_HEADLINE or line.words > _MOST_HEADLINE_WORDS:
        return False
    return not ends_with_stop(line.text) and not line.text.endswith((":", ",", ";", "：", "，"))


def _standfirst_at(draft: Draft, headline: int) -> int | None:
    """Return the number of the standfirst's line below the headline, or None."""
    lines = draft.lines
    below = [n for n in range(headline + 1, min(headline + 5, len(lines))) if lines[n].said not in draft.headlines]
    if draft.is_markup:
        return next((n for n in below if _is_marked_standfirst(draft, n) and not _is_preface(lines[n], draft)), None)
    if headline < 0 or not below:
        return None
    number = below[0]
    line = lines[number]
    if not 6 <= line.words <= 70 or line.is_long or _is_preface(line, draft) or number + 1 >= len(lines):
        return None
    following = lines[number + 1]
    rest = lines[number + 2 :]
    stands_off = line.is_apart and following.is_apart and rest and not any(r.is_apart for r in rest)
    return number if stands_off or _is_preface(following, draft) else None


def _has_body(draft: Draft, standfirst: int) -> bool:
    """Whether prose other than the standfirst's own words follows it."""
    said = draft.lines[standfirst].said
    return any(one.words >= 12 and one.said != said for one in draft.lines[standfirst + 1 :])


def _is_marked_standfirst(draft: Draft, number: int) -> bool:
    line = draft.lines[number]
    if not 4 <= line.words <= 90:
        return False
    if is_labelled(draft.page.elements, line.element):
        return True
    declared = draft.page.metadata.standfirst
    if not declared or loosely(declared.value) != line.said:
        return False
    following = draft.lines[number + 1] if number + 1 < len(draft.lines) else None
    return line.role is Role.HEADING or following is None or _parent(draft, line) != _parent(draft, following)


def _parent(draft: Draft, line: Line) -> int:
    return draft.page.elements.parents[line.element] if line.element >= 0 else -1


def _byline(draft: Draft) -> tuple[Fact | None, tuple[Fact, ...]]:
    """Return the byline as written and its authors, from the first lines or the last ones."""
    top = first_prose(draft.lines) + 2
    lines = [line for line in (*draft.lines[:top], *draft.lines[-3:]) if line.kind is None]
    texts = [line.text for line in lines if line.role is not Role.LIST_ITEM]
    for text in (*_author_lines(draft), *texts):
        names = names_in_line(text, draft.book)
        if names:
            return Fact(text, Source.VISIBLE), tuple(Fact(name, Source.VISIBLE) for name in names)
    return None, ()


def _author_lines(draft: Draft) -> Iterator[str]:
    """Yield what the choice of content left out as the author's line, or just above the story."""
    start = draft.lines[0].parts[0].start if draft.lines else 0
    above = [one for one in draft.decided[:_MOST_DECIDED] if one.rule == "author" or one.span.end <= start]
    for one in above[-_MOST_ABOVE:]:
        if len(one.span) <= LONGEST_BYLINE:
            yield one.span.of(draft.page.text)


def _left_out_standfirst(draft: Draft, headline: Line) -> Fact | None:
    """Return the piece below the headline that is marked up as a standfirst but was left out of the story."""
    below = bisect_left(draft.page.pieces, headline.parts[0].end, key=lambda piece: piece.span.start)
    for piece in draft.page.pieces[below : below + _TOP]:
        if is_standfirst_piece(draft.page, piece):
            return Fact(piece.span.of(draft.page.text), Source.VISIBLE)
    return None


def _published(draft: Draft) -> Moment | None:
    """Return the date that a date line near the top states."""
    for line in draft.lines[: first_prose(draft.lines) + 2]:
        if line.kind is None and is_date_line(line, draft.book):
            return parse_date(line.text, draft.book.languages, Source.VISIBLE)
    return None
