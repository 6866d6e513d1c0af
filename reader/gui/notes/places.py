"""Where the marked text of a story stands in the clean view, and the other way round. Pure.

The view is compared with the text letter by letter: it leaves out what must not be shown, breaks endless words, cuts
endless paragraphs, and joins cells with a sign of its own.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from reader.core.anchoring import find
from reader.core.highlights import Highlight, marked_text
from reader.core.model import Article, BlockKind, Span
from reader.gui.reading.hits import Hit
from reader.gui.reading.html import Part
from reader.gui.reading.paragraphs import CELL_JOINT

_ADDED = frozenset("\u200b\u00ad")
_STAND_INS = frozenset(" \u2028\ufffd")


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """A block of the view that shows marked text: ``places`` has the offset there of each of its characters."""

    part: int
    block: int
    places: tuple[int, ...]
    end: int


class Places:
    """The correspondence for one story as it is laid out in its clean view."""

    def __init__(self, article: Article, parts: Sequence[Part]) -> None:
        self.text = marked_text(article)
        self._pieces = _pieces(article, self.text, parts)
        self._by_block = {(piece.part, piece.block): piece for piece in self._pieces}

    def shown(self, span: Span) -> tuple[Hit, ...]:
        """Return the places in the view of a passage of the marked text, one in each block."""
        found: list[Hit] = []
        for piece in self._pieces:
            if piece.places and piece.places[0] < span.end and span.start < piece.end:
                start, end = bisect_left(piece.places, span.start), bisect_left(piece.places, span.end)
                if start < end:
                    found.append(Hit(piece.part, piece.block, Span(start, end)))
        return tuple(found)

    def marked(self, part: int, first: tuple[int, int], last: tuple[int, int]) -> Span | None:
        """Return the passage from one block and offset in a part to another, without white space around it.

        None where no marked text stands between them.
        """
        start: int | None = None
        end = 0
        for piece in self._pieces:
            if piece.part != part or not first[0] <= piece.block <= last[0]:
                continue
            low = first[1] if piece.block == first[0] else 0
            high = last[1] if piece.block == last[0] else len(piece.places)
            inside = piece.places[low:high]
            if inside:
                start = inside[0] if start is None else min(start, inside[0])
                end = max(end, (piece.places[high] if high < len(piece.places) else piece.end))
        if start is None:
            return None
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        return Span(start, end) if start < end else None


def _pieces(article: Article, text: str, parts: Sequence[Part]) -> tuple[ShownPiece, ...]:
    """Go through the blocks in the order they are shown in, and take each shown block that continues one of them."""
    waiting = _in_order(article)
    found: list[ShownPiece] = []
    at = waiting[0].start if waiting else 0
    for number, part in enumerate(parts):
        for place, shown in enumerate(part.shown):
            while waiting and not text[at : waiting[0].end].strip():
                waiting.pop(0)
                at = waiting[0].start if waiting else 0
            if not waiting or not shown.searched:
                continue
            places = _aligned(shown.text, text, at, waiting[0].end)
            if places is not None:
                at = places.pop()
                found.append(ShownPiece(number, place, tuple(places), at))
    return tuple(found)


def _in_order(article: Article) -> list[Span]:
    """Return the spans of the blocks in the marked text in the order of the clean view."""
    spans: list[tuple[BlockKind, Span]] = []
    at = 0
    for block in article.blocks:
        length = len(article.block_text(block))
        spans.append((block.kind, Span(at, at + length)))
        at += length + 1
    headlines = [span for kind, span in spans if kind is BlockKind.HEADLINE][:1]
    standfirsts = [span for kind, span in spans if kind is BlockKind.STANDFIRST]
    return [
        *headlines,
        *standfirsts,
        *(span for kind, span in spans if kind not in (BlockKind.HEADLINE, BlockKind.STANDFIRST)),
    ]


def _aligned(shown: str, text: str, start: int, end: int) -> list[int] | None:
    """Return the place in ``text`` of each character shown, and of the end; None where they are not the same."""
    places: list[int] = []
    at, number = start, 0
    while number < len(shown):
        char = shown[number]
        if shown.startswith(CELL_JOINT, number) and text[at : at + len(CELL_JOINT)] != CELL_JOINT:
            places += [at] * len(CELL_JOINT)
            number += len(CELL_JOINT)
            at += 1 if text[at : at + 1].isspace() else 0
            continue
        while at < end and text[at] != char and text[at] in _LEFT_OUT:
            at += 1
        if at < end and (text[at] == char or (char in _STAND_INS and not text[at].isalnum())):
            places.append(at)
            at += 1
        elif char in _ADDED:
            places.append(at)
        else:
            return None
        number += 1
    return [*places, at]


_LEFT_OUT = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))


def located(places: Places, highlights: Sequence[Highlight]) -> list[tuple[Hit, Highlight]]:
    """Return where highlights stand in the view, in its order; those that are not in this text are left out.

    The text on screen may be older or newer than what the library says: then the words decide.
    """
    found: list[tuple[Hit, Highlight]] = []
    for one in highlights:
        if one.start is None or one.end is None:
            continue
        span: Span | None = Span(one.start, one.end)
        if places.text[one.start : one.end] != one.anchor.quote:
            span = find(places.text, one.anchor, one.start)
        if span is not None:
            found += [(hit, one) for hit in places.shown(span)]
    return sorted(found, key=lambda spot: spot[0])
