"""Lines that a phrase file knows as a whole: calls to action, share and comment lines, adverts, notices."""

from collections.abc import Iterator
from functools import lru_cache

from reader.clean.draft import Cut, Draft, Line
from reader.clean.folding import OPENERS, WORD, ends_with_stop, is_dense
from reader.clean.phrases import Pattern, phrasebook
from reader.clean.rules.rule import whole
from reader.core.model import BlockKind, Role

REASONS = {
    "newsletter": "call to action: newsletter",
    "app": "call to action: app",
    "follow": "call to action: follow",
    "donate": "call to action: donate",
    "subscribe": "call to action: subscribe",
    "share": "share or page button",
    "comments": "comment line",
    "related": "link to another story",
    "advert": "advertisement",
    "copyright": "copyright or house notice",
    "consent": "consent or player notice",
    "byline": "byline",
}
"""What each group of ``[lines]`` in a phrase file means, for people. A group's name is its rule's name."""

LONGEST_FITTING = 260
"""Longest line, in characters of its key, that an open pattern may take."""
FEW_LETTERS, SOME_LETTERS = 10, 18
"""A pattern with fewer literal letters takes no long line and no sentence; one with fewer than some, no sentence."""
FEW_WORDS, SOME_WORDS = 5, 16
LONGEST_SLIGHT, LONGEST_SLIGHT_DENSE = 60, 24
"""Longest line for patterns with few letters, in scripts with spaces between words and without."""
CALLS = frozenset(("newsletter", "app", "follow", "donate", "subscribe", "consent"))
"""Groups whose lines are often whole sentences."""


def find_phrases(draft: Draft) -> Iterator[Cut]:
    """Yield the lines that fit a pattern as a whole."""
    for number, line in enumerate(draft.lines):
        if line.kind in (BlockKind.HEADLINE, BlockKind.STANDFIRST):
            continue
        group = phrase_group(line, draft)
        if group:
            yield whole(number, line, group, REASONS[group])


def phrase_group(line: Line, draft: Draft) -> str:
    """Return the group of the pattern that a line fits, or "": a quotation or reported speech fits none."""
    if not line.key or len(line.key) > LONGEST_FITTING or line.role is Role.TABLE_CELL:
        return ""
    if line.role is Role.HEADING and line.key in draft.book.group("brands"):
        return ""
    found = _fitting(draft.book.languages, line.key)
    return next((pattern.group for pattern in found if not pattern.is_open or _is_free(line, pattern, draft)), "")


@lru_cache(maxsize=8_192)
def _fitting(languages: tuple[str, ...], key: str) -> tuple[Pattern, ...]:
    return phrasebook(languages).fitting(key)


def _is_free(line: Line, pattern: Pattern, draft: Draft) -> bool:
    """Whether an open pattern may take the line: no quotation, no reported speech, no sentence it only begins."""
    if line.role is Role.QUOTE or _is_reported(line, draft):
        return False
    if pattern.letters < FEW_LETTERS:
        longest = LONGEST_SLIGHT_DENSE if is_dense(line.text) else LONGEST_SLIGHT
        return len(line.key) <= longest and not ends_with_stop(line.text)
    if pattern.letters < SOME_LETTERS and pattern.group not in CALLS:
        return line.words <= (FEW_WORDS if ends_with_stop(line.text) else SOME_WORDS)
    return True


def _is_reported(line: Line, draft: Draft) -> bool:
    """Whether the line quotes or reports somebody: then the phrase is part of the story."""
    if line.text[:1] in OPENERS and line.text[:1] not in "([（［【¿¡":
        return True
    if is_dense(line.text):
        return any(word in line.folded for word in draft.book.group("reporting"))
    return draft.book.has_word("reporting", WORD.findall(line.folded))
