"""Stories written line by line, for tests of the window."""

from collections.abc import Sequence
from datetime import datetime

from reader.core.model import (
    Article,
    Block,
    BlockKind,
    Caption,
    EncodingSource,
    Fact,
    Mark,
    Moment,
    Precision,
    Removal,
    Source,
    Span,
)
from reader.core.query import (
    Width,
)

WIDTH = Width()

KEPT = {
    "h": BlockKind.HEADLINE,
    "s": BlockKind.STANDFIRST,
    "p": BlockKind.PARAGRAPH,
    "g": BlockKind.HEADING,
    "q": BlockKind.QUOTE,
    "l": BlockKind.LIST_ITEM,
    "c": BlockKind.PREFORMATTED,
    "t": BlockKind.TABLE_ROW,
}


def article(
    lines: Sequence[tuple[str, str]],
    *,
    outlet: str = "The Harbour Post",
    published: str = "2011-02-06",
    author: str = "Mira Olsen",
    language: str = "en",
    confidence: float = 0.94,
    doubts: tuple[str, ...] = (),
    marks: tuple[Mark, ...] = (),
    url: str = "",
) -> Article:
    """Return an article of lines: ``h s p g q l c t`` are kept blocks, ``k`` a caption, ``r:reason`` a removal."""
    blocks: list[Block] = []
    captions: list[Caption] = []
    removals: list[Removal] = []
    at = 0
    for kind, text in lines:
        span = Span(at, at + len(text))
        at += len(text) + 1
        if kind in KEPT:
            blocks.append(Block((span,), KEPT[kind], 1 if kind == "l" else 2 if kind == "g" else 0))
        elif kind == "k":
            captions.append(Caption(span))
        else:
            removals.append(Removal(span, "test-rule", kind.partition(":")[2]))
    text = "\n".join(line for _, line in lines)
    headline = next((line for kind, line in lines if kind == "h"), "")
    moment = Moment(datetime.fromisoformat(published), Precision.DAY, Source.META, published) if published else None
    return Article(
        text=text,
        blocks=tuple(blocks),
        captions=tuple(captions),
        removals=tuple(removals),
        marks=marks,
        headline=Fact(headline, Source.OPENGRAPH) if headline else None,
        standfirst=None,
        byline=None,
        authors=(Fact(author, Source.META),) if author else (),
        outlet=Fact(outlet, Source.OPENGRAPH) if outlet else None,
        section=None,
        language=Fact(language, Source.HTML),
        url=Fact(url, Source.LINK) if url else None,
        canonical_url=None,
        published=moment,
        modified=None,
        saved=None,
        encoding="utf-8",
        encoding_source=EncodingSource.UTF8,
        confidence=confidence,
        doubts=doubts,
    )
