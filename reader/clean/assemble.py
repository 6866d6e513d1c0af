"""From a finished draft to an Article's blocks, captions and removals."""

from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter

from reader.clean.draft import Decided, Draft, Fate, Line
from reader.core.model import Block, BlockKind, Caption, ElementTable, Mark, Removal, Role, Span

_START = attrgetter("span.start")
_KINDS = {
    Role.PARAGRAPH: BlockKind.PARAGRAPH,
    Role.HEADING: BlockKind.HEADING,
    Role.LIST_ITEM: BlockKind.LIST_ITEM,
    Role.QUOTE: BlockKind.QUOTE,
    Role.PREFORMATTED: BlockKind.PREFORMATTED,
    Role.TABLE_CELL: BlockKind.TABLE_ROW,
    Role.CAPTION: BlockKind.PARAGRAPH,
    Role.LOOSE: BlockKind.PARAGRAPH,
    Role.LINE: BlockKind.PARAGRAPH,
}


def blocks(draft: Draft) -> tuple[Block, ...]:
    """Return the kept lines as blocks; the cells of a table's row become one block."""
    made: list[Block] = []
    row = -1
    for line in draft.lines:
        kind = line.kind or _KINDS[line.role]
        block = Block(line.parts, kind, line.level, line.joint)
        here = _row_of(line, draft.page.elements) if kind is BlockKind.TABLE_ROW else -1
        if here >= 0 and here == row and made:
            made[-1] = replace(made[-1], spans=made[-1].spans + line.parts)
        else:
            made.append(block)
        row = here
    return tuple(made)


def _row_of(line: Line, elements: ElementTable) -> int:
    """Return the index of the table row around a line, or -1."""
    at = line.element
    while at >= 0:
        if elements.tags[at] == "tr":
            return at
        at = elements.parents[at]
    return -1


def removals(decided: tuple[Decided, ...], text: str) -> tuple[Removal, ...]:
    """Return the removed parts in order; neighbours that one rule removed for one reason stay apart."""
    gone = sorted([d for d in decided if d.fate is Fate.REMOVED], key=_START)
    return tuple(
        [
            Removal(span, rule, reason, passage)
            for span, _, rule, reason, passage in gone
            if span.start < span.end and not text[span.start : span.end].isspace()
        ]
    )


def captions(decided: tuple[Decided, ...]) -> tuple[Caption, ...]:
    """Return captions and credits in order."""
    kept = sorted([d for d in decided if d.fate is not Fate.REMOVED], key=_START)
    return tuple(Caption(d.span, d.fate is Fate.CREDIT) for d in kept)


def kept_marks(marks: tuple[Mark, ...], made: tuple[Block, ...]) -> tuple[Mark, ...]:
    """Return the marks that touch kept text, clipped to it."""
    return tuple(_clipped(sorted(marks, key=_START), [s for block in made for s in block.spans]))


def _clipped(marks: list[Mark], spans: list[Span]) -> Iterator[Mark]:
    first = 0
    for mark in marks:
        while first < len(spans) and spans[first].end <= mark.span.start:
            first += 1
        at = first
        while at < len(spans) and spans[at].start < mark.span.end:
            low, high = max(mark.span.start, spans[at].start), min(mark.span.end, spans[at].end)
            if low < high:
                yield replace(mark, span=Span(low, high))
            at += 1
