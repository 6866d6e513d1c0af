"""A short cut-out of a story around its best hits."""

import re
from dataclasses import dataclass

from reader.core.model import Span

LENGTH = 250
"""Characters a snippet aims at."""
_SLACK = 24
_ELLIPSIS = "…"
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Snippet:
    """Text of one line, with the spans in it to mark."""

    text: str
    marks: tuple[Span, ...]


def snippet(text: str, marks: tuple[Span, ...], length: int = LENGTH) -> Snippet:
    """Return the part of ``text`` of about ``length`` characters that holds the most marks, the earliest of equals.

    White space is folded to single blanks; an ellipsis stands where the text goes on.
    """
    if len(text) <= length + _SLACK:
        start, end = 0, len(text)
    else:
        start, end = _window(text, marks, length)
    shown = tuple(Span(mark.start, min(mark.end, end)) for mark in marks if start <= mark.start < end)
    return _folded(text, start, end, shown)


def _window(text: str, marks: tuple[Span, ...], length: int) -> tuple[int, int]:
    first, last = _densest(marks, length)
    covered = min(last - first, length)
    start = max(0, first - max(0, length - covered) // 3)
    if len(text) - start < length:
        start = max(0, len(text) - length)
    end = min(len(text), start + max(length, covered))
    return _word_start(text, start, first), _word_end(text, end)


def _densest(marks: tuple[Span, ...], length: int) -> tuple[int, int]:
    """Return start and end of the run of marks with the most different words that fits into ``length``."""
    best, best_count = (0, 0), 0
    head = 0
    for tail, mark in enumerate(marks):
        while mark.end - marks[head].start > length and head < tail:
            head += 1
        if tail - head + 1 > best_count:
            best, best_count = (marks[head].start, mark.end), tail - head + 1
    return best


def _word_start(text: str, start: int, latest: int) -> int:
    """Return a start at or after ``start`` that does not cut a word, if one is near and before ``latest``."""
    if start == 0:
        return 0
    for at in range(start, min(start + _SLACK, latest + 1)):
        if text[at - 1].isspace():
            return at
    return start


def _word_end(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    for at in range(end, max(end - _SLACK, 0), -1):
        if text[at].isspace():
            return at
    return end


def _folded(text: str, start: int, end: int, marks: tuple[Span, ...]) -> Snippet:
    """Return the range with white space folded, and the marks moved along; no mark begins or ends with white space."""
    out = _ELLIPSIS if start > 0 else ""
    spans: list[Span] = []
    at = start
    for mark in marks:
        between = _BLANKS.sub(" ", text[at : mark.start])
        out += between if spans else between.lstrip()
        word = _BLANKS.sub(" ", text[mark.start : mark.end])
        spans.append(Span(len(out), len(out) + len(word)))
        out += word
        at = mark.end
    rest = _BLANKS.sub(" ", text[at:end]).rstrip()
    out += rest if spans else rest.lstrip()
    return Snippet(out + (_ELLIPSIS if end < len(text) else ""), tuple(spans))
