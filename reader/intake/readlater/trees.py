"""Bookmarks as trees in JSON: Chrome's own file, Firefox's backups, and the collections of Linkwarden."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from reader.core.errors import InputError
from reader.core.model import Curation
from reader.core.terms import Terms
from reader.intake.corpora.entry import Entry, entry_of, item_of, moment
from reader.intake.corpora.flat import flat
from reader.intake.corpora.layouts import Layout, layouts
from reader.intake.corpora.values import date_of, line_of, tags_of, text_of
from reader.intake.decode import decode
from reader.intake.format import Format, Item, LeftOut, SavedLink
from reader.intake.readlater.links import NO_PAGES
from reader.intake.readlater.lz4 import MAGIC, unpacked
from reader.intake.source import Source

_CHROME = re.compile(rb'"roots"\s*:\s*\{')
_CHROME_ROOTS = re.compile(rb'"(?:bookmark_bar|other|synced)"\s*:\s*\{')
_FIREFOX = re.compile(rb'"text/x-moz-place-container"')
_LINKWARDEN = re.compile(rb'"collections"\s*:\s*\[')
_LINKWARDEN_LINKS = re.compile(rb'"(?:links|pinnedLinks|isPublic)"\s*:')
_ROOT_DEPTH = 2
"""So many folders from the top are of the browser's making."""


def _is_tree(source: Source) -> bool:
    head = source.head
    if head.startswith(MAGIC):
        return True
    if head[:4].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"{":
        return False
    is_chrome = _CHROME.search(head) and (_CHROME_ROOTS.search(head) or b'"checksum"' in head[:200])
    is_linkwarden = _LINKWARDEN.search(head) and _LINKWARDEN_LINKS.search(head)
    return bool(is_chrome or _FIREFOX.search(head) or is_linkwarden)


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    content = source.read_document(terms)
    text = decode(unpacked(content, terms) if content.startswith(MAGIC) else content, None, is_html=False).text
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(
            "This list of bookmarks is damaged or ends in the middle. Export the bookmarks again."
        ) from error
    if not isinstance(tree, dict):
        return
    if isinstance(tree.get("collections"), list):
        yield from _collections(tree, source)
    elif isinstance(tree.get("roots"), dict):
        for root in tree["roots"].values():
            yield from _branch(root, 1)
    else:
        yield from _branch(tree, 0)


BOOKMARK_TREES = Format("trees of bookmarks", _is_tree, _unpack, is_container=True, is_never_page=True)


def _branch(root: object, depth: int) -> Iterator[Item]:
    """Yield the links below a folder in their order, without recursion."""
    waiting: list[tuple[object, int, tuple[str, ...]]] = [(root, depth, ())]
    while waiting:
        node, level, folders = waiting.pop()
        if not isinstance(node, dict):
            continue
        url = line_of(node.get("url") or node.get("uri"))
        if url:
            yield _link(node, url, folders)
        children = node.get("children")
        if isinstance(children, list):
            title = line_of(node.get("name") or node.get("title"))
            inner = (*folders, title) if level >= _ROOT_DEPTH and title else folders
            waiting.extend((child, level + 1, inner) for child in reversed(children))


def _link(node: Mapping[str, object], url: str, folders: tuple[str, ...]) -> Item:
    title = line_of(node.get("name") or node.get("title"))
    if not url[:8].casefold().startswith(("http://", "https://")):
        return LeftOut(title[:80], NO_PAGES)
    note = _annotation(node)
    curation = Curation(
        tags=tuple(dict.fromkeys((*tags_of(node.get("tags", "")), *folders))), notes=(note,) if note else ()
    )
    return SavedLink(url, title, moment(date_of(node.get("date_added") or node.get("dateAdded"))), curation)


def _annotation(node: Mapping[str, object]) -> str:
    """Return the description that old versions of Firefox keep with a bookmark."""
    annotations = node.get("annos")
    if not isinstance(annotations, list):
        return ""
    described = (a for a in annotations if isinstance(a, dict) and a.get("name") == "bookmarkProperties/description")
    return next((text_of(one.get("value")) for one in described), "")


def _collections(tree: Mapping[str, object], source: Source) -> Iterator[Item]:
    layout = next(one for one in layouts() if one.name == "Linkwarden")
    pinned = {line_of(one.get("id")) for one in _objects(tree.get("pinnedLinks"))}
    number = 0
    for collection in _objects(tree.get("collections")):
        name = line_of(collection.get("name"))
        for link in _objects(collection.get("links")):
            number += 1
            entry = _in_collection(link, layout, name, is_pinned=line_of(link.get("id")) in pinned)
            yield item_of(entry, source, f"record {number}", is_list=True)


def _in_collection(link: Mapping[str, object], layout: Layout, name: str, *, is_pinned: bool) -> Entry:
    entry = entry_of(flat(link), layout)
    tags = (*entry.curation.tags, *((name,) if name and name.casefold() != "unorganized" else ()))
    return replace(entry, curation=replace(entry.curation, tags=tuple(dict.fromkeys(tags)), is_starred=is_pinned))


def _objects(value: object) -> list[Mapping[str, object]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
