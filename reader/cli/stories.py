"""A story as JSON and as readable text."""

from bisect import bisect_left
from collections.abc import Iterator

from reader.core.model import Article, Block, BlockKind, Fact, Mark, MarkKind, Moment
from reader.core.pictures import KeptPicture
from reader.core.records import Story

PREFIXES = {
    BlockKind.HEADING: "## ",
    BlockKind.LIST_ITEM: "- ",
    BlockKind.QUOTE: "> ",
}


def story_json(article: Article, source: str) -> dict[str, object]:
    """Return the story under the keys of the contract. What is unknown is None; moments are ISO 8601."""
    marks = sorted(article.marks, key=lambda mark: mark.span)
    return {
        "source": source,
        "headline": _value(article.headline),
        "standfirst": _value(article.standfirst),
        "authors": [author.value for author in article.authors],
        "published": _iso(article.published),
        "modified": _iso(article.modified),
        "outlet": _value(article.outlet),
        "section": _value(article.section),
        "language": _value(article.language),
        "url": _value(article.url),
        "canonical_url": _value(article.canonical_url),
        "saved": _iso(article.saved),
        "encoding": article.encoding,
        "text": article.clean_text,
        "blocks": [
            {
                "kind": block.kind.value,
                "text": article.block_text(block),
                "level": block.level,
                "marks": _marks_in(block, marks),
            }
            for block in article.blocks
        ],
        "captions": [
            {"text": caption.span.of(article.text), "credit": caption.is_credit} for caption in article.captions
        ],
        "removals": removals_json(article),
        "confidence": round(article.confidence, 4),
        "doubts": list(article.doubts),
    }


def _marks_in(block: Block, marks: list[Mark]) -> list[dict[str, object]]:
    """Return the inline structure of a block: kind, ``[start, end)`` in its text, and the address of a link."""
    found: list[dict[str, object]] = []
    at = 0
    for span in block.spans:
        first, last = (bisect_left(marks, edge, key=lambda mark: mark.span.start) for edge in (span.start, span.end))
        for mark in marks[first:last]:
            place = [at + mark.span.start - span.start, at + min(mark.span.end, span.end) - span.start]
            link = {"href": mark.href} if mark.kind is MarkKind.LINK else {}
            found.append({"kind": mark.kind.value, "span": place, **link})
        at += len(span) + len(block.joint)
    return found


def removals_json(article: Article) -> list[dict[str, str]]:
    """Return what was taken out, in the page's order, each with its rule and its reason."""
    return [
        {"text": removal.span.of(article.text), "rule": removal.rule, "reason": removal.reason}
        for removal in article.removals
    ]


def pictures_json(story: Story) -> list[dict[str, object]]:
    """Return the pictures that were saved with a story, in the order of their places.

    ``before`` numbers the block that a picture stands before; ``captions`` are the texts about it.
    """
    article = story.article
    return [
        {
            "index": index,
            "before": picture.before,
            "alt": picture.alt,
            "captions": [article.captions[n].span.of(article.text) for n in _numbers(picture, article)],
            "width": picture.width,
            "height": picture.height,
            "size_bytes": picture.size_bytes,
            "sha256": picture.sha256,
            "reference": picture.reference,
        }
        for index, picture in enumerate(story.pictures)
    ]


def _numbers(picture: KeptPicture, article: Article) -> list[int]:
    """Return the numbers of a picture's captions, as far as the story has them."""
    return [number for number in picture.captions if 0 <= number < len(article.captions)]


def story_lines(article: Article) -> Iterator[str]:
    """Yield the story as text for reading: headline, where and when, then the blocks with a blank line between."""
    yield headline(article)
    facts = (
        _value(article.outlet),
        ", ".join(author.value for author in article.authors),
        _iso(article.published),
    )
    line = " · ".join(fact for fact in facts if fact)
    if line:
        yield line
    address = _value(article.canonical_url) or _value(article.url)
    if address:
        yield address
    for block in article.blocks:
        if block.kind is not BlockKind.HEADLINE:
            yield ""
            yield block_line(article, block)


def block_line(article: Article, block: Block) -> str:
    """Return a block as a line, with a sign of its kind in front."""
    return PREFIXES.get(block.kind, "") + article.block_text(block)


def removal_lines(article: Article) -> Iterator[str]:
    """Yield what was taken out of a story, in the page's order."""
    for removal in article.removals:
        yield f"[{removal.rule}] {removal.reason}"
        yield f"    {removal.span.of(article.text)}"


def headline(article: Article) -> str:
    """Return the headline, or a stand-in."""
    return _value(article.headline) or "(no headline)"


def _value(fact: Fact | None) -> str | None:
    return fact.value if fact else None


def _iso(moment: Moment | None) -> str | None:
    return moment.iso if moment else None
