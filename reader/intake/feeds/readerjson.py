"""The JSON of Google Reader, in which feed readers still export starred entries (FreshRSS, Inoreader and others)."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from reader.core.dates import parse_date
from reader.core.errors import UnreadableFileError
from reader.core.model import Curation, Moment, Snapshot, Source
from reader.core.terms import Terms
from reader.intake.decode import decode
from reader.intake.feeds.entry import Entry, Feed, item_of
from reader.intake.format import Format, Item, SavedLink
from reader.intake.source import Source as Bytes

_MARKS = (b"state/com.google/", b"state\\/com.google\\/", b'"crawlTimeMsec"', b'"streamId"', b'"htmlUrl"')
_STATE = "/state/com.google/"
_LATEST = 4_102_444_800


def _is_reader_json(source: Bytes) -> bool:
    head = source.head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"{") and b'"items"' in head and sum(mark in head for mark in _MARKS) >= 2


def _unpack(source: Bytes, terms: Terms) -> Iterator[Item]:
    try:
        found = json.loads(decode(source.read_document(terms), None, False).text)
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError("The export is damaged: it is no whole JSON. Export the entries again.") from error
    items = found.get("items")
    all_starred = "starred" in _text(found.get("id"))
    for number, one in enumerate(items if isinstance(items, list) else (), 1):
        if isinstance(one, dict):
            item = item_of(_entry(one), _feed(one), source, number)
            curation, saved = _curation(one, is_starred=all_starred), _saved(one)
            if isinstance(item, Snapshot):
                item = replace(item, curation=curation, saved=saved)
            elif isinstance(item, SavedLink):
                item = replace(item, curation=curation, added=saved)
            yield item


READER_JSON = Format("exports of feed readers", _is_reader_json, _unpack, is_container=True, is_never_page=True)


def _entry(one: dict[str, Any]) -> Entry:
    content, summary = _inside(one, "content", "content"), _inside(one, "summary", "content")
    return Entry(
        title=_text(one.get("title")),
        link=_address(one.get("canonical")) or _address(one.get("alternate")),
        published=_moment(one.get("published")),
        updated=_moment(one.get("updated")),
        authors=tuple(name for name in (_text(one.get("author")),) if name),
        text=content,
        summary=summary,
    )


def _feed(one: dict[str, Any]) -> Feed:
    return Feed(title=_inside(one, "origin", "title"), link=_inside(one, "origin", "htmlUrl"))


def _saved(one: dict[str, Any]) -> Moment | None:
    """Return when the reader starred an entry, else when the program fetched it."""
    crawled = _text(one.get("crawlTimeMsec"))
    seconds = one.get("starred") or (int(crawled) // 1000 if crawled.isdecimal() and len(crawled) < 16 else 0)
    return parse_date(_moment(seconds), (), Source.CONTAINER)


def _curation(one: dict[str, Any], *, is_starred: bool) -> Curation:
    """Return the reader's states and labels of an entry, which stand among its categories."""
    given = one.get("categories")
    categories = [name for name in given if isinstance(name, str)] if isinstance(given, list) else []
    states = {name.rsplit("/", 1)[-1] for name in categories if _STATE in name}
    labels = [name.split("/label/", 1)[1] for name in categories if "/label/" in name]
    return Curation(
        tags=tuple(dict.fromkeys(labels)), is_starred=is_starred or "starred" in states, is_read="read" in states
    )


def _address(links: object) -> str:
    first = links[0] if isinstance(links, list) and links else None
    return _text(first.get("href")) if isinstance(first, dict) else ""


def _inside(one: dict[str, Any], name: str, key: str) -> str:
    part = one.get(name)
    return _text(part.get(key)) if isinstance(part, dict) else _text(part) if key == "content" else ""


def _moment(value: object) -> str:
    if not isinstance(value, int | float) or not 0 < value < _LATEST:
        return ""
    return datetime.fromtimestamp(value, UTC).isoformat(timespec="seconds")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
