"""Lines that a phrase file knows as a whole: calls to action, share and comment lines, adverts, notices."""

from collections.abc import Iterator

from reader.clean.draft import Cut, Draft, Line
from reader.clean.folding import OPENERS, WORD, ends_with_stop, is_dense
from reader.clean.phrases import Pattern
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
    "desk": "note of the desk",
}
"""What each group of ``[lines]`` in a phrase file means, for people. A group's name is its rule's name."""

LONGEST_FITTING = 260
"""Longest line, in characters of its key, that an open pattern may take."""
LONGEST_SLIGHT, LONGEST_SLIGHT_DENSE = 60, 24
"""The same for patterns with few literal letters, in scripts with spaces between words and without."""


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
    if not line.key or len(line.key) > LONGEST_FITTING:
        return ""
    pattern = draft.book.find(line.key)
    if pattern is None:
        return ""
    return pattern.group if not pattern.is_open or _is_free(line, pattern, draft) else ""


def _is_free(line: Line, pattern: Pattern, draft: Draft) -> bool:
    """Whether an open pattern may take the line: no quotation, no reported speech, no sentence it only begins."""
    if line.role is Role.QUOTE or _is_reported(line, draft):
        return False
    if pattern.is_slight:
        longest = LONGEST_SLIGHT_DENSE if is_dense(line.text) else LONGEST_SLIGHT
        return len(line.key) <= longest and not ends_with_stop(line.text)
    return True


def _is_reported(line: Line, draft: Draft) -> bool:
    """Whether the line quotes or reports somebody: then the phrase is part of the story."""
    if line.text[:1] in OPENERS and line.text[:1] not in "([【":
        return True
    if is_dense(line.text):
        return any(word in line.folded for word in draft.book.group("reporting"))
    return draft.book.has_word("reporting", WORD.findall(line.folded))
