"""The parts of a mail (MIME), found without recursion and within limits, as ranges of its bytes."""

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reader.core.terms import Terms
from reader.intake.mail.header import Header, header_end, lenient_base64

DEEPEST = 100
"""Levels of parts in parts that are looked into: mails have five."""
_MARKS_PER_PART = 20
_GUESS = re.compile(rb"--([^\r\n]{1,100}?)[ \t]*\r?\n")


@dataclass(eq=False, slots=True)
class Part:
    """A part of a mail: its header, the range of its body in the mail, and the parts in it."""

    header: Header
    start: int
    end: int
    depth: int = 0
    children: list["Part"] = field(default_factory=list)
    kind: str = "text/plain"

    def body(self, content: bytes) -> bytes:
        """Return the body with its transfer encoding undone."""
        raw = content[self.start : self.end]
        return _UNDONE.get(self.header.transfer_encoding, bytes)(raw)


@dataclass(slots=True)
class Mail:
    """A mail taken apart. ``is_cut`` tells that there were more parts, or deeper ones, than are looked at."""

    content: bytes
    root: Part
    is_cut: bool = False


def take_apart(content: bytes, start: int, terms: Terms) -> Mail:
    """Return the mail in ``content`` whose header begins at ``start``."""
    mail = Mail(content, _part(content, start, len(content), 0, "text/plain"))
    waiting = [mail.root]
    count, marks = 1, _MARKS_PER_PART * terms.members
    while waiting:
        part = waiting.pop()
        if not part.kind.startswith("multipart/"):
            continue
        if part.depth >= DEEPEST:
            mail.is_cut = True
            continue
        usual = "message/rfc822" if part.kind == "multipart/digest" else "text/plain"
        for begin, end in _ranges(content, part, marks):
            if count >= terms.members:
                mail.is_cut = True
                break
            part.children.append(_part(content, begin, end, part.depth + 1, usual))
            count += 1
        if not part.children:
            part.kind = "text/html" if _looks_like_html(content, part) else "text/plain"
        marks -= len(part.children)
        waiting.extend(reversed(part.children))
    return mail


def _part(content: bytes, start: int, end: int, depth: int, usual: str) -> Part:
    stop, body = header_end(content, start, end)
    header = Header.parsed(content[start:stop])
    kind = header.content_type if header.raw("content-type") else usual
    return Part(header, body, end, depth, [], kind)


def _ranges(content: bytes, part: Part, most_marks: int) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a multipart begin and end; one that is cut off ends with it."""
    boundary = part.header.parameter("boundary").encode("utf-8", "replace") or _guessed(content, part)
    if not boundary:
        return
    mark = b"--" + boundary
    begin, at = -1, part.start
    for _ in range(most_marks):
        at = content.find(mark, at, part.end)
        if at < 0:
            break
        line_end = content.find(b"\n", at, part.end)
        line_end = part.end if line_end < 0 else line_end + 1
        rest = content[at + len(mark) : min(line_end, at + len(mark) + 200)].strip()
        is_mark = rest in {b"", b"--"} and (at == part.start or content[at - 1 : at] in {b"\n", b"\r"})
        if is_mark:
            if begin >= 0:
                yield begin, _before_line_end(content, begin, at)
            begin = line_end
            if rest == b"--":
                return
        at = line_end if is_mark else at + len(mark)
    if 0 <= begin < part.end:
        yield begin, part.end


def _before_line_end(content: bytes, begin: int, at: int) -> int:
    """Return the end of a part whose next boundary line begins at ``at``: the line end before belongs to that."""
    if content[at - 1 : at] == b"\n":
        at -= 2 if content[at - 2 : at - 1] == b"\r" else 1
    return max(begin, at)


def _guessed(content: bytes, part: Part) -> bytes:
    """Return the boundary that the body begins with, where the header does not say it."""
    found = _GUESS.search(content, part.start, min(part.end, part.start + 2_000))
    return found.group(1) if found else b""


def _looks_like_html(content: bytes, part: Part) -> bool:
    beginning = content[part.start : min(part.end, part.start + 2_000)].lower()
    return b"<html" in beginning or b"<body" in beginning or b"<div" in beginning


def _unquoted(raw: bytes) -> bytes:
    return quopri.decodestring(raw)


def _uudecoded(raw: bytes) -> bytes:
    """Return the file in uuencoded text; lines that are broken are passed over."""
    found = re.search(rb"(?m)^begin [0-7]{3,4} [^\n]*\n", raw)
    out: list[bytes] = []
    for line in raw[found.end() if found else 0 :].split(b"\n"):
        if line.strip() in {b"end", b"`"}:
            break
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            continue
    return b"".join(out)


_UNDONE = {
    "base64": lenient_base64,
    "quoted-printable": _unquoted,
    "x-uuencode": _uudecoded,
    "uuencode": _uudecoded,
    "x-uue": _uudecoded,
}
