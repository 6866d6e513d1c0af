"""Phrases of the page glued into a paragraph: "…the name.Story continues below advertisementThe print shows…"."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from reader.clean.draft import Cut, Draft
from reader.clean.flattened.labels import LONGEST_LINE
from reader.clean.folding import CLOSERS, OPENERS, REPEATED_LOOKS, SENTENCE_ENDS, has_case, level
from reader.clean.phrases import Phrasebook
from reader.core.model import BlockKind, Role

_LONG_PHRASE = 18
_MOST = 20


def find_inline(draft: Draft) -> Iterator[Cut]:
    """Yield phrases such as "Continue reading" that stand between two sentences of a line."""
    # Hardly a story has one: the phrases are looked for in all lines at once before they are in each.
    low = "\n".join([line.low for line in draft.lines])
    labels = draft.book.labels
    if not any(phrase in low for group in ("inline", "hidden") for phrase in labels.get(group, ())):
        return
    for number, line in enumerate(draft.lines):
        if line.kind is BlockKind.HEADLINE or len(line.text) > LONGEST_LINE or line.role is Role.TABLE_CELL:
            continue
        if line.words < 4:
            continue
        yield from (replace(cut, line=number) for cut in _cuts_in(line.text, draft.book))


@lru_cache(maxsize=REPEATED_LOOKS)
def _cuts_in(text: str, book: Phrasebook) -> tuple[Cut, ...]:
    """Return the cuts of a line's text, all with 0 for the line's number."""
    low = level(text)
    return (*_in_line(text, low, book.labels.get("inline", ())), *_hidden(low, book.labels.get("hidden", ())))


def _hidden(low: str, phrases: tuple[str, ...]) -> Iterator[Cut]:
    """Yield what only screen readers speak, anywhere in a line: "(opens in a new window)"."""
    for phrase in phrases:
        at = low.find(phrase)
        while at >= 0:
            yield Cut(0, at, at + len(phrase), "hidden-label", "spoken label of a link")
            at = low.find(phrase, at + len(phrase))


def _in_line(text: str, low: str, phrases: tuple[str, ...]) -> Iterator[Cut]:
    taken = 0
    for phrase in phrases:
        at = low.find(phrase)
        while at >= 0 and taken < _MOST:
            end = at + len(phrase)
            if _stands_between(text, at, end):
                taken += 1
                yield Cut(0, at, _past_marks(text, end), "inline-phrase", "page text between two sentences")
            at = low.find(phrase, end)


def _stands_between(text: str, start: int, end: int) -> bool:
    """Whether the phrase is no part of a sentence: it follows one's end and another text begins right after it."""
    if start == 0 or end >= len(text):
        before, after = start == 0, end >= len(text)
        if before and after:
            return False
    own = text[start:end]
    if has_case(own) and not own[0].isupper():
        return False
    before_text = text[:start].rstrip()
    bare = before_text.rstrip("".join(CLOSERS))
    follows = not bare or bare[-1] in SENTENCE_ENDS
    glued_before = bool(before_text) and len(before_text) == start and follows
    rest = text[end:].lstrip(" \u00a0.:…")
    begins = not rest or rest[0].isupper() or rest[0] in OPENERS or not has_case(rest[:1])
    glued_after = bool(rest) and text[end] == rest[0] and begins and rest[0] not in ".,;:!?)"
    if not (follows and begins):
        return False
    if not has_case(own):
        return glued_before and not rest
    return glued_before or glued_after or len(own) >= _LONG_PHRASE


def _past_marks(text: str, end: int) -> int:
    while end < len(text) and text[end] in ".:…":
        end += 1
    return end
