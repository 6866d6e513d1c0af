"""The records of WARC and ARC files: what each says of itself, and its block as a stream.

Read after ISO 28500 (WARC 1.0 and 1.1) and the ARC format of the Internet Archive. Lengths that lie, heads that are
broken and dates of no calendar are met in real files: reading goes on at the next line that begins a record.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reader.core.errors import UnreadableFileError
from reader.intake.warc.chunks import ENDS_EARLY
from reader.intake.warc.stream import ArchiveStream

_LINE_BYTES = 65_536
_HEAD_LINES = 1_000
_NUMBER = re.compile(r"\d{1,15}")
_HEAD_BYTES = 256_000
_ARC_FILE = b"filedesc:"
_NEXT_RECORD = re.compile(rb"\r?\n\r?\n(?=WARC/\d\.\d+\r?\n[A-Za-z-]+:)")


class Block:
    """The content of a record, to be read once and in order."""

    def __init__(self, stream: ArchiveStream, size: int, *, is_warc: bool) -> None:
        self._stream = stream
        self._left = size
        self._is_warc = is_warc
        self.is_cut = False

    def line(self) -> bytes:
        """Return the next line with its end, b"" at the end."""
        line = self._stream.line(min(self._left, _LINE_BYTES))
        self._left -= len(line)
        return line

    def peek(self) -> bytes:
        """Return some of the next bytes without taking them."""
        return self._stream.peek()[: self._left]

    def put_back(self, line: bytes) -> None:
        """Have a line read again."""
        self._stream.put_back(line)
        self._left += len(line)

    def read(self, limit: int) -> bytes | None:
        """Return all that is left of the block, None if it is more than ``limit``.

        Where the record's length cannot be right, the block ends where the next record begins.
        """
        if self._left > limit:
            return self._read_too_long(limit)
        content = self._stream.read(self._left)
        self.is_cut = len(content) < self._left
        self._left = 0
        if not self._is_warc:
            return content
        behind = self._stream.peek()
        if behind[:1] in b"\r\n" and (not self.is_cut or self._stream.is_at_gap):
            return content
        # The end may lie in the first line of the next record.
        following = _NEXT_RECORD.search(content + behind[:_LINE_BYTES])
        if following is not None and following.end() <= len(content):
            self._stream.put_back(content[following.end() :])
            self.is_cut = False
            return content[: following.start()]
        if behind and not behind.startswith(b"WARC/"):
            return content + self._stream.up_to_record(limit - len(content)).removesuffix(b"\r\n\r\n")
        return content

    def _read_too_long(self, limit: int) -> bytes | None:
        """Return the content before a record that begins inside of a block over the limit: then the length lies."""
        content = self._stream.read(limit)
        self._left -= len(content)
        following = _NEXT_RECORD.search(content) if self._is_warc else None
        if following is None:
            return None
        self._stream.put_back(content[following.end() :])
        self._left = 0
        return content[: following.start()]

    def skip(self) -> None:
        """Pass over what is left."""
        self.is_cut = self._stream.skip(self._left) < self._left or self.is_cut
        self._left = 0


@dataclass(frozen=True, slots=True)
class Record:
    """A record. ``kind`` is the WARC-Type (ARC records are responses), ``fields`` have lower-case names.

    ``url`` is without fragment and angle brackets, ``date`` as written, ``content_type`` that of the block,
    ``place`` where in the file the record can be read again, if it can.
    """

    kind: str
    url: str
    date: str
    content_type: str
    fields: Mapping[str, str]
    block: Block
    place: int | None


def records(stream: ArchiveStream) -> Iterator[Record]:
    """Yield the records in order; a block that was not read is passed over.

    Raises UnreadableFileError at the end where the last record is cut off.
    """
    is_arc = False
    while True:
        place = stream.place
        line = stream.line(_LINE_BYTES)
        if not line:
            if not stream.is_at_gap:
                return
            stream.resume()
            continue
        is_arc = is_arc or line.startswith(_ARC_FILE)
        record = _warc_record(stream, place) if line.startswith(b"WARC/") else None
        if record is None and is_arc:
            record = _arc_record(stream, line, place)
        if record is not None:
            yield record
            record.block.skip()
            if record.block.is_cut and not stream.is_at_gap:
                raise UnreadableFileError(ENDS_EARLY)


def head_fields(lines: Iterator[bytes]) -> dict[str, str]:
    """Return header lines up to an empty one as a dictionary with lower-case names; the first of each counts."""
    fields: dict[str, str] = {}
    last = ""
    size = 0
    for number, line in enumerate(lines):
        text = line.strip()
        size += len(line)
        if not text or number >= _HEAD_LINES or size > _HEAD_BYTES:
            break
        if line[:1] in b" \t" and last:
            fields[last] += " " + _text(text)
            continue
        name, colon, value = text.partition(b":")
        if colon:
            last = _text(name).strip().lower()
            fields.setdefault(last, _text(value).strip())
    return fields


def _lines(stream: ArchiveStream) -> Iterator[bytes]:
    while line := stream.line(_LINE_BYTES):
        yield line


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _warc_record(stream: ArchiveStream, place: int | None) -> Record | None:
    fields = head_fields(_lines(stream))
    size = fields.get("content-length", "")
    if not _NUMBER.fullmatch(size):
        return None
    return Record(
        kind=fields.get("warc-type", "").lower(),
        url=address(fields.get("warc-target-uri", "")),
        date=fields.get("warc-date", ""),
        content_type=fields.get("content-type", "").lower(),
        fields=fields,
        block=Block(stream, int(size), is_warc=True),
        place=place,
    )


def _arc_record(stream: ArchiveStream, line: bytes, place: int | None) -> Record | None:
    """Return the record that a line announces: address (it may have blanks), IP, date, type, and the length last."""
    words = line.split()
    dates = (i for i in range(2, len(words) - 1) if words[i].isdigit() and 8 <= len(words[i]) <= 20)
    at = next(dates, 0)
    if not at or not _NUMBER.fullmatch(_text(words[-1])):
        return None
    return Record(
        kind="warcinfo" if line.startswith(_ARC_FILE) else "response",
        url=address(_text(b" ".join(words[: at - 1]))),
        date=_text(words[at]),
        content_type=_text(b" ".join(words[at + 1 : -1])).lower(),
        fields={},
        block=Block(stream, int(words[-1]), is_warc=False),
        place=place,
    )


def address(url: str) -> str:
    """Return an address without what is not sent: fragment, and the angle brackets some programs write around it."""
    return url.strip().removeprefix("<").removesuffix(">").split("#", 1)[0]
