"""Hard-wrapped plain text: detects the width it was wrapped at and joins its lines into paragraphs."""

from collections.abc import Callable
from itertools import pairwise
from statistics import median

from reader.clean.draft import Line, make_line
from reader.clean.folding import ends_sentence, is_dense

NARROWEST, WIDEST = 34, 140
_FEWEST_PAIRS = 4


def paragraphs(text: str, lines: list[Line], stands_alone: Callable[[Line], bool]) -> list[Line]:
    """Return the lines of plain ``text``, joined into paragraphs where they were wrapped at a width.

    ``stands_alone`` says of a line as it was saved that it begins something new: a label, a credit.
    """
    width = wrap_width(lines)
    if not width:
        return lines
    joined: list[list[Line]] = []
    for line in lines:
        if joined and not line.is_apart and _is_full(joined[-1][-1], line, width) and not stands_alone(line):
            joined[-1].append(line)
        else:
            joined.append([line])
    return [_join(text, group) for group in joined]


def wrap_width(lines: list[Line]) -> int:
    """Return the width in characters that neighbouring lines were wrapped at, or 0 if they were not.

    Wrapped means: no line is longer, most lines that have a follower could not have taken its first word, and they
    end in the middle of a sentence more often than not.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if not b.is_apart]
    if len(pairs) < _FEWEST_PAIRS:
        return 0
    width = max(len(line.text) for line in lines)
    if width > WIDEST and _outliers(lines) <= 1:
        width = sorted(len(line.text) for line in lines)[-2]
    if not NARROWEST <= width <= WIDEST or median(len(a.text) for a, _ in pairs) < 0.6 * width:
        return 0
    full = [(a, b) for a, b in pairs if _is_full(a, b, width)]
    broken = sum(not ends_sentence(a.text) for a, _ in full)
    return width if len(full) >= 0.6 * len(pairs) and broken >= 0.5 * len(full) else 0


def _outliers(lines: list[Line]) -> int:
    return sum(len(line.text) > WIDEST for line in lines)


def _is_full(line: Line, following: Line, width: int) -> bool:
    """Whether a line wrapped at ``width`` had no room for the first word of the one after it."""
    if is_dense(line.text):
        return len(line.text) >= width - 2
    first = following.text.split(maxsplit=1)[0] if following.text else ""
    return len(line.text) + 1 + len(first) > width and len(line.text) <= width


def _join(text: str, group: list[Line]) -> Line:
    """Return one line over a group, keeping what its first line knows of its place."""
    if len(group) == 1:
        return group[0]
    joint = "" if is_dense(group[0].text) else " "
    line = make_line(text, tuple(part for one in group for part in one.parts), joint, group[0].role)
    return line._replace(is_apart=group[0].is_apart, element=group[0].element)
