"""Seams: places in a line where one text was glued to another without a space, or where a headline may end."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from reader.clean.folding import CLOSERS, OPENERS, closed_quotes

_LONGEST_NAME = 30
_MOST_MARKS = 6
_CAMEL_STARTS = ("mc", "mac", "o'", "o’", "de", "di", "da", "la", "le", "van", "von", "fitz", "i", "e")


class SeamKind(Enum):
    """How a seam shows itself; the strongest evidence first."""

    CASE = "a small letter meets a capital"
    MARK = "a question or exclamation mark, or a closing quote, meets a capital"
    STOP = "a full stop meets a capital"
    ACRONYM = "the last of several capitals begins a word"
    DIGIT = "a number begins behind a mark, or behind a small letter"
    SPACED_MARK = "a question or exclamation mark, a space, a capital"
    SPACED_STOP = "a full stop, a space, a capital"


@dataclass(frozen=True, slots=True)
class Seam:
    """A place between two characters: the text after it begins at ``at``."""

    at: int
    kind: SeamKind


def find_seams(text: str, joined_names: frozenset[str]) -> Iterator[Seam]:
    """Yield the seams of ``text`` in order. ``joined_names`` are words such as "youtube" that hold a capital inside."""
    text = closed_quotes(text)
    is_quoted = text[:1] == '"'
    for at in range(1, len(text)):
        kind = _kind(text, at, is_quoted=is_quoted)
        if text[at] == '"':
            is_quoted = not is_quoted
        if kind is SeamKind.CASE and _is_inner_capital(text, at, joined_names):
            continue
        if kind is not None:
            yield Seam(at, kind)


def _kind(text: str, at: int, *, is_quoted: bool) -> SeamKind | None:
    """Return the kind of the seam at ``at``; ``is_quoted`` says that a straight quote is open before it."""
    here, before = text[at], text[at - 1]
    if is_quoted and '"' in (here, before):
        return None
    if before.isspace():
        return _spaced(text, at)
    if here.isdigit():
        return _number(text, at)
    if not _begins(text, at):
        return None
    if before.isupper():
        is_word = text[at + 1 : at + 3].islower() and len(text[at + 1 : at + 3]) == 2
        return SeamKind.ACRONYM if is_word and text[at - 2 : at - 1].isupper() else None
    if before.islower() or (before.isdigit() and text[at + 1 : at + 2].islower()):
        return SeamKind.CASE if here.isupper() or (here in OPENERS and here != "'") else None
    return _behind_mark(text, at)


def _behind_mark(text: str, at: int) -> SeamKind | None:
    """Return the kind of a seam right behind a sentence's end or a closing quote."""
    here, before = text[at], text[at - 1]
    end = before
    back = at - 1
    while end in CLOSERS and back > max(0, at - _MOST_MARKS):
        back -= 1
        end = text[back]
    if end in "?!？！؟":
        return SeamKind.MARK
    if end in ".…。۔।":
        return SeamKind.STOP if not _is_initials(text, back) else None
    if before in "'’" and not ("‘" in text[:at] or " '" in text[:at]):
        return None
    closed = before in CLOSERS and (end.isalnum() or (before == "»" and end.isspace()))
    return SeamKind.MARK if closed and (here.isupper() or here in OPENERS) else None


def _number(text: str, at: int) -> SeamKind | None:
    """Return the kind of a seam at a number of two digits and more that a space follows: "…in it?31 per cent of"."""
    end = at
    while end < min(len(text), at + _MOST_MARKS) and (text[end].isdigit() or text[end] in ".,%"):
        end += 1
    is_word = end - at > 1 and text[end : end + 1].isspace()
    return SeamKind.DIGIT if is_word and (text[at - 1] in "?!" or text[at - 1].islower()) else None


def _spaced(text: str, at: int) -> SeamKind | None:
    """Return the kind of a seam at a word that follows a space and the end of a sentence."""
    if not _begins(text, at):
        return None
    back = at - 1
    while back > max(0, at - _MOST_MARKS) and (text[back].isspace() or text[back] in CLOSERS):
        back -= 1
    if text[back] in "?!？！؟":
        return SeamKind.SPACED_MARK
    if text[back] in ".。۔।" and not _is_initials(text, back):
        return SeamKind.SPACED_STOP
    return None


def _begins(text: str, at: int) -> bool:
    """Whether a sentence or a headline can begin at ``at``: a capital or a letter without case, quotes aside."""
    last = min(len(text), at + _MOST_MARKS)
    while at < last and (text[at] in OPENERS or (text[at].isspace() and text[at - 1] == "«")):
        at += 1
    if at >= len(text):
        return False
    here = text[at]
    return here.isupper() or (here.isalpha() and here.lower() == here.upper())


def _is_initials(text: str, stop: int) -> bool:
    """Whether the full stop at ``stop`` ends no sentence: "U.S.", "J.", "St.", "Mr.", German "1. April"."""
    start = stop
    while start > max(0, stop - _LONGEST_NAME) and text[start - 1].isalpha():
        start -= 1
    word = text[start:stop]
    is_day = text[stop - 1 : stop].isdigit() and not text[max(0, stop - 3) : stop].isdigit()
    if is_day or (len(word) == 1 and word.isupper()):
        return True
    return word in _ABBREVIATED


_ABBREVIATED = frozenset(
    ("Mr", "Mrs", "Ms", "Dr", "St", "Jr", "Sr", "Gen", "Lt", "Col", "Sen", "Rep", "Gov", "Prof", "No")
)


def _is_inner_capital(text: str, at: int, joined_names: frozenset[str]) -> bool:
    """Whether the capital at ``at`` is inside a name such as McCain, YouTube or iPhone."""
    start, end = at, at
    while start > max(0, at - _LONGEST_NAME) and text[start - 1].isalpha():
        start -= 1
    while end < min(len(text), at + _LONGEST_NAME) and text[end].isalpha():
        end += 1
    word = text[start:end].casefold()
    if word in joined_names:
        return True
    prefix = text[start:at]
    if prefix.casefold() in _CAMEL_STARTS and (prefix[0].isupper() or len(prefix) == 1):
        return end - at > 1
    return prefix[:1].isupper() and any(word == name or word.startswith(name) for name in joined_names if len(name) > 4)
