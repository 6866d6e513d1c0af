"""MHTML: a page and its parts as a MIME document, as Chrome, Edge, Internet Explorer, Opera and others save it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from reader.core.archives import web_address
from reader.core.dates import parse_date
from reader.core.errors import UnreadableFileError
from reader.core.model import Candidate, Field, FileKind, Moment
from reader.core.model import Source as Origin
from reader.core.terms import Terms
from reader.intake.format import Format, Item, LeftOut, snapshot
from reader.intake.source import Source
from reader.intake.webarchives.frames import has_frames, story_of_frames, text_bytes
from reader.intake.webarchives.mime import Part, headers_of, media_type, parts_of, unencoded
from reader.intake.webarchives.references import attached_from

NO_PAGE = (
    "This web archive (MHTML) is damaged: there is no page in it that can be read. "
    "Open it in the browser that saved it and save the page again."
)
CUT_OFF = (
    "This web archive (MHTML) ends in the middle; what was there was read, and the end of the story may be missing. "
    "Get the file again from where it came."
)
MORE_PARTS = "parts of a page that has too many"
_PAGES = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})
_SAVERS = re.compile(
    r"<\s{0,3}saved by|\Asaved by|(?:internet explorer|unmht|mozilla|opera|blink)\b[^@]{0,80}\Z", re.IGNORECASE
)
_SENT = frozenset(
    {"received", "return-path", "delivered-to", "to", "cc", "bcc", "reply-to", "message-id", "x-mozilla-status"}
    | {"dkim-signature", "list-id", "list-unsubscribe", "in-reply-to", "envelope-to", "x-original-to", "newsgroups"}
)
"""What a mail or a posting has, sent or drafted, and a saved page has not."""
_BARE_PART = re.compile(
    rb"\A\s{0,20}--[^\r\n]{1,200}\r?\n(?:[A-Za-z\-]{3,40}:[^\r\n]{0,500}\r?\n){0,8}?content-(?:type:\s{0,5}text/html|location:|id:\s{0,5}<[^>]{1,200}mhtml)",
    re.IGNORECASE,
)
_PLACED_PART = re.compile(rb"^content-location:\s{0,9}\S", re.IGNORECASE | re.MULTILINE)
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|title|meta|div|p|table)[\s>]", re.IGNORECASE)
_TITLE = re.compile(rb"<title[\s>]", re.IGNORECASE)
_SUFFIXES = frozenset({".mht", ".mhtml", ".mhtm"})


def _is_mhtml(source: Source) -> bool:
    head = source.head.removeprefix(b"\xef\xbb\xbf")
    headers, body = headers_of(head)
    if not headers:
        return _BARE_PART.match(head) is not None
    if "snapshot-content-location" in headers or "x-maf" in headers or "x-maf-version" in headers:
        return True
    kind = media_type(headers)
    if not ("mime-version" in headers or kind.startswith("multipart/") or kind in _PAGES):
        return False
    if _is_by_saver(headers):
        return True
    if not _SENT.isdisjoint(headers) or "@" in headers.get("from", ""):
        return False
    if source.suffix in _SUFFIXES:
        return True
    is_whole = kind.startswith("multipart/") or kind in _PAGES
    return is_whole and ("content-location" in headers or _PLACED_PART.search(head, body) is not None)


def _is_by_saver(headers: Mapping[str, str]) -> bool:
    """Tell whether the sender is a program that saved a page: "<Saved by Blink>", in any language without "@"."""
    sender = unencoded(headers.get("from", ""))
    if _SAVERS.search(sender):
        return True
    return bool(sender) and "@" not in sender and "x-mimeole" in headers and _SENT.isdisjoint(headers)


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    content = source.read_document(terms).removeprefix(b"\xef\xbb\xbf")
    headers, _ = headers_of(content)
    parts = list(parts_of(content, terms.members + 1))
    if len(parts) > terms.members:
        yield LeftOut("", MORE_PARTS)
    root = _root(headers, parts)
    if root is None:
        raise UnreadableFileError(NO_PAGE)
    address = _address(headers, root)
    is_cut_off = _is_multipart(headers) and not content.rstrip().endswith(b"--")
    page, is_last = root.content, root is parts[-1]
    if is_cut_off and not text_bytes(page):
        raise UnreadableFileError(NO_PAGE)
    if has_frames(page):
        frames = [part for part in parts if part is not root and part.kind in _PAGES]
        story = story_of_frames((part.content, part) for part in frames)
        if story is not None:
            page, root = story
    yield snapshot(
        page,
        FileKind.TEXT if root.kind == "text/plain" else FileKind.HTML,
        source,
        url=web_address(address),
        saved=saved_moment(headers.get("date", "")),
        charset=root.charset,
        stated=_title(headers, page),
        attached=attached_from(_location(root) or address, _places(parts), lambda part: part.content),
    )
    if is_cut_off and is_last:
        yield LeftOut("", failure=CUT_OFF)


MHTML = Format("MHTML pages", _is_mhtml, _unpack, is_never_page=True)


def _is_multipart(headers: Mapping[str, str]) -> bool:
    return not headers or media_type(headers).startswith("multipart/")


def saved_moment(written: str) -> Moment | None:
    """Return the moment in a Date header, also where it is not written as RFC 2822 has it."""
    return parse_date(unencoded(written), ("en",), Origin.CONTAINER) if written else None


def _root(headers: Mapping[str, str], parts: Sequence[Part]) -> Part | None:
    """Return the page itself: what ``start`` names, else what lies at the snapshot's address, else the first page."""
    pages = [part for part in parts if part.kind in _PAGES]
    start = re.search(
        r';\s{0,20}start\s{0,3}=\s{0,3}"?\s{0,3}<?([^">;\s]{1,300})', headers.get("content-type", ""), re.IGNORECASE
    )
    if start:
        named = [part for part in pages if part.headers.get("content-id", "").strip("<> ") == start.group(1)]
        pages = named or pages
    place = _squeezed(headers.get("snapshot-content-location", ""))
    if place:
        placed = [part for part in pages if _location(part) == place and part.raw.strip()]
        pages = placed or pages
    filled = [part for part in pages if part.raw.strip()]
    if filled:
        return filled[0]
    unnamed = (part for part in parts if not part.kind or part.kind.startswith("multipart/"))
    found = next((part for part in unnamed if _MARKUP.search(part.content[:4_096])), None)
    return found or next((part for part in parts if part.kind == "text/plain" and part.raw.strip()), None)


def _address(headers: Mapping[str, str], root: Part) -> str:
    stated = headers.get("snapshot-content-location") or root.headers.get("content-location")
    return _squeezed(stated or headers.get("content-location") or root.headers.get("content-base") or "")


def _location(part: Part) -> str:
    return _squeezed(part.headers.get("content-location", ""))


def _squeezed(address: str) -> str:
    """Return an address without the blanks of a folded header line."""
    return "".join(unencoded(address).split())


def _places(parts: Sequence[Part]) -> Iterator[tuple[str, Part]]:
    for part in parts:
        name = part.headers.get("content-id", "").strip("<> ")
        if name:
            yield f"cid:{name}", part
        place = _location(part)
        if place:
            yield place, part


def _title(headers: Mapping[str, str], page: bytes) -> tuple[Candidate, ...]:
    """Return the subject, the page's title, where the page does not have it itself."""
    subject = unencoded(headers.get("subject", "")).strip()
    if not subject or _TITLE.search(page[:200_000]) or PurePosixPath(subject).suffix in {".htm", ".html"}:
        return ()
    return (Candidate(Field.HEADLINE, subject, Origin.TITLE),)
