"""The sentence around a hit, which is what is highlighted without a selection. Pure."""

import re

from reader.core.model import Span

_END = re.compile(r"[.!?…]['\"”’»)]*\s+|[。！？]")


def sentence_around(text: str, inside: Span) -> Span:
    """Return the span of the sentence of a paragraph that a place in it belongs to."""
    start, end = 0, len(text)
    for match in _END.finditer(text):
        if match.end() <= inside.start:
            start = match.end()
        elif match.start() >= inside.end:
            end = match.end()
            break
    return Span(start, end)
