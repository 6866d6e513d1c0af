"""The parts of a MIME document, found without recursion, also where its maker or an accident left out the rules.

MIME is RFC 2045 to 2047; MHTML is RFC 2557. Parts are slices of the one document, decoded when they are asked for.
"""

import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header

DEEPEST = 20
_HEADER_BYTES = 65_536
_BLANK_LINE = re.compile(rb"^[ \t]*\r?$\n?", re.MULTILINE)
_HEADER_LINE = re.compile(rb"[A-Za-z][A-Za-z0-9\-]{1,60}[ \t]{0,3}:")
_ANY_BOUNDARY = re.compile(
    rb"^--([^\r\n]{1,200}?)[ \t]*\r?\n(?=content-[a-z\-]{2,40}[ \t]{0,3}:)", re.MULTILINE | re.IGNORECASE
)
_PARAMETER = r';\s{0,20}%s\*?\s{0,9}=\s{0,9}(?:"([^"]{0,500})"|([^\s;"]{1,500}))'
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_QUOTED_MARKUP = re.compile(rb"=3D[\"'A-Za-z0-9#]|=\r?\n")


@dataclass(frozen=True, slots=True)
class Part:
    """A part without parts of its own. ``headers`` are by lower-case name, the first of each, unfolded."""

    headers: Mapping[str, str]
    raw: bytes

    @property
    def kind(self) -> str:
        """The media type, lower-case, or "" where none is stated."""
        return media_type(self.headers)

    @property
    def charset(self) -> str | None:
        """The charset stated, unless it is one that says nothing."""
        label = parameter(self.headers.get("content-type", ""), "charset").lower()
        return label if label and not label.startswith(("x-user-defined", "unknown", "binary", "_autodetect")) else None

    @property
    def content(self) -> bytes:
        """What the part holds, decoded as far as it goes."""
        coding = self.headers.get("content-transfer-encoding", "").strip().lower()
        if coding == "base64":
            return _from_base64(self.raw)
        if coding == "quoted-printable" or (not coding and _QUOTED_MARKUP.search(self.raw[:4_096])):
            return binascii.a2b_qp(self.raw)
        return self.raw


def headers_of(content: bytes, start: int = 0, end: int | None = None) -> tuple[dict[str, str], int]:
    """Return the headers that begin at ``start``, and where what follows their blank line begins.

    Without headers there, it is empty and ``start``. Lines that are no headers are passed over.
    """
    end = len(content) if end is None else end
    while content[start : start + 1] in (b"\r", b"\n") and start < end:
        start += 1
    if not _HEADER_LINE.match(content, start, min(end, start + 80)):
        return {}, start
    blank = _BLANK_LINE.search(content, start, min(end, start + _HEADER_BYTES))
    stop, after = (
        (blank.start(), blank.end()) if blank else (min(end, start + _HEADER_BYTES), min(end, start + _HEADER_BYTES))
    )
    found: dict[str, str] = {}
    name = ""
    for line in content[start:stop].splitlines():
        if line[:1] in (b" ", b"\t"):
            if name:
                found[name] += " " + _text(line.strip())
            continue
        key, mark, value = line.partition(b":")
        name = _text(key.strip()).lower()
        if not mark or name in found or not _HEADER_LINE.match(line):
            name = ""
            continue
        found[name] = _text(value.strip())
    return found, after


def parts_of(content: bytes, most: int) -> Iterator[Part]:
    """Yield the innermost parts of a MIME document in their order, up to ``most`` of them."""
    if b"\n" not in content[:_HEADER_BYTES] and b"\r" in content[:_HEADER_BYTES]:
        content = content.replace(b"\r", b"\n")
    waiting = [(0, len(content), 0)]
    count = 0
    while waiting and count < most:
        start, end, depth = waiting.pop()
        headers, body = headers_of(content, start, end)
        inner = _inside(content, body, end, headers) if depth < DEEPEST else []
        if inner:
            waiting.extend((*span, depth + 1) for span in reversed(inner))
            continue
        count += 1
        yield Part(headers, content[body:end])


def media_type(headers: Mapping[str, str]) -> str:
    """Return the media type in headers, lower-case, or ""."""
    return headers.get("content-type", "").split(";")[0].strip().lower()


def parameter(value: str, name: str) -> str:
    """Return a parameter of a header's value, or ""."""
    match = re.search(_PARAMETER % re.escape(name), value, re.IGNORECASE)
    return (match.group(1) or match.group(2) or "").strip() if match else ""


def unencoded(value: str) -> str:
    """Return a header's text with its encoded words (RFC 2047) read, as far as they can be."""
    if "=?" not in value:
        return value
    try:
        found = decode_header(value[:4_000])
    except (HeaderParseError, ValueError, binascii.Error):
        return value
    words: list[str] = []
    for word, charset in found:
        if isinstance(word, str):
            words.append(word)
            continue
        try:
            words.append(word.decode(charset or "utf-8", "replace"))
        except (LookupError, ValueError):
            words.append(word.decode("utf-8", "replace"))
    return " ".join("".join(words).split())


def _inside(content: bytes, start: int, end: int, headers: Mapping[str, str]) -> list[tuple[int, int]]:
    """Return where the parts of a multipart lie; none where it is not one.

    A boundary that is not stated or never occurs is taken from the first line that can be one; failing that, what
    follows is one part.
    """
    kind = media_type(headers)
    if headers and not kind.startswith("multipart/"):
        return []
    stated = parameter(headers.get("content-type", ""), "boundary").encode("utf-8", "replace")
    found = _spans(content, start, end, stated) if stated else []
    if not found:
        guess = _ANY_BOUNDARY.search(content, start, min(end, start + _HEADER_BYTES))
        found = _spans(content, start, end, guess.group(1)) if guess else []
    if not found and headers and start < end:
        return [(start, end)]
    return found


def _spans(content: bytes, start: int, end: int, boundary: bytes) -> list[tuple[int, int]]:
    line = re.compile(rb"^--" + re.escape(boundary) + rb"(--)?[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
    spans: list[tuple[int, int]] = []
    begin = -1
    for match in line.finditer(content, start, end):
        if begin >= 0:
            spans.append((begin, _before_line_end(content, begin, match.start())))
        begin = match.end()
        if match.group(1):
            return spans
    if 0 <= begin < end:
        spans.append((begin, end))
    return spans


def _before_line_end(content: bytes, start: int, end: int) -> int:
    """Return ``end`` without the line end before it, which belongs to the boundary."""
    if end > start and content[end - 1 : end] == b"\n":
        end -= 1
    if end > start and content[end - 1 : end] == b"\r":
        end -= 1
    return end


def _from_base64(raw: bytes) -> bytes:
    plain = _NOT_BASE64.sub(b"", raw)
    plain = plain[: len(plain) - 1] if len(plain) % 4 == 1 else plain
    return binascii.a2b_base64(plain + b"=" * (-len(plain) % 4))


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
