"""Lines that a phrase file knows as a whole: calls to action, share and comment lines, adverts, notices."""

from collections.abc import Iterator

from reader.clean.draft import Cut, Draft, Line
from reader.clean.folding import OPENERS, WORD
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
    if pattern.is_open and (_is_reported(line, draft) or line.role is Role.QUOTE):
        return ""
    return pattern.group


def _is_reported(line: Line, draft: Draft) -> bool:
    """Whether the line quotes or reports somebody: then the phrase is part of the story."""
    if line.text[:1] in OPENERS and line.text[:1] not in "([":
        return True
    return draft.book.has_word("reporting", WORD.findall(line.folded))
