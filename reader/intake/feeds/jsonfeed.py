"""JSON Feed, versions 1 and 1.1."""

import json
import re
from collections.abc import Iterator
from typing import Any

from reader.core.errors import UnreadableFileError
from reader.core.terms import Terms
from reader.intake.decode import decode
from reader.intake.feeds.entry import Entry, Feed, dated, item_of
from reader.intake.format import Format, Item
from reader.intake.source import Source

_VERSION = re.compile(rb'"version"\s{0,20}:\s{0,20}"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version')


def _is_json_feed(source: Source) -> bool:
    head = source.head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"{") and _VERSION.search(head) is not None


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    try:
        found = json.loads(decode(source.read_document(terms), None, False).text)
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError("The feed is damaged: it is no whole JSON. Get it again from its site.") from error
    items = found.get("items")
    feed = Feed(
        title=_text(found.get("title")),
        link=_text(found.get("home_page_url")),
        language=_text(found.get("language")),
        authors=_authors(found),
    )
    for number, one in enumerate(items if isinstance(items, list) else (), 1):
        if isinstance(one, dict):
            yield item_of(_entry(one), feed, source, number)


JSON_FEED = Format("JSON feeds", _is_json_feed, _unpack, is_container=True, is_never_page=True)


def _entry(one: dict[str, Any]) -> Entry:
    tags = one.get("tags")
    markup = _text(one.get("content_html"))
    address = _text(one.get("id"))
    return Entry(
        title=_text(one.get("title")),
        link=_text(one.get("url")) or _text(one.get("external_url")) or (address if "://" in address else ""),
        published=dated(_text(one.get("date_published"))),
        updated=dated(_text(one.get("date_modified"))),
        authors=_authors(one),
        text=markup or _text(one.get("content_text")),
        summary=_text(one.get("summary")),
        categories=tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        language=_text(one.get("language")),
        is_plain=not markup and bool(_text(one.get("content_text"))),
    )


def _authors(one: dict[str, Any]) -> tuple[str, ...]:
    given = one.get("authors")
    people = given if isinstance(given, list) else [one.get("author")]
    return tuple(name for person in people if isinstance(person, dict) and (name := _text(person.get("name"))))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
