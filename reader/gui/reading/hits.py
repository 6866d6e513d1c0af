"""The hits of a query in a story as it is shown, in reading order. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.core.model import Span
from reader.gui.reading.folding import fold, places
from reader.gui.reading.html import Part, Shown

MOST_HITS = 5_000
_AROUND = 40
"""Characters beside a hit that tell it from others."""


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A marked place: the page of the story, the block on it, and the span in the block's text."""

    part: int
    block: int
    span: Span


def texts_of(parts: Sequence[Part]) -> tuple[str, ...]:
    """Return the texts a query is looked for in, one per block; "" where no hit is wanted."""
    return tuple(shown.text if shown.searched else "" for part in parts for shown in part.shown)


def hits_of(parts: Sequence[Part], spans: Sequence[Sequence[Span]]) -> tuple[Hit, ...]:
    """Return the hits in order, given the spans found in each of ``texts_of(parts)``.

    Hits in removed text and in reasons are left out: they made no story a result. At most ``MOST_HITS``.
    """
    hits: list[Hit] = []
    blocks = ((number, at, shown) for number, part in enumerate(parts) for at, shown in enumerate(part.shown))
    for (number, at, shown), found in zip(blocks, spans, strict=True):
        hits.extend(Hit(number, at, span) for span in sorted(found) if _counts(span, shown))
        if len(hits) >= MOST_HITS:
            break
    return tuple(hits[:MOST_HITS])


def _counts(span: Span, shown: Shown) -> bool:
    inside = shown.searched and 0 <= span.start < span.end <= len(shown.text)
    return inside and not any(span.start < apart.end and apart.start < span.end for apart in shown.apart)


@dataclass(frozen=True, slots=True)
class Sought:
    """A hit as a table of hits has it: which of its story's it is there, from 0, and the text around it."""

    ordinal: int
    left: str
    text: str
    right: str


def place_of(parts: Sequence[Part], hits: Sequence[Hit], sought: Sought) -> int:
    """Return which of the hits of a story is the one sought: the same words in the same context, -1 without any hit.

    The count alone does not tell: the pane also shows captions, and may have the parts of a story in another order.
    """

    def unlike(number: int) -> tuple[bool, bool, int, int]:
        hit = hits[number]
        text = parts[hit.part].shown[hit.block].text
        left, right = text[max(0, hit.span.start - _AROUND) : hit.span.start], text[hit.span.end :][:_AROUND]
        before = _agreed(_plain(left)[::-1], _plain(sought.left)[::-1])
        behind = _agreed(_plain(right), _plain(sought.right))
        is_other = _plain(hit.span.of(text)) != _plain(sought.text)
        return is_other, min(before, behind) < 0, -before - behind, abs(number - sought.ordinal)

    return min(range(len(hits)), key=unlike, default=-1)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _agreed(one: str, other: str) -> int:
    """Return for how many characters from the hit on two contexts are the same; -1 where they differ near it.

    A paragraph may end sooner than a context of a table.
    """
    reach = min(len(one), len(other), _AROUND // 2)
    return reach if one[:reach] == other[:reach] else -1


def find_in(parts: Sequence[Part], words: str) -> tuple[Hit, ...]:
    """Return every place where ``words`` stand, whatever the letter case, diacritics and kind of quotes."""
    wanted = fold(words)
    hits: list[Hit] = []
    for number, part in enumerate(parts):
        for at, shown in enumerate(part.shown):
            hits.extend(Hit(number, at, span) for span in places(shown.text, wanted))
            if len(hits) >= MOST_HITS:
                return tuple(hits[:MOST_HITS])
    return tuple(hits)


def utf16_offset(text: str, offset: int) -> int:
    """Return the offset in UTF-16 units, which Qt counts, of an offset in code points."""
    head = text[:offset]
    return offset if head.isascii() else len(head.encode("utf-16-le", "surrogatepass")) // 2
