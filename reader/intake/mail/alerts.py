"""Google Alerts: the results of one as links, taken from its HTML or its text, without Google's redirects."""

import re
from collections.abc import Iterator

from reader.core.model import Moment
from reader.intake.format import SavedLink
from reader.intake.mail.header import Header
from reader.intake.mail.links import links, unwrapped

_URL_LINE = re.compile(r"[<\[(]?(https?://[^\s<>]{4,6000}?)[>\])]?")
_SHORTEST_TITLE = 3


def is_alert(header: Header, text: str) -> bool:
    """Tell an alert by who sent it or, where it was passed on, by where its links for settings lead."""
    sender = header.address("from")[1].lower()
    list_id = header.raw("list-id").lower().rstrip("> ")
    return (
        sender.startswith("googlealerts-noreply@")
        or list_id.endswith(".alerts.google.com")
        or ("google.com/alerts/" in text and "google.com/url?" in text)
    )


def results(text: str, *, is_html: bool, sent: Moment | None) -> Iterator[SavedLink]:
    """Yield the results of an alert, each address once, with its title."""
    seen: set[str] = set()
    for address, title in links(text) if is_html else _by_lines(text):
        target = unwrapped(address)
        if target and target not in seen and len(title) >= _SHORTEST_TITLE:
            seen.add(target)
            yield SavedLink(target, title, sent)


def _by_lines(text: str) -> Iterator[tuple[str, str]]:
    """Yield the addresses that stand on a line of their own, with the first line of the paragraph above each."""
    title = ""
    for line in text.splitlines():
        plain = line.lstrip("> ").strip()
        match = _URL_LINE.fullmatch(line.strip()) or _URL_LINE.fullmatch(plain.rstrip(">"))
        if match is not None:
            yield match.group(1), title
            title = ""
        elif not plain:
            title = ""
        elif not title:
            title = plain
