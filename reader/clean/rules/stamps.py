"""Short marks of who and where that are no byline of their own form: entries' stamps, places, names, glued bylines."""

import re
from collections.abc import Iterator

from reader.clean.draft import Cut, Draft, Line
from reader.clean.folding import has_case, level, loosely
from reader.clean.rules.bylines import first_prose, is_name
from reader.clean.rules.rule import whole
from reader.core.model import Role

_STAMP = re.compile(r"\d{1,2}[:.h]\d\d(?=[^\W\d_])")
_FEWEST_STAMPS = 3
_MOST_NAME_WORDS = 4
_TOP = 3
_LABELS = frozenset(("author", "authors", "authorshort", "byline", "autor", "auteur", "signature", "contributor"))
_LABEL_WORD = re.compile(r"[a-z]+")
_AUTHOR_WORDS = 6
_FEWEST_ABOVE, _BOTTOM, _MOST_BOX_WORDS = 4, 3, 90
_FAR = 2
"""How many words may stand before the author's name in the box: "Our correspondent …"."""


def find_stamps(draft: Draft) -> Iterator[Cut]:
    """Yield the lines above a live blog's entries that glue a time to a name: "21:00Ann Lee"; three or more."""
    found = [number for number, line in enumerate(draft.lines) if _is_stamp(line, draft)]
    if len(found) >= _FEWEST_STAMPS:
        for number in found:
            yield whole(number, draft.lines[number], "byline", "time and author of an entry")


def _is_stamp(line: Line, draft: Draft) -> bool:
    if line.kind is not None or len(line.text) > 60 or line.role not in (Role.LOOSE, Role.PARAGRAPH, Role.HEADING):
        return False
    match = _STAMP.match(line.text)
    rest = line.text[match.end() :] if match else ""
    return bool(rest) and has_case(rest) and len(rest.split()) <= _MOST_NAME_WORDS and is_name(rest, draft.book)


def find_top_marks(draft: Draft) -> Iterator[Cut]:
    """Yield a place with a full stop, a name where no person is declared, or a short line marked up as the author's.

    Right above a paragraph, near the top of the story; a place must be named in the story again.
    """
    above = sum(line.kind is not None for line in draft.lines[:_TOP])
    first = above + first_prose(draft.lines[above:])
    for number, line in enumerate(draft.lines[: first + _TOP]):
        if line.kind is not None or line.is_long or line.words > _AUTHOR_WORDS or number + 1 >= len(draft.lines):
            continue
        is_marked = number < first and not line.is_sentence and _is_marked_author(line, draft)
        if is_marked or (number + 1 == first and _is_lone_name(line, draft)):
            yield whole(number, line, "byline", "byline")
        elif _is_place(line, draft) and draft.lines[number + 1].words >= 12:
            yield whole(number, line, "dateline", "place of the report")


def _is_marked_author(line: Line, draft: Draft) -> bool:
    """Whether the classes of the line's own element name the author."""
    if line.element < 0:
        return False
    labels = draft.page.elements.labels[line.element]
    return not _LABELS.isdisjoint(_LABEL_WORD.findall(labels))


def _is_lone_name(line: Line, draft: Draft) -> bool:
    """Whether a paragraph is two or three capitalised words, on a page that declares no person as the author."""
    words = line.text.split()
    if line.role is not Role.PARAGRAPH or not 2 <= len(words) <= 3 or not has_case(line.text) or line.text.isupper():
        return False
    outlet = draft.page.metadata.outlet
    house = loosely(outlet.value) if outlet else ""
    is_open = all(loosely(author.value) == house for author in draft.page.metadata.authors)
    return draft.is_markup and is_open and bool(house) and is_name(line.text, draft.book)


def _is_place(line: Line, draft: Draft) -> bool:
    """Whether a loose line is capitalised words and a full stop, and the words stand in another line too."""
    name = line.text[:-1]
    if line.role is not Role.LOOSE or line.text[-1:] != "." or not has_case(name) or not is_name(name, draft.book):
        return False
    return len(name) > 3 and any(name in one.text for one in draft.lines if one is not line and not one.is_long)


def find_glued_bylines(draft: Draft) -> Iterator[Cut]:
    """Yield a declared author's byline at the end of one of the first lines: "… lived here. Von Ann Lee"."""
    authors = [author.value for author in draft.page.metadata.authors if len(author.value.split()) > 1]
    openings = sorted(draft.book.group("byline"), key=len, reverse=True)
    for number, line in enumerate(draft.lines[:_TOP]):
        if line.is_long:
            continue
        low = level(line.text).rstrip()
        for author in authors:
            if not low.endswith(level(author)):
                continue
            before = low[: -len(author)].rstrip(" :")
            for opening in openings:
                start = len(before) - len(opening)
                if start > 0 and before.endswith(opening) and line.text[:start].rstrip()[-1:] in ".!?…":
                    yield Cut(number, start, len(line.text), "byline", "byline")
                    break


def find_author_boxes(draft: Draft) -> Iterator[Cut]:
    """Yield the paragraph at the end that begins with a declared author and names the outlet or the author's trade."""
    outlet = draft.page.metadata.outlet
    house = loosely(outlet.value) if outlet else ""
    names = [loosely(author.value) for author in draft.page.metadata.authors if len(author.value.split()) > 1]
    for number in range(max(_FEWEST_ABOVE, len(draft.lines) - _BOTTOM), len(draft.lines)):
        line = draft.lines[number]
        if line.kind is not None or line.is_long or line.words > _MOST_BOX_WORDS or line.role is Role.QUOTE:
            continue
        said = f" {line.said} "
        is_author = any(0 <= _words_before(said, name) <= _FAR for name in names)
        has_trade = any(f" {loosely(role)} " in said for role in draft.book.group("author_role"))
        if is_author and (has_trade or (house and f" {house} " in said)):
            yield whole(number, line, "byline", "about the author")


def _words_before(said: str, name: str) -> int:
    """Return how many words stand before a name, -1 where it is missing."""
    at = said.find(f" {name} ")
    return said[:at].count(" ") if at >= 0 else -1
