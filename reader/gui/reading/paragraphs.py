"""Lays a story out as a sequence of paragraphs, for each of the three views of it. Pure."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from reader.core.model import Article, Block, BlockKind, Caption, Mark, MarkKind, Removal, Span
from reader.core.outlines import Outline
from reader.core.pictures import KeptPicture
from reader.gui.language.sentences import told


class View(Enum):
    """What of a story is shown: the clean text, that with the removed parts in place, or all the page's text."""

    CLEAN = "clean"
    REMOVED = "removed"
    ORIGINAL = "original"


class Style(Enum):
    """How a paragraph is set."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    META = "meta"
    BODY = "body"
    HEADING = "heading"
    LIST_ITEM = "item"
    QUOTE = "quote"
    PREFORMATTED = "pre"
    TABLE_ROW = "row"
    CAPTION = "caption"
    PICTURE = "picture"
    REMOVED = "removed"
    PLAIN = "plain"
    LABEL = "label"


class RunKind(Enum):
    """What a run of a paragraph is: text of the story, text that was removed, or the reason of a removal."""

    KEPT = "kept"
    REMOVED = "removed"
    CHIP = "chip"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text set in one way, with the inline marks on it; ``removal`` numbers that of a chip."""

    text: str
    kind: RunKind = RunKind.KEPT
    marks: tuple[MarkKind, ...] = ()
    href: str = ""
    removal: int = -1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs set as one block; ``level`` is a heading's or a list's depth. ``searched`` ones may carry hits.

    One of style ``PICTURE`` has a ``picture`` in the place of runs. Paragraphs of a story that are quoted by their
    number ``is_counted``.
    """

    style: Style
    runs: tuple[Run, ...]
    level: int = 0
    searched: bool = True
    picture: KeptPicture | None = None
    is_counted: bool = True


_STYLES = {
    BlockKind.HEADLINE: Style.HEADLINE,
    BlockKind.STANDFIRST: Style.STANDFIRST,
    BlockKind.PARAGRAPH: Style.BODY,
    BlockKind.HEADING: Style.HEADING,
    BlockKind.LIST_ITEM: Style.LIST_ITEM,
    BlockKind.QUOTE: Style.QUOTE,
    BlockKind.PREFORMATTED: Style.PREFORMATTED,
    BlockKind.TABLE_ROW: Style.TABLE_ROW,
}
MOST_MARKS = 4_000  # every mark is a format of its own in the document: 20,000 of them take it 12 s to lay out
MOST_NESTED = 16
CELL_JOINT = " · "


class _Inline:
    """Cuts spans into runs at the borders of marks. Asked in rising order it takes one pass over the marks."""

    def __init__(self, article: Article) -> None:
        self._text = article.text
        self.numbers = {removal.span: number for number, removal in enumerate(article.removals)}
        self._marks = sorted(article.marks, key=lambda mark: mark.span)[:MOST_MARKS]
        self._next = 0
        self._open: list[Mark] = []
        self._at = 0

    def runs(self, span: Span, kind: RunKind = RunKind.KEPT) -> Iterator[Run]:
        """Yield the runs of a span."""
        if span.start < self._at:
            self._next, self._open = 0, []
        self._at = span.start
        while self._next < len(self._marks) and self._marks[self._next].span.start < span.end:
            self._open.append(self._marks[self._next])
            self._next += 1
        self._open = [mark for mark in self._open if mark.span.end > span.start]
        borders = {span.start, span.end}
        for mark in self._open:
            borders.add(min(max(mark.span.start, span.start), span.end))
            borders.add(min(mark.span.end, span.end))
        cuts = sorted(borders)
        waiting = iter(self._open)
        coming = next(waiting, None)
        over: list[Mark] = []
        for start, end in pairwise(cuts):
            over = [mark for mark in over if mark.span.end > start]
            while coming is not None and coming.span.start <= start:
                if coming.span.end > start and len(over) < MOST_NESTED:
                    over.append(coming)
                coming = next(waiting, None)
            href = next((mark.href for mark in over if mark.kind is MarkKind.LINK), "")
            kinds = tuple(k for k in MarkKind if any(mark.kind is k for mark in over))
            yield Run(self._text[start:end], kind, kinds, href)


def lay_out(article: Article, view: View, meta: str, pictures: Sequence[KeptPicture] = ()) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a story; ``meta`` is the line of outlet, byline and dates under the headline.

    The clean view has ``pictures`` at their places, each with its captions.
    """
    match view:
        case View.CLEAN:
            return _clean(article, meta, pictures)
        case View.REMOVED:
            return tuple(_in_place(article, meta))
        case View.ORIGINAL:
            return tuple(_as_saved(article))


def _clean(article: Article, meta: str, pictures: Sequence[KeptPicture]) -> tuple[Paragraph, ...]:
    inline = _Inline(article)
    headline = [block for block in article.blocks if block.kind is BlockKind.HEADLINE][:1]
    standfirst = [block for block in article.blocks if block.kind is BlockKind.STANDFIRST]
    apart = (BlockKind.HEADLINE, BlockKind.STANDFIRST)
    laid = _declared_top(article, meta, headline, inline)
    laid += [_block(block, inline) for block in standfirst]
    waiting = deque(sorted(pictures, key=lambda picture: picture.before))
    told: set[int] = set()
    for number, block in enumerate(article.blocks):
        if block.kind not in apart:
            while waiting and waiting[0].before <= number:
                laid += _picture(waiting.popleft(), article, told)
            laid.append(_block(block, inline))
    for picture in waiting:
        laid += _picture(picture, article, told)
    return tuple(laid)


def _picture(picture: KeptPicture, article: Article, told: set[int]) -> Iterator[Paragraph]:
    """Yield a picture and those of its captions that were not told yet."""
    inline = _Inline(article)
    yield Paragraph(Style.PICTURE, (), searched=False, picture=picture)
    for number in picture.captions:
        if 0 <= number < len(article.captions) and number not in told:
            told.add(number)
            yield Paragraph(Style.CAPTION, tuple(inline.runs(article.captions[number].span)))


def captions(article: Article, label: str, pictures: Sequence[KeptPicture] = ()) -> tuple[Paragraph, ...]:
    """Return the captions and credits that stand with no picture under a label, or nothing where there are none."""
    told = {number for picture in pictures for number in picture.captions}
    others = [caption for number, caption in enumerate(article.captions) if number not in told]
    if not others:
        return ()
    inline = _Inline(article)
    return (
        Paragraph(Style.LABEL, (Run(label),), searched=False),
        *(Paragraph(Style.CAPTION, tuple(inline.runs(caption.span))) for caption in others),
    )


def _declared_top(article: Article, meta: str, headline: list[Block], inline: _Inline) -> list[Paragraph]:
    """Return headline and meta line; a headline that only the page's metadata states is shown as well."""
    top: list[Paragraph] = []
    if headline:
        top = [_block(headline[0], inline)]
    elif article.headline is not None:
        top = [Paragraph(Style.HEADLINE, (Run(article.headline.value),))]
    if meta:
        top.append(Paragraph(Style.META, (Run(meta),), searched=False))
    return top


def _block(block: Block, inline: _Inline) -> Paragraph:
    runs: list[Run] = []
    for number, span in enumerate(block.spans):
        if number:
            runs.append(Run(_joint(block)))
        runs.extend(inline.runs(span))
    return Paragraph(_STYLES[block.kind], tuple(runs), block.level)


def _joint(block: Block) -> str:
    return CELL_JOINT if block.kind is BlockKind.TABLE_ROW else block.joint


Part = Block | Caption | Removal


def _start(part: Part) -> int:
    if isinstance(part, Block):
        return part.spans[0].start if part.spans else 0
    return part.span.start


def _in_place(article: Article, meta: str) -> Iterator[Paragraph]:
    """Yield kept and removed text in the page's order, each removal followed by its reason."""
    inline = _Inline(article)
    parts: list[Part] = sorted((*article.blocks, *article.captions, *article.removals), key=_start)
    if not any(block.kind is BlockKind.HEADLINE for block in article.blocks):
        yield from _declared_top(article, "", [], inline)
    at = 0
    while at < len(parts):
        part = parts[at]
        at += 1
        if isinstance(part, Removal):
            yield Paragraph(Style.REMOVED, tuple(_removed(part, inline)))
        elif isinstance(part, Caption):
            yield Paragraph(Style.CAPTION, tuple(inline.runs(part.span)))
        else:
            inside = []
            while at < len(parts) and part.spans and _start(parts[at]) < part.spans[-1].start:
                inside.append(parts[at])
                at += 1
            yield _with_gaps(part, inside, inline)
            if part.kind is BlockKind.HEADLINE and meta:
                yield Paragraph(Style.META, (Run(meta),), searched=False)


def _with_gaps(block: Block, inside: list[Part], inline: _Inline) -> Paragraph:
    """Return a block whose removed middle parts stand where they were."""
    pieces: list[tuple[Span, Removal | None]] = [(span, None) for span in block.spans]
    for part in inside:
        spans = part.spans if isinstance(part, Block) else (part.span,)
        pieces += [(span, part if isinstance(part, Removal) else None) for span in spans]
    pieces.sort(key=lambda piece: piece[0])
    runs: list[Run] = []
    for number, (span, removal) in enumerate(pieces):
        if number:
            runs.append(Run(_joint(block) or " "))
        runs.extend(inline.runs(span) if removal is None else _removed(removal, inline))
    return Paragraph(_STYLES[block.kind], tuple(runs), block.level)


def _removed(removal: Removal, inline: _Inline) -> Iterator[Run]:
    yield from inline.runs(removal.span, RunKind.REMOVED)
    yield Run(f"\u2002{told(removal.reason)}", RunKind.CHIP, removal=inline.numbers.get(removal.span, -1))


def lay_out_outline(article: Article, outline: Outline) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a saved page with its own structure."""
    page = replace(article, text=outline.text, blocks=outline.blocks, captions=(), removals=(), marks=outline.marks)
    inline = _Inline(page)
    return tuple(replace(_block(block, inline), is_counted=False) for block in outline.blocks)


def _as_saved(article: Article) -> Iterator[Paragraph]:
    """Yield every line of the page's text, set by what is known of it."""
    inline = _Inline(article)
    known = _known_styles(article)
    for span in _lines(article.text):
        style, level = known.get(span.start, (Style.PLAIN, 0))
        yield Paragraph(style, tuple(inline.runs(span)), level)


def _known_styles(article: Article) -> dict[int, tuple[Style, int]]:
    styles = {span.start: (_STYLES[b.kind], b.level) for b in article.blocks for span in b.spans[:1]}
    styles |= {span.start: (Style.BODY, 0) for b in article.blocks for span in b.spans[1:]}
    return styles | {caption.span.start: (Style.CAPTION, 0) for caption in article.captions}


def _lines(text: str) -> Iterable[Span]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1
