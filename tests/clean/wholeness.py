"""What holds of every cleaned story: nothing of the page is lost, and cleaning it once more changes nothing."""

from reader.clean.pipeline import clean
from reader.core.model import Article, BlockKind, ElementTable, FileKind, Metadata, Page, Piece, Role, Span
from tests.clean.pages import keep_all

_ROLES = {
    BlockKind.HEADLINE: Role.HEADING,
    BlockKind.STANDFIRST: Role.PARAGRAPH,
    BlockKind.PARAGRAPH: Role.PARAGRAPH,
    BlockKind.HEADING: Role.HEADING,
    BlockKind.LIST_ITEM: Role.LIST_ITEM,
    BlockKind.QUOTE: Role.QUOTE,
    BlockKind.PREFORMATTED: Role.PREFORMATTED,
    BlockKind.TABLE_ROW: Role.TABLE_CELL,
}
_TAGS = {Role.HEADING: "h2", Role.LIST_ITEM: "li", Role.QUOTE: "blockquote", Role.PREFORMATTED: "pre"}


def fault(article: Article) -> str:
    """Return what is wrong with the spans of a story, "" if they are every visible character once and in order."""
    spans = [span for block in article.blocks for span in block.spans]
    starts = [span.start for span in spans]
    spans += [caption.span for caption in article.captions] + [removal.span for removal in article.removals]
    seen = bytearray(len(article.text))
    for span in spans:
        if not 0 <= span.start < span.end <= len(article.text):
            return f"{span} is no part of the text"
        if any(seen[span.start : span.end]):
            return f"{span.of(article.text)!r} stands in two parts"
        seen[span.start : span.end] = b"\x01" * len(span)
    left = "".join(char for at, char in enumerate(article.text) if not seen[at] and not char.isspace())
    if left:
        return f"{left[:80]!r} is in no part"
    return "" if starts == sorted(starts) else "the blocks are out of order"


def cleaned_again(article: Article) -> str:
    """Return the clean text of a page that shows nothing but this story, in its structure."""
    return clean(_page_of(article), choice=keep_all).clean_text


def _page_of(article: Article) -> Page:
    """Return the page of a story's blocks: a table row has a cell for each of its spans."""
    texts: list[str] = []
    pieces: list[Piece] = []
    tags, parents = ["article"], [-1]
    at = 0
    for block in article.blocks:
        role = _ROLES[block.kind]
        is_row = block.kind is BlockKind.TABLE_ROW
        if is_row:
            tags.append("tr")
            parents.append(0)
        row = len(tags) - 1
        cells = [span.of(article.text) for span in block.spans] if is_row else [article.block_text(block)]
        for text in cells:
            tags.append("td" if is_row else _TAGS.get(role, "p"))
            parents.append(row if is_row else 0)
            pieces.append(Piece(Span(at, at + len(text)), role, len(tags) - 1, block.level))
            texts.append(text)
            at += len(text) + 1
    count = len(tags)
    return Page(
        text="\n".join(texts),
        pieces=tuple(pieces),
        elements=ElementTable(tuple(parents), tuple(tags), ("",) * count, (False,) * count),
        marks=(),
        candidates=(),
        metadata=Metadata(headline=article.headline, language=article.language),
        kind=FileKind.HTML,
        encoding=article.encoding,
        encoding_source=article.encoding_source,
    )
