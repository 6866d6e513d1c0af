"""What a page declares about itself: title, meta, links, JSON-LD, times and microdata."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reader.intake.html.tree import Archived, HeadFacts, ItemProp, LinkTag, MetaTag, TimeTag
from reader.intake.html.walk import TreeWalk

WANTED = frozenset({"title", "meta", "link", "script", "time", "base"})
_COMMENT = re.compile(r"<!--(.{0,2000}?)-->", re.DOTALL)
_RELATIONS_OF_ANCHORS = 'a[rel~="author"], a[rel~="bookmark"], a[rel~="canonical"], a[rel~="calibre-downloaded-from"]'
_SAVERS_MARK = re.compile(r"saved (?:from|with)|mirrored from|SingleFile|archived on", re.IGNORECASE)
_START_CHARS, _END_CHARS = 20_000, 8_000
_LARGEST_SCRIPT_CHARS = 5_000_000
_LONGEST_VALUE_CHARS = 2_000


def head_facts(source: str, document: LexborHTMLParser, walk: TreeWalk, archived: Archived) -> HeadFacts:
    """Gather the declarations from the nodes that ``walk`` found, and comments from ``source``."""
    root = document.root
    attributes = root.attributes if root is not None else {}
    times, properties = walk.found["time"], document.css("[itemprop]")
    rows = walk.rows() if times or properties else {}
    titles, bases = walk.found["title"], walk.found["base"]
    return HeadFacts(
        title=" ".join((titles[0].text(deep=True) or "").split()) if titles else "",
        language=(attributes.get("lang") or attributes.get("xml:lang") or "").strip(),
        base=(bases[0].attributes.get("href") or "") if bases else "",
        is_amp="amp" in attributes or "⚡" in attributes,
        meta=_meta(walk.found["meta"]),
        links=_links([*walk.found["link"], *document.css(_RELATIONS_OF_ANCHORS)]),
        json_ld=_scripts(walk.found["script"], "ld+json"),
        data_scripts=_scripts(walk.found["script"], "application/json"),
        times=tuple(_time(node, _row(node, rows)) for node in times),
        item_props=_item_props(properties, rows),
        comments=_comments(source),
        root=tuple((name, value) for name, value in attributes.items() if name.startswith("data-") and value),
        archived=archived,
    )


def _meta(nodes: list[LexborNode]) -> tuple[MetaTag, ...]:
    tags: list[MetaTag] = []
    for node in nodes:
        attributes = node.attributes
        content = attributes.get("content")
        if content:
            names = {attributes.get(key) or "" for key in ("property", "name", "itemprop", "http-equiv")} - {""}
            tags += [MetaTag(name.strip().lower(), content) for name in sorted(names)]
    return tuple(tags)


def _links(nodes: list[LexborNode]) -> tuple[LinkTag, ...]:
    tags: list[LinkTag] = []
    for node in nodes:
        attributes = node.attributes
        href = attributes.get("href")
        if href:
            relations = (attributes.get("rel") or "").lower().split()
            tags += [LinkTag(rel, href, attributes.get("hreflang") or "") for rel in relations]
    return tuple(tags)


def _scripts(nodes: list[LexborNode], kind: str) -> tuple[str, ...]:
    chosen = [node for node in nodes if kind in (node.attributes.get("type") or "").lower()]
    texts = [node.text(deep=True) or "" for node in chosen]
    return tuple(text for text in texts if text and len(text) <= _LARGEST_SCRIPT_CHARS)


def _row(node: LexborNode, rows: dict[int, int]) -> int:
    """Return the row of ``node``, or of the nearest element around it that has one, or -1."""
    around: LexborNode | None = node
    while around is not None:
        row = rows.get(around.mem_id)
        if row is not None:
            return row
        around = around.parent
    return -1


def _time(node: LexborNode, row: int) -> TimeTag:
    attributes = node.attributes
    return TimeTag(
        datetime=(attributes.get("datetime") or "").strip(),
        text=_text_of(node),
        element=row,
        itemprop=(attributes.get("itemprop") or "").lower(),
        is_pubdate="pubdate" in attributes,
    )


def _item_props(nodes: list[LexborNode], rows: dict[int, int]) -> tuple[ItemProp, ...]:
    properties: list[ItemProp] = []
    for node in nodes:
        attributes = node.attributes
        row = _row(node, rows)
        value = next((v for k in ("content", "datetime", "href") if (v := attributes.get(k))), None)
        text = _text_of(node) if value is None else value
        properties += [ItemProp(name, text, row) for name in (attributes.get("itemprop") or "").split()]
    return tuple(properties)


def _text_of(node: LexborNode) -> str:
    return " ".join((node.text(deep=True) or "")[: 2 * _LONGEST_VALUE_CHARS].split())[:_LONGEST_VALUE_CHARS]


def _comments(source: str) -> tuple[str, ...]:
    """Return the comments at the very beginning and end of the page, where savers leave their marks: these first."""
    first = [match[1].strip() for match in _COMMENT.finditer(source[:_START_CHARS])]
    last = [match[1].strip() for match in _COMMENT.finditer(source[max(_START_CHARS, len(source) - _END_CHARS) :])]
    marked = [comment for comment in first + last if _SAVERS_MARK.search(comment)][:4]
    return tuple(comment for comment in dict.fromkeys(marked + first[:4] + last[-4:]) if comment)
