"""Links in the text of a mail, and its text by lines: enough to find one link or header line, not to read it."""

import html
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from reader.intake.mail.words import words

_LOOKED_AT = 2_000_000
_LINK = re.compile(r"<a\s([^<>]{0,8000})>", re.IGNORECASE)
_HREF = re.compile(r"""href\s{0,9}=\s{0,9}(?:"([^"]{1,6000})"|'([^']{1,6000})'|([^\s"'>]{1,6000}))""", re.IGNORECASE)
_UNSEEN = re.compile(r"<(!--|style\b|script\b|head\b|title\b)", re.IGNORECASE)
_LINE_ENDS = re.compile(r"<(?:br|/p|/div|/tr|/li|/h[1-6]|/blockquote|/table)\b[^<>]{0,2000}>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,100000}>")
_GOOGLE = re.compile(r"(?:[\w-]{1,30}\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?", re.IGNORECASE)
_COUNTING = re.compile(
    r"\Ahttps?://(?:click|clicks|ct|link|links|e|t|r|go|trk|track|tracking|lnk|url\d*)\d?\.|/(?:ls/click|track|click|cl0|c/e)\b"
    r"|\.ct\.sendgrid\.net",
    re.IGNORECASE,
)
"""Addresses that count who reads before they lead on: of no use to anybody else, nor later."""
_LONGEST_PHRASE = 80
_LONGEST_LINK = 3_000
_FURTHEST = 300_000


def links(markup: str) -> Iterator[tuple[str, str]]:
    """Yield address and text of the links in ``markup``."""
    looked_at = markup[:_LOOKED_AT]
    lowered = looked_at.lower()
    closing = -1
    for match in _LINK.finditer(looked_at):
        found = _HREF.search(match.group(1))
        if closing < match.end():
            closing = lowered.find("</a", match.end())
        if closing < 0:
            return
        if found is not None and closing - match.end() <= _LONGEST_LINK:
            address = html.unescape(next(group for group in found.groups() if group)).strip()
            inside = looked_at[match.end() : closing]
            yield "".join(address.split()), " ".join(html.unescape(_TAG.sub("", inside)).split())


def plain_text(markup: str) -> str:
    """Return about what is visible of ``markup``, with its line ends."""
    flat = " ".join(_without_unseen(markup[:_LOOKED_AT]).split())
    text = html.unescape(_TAG.sub("", _LINE_ENDS.sub("\n", flat)))
    return "\n".join(" ".join(line.split()) for line in text.split("\n"))


def _without_unseen(markup: str) -> str:
    """Return ``markup`` without its head, comments, scripts and styles, in one pass; an open one ends with the text."""
    lowered = markup.lower()
    kept: list[str] = []
    at = 0
    while (found := _UNSEEN.search(markup, at)) is not None:
        kept.append(markup[at : found.start()])
        name = found.group(1).lower()
        end_mark = "-->" if name == "!--" else f"</{name}"
        end = lowered.find(end_mark, found.end())
        at = len(markup) if end < 0 else end + (3 if name == "!--" else len(end_mark) + 1)
    kept.append(markup[at:])
    return " ".join(kept)


def online_link(markup: str) -> str:
    """Return the address that a newsletter says it has on the web, or "": the first link that says so."""
    for address, text in links(markup[:_FURTHEST]):
        said = text.lower().strip(" .›»>→|[]()!:")
        if len(said) <= _LONGEST_PHRASE and address.startswith(("http://", "https://")):
            phrases = words("view_online")
            says_so = said in phrases or any(phrase in said for phrase in phrases if len(phrase) > 7)
            if says_so and not _COUNTING.search(address):
                return address
    return ""


def unwrapped(address: str) -> str:
    """Return where a link of Google's leads: the story's address out of its redirect, "" to Google itself."""
    try:
        parts = urlsplit(address)
        if not _GOOGLE.fullmatch(parts.hostname or ""):
            return address if parts.scheme in {"http", "https"} and parts.hostname else ""
        asked = parse_qs(parts.query, max_num_fields=100)
    except ValueError:
        return ""
    if parts.path not in {"/url", "/news/url"}:
        return ""
    target = next((value for key in ("url", "q") for value in asked.get(key, ())), "")
    return target if target.startswith(("http://", "https://")) else ""
