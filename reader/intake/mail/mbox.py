"""Mailboxes in one file (mbox, as Thunderbird, Apple Mail, Unix programs and Google Takeout write it), mail by mail.

The next mail begins at a line "From …" behind a blank line, if a header follows: in the variants mboxo and mboxrd no
other line of a mail begins so, in mboxcl and in files of programs that quote nothing one may.
"""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import BinaryIO

from reader.core.dates import parse_date
from reader.core.errors import UnreadableFileError
from reader.core.model import Moment
from reader.core.model import Source as Origin
from reader.core.terms import Terms
from reader.intake.format import Format, Inner, Item, LeftOut
from reader.intake.mail.eml import mozilla_flags
from reader.intake.mail.header import Header, header_end
from reader.intake.mail.recognise import is_mail
from reader.intake.mail.words import words
from reader.intake.source import Source, too_large, unreadable

_BEFORE = b"\xef\xbb\xbf\r\n"
_CHUNK = 1 << 20
_PEEK = 8_192
"""So much behind a line "From …" tells whether a header follows."""
_ENVELOPE = re.compile(rb"From (?:[^\n]{0,900}?)[ \t]*\r?\n")
_STAMP = re.compile(rb"From (?:- |[^\n]{0,300}?\d{1,2}:\d{2})")
"""An envelope line as programs write it, with a time; Thunderbird's may have no more than a dash."""
_HEADER_LINE = re.compile(rb"[!-9;-~]{1,100}[ \t]*:|>From ")
_QUOTED = re.compile(rb"(?m)^>(>*From )")
_DELETED = 0x8
THROWN_AWAY = "deleted mails and spam"


@dataclass(slots=True)
class _One:
    """A mail of a mailbox: its envelope line and its bytes, cut off after the limit, and how long it is."""

    envelope: bytes
    content: bytes
    size: int


def _is_mbox(source: Source) -> bool:
    head = source.head.lstrip(_BEFORE)
    match = _ENVELOPE.match(head)
    if match is None:
        return False
    is_surely = _STAMP.match(head) is not None or source.suffix in {".mbox", ".mbx"}
    return is_mail(head[match.end() :], is_surely=is_surely)


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    try:
        with closing(source.open()) as stream:
            for number, one in enumerate(_mails(stream, terms.document), 1):
                yield _item(one, f"{number}.eml", terms)
    except OSError as error:
        raise unreadable(error) from error


MBOX = Format("mailboxes", _is_mbox, _unpack, is_container=True, is_never_page=True)


def _item(one: _One, name: str, terms: Terms) -> Item:
    if one.size > terms.document:
        return LeftOut(name, failure=str(too_large(one.size, terms.document)))
    header = Header.parsed(one.content[: header_end(one.content)[0]])
    labels = {label.strip(' "').lower() for label in header.text("x-gmail-labels").split(",")}
    if mozilla_flags(header) & _DELETED or labels & words("gmail_thrown_away"):
        return LeftOut(name, THROWN_AWAY)
    content = _QUOTED.sub(rb"\1", one.content) if b"\n>From " in one.content else one.content
    return Inner(Source.of_bytes(content, name), name, saved=_arrived(one.envelope))


def _arrived(envelope: bytes) -> Moment | None:
    written = envelope.decode("latin-1").strip()
    found = re.search(r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? .{10,40})\Z", written)
    return parse_date(found.group(), (), Origin.CONTAINER) if found else None


def _mails(stream: BinaryIO, limit: int) -> Iterator[_One]:
    """Yield the mails of a mailbox; of each at most a little more than ``limit`` is held."""
    buffer = stream.read(_CHUNK).lstrip(_BEFORE)
    context = b"\n\n"
    current: _One | None = None
    kept: list[bytes] = []
    is_end = False
    while not is_end:
        chunk = stream.read(_CHUNK)
        is_end = not chunk
        buffer += chunk
        done, decided = 0, len(buffer) if is_end else len(buffer) - _PEEK
        for at, end in _starts(context + buffer, len(context), decided + len(context)):
            if current is not None:
                _keep(kept, current, buffer[done:at], limit)
                yield _finished(current, kept)
            current, kept = _One(buffer[at:end], b"", 0), []
            done = end
        rest = max(done, decided, 0)
        if current is not None:
            _keep(kept, current, buffer[done:rest], limit)
        context, buffer = (context + buffer[:rest])[-4:], buffer[rest:]
    if current is None:
        raise UnreadableFileError("No mail was found in this mailbox. Export it again from your mail program.")
    yield _finished(current, kept)


def _starts(text: bytes, base: int, decided: int) -> Iterator[tuple[int, int]]:
    """Yield where envelope lines begin and end between ``base`` and ``decided``, counted from ``base``."""
    at = base - 1
    while (at := text.find(b"\nFrom ", at, decided + 5)) >= 0:
        begin = at + 1
        line = _ENVELOPE.match(text, begin)
        if line is None or begin < base or begin >= decided:
            at = begin
            continue
        if _HEADER_LINE.match(text, line.end()) is None:
            at = begin
            continue
        peek = text[line.end() : line.end() + _PEEK]
        peek = peek[: peek.rfind(b"\n") + 1]
        is_after_blank = text[max(0, at - 2) : at].replace(b"\r", b"").endswith(b"\n")
        is_stamped = _STAMP.match(text, begin) is not None
        if is_mail(peek, is_surely=is_stamped) if is_stamped or is_after_blank else False:
            yield begin - base, line.end() - base
            at = line.end() - 1
        else:
            at = begin


def _keep(kept: list[bytes], one: _One, part: bytes, limit: int) -> None:
    """Hold a part of a mail, or let go of all of one that has become too large."""
    one.size += len(part)
    if one.size <= limit:
        kept.append(part)
    else:
        kept.clear()


def _finished(one: _One, kept: list[bytes]) -> _One:
    one.content = b"".join(kept)
    return one
