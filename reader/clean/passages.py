"""The passages of a story that are compared with those of other stories: its lines, and sentences at its ends."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.clean.draft import Line
from reader.clean.folding import count_words, digest, ends_with_stop, fold, has_words, is_dense, key
from reader.clean.rules.rule import is_prose
from reader.core.evidence import Passage, Trait
from reader.core.model import BlockKind, Role, Span

_BOUNDARY = re.compile(r"[.!?…।؟۔]{1,3}[\"'”’»)\]]{0,3}\s|[。！？]{1,3}[」』”）】]{0,3}|(?<=[a-zà-ÿ])[.!?](?=[A-Z])")
_DECIMAL = re.compile(r"\d")
_TOP_LINES, _END_LINES = 2, 4
_LATE = 0.6
"""The last lines of a short story are its middle as well: only those in the last two fifths count as its end."""
_FIRST_SPLIT, _LAST_SPLIT = 2, 3
"""Only so many first lines are looked at for their first sentence, and so many last ones for their last."""
_FEWEST_WORDS, _SHORTEST, _LONGEST = 5, 25, 400
_LONG_WORDS = 25
# Traits are united as numbers: members of an enum take ten times as long.
_TOP, _END, _SENTENCE, _LONG = Trait.TOP.value, Trait.END.value, Trait.SENTENCE.value, Trait.LONG.value
_QUOTED, _DATED, _PART, _HEADING = Trait.QUOTED.value, Trait.DATED.value, Trait.PART.value, Trait.HEADING.value
_NEVER = (Role.TABLE_CELL, Role.PREFORMATTED)


@dataclass(frozen=True, slots=True)
class Located:
    """A passage at its place in a draft: ``start:end`` of the text of line number ``line``."""

    line: int
    start: int
    end: int
    passage: Passage


def locate(lines: Sequence[Line]) -> Iterator[Located]:
    """Yield the passages of a story's lines in order, a line before the sentences in it. The headline has none."""
    body = [number for number, line in enumerate(lines) if line.kind is not BlockKind.HEADLINE]
    prose = [number for number in body if is_prose(lines[number])]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    end = max(len(body) - _END_LINES, _LATE * len(body))
    for at, number in enumerate(body):
        line = lines[number]
        if line.is_long or line.role in _NEVER or not line.key or not has_words(line.key):
            continue
        traits = 0
        if at < _TOP_LINES or number <= first:
            traits |= _TOP
        if number >= last or at >= end:
            traits |= _END
        yield _located(number, line, 0, len(line.text), traits)
        if at < _FIRST_SPLIT or at >= len(body) - _LAST_SPLIT:
            yield from _sentences(
                number, line, traits, is_first=at < _FIRST_SPLIT, is_last=at >= len(body) - _LAST_SPLIT
            )


def _sentences(number: int, line: Line, traits: int, *, is_first: bool, is_last: bool) -> Iterator[Located]:
    """Yield the first and the last sentence of a line that has several."""
    ends = [found.end() for found in _BOUNDARY.finditer(line.text) if found.end() < len(line.text)]
    if not ends or line.role is Role.HEADING:
        return
    pairs = [(0, len(line.text[: ends[0]].rstrip()))] if is_first else []
    if is_last:
        pairs.append((ends[-1], len(line.text)))
    for start, end in pairs:
        part = line.text[start:end]
        least = _SHORTEST // 2 if is_dense(part) else _SHORTEST
        if least <= len(part) <= _LONGEST and count_words(part) >= _FEWEST_WORDS:
            yield _located(number, line, start, end, traits | _PART)


def _located(number: int, line: Line, start: int, end: int, traits: int) -> Located:
    text = line.text[start:end]
    is_whole = not traits & _PART
    folded = line.folded if is_whole else fold(text)
    compared = line.key if is_whole else key(folded)
    words = line.words if is_whole else count_words(text)
    looks = (
        (_SENTENCE, words >= 3 and ends_with_stop(text)),
        (_LONG, words >= _LONG_WORDS),
        (_QUOTED, '"' in folded),
        (_DATED, _DECIMAL.search(text) is not None),
        (_HEADING, line.role is Role.HEADING),
    )
    for trait, holds in looks:
        if holds:
            traits |= trait
    spans = line.spans(start, end)
    return Located(number, start, end, Passage(digest(compared), Span(spans[0].start, spans[-1].end), Trait(traits)))
