"""Sets two texts side by side, paragraph by paragraph, with what differs between them. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from reader.core.model import Article, Removal, Span
from reader.gui.language.sentences import told

MOST_ROWS = 2_000
MOST_WORDS = 400
LEAST_LIKE = 0.4
"""Paragraphs that share less than this are not taken for two wordings of one."""

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text on one side, and whether the other side lacks it; ``note`` says why, for people."""

    text: str
    is_only_here: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """What stands beside each other; an empty side has nothing of it."""

    left: tuple[Piece, ...] = ()
    right: tuple[Piece, ...] = ()


def original_and_clean(article: Article) -> tuple[Row, ...]:
    """Return the page's text beside the story, a row per line of the page."""
    parts = sorted(
        (
            *((span, None) for block in article.blocks for span in block.spans),
            *((caption.span, None) for caption in article.captions),
            *((removal.span, removal) for removal in article.removals),
        ),
        key=lambda part: part[0],
    )
    rows: list[Row] = []
    left: list[Piece] = []
    right: list[Piece] = []
    at = 0
    for span, removal in parts:
        gap = article.text[at : span.start]
        if "\n" in gap and left:
            rows.append(Row(tuple(left), tuple(right)))
            left, right = [], []
        elif gap and left:
            left.append(Piece(" "))
            right.append(Piece(" "))
        left.append(_original(article, span, removal))
        if removal is None:
            right.append(Piece(span.of(article.text)))
        at = span.end
    if left:
        rows.append(Row(tuple(left), tuple(right)))
    return tuple(rows[:MOST_ROWS])


def _original(article: Article, span: Span, removal: Removal | None) -> Piece:
    return Piece(span.of(article.text), removal is not None, told(removal.reason) if removal else "")


def two_versions(one: Sequence[str], other: Sequence[str]) -> tuple[Row, ...]:
    """Return the paragraphs of two versions of a story beside each other, with the words that changed."""
    one, other = one[:MOST_ROWS], other[:MOST_ROWS]
    rows: list[Row] = []
    for kind, start, end, other_start, other_end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        lines, others = one[start:end], other[other_start:other_end]
        if kind == "equal":
            rows += [Row((Piece(line),), (Piece(line),)) for line in lines]
        else:
            rows += _changed(lines, others)
    return tuple(rows[:MOST_ROWS])


def _changed(lines: Sequence[str], others: Sequence[str]) -> Iterator[Row]:
    for line, other in zip_longest(lines, others):
        if line is None or other is None:
            yield Row(
                (Piece(line, is_only_here=True),) if line is not None else (),
                (Piece(other, is_only_here=True),) if other is not None else (),
            )
            continue
        row = _by_words(line, other)
        if row is not None:
            yield row
        else:
            yield Row((Piece(line, is_only_here=True),), ())
            yield Row((), (Piece(other, is_only_here=True),))


def _by_words(line: str, other: str) -> Row | None:
    """Return two wordings of a paragraph with the words that differ, or None where they have little in common."""
    words, others = _WORDS.findall(line), _WORDS.findall(other)
    if max(len(words), len(others)) > MOST_WORDS * 2:
        return None
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    if matcher.ratio() < LEAST_LIKE:
        return None
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if start < end:
            left.append(Piece("".join(words[start:end]), kind != "equal"))
        if other_start < other_end:
            right.append(Piece("".join(others[other_start:other_end]), kind != "equal"))
    return Row(tuple(left), tuple(right))
