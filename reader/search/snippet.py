"""A short cut-out of a story around its best hits."""

from collections.abc import Sequence

LENGTH = 250
"""Characters a snippet aims at."""
SLACK = 24
"""Characters that a snippet may be longer or shorter, so as not to cut a word."""
ELLIPSIS = "…"
Place = tuple[int, int]


def window(text: str, first: int, last: int, length: int = LENGTH) -> Place:
    """Return the half-open range of about ``length`` characters around a run of marks from ``first`` to ``last``."""
    if len(text) <= length + SLACK:
        return 0, len(text)
    covered = min(last - first, length)
    start = max(0, first - (length - covered) // 3)
    if len(text) - start < length:
        start = max(0, len(text) - length)
    end = min(len(text), start + max(length, covered))
    return _word_start(text, start, first), _word_end(text, end)


def densest(marks: Sequence[Place], length: int = LENGTH) -> Place:
    """Return start and end of the longest run of marks that fits into ``length``, the earliest of equals."""
    best, most = (0, 0), 0
    head = 0
    for tail, mark in enumerate(marks):
        while mark[1] - marks[head][0] > length and head < tail:
            head += 1
        if tail - head + 1 > most:
            best, most = (marks[head][0], mark[1]), tail - head + 1
    return best


def _word_start(text: str, start: int, latest: int) -> int:
    """Return a start at or after ``start`` that does not cut a word, if one is near and before ``latest``."""
    if start == 0:
        return 0
    blank = text.find(" ", start - 1, min(start + SLACK - 1, latest))
    return start if blank < 0 else blank + 1


def _word_end(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    blank = text.rfind(" ", max(end - SLACK, 0) + 1, end + 1)
    return end if blank < 0 else blank
