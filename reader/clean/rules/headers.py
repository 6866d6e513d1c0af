"""Header lines of a saved text: "Title: …", "Author: …", "Date: …", "Source: …" at its top, at least two of them."""

from collections.abc import Iterator
from itertools import islice

from reader.clean.draft import Cut, Draft, Line
from reader.clean.folding import level
from reader.clean.phrases import Phrasebook
from reader.clean.rules.rule import whole
from reader.core.model import FileKind

FIELDS = ("headline", "author", "date", "outlet", "url", "section")
_MOST, _FEWEST = 10, 2
_LONGEST_KEY = 24


def find_headers(draft: Draft) -> Iterator[Cut]:
    """Yield the header lines of a plain text."""
    for number, _, _ in headers(draft):
        yield whole(number, draft.lines[number], "header", "header of the saved text")


def headers(draft: Draft) -> tuple[tuple[int, str, str], ...]:
    """Return the header lines at the top of a plain text: line number, field (one of FIELDS) and value."""
    if draft.page.kind is not FileKind.TEXT:
        return ()
    found: list[tuple[int, str, str]] = []
    for number, line in enumerate(islice(draft.lines, _MOST)):
        field, value = _header(line, draft.book)
        if not field:
            break
        found.append((number, field, value))
    return tuple(found) if len({field for _, field, _ in found}) >= _FEWEST else ()


def _header(line: Line, book: Phrasebook) -> tuple[str, str]:
    """Return the field and the value of a header line, or two empty strings."""
    at = min((p for p in (line.text.find(":"), line.text.find("：")) if p > 0), default=-1)
    if not 0 < at <= _LONGEST_KEY:
        return "", ""
    name, value = level(line.text[:at].strip()), line.text[at + 1 :].strip()
    if not value:
        return "", ""
    return next(((field, value) for field in FIELDS if name in book.labels.get(f"header_{field}", ())), ("", ""))
