"""The charset a page declares in its own markup: in a ``<meta>`` tag or the XML declaration, and nowhere else.

A linear scan after the prescan of the HTML Standard: comments, scripts and the like are skipped, so that a charset
named inside an injected script is never taken for the page's.
"""

import re

SCAN_BYTES = 65_536
"""How far into a file a declaration is looked for. Browsers stop at 1,024; saved pages carry comments before it."""

_TAG_BYTES = 1_024
_XML_DECLARATION = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9._:\-]{1,40})["']""")
_CHARSET = re.compile(rb"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9._:\-]{1,40})""", re.IGNORECASE)
_OPAQUE = (b"script", b"style", b"noscript", b"textarea", b"title", b"iframe", b"template")


def declared_charset(content: bytes) -> str | None:
    """Return the label that ``content`` declares for itself, as written, or None."""
    head = content[:SCAN_BYTES]
    declaration = _XML_DECLARATION.match(head.lstrip())
    if declaration:
        return declaration.group(1).decode("ascii")
    lowered = head.lower()
    at = 0
    while (at := lowered.find(b"<", at)) >= 0:
        if lowered.startswith(b"<meta", at):
            label = _charset_of_meta(head[at : at + _TAG_BYTES])
            if label:
                return label
        end = _end_of_markup(lowered, at)
        if end < 0:
            return None
        at = end
    return None


def _charset_of_meta(tag: bytes) -> str | None:
    end = tag.find(b">")
    if end < 0:
        return None
    inside = tag[:end]
    found = _CHARSET.search(inside)
    if not found:
        return None
    before = inside[: found.start()].rstrip()
    is_attribute = before.lower().endswith(b"<meta") or b"content" not in before.lower()
    if not is_attribute and b"http-equiv" not in inside.lower():
        return None
    return found.group(1).decode("ascii")


def _end_of_markup(lowered: bytes, at: int) -> int:
    """Return where to go on after the ``<`` at ``at``: behind the comment or opaque element that it opens, or -1."""
    if lowered.startswith(b"<!--", at):
        return lowered.find(b"-->", at + 4)
    for name in _OPAQUE:
        after = at + 1 + len(name)
        if lowered.startswith(name, at + 1) and lowered[after : after + 1] in b" \t\r\n/>":
            return lowered.find(b"</" + name, after)
    return at + 1
