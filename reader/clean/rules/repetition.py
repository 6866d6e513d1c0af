"""Passages that recur in the outlet's other stories: cut where the library's evidence says so."""

from collections.abc import Iterator
from dataclasses import replace

from reader.clean.draft import Cut, Draft
from reader.clean.passages import Located, locate
from reader.clean.rules.rule import whole
from reader.core.evidence import Trait
from reader.core.model import BlockKind

NAME = "repeated-in-outlet"
_EDGES = Trait.TOP | Trait.END


def find_repetition(draft: Draft) -> Iterator[Cut]:
    """Yield lines, and first and last sentences of lines, that stand in many stories of the outlet.

    A passage known from the edges of stories is left alone between paragraphs. If all lines are such passages, none
    is boilerplate of this story.
    """
    known = draft.evidence.repeated
    if not known:
        return
    cuts: list[Cut] = []
    lines: set[int] = set()
    for found in locate(draft.lines):
        repetition = known.get(found.passage.key)
        if repetition is None or found.line in lines or not (repetition.anywhere or found.passage.traits & _EDGES):
            continue
        cuts.append(replace(_cut(draft, found, repetition.reason), passage=found.passage.key))
        if not found.passage.traits & Trait.PART:
            lines.add(found.line)
    body = {number for number, line in enumerate(draft.lines) if line.kind is not BlockKind.HEADLINE}
    if not body <= lines:
        yield from cuts


def _cut(draft: Draft, found: Located, reason: str) -> Cut:
    if not found.passage.traits & Trait.PART:
        return whole(found.line, draft.lines[found.line], NAME, reason)
    return Cut(found.line, found.start, found.end, NAME, reason)
