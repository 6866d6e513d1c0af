"""An HTTP answer as it went over the wire: its head, and its body without chunks and compression."""

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from reader.core.errors import TooLargeError, UnreadableFileError
from reader.core.terms import Terms
from reader.intake.warc.records import Block, head_fields

_STATUS = re.compile(rb"(?:HTTP/[\d.]+|ICY)\s+(\d{3})\b", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:\-]{1,40})", re.IGNORECASE)
_END_OF_TYPE = re.compile(r"[;,\s]")
_CHUNK_SIZE = re.compile(rb"\s*([0-9A-Fa-f]{1,8})\s*(?:;[^\r\n]*)?\r?\n")
_STEP = 65_536
_PLAIN_ENCODINGS = frozenset({"", "identity", "none", "utf-8", "binary", "8bit"})
DAMAGED = "The page is damaged in the web archive: what it was compressed with cannot be undone."


@dataclass(frozen=True, slots=True)
class Answer:
    """The head of an answer; ``fields`` have lower-case names. Without a head of its own, status is 200."""

    status: int
    fields: Mapping[str, str]


def read_head(block: Block) -> Answer:
    """Read the head of an answer, up to the first byte of its body."""
    first = block.line()
    match = _STATUS.match(first)
    if match is None:
        block.put_back(first)
        return Answer(200, {})
    return Answer(int(match[1]), head_fields(_head_lines(block)))


def read_fields(block: Block) -> Mapping[str, str]:
    """Return the header lines of a request, or of the fields of a metadata record."""
    return head_fields(_head_lines(block))


def _head_lines(block: Block) -> Iterator[bytes]:
    """Yield lines; where a page begins without an empty line before it, that ends the head."""
    while line := block.line():
        if line.startswith(b"<"):
            block.put_back(line)
            return
        yield line


def media_type(content_type: str) -> str:
    """Return the media type of a Content-Type, lower-case, without its parameters."""
    return _END_OF_TYPE.split(content_type.strip(), maxsplit=1)[0].lower()


def charset_of(content_type: str) -> str | None:
    """Return the charset that a Content-Type states, or None."""
    match = _CHARSET.search(content_type)
    return match[1] if match else None


def decoded(body: bytes, fields: Mapping[str, str], terms: Terms) -> bytes:
    """Return a body without chunks and compression. Raises InputError where that cannot be done, or gives too much.

    Many recorders store what they have already decoded and leave the header lines as they were: what is not chunked or
    compressed stays as it is.
    """
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = _without_chunks(body)
    names = [name.strip().lower() for name in fields.get("content-encoding", "").split(",")]
    for name in reversed([name for name in names if name not in _PLAIN_ENCODINGS][:3]):
        unpack = _UNPACKERS.get(name)
        if unpack is None:
            raise UnreadableFileError(f"The page is compressed in a way that is not known here ({name[:20]}).")
        body = unpack(body, terms)
    return body


def _without_chunks(body: bytes) -> bytes:
    """Return a body without the sizes of its chunks. From a wrong size on, everything is taken as it stands."""
    parts: list[bytes] = []
    at = 0
    while at < len(body):
        match = _CHUNK_SIZE.match(body, at)
        if match is None:
            parts.append(body[at:])
            break
        size = int(match[1], 16)
        if not size:
            break
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size
        at += 2 if body.startswith(b"\r\n", at) else body.startswith(b"\n", at)
    return b"".join(parts)


class _Limited:
    """What one body may unpack to."""

    def __init__(self, packed: bytes, terms: Terms) -> None:
        self._most = min(terms.expanded, max(terms.ratio_floor, terms.ratio * len(packed)))
        self._size = 0
        self._parts: list[bytes] = []

    def add(self, part: bytes) -> None:
        self._size += len(part)
        if self._size > self._most:
            raise TooLargeError("The page unpacks to more than any news story has, and was left out.")
        self._parts.append(part)

    def joined(self) -> bytes:
        return b"".join(self._parts)


def _inflated(body: bytes, terms: Terms, wbits: int) -> bytes:
    """Return what a gzip or deflate stream holds; of a cut or damaged one, what comes before the damage."""
    made = _Limited(body, terms)
    rest = body
    while rest:
        unpacker = zlib.decompressobj(wbits=wbits)
        try:
            while rest and not unpacker.eof:
                made.add(unpacker.decompress(rest, _STEP))
                rest = unpacker.unconsumed_tail
        except zlib.error as error:
            if not made.joined():
                raise UnreadableFileError(DAMAGED) from error
            break
        rest = unpacker.unused_data if unpacker.unused_data.startswith(b"\x1f\x8b") else b""
    return made.joined()


def _gunzipped(body: bytes, terms: Terms) -> bytes:
    return _inflated(body, terms, 31) if body.startswith(b"\x1f\x8b") else body


def _from_deflate(body: bytes, terms: Terms) -> bytes:
    """Return the content of a zlib stream, or of a bare deflate stream as some servers send it."""
    for wbits in (15, -15):
        try:
            return _inflated(body, terms, wbits)
        except UnreadableFileError:
            continue
    if _looks_like_markup(body):
        return body
    raise UnreadableFileError(DAMAGED)


def _from_brotli(body: bytes, terms: Terms) -> bytes:
    if _looks_like_markup(body):
        return body
    import brotli  # noqa: PLC0415 - only for the pages that need it

    made = _Limited(body, terms)
    unpacker = brotli.Decompressor()
    try:
        part = unpacker.process(body, output_buffer_limit=_STEP)
        while part:
            made.add(part)
            part = b"" if unpacker.is_finished() else unpacker.process(b"", output_buffer_limit=_STEP)
    except brotli.error as error:
        if not made.joined():
            raise UnreadableFileError(DAMAGED) from error
    return made.joined()


def _from_zstd(body: bytes, terms: Terms) -> bytes:
    if not body.startswith(b"\x28\xb5\x2f\xfd"):
        return body
    import zstandard  # noqa: PLC0415 - only for the pages that need it

    made = _Limited(body, terms)
    try:
        with zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(body) as reader:
            while part := reader.read(_STEP):
                made.add(part)
    except zstandard.ZstdError as error:
        if not made.joined():
            raise UnreadableFileError(DAMAGED) from error
    return made.joined()


_UNPACKERS: dict[str, Callable[[bytes, Terms], bytes]] = {
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _from_deflate,
    "br": _from_brotli,
    "zstd": _from_zstd,
}


def _looks_like_markup(body: bytes) -> bool:
    """Tell text that was decoded before it was stored: no compressed stream begins like this and stays readable."""
    head = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and not head.translate(None, bytes(range(0x20, 0x100)) + b"\t\r\n")
