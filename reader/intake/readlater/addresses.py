"""Plain lists of addresses, a line each, with a title behind a bar or not: what OneTab and people write."""

import re
from collections.abc import Iterator

from reader.core.terms import Terms
from reader.intake.corpora.text_stream import encoding_of, head_text, open_text
from reader.intake.format import Format, Item, LeftOut, SavedLink
from reader.intake.source import HEAD_BYTES, Source

_ADDRESS = re.compile(r"https?://[^\s|<>\"]+", re.IGNORECASE)
_START = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\x00?h\x00?t\x00?t\x00?p", re.IGNORECASE)
_LONGEST_LINE, _LONGEST_TITLE = 5_000, 500
OTHER_LINES = "lines without an address"


def _is_list(source: Source) -> bool:
    if not _START.match(source.head):
        return False
    lines = [line for line in head_text(source).splitlines() if line.strip()]
    if len(source.head) >= HEAD_BYTES:
        lines.pop()  # which may be cut
    return bool(lines) and all(map(_link, lines))


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    with open_text(source, encoding_of(source, terms)) as stream:
        number = 0
        while line := stream.readline(_LONGEST_LINE):
            number += 1
            link = _link(line)
            if link is not None:
                yield link
            elif line.strip():
                yield LeftOut(f"line {number}", OTHER_LINES)


ADDRESSES = Format("lists of addresses", _is_list, _unpack, is_container=True, is_never_page=True)


def _link(line: str) -> SavedLink | None:
    """Return the address at the beginning of a line with the title behind it, or None."""
    words = line.split()
    if not words or not _ADDRESS.fullmatch(words[0]):
        return None
    title = " ".join(words[1:]).removeprefix("|").strip()
    return SavedLink(words[0], title) if len(title) <= _LONGEST_TITLE else None
