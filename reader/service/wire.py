"""The form in which extracted stories travel between processes: their many small values as columns.

Hundreds of spans and marks a story cost more to pickle one by one than the rest of a story together.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from reader.core.evidence import Passage, Trait
from reader.core.model import Article, Block, BlockKind, Caption, Mark, MarkKind, Removal, Span
from reader.service.extraction import ExtractedStory, Extraction

Columns = tuple[tuple[object, ...], ...]
_MARK_KINDS, _BLOCK_KINDS = tuple(MarkKind), tuple(BlockKind)
_MARK_NUMBERS = {kind: number for number, kind in enumerate(_MARK_KINDS)}
_BLOCK_NUMBERS = {kind: number for number, kind in enumerate(_BLOCK_KINDS)}
Sent = tuple[Extraction, tuple[tuple[int, "Flat"], ...]]


@lru_cache(maxsize=256)
def _trait(value: int) -> Trait:
    return Trait(value)


class Flat:
    """The lists of a story as columns of plain values."""

    __slots__ = ("blocks", "captions", "marks", "passages", "removals")

    def __init__(self, article: Article, passages: Iterable[Passage]) -> None:
        marks, removals = article.marks, article.removals
        self.marks = (
            [one.span.start for one in marks],
            [one.span.end for one in marks],
            [_MARK_NUMBERS[one.kind] for one in marks],
            [one.href for one in marks],
        )
        self.removals = (
            [one.span.start for one in removals],
            [one.span.end for one in removals],
            [one.rule for one in removals],
            [one.reason for one in removals],
            [one.passage for one in removals],
        )
        self.blocks = [
            (
                [edge for span in one.spans for edge in (span.start, span.end)],
                _BLOCK_NUMBERS[one.kind],
                one.level,
                one.joint,
            )
            for one in article.blocks
        ]
        self.captions = [(one.span.start, one.span.end, one.is_credit) for one in article.captions]
        self.passages = [(one.key, one.span.start, one.span.end, one.traits.value) for one in passages]

    def __getstate__(self) -> tuple[object, ...]:
        return self.marks, self.removals, self.blocks, self.captions, self.passages

    def __setstate__(self, state: tuple[object, ...]) -> None:
        for name, value in zip(("marks", "removals", "blocks", "captions", "passages"), state, strict=True):
            setattr(self, name, value)

    def put_back(self, story: ExtractedStory) -> ExtractedStory:
        """Return the story with its lists."""
        starts, ends, kinds, hrefs = self.marks
        marks = map(Mark, map(Span, starts, ends), map(_MARK_KINDS.__getitem__, kinds), hrefs)
        begins, stops, rules, reasons, passages = self.removals
        article = replace(
            story.article,
            marks=tuple(marks),
            removals=tuple(map(Removal, map(Span, begins, stops), rules, reasons, passages)),
            blocks=tuple(
                Block(tuple(map(Span, edges[::2], edges[1::2])), _BLOCK_KINDS[kind], level, joint)
                for edges, kind, level, joint in self.blocks
            ),
            captions=tuple(Caption(Span(start, end), is_credit) for start, end, is_credit in self.captions),
        )
        made = tuple(Passage(key, Span(start, end), _trait(traits)) for key, start, end, traits in self.passages)
        return replace(story, article=article, passages=made)


def flattened(extraction: Extraction) -> Sent:
    """Return an extraction whose stories have no lists, and these lists with the numbers of their findings."""
    flats: list[tuple[int, Flat]] = []
    findings = list(extraction.findings)
    for number, one in enumerate(findings):
        if isinstance(one, ExtractedStory):
            flats.append((number, Flat(one.article, one.passages)))
            bare = replace(one.article, marks=(), removals=(), blocks=(), captions=())
            findings[number] = replace(one, article=bare, passages=())
    return replace(extraction, findings=tuple(findings)), tuple(flats)


def whole(sent: Sent) -> Extraction:
    """Return the extraction that ``flattened`` was given."""
    extraction, flats = sent
    findings = list(extraction.findings)
    for number, flat in flats:
        story = findings[number]
        if isinstance(story, ExtractedStory):
            findings[number] = flat.put_back(story)
    return replace(extraction, findings=tuple(findings))
