"""Pages for tests of the cleaner, made without the intake."""

from reader.clean.verdict import Verdict
from reader.core.model import (
    ElementTable,
    EncodingSource,
    Fact,
    FileKind,
    Metadata,
    Page,
    Piece,
    Role,
    Source,
    Span,
)


def text_page(text: str, headline: str = "") -> Page:
    """Return the page of a plain text: a piece per line that is not blank; ``headline`` as if a header declared it."""
    pieces: list[Piece] = []
    start = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            low = start + line.index(bare[0])
            pieces.append(Piece(Span(low, low + len(bare)), Role.LINE))
        start += len(line) + 1
    return _page(text, tuple(pieces), ElementTable(), FileKind.TEXT, headline)


def marked_page(parts: list[tuple[Role, str]], headline: str = "") -> Page:
    """Return the page of an HTML article with these pieces, each in an element of its own."""
    pieces: list[Piece] = []
    start = 0
    for number, (role, text) in enumerate(parts):
        level = 1 if role is Role.HEADING and not number else 2 if role is Role.HEADING else 0
        pieces.append(Piece(Span(start, start + len(text)), role, number + 1, level))
        start += len(text) + 1
    count = len(parts)
    tags = ("article", *("p" for _ in parts))
    elements = ElementTable((-1, *(0 for _ in parts)), tags, ("",) * (count + 1), (False,) * (count + 1))
    return _page("\n".join(text for _, text in parts), tuple(pieces), elements, FileKind.HTML, headline)


def _page(text: str, pieces: tuple[Piece, ...], elements: ElementTable, kind: FileKind, headline: str) -> Page:
    facts = Metadata(headline=Fact(headline, Source.META)) if headline else Metadata()
    return Page(text, pieces, elements, (), (), facts, kind, "utf-8", EncodingSource.UTF8)


def keep_all(page: Page) -> tuple[Verdict, ...]:
    """Keep every piece: what only line rules decide."""
    return tuple(Verdict(kept=True, probability=1.0) for _ in page.pieces)
