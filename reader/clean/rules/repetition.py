"""Passages that recur in the outlet's other stories, or that the reader does not want: cut by the evidence."""

from collections.abc import Iterator
from dataclasses import replace

from reader.clean.draft import Cut, Draft
from reader.clean.parts import part_key, places
from reader.clean.passages import Located, locate
from reader.clean.rules.rule import whole
from reader.core.evidence import REPEATED_RULE, Trait
from reader.core.model import BlockKind

NAME = REPEATED_RULE
UNWANTED, UNWANTED_REASON = "unwanted", "removed by you"
_EDGES = Trait.TOP | Trait.END


def find_repetition(draft: Draft) -> Iterator[Cut]:
    """Yield lines, and first and last sentences of lines, that stand in many stories of the outlet or are unwanted.

    Parts of lines that the reader does not want go wherever they stand.

    A passage known from the edges of stories is left alone between paragraphs. If all lines are such passages, none
    is boilerplate of this story.
    """
    yield from _unwanted_parts(draft)
    known, unwanted = draft.evidence.repeated, draft.evidence.unwanted
    if not known and not unwanted:
        return
    cuts: list[Cut] = []
    lines: set[int] = set()
    for found in locate(draft.lines):
        if found.passage.key in unwanted and found.line not in lines:
            cuts.append(_unwanted(draft, found))
            if not found.passage.traits & Trait.PART:
                lines.add(found.line)
            continue
        repetition = known.get(found.passage.key)
        if repetition is None or found.line in lines or not (repetition.anywhere or found.passage.traits & _EDGES):
            continue
        cuts.append(replace(_cut(draft, found, repetition.reason), passage=found.passage.key))
        if not found.passage.traits & Trait.PART:
            lines.add(found.line)
    body = {number for number, line in enumerate(draft.lines) if line.kind is not BlockKind.HEADLINE}
    if not body <= lines:
        yield from cuts


def _unwanted_parts(draft: Draft) -> Iterator[Cut]:
    for words in sorted(draft.evidence.unwanted_parts):
        key = part_key(words)
        for number, line in enumerate(draft.lines):
            if line.kind is not BlockKind.HEADLINE:
                for span in places(line.text, words):
                    cut = Cut(number, span.start, span.end, UNWANTED, UNWANTED_REASON)
                    yield replace(cut, is_certain=True, passage=key)


def _unwanted(draft: Draft, found: Located) -> Cut:
    """Return the cut of what the reader wants removed, which no guard keeps."""
    return replace(_cut(draft, found, UNWANTED_REASON), rule=UNWANTED, is_certain=True)


def _cut(draft: Draft, found: Located, reason: str) -> Cut:
    if not found.passage.traits & Trait.PART:
        return whole(found.line, draft.lines[found.line], NAME, reason)
    return Cut(found.line, found.start, found.end, NAME, reason)
