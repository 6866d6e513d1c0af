"""HAR: what a browser loaded, as JSON. The stories are the main documents of its pages; HTTP Archive 1.2."""

import binascii
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from reader.core.archives import web_address
from reader.core.dates import parse_date
from reader.core.errors import TooLargeError, UnreadableFileError
from reader.core.model import FileKind
from reader.core.model import Source as Origin
from reader.core.terms import Terms
from reader.intake.format import Format, Item, LeftOut, snapshot
from reader.intake.source import Source
from reader.intake.webarchives.mime import parameter
from reader.intake.webarchives.references import attached_from

NO_BODY = (
    "The file says that this page was loaded, but holds none of its text. "
    "Save it again with the contents (in the browser's network panel: save all as HAR with content)."
)
NO_PAGE = "There is no web page in this HAR file. Load the page with the network panel open, then save the HAR again."
OTHER_DOCUMENTS = "frames and widgets of pages"
_DAMAGED = "This HAR file is damaged (no valid JSON). Save it again from the browser."
_TOO_DEEP = "The lists in this HAR file lie too deep in each other to be read."
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_FOUND, _UNCHANGED = (200, 203), 304
_MARKUP = ("<!doctype html", "<html", "<head", "<body")


@dataclass(frozen=True, slots=True)
class _Entry:
    """An answer of a server. ``page`` names the page it was loaded for, ``purpose`` what for, "" if not stated."""

    url: str
    status: int
    kind: str
    page: str
    purpose: str
    started: str
    content: dict[str, Any]


def _is_har(source: Source) -> bool:
    head = source.head.removeprefix(b"\xef\xbb\xbf").lstrip()[:8_192]
    if not head.startswith(b"{") or b'"log"' not in head[:200]:
        return False
    return any(key in head for key in (b'"creator"', b'"entries"', b'"pages"', b'"browser"'))


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    log = _mapping(_mapping(_loaded(source.read_document(terms))).get("log"))
    entries = [_entry(_mapping(one)) for one in _list(log.get("entries"))]
    started = {_text(page, "id"): _text(page, "startedDateTime") for page in map(_mapping, _list(log.get("pages")))}
    main = _main_documents(entries)
    if not main:
        raise UnreadableFileError(NO_PAGE)
    parts = [(entry.url, entry) for entry in entries if 200 <= entry.status < 300 or entry.status == _UNCHANGED]
    for i, entry in enumerate(entries):
        if not _is_page(entry):
            continue
        member = f"{i + 1} {entry.url}"
        if i not in main:
            yield LeftOut(member, OTHER_DOCUMENTS)
            continue
        content, charset = _content(entry), _charset(entry)
        if not content.strip():
            yield LeftOut(member, failure=NO_BODY)
            continue
        when = entry.started or started.get(entry.page, "")
        yield snapshot(
            content,
            FileKind.HTML,
            source,
            member=member,
            url=web_address(entry.url),
            saved=parse_date(when, (), Origin.CONTAINER) if when else None,
            charset=charset,
            attached=attached_from(entry.url, parts, _content),
        )


HAR = Format("HAR files", _is_har, _unpack, is_container=True, is_never_page=True)


def _main_documents(entries: list[_Entry]) -> frozenset[int]:
    """Return which entries are pages that were gone to: the first document of each page, and stated navigations.

    Proxies write no pages; then every document counts that does not state another purpose.
    """
    found: set[int] = set()
    seen: set[str] = set()
    for i, entry in enumerate(entries):
        if not _is_page(entry) or entry.purpose not in {"", "document"}:
            continue
        if entry.purpose == "document" or not entry.page or entry.page not in seen:
            found.add(i)
            seen.add(entry.page)
    return frozenset(found)


def _is_page(entry: _Entry) -> bool:
    text = entry.content.get("text")
    if entry.status not in _FOUND and not (entry.status == _UNCHANGED and text):
        return False
    if entry.kind in _PAGES:
        return True
    return not entry.kind and isinstance(text, str) and text[:200].lstrip().lower().startswith(_MARKUP)


def _entry(raw: dict[str, Any]) -> _Entry:
    request, response = _mapping(raw.get("request")), _mapping(raw.get("response"))
    content = _mapping(response.get("content"))
    status = response.get("status")
    headers = {
        _text(header, "name").lower(): _text(header, "value") for header in map(_mapping, _list(request.get("headers")))
    }
    purpose = headers.get("sec-fetch-dest", "").strip().lower()
    if not purpose and headers.get("x-requested-with"):
        purpose = "script"
    return _Entry(
        url=_text(request, "url"),
        status=status if isinstance(status, int) else 0,
        kind=_text(content, "mimeType").split(";")[0].strip().lower(),
        page=_text(raw, "pageref"),
        purpose=purpose,
        started=_text(raw, "startedDateTime"),
        content=content,
    )


def _content(entry: _Entry) -> bytes:
    """Return the body of an answer; text is handed out as UTF-8."""
    text = _text(entry.content, "text")
    if _text(entry.content, "encoding").lower() != "base64":
        return text.encode("utf-8", "replace")
    try:
        return binascii.a2b_base64(text)
    except (binascii.Error, ValueError):
        return b""


def _charset(entry: _Entry) -> str | None:
    if _text(entry.content, "encoding").lower() != "base64":
        return "utf-8"
    return parameter(_text(entry.content, "mimeType"), "charset") or None


def _loaded(content: bytes) -> object:
    try:
        return cast("object", json.loads(content))
    except RecursionError as error:
        raise TooLargeError(_TOO_DEEP) from error
    except ValueError as error:
        raise UnreadableFileError(_DAMAGED) from error


def _mapping(value: object) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _text(mapping: dict[str, Any], key: str) -> str:
    value = mapping.get(key)
    return value if isinstance(value, str) else ""
