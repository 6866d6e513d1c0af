"""What shows that a captured page is no document of its own: a frame, an answer to a script, a page without text."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urljoin, urlsplit

from reader.intake.warc.records import address

_EMBEDDED = frozenset({"iframe", "embed", "object", "fencedframe"})
_SCRIPTED = frozenset({"xhr", "fetch", "ping", "eventsource", "websocket", "prefetch", "preflight", "beacon"})
"""Values of WARC-Resource-Type, after Chrome's resource types, that are no navigation."""
_HERITRIX_EMBED = "e"
_FRAME_BYTES = 600
"""An embedded page of a crawler with less text than this is a frame: framesets of old hold whole stories."""
_IFRAME = re.compile(rb"<iframe\b[^<>]{0,2000}?\ssrc\s*=\s*[\"']?([^\"'\s>]{1,2000})", re.IGNORECASE)
_IFRAMES_OF_A_PAGE = 200
_IFRAMES_OF_ALL = 100_000
_LEAST_BYTES = 40
"""Bytes of text that are not blank; less than this is no story in any script."""
_UNSEEN = (b"script", b"style", b"template", b"title", b"svg")
_STORY_DATA = (b"ld+json", b"application/json", b"window.__", b"articlebody")


def is_embedded_request(fields: Mapping[str, str], content: bytes) -> bool:
    """Tell by the request's header lines whether its answer was shown inside of another page or used by a script."""
    purpose = fields.get("sec-fetch-dest", "").strip().lower()
    if purpose in _EMBEDDED:
        return True
    by_script = purpose == "empty" or "xmlhttprequest" in fields.get("x-requested-with", "").lower()
    # Pages of endless scrolling are fetched by scripts, and are whole.
    return by_script and b"<title" not in content[:20_000].lower()


def is_embedded_capture(fields: Mapping[str, str], content: bytes) -> bool:
    """Tell by the fields of a response or metadata record whether it is a part of another page."""
    if fields.get("warc-resource-type", "").lower() in _SCRIPTED:
        return b"<title" not in content[:20_000].lower()
    hops = fields.get("hopsfromseed", "").lower()
    return hops.endswith(_HERITRIX_EMBED) and text_bytes(content, _FRAME_BYTES) < _FRAME_BYTES


def is_from_other_site(referer: str, url: str) -> bool:
    """Tell whether a page was asked for by one of another site, by the last two labels of their hosts."""
    sites = [_site(address) for address in (referer, url)]
    return all(sites) and sites[0] != sites[1]


def _site(url: str) -> str:
    try:
        return ".".join((urlsplit(url).hostname or "").split(".")[-2:])
    except ValueError:
        return ""


class Iframes:
    """Addresses that pages have shown in frames, as hashes; framesets are not among them."""

    def __init__(self) -> None:
        self._known: set[int] = set()

    def note(self, content: bytes, url: str) -> None:
        """Remember the frames of a page."""
        for number, match in enumerate(_IFRAME.finditer(content)):
            if number >= _IFRAMES_OF_A_PAGE or len(self._known) >= _IFRAMES_OF_ALL:
                return
            written = match[1].decode("utf-8", "replace").replace("&amp;", "&")
            target = resolved(url, written)
            if target and target != url:
                self._known.add(hash(target))

    def __contains__(self, url: str) -> bool:
        return hash(url) in self._known


def resolved(base: str, reference: str) -> str:
    """Return the address that a reference in a page means, without its fragment, or ""."""
    try:
        return address(urljoin(base, reference))
    except ValueError:
        return ""


def is_without_text(content: bytes) -> bool:
    """Tell a page with next to no text, that has no data either from which a script would write the story."""
    if text_bytes(content, _LEAST_BYTES) >= _LEAST_BYTES:
        return False
    lower = content.lower()
    return not any(mark in lower for mark in _STORY_DATA)


def text_bytes(content: bytes, enough: int) -> int:
    """Return how many bytes of text that are not blank a page shows, roughly, counting no further than ``enough``."""
    count = 0
    for part in _texts(content):
        count += len(b"".join(part.split()))
        if count >= enough:
            break
    return count


def _texts(content: bytes) -> Iterable[bytes]:
    """Yield what stands between the tags, in one pass."""
    lower = content.lower()
    at = 0
    while at < len(content):
        opening = lower.find(b"<", at)
        if opening < 0:
            yield content[at:]
            return
        yield content[at:opening]
        name = next((name for name in _UNSEEN if lower.startswith(name, opening + 1)), b"")
        if lower.startswith(b"<!--", opening):
            end = lower.find(b"-->", opening)
        else:
            end = lower.find(b">", lower.find(b"</" + name, opening) if name else opening)
            if name and lower.find(b"</" + name, opening) < 0:
                return
        if end < 0:
            return
        at = end + 1
