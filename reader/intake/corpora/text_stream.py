"""A source as a stream of text, in the charset that its bytes show, for files too large to be held."""

import io
from contextlib import closing
from typing import TextIO

from reader.core.terms import Terms
from reader.intake.decode import codec_of, decode, looks_like_utf16
from reader.intake.source import Source

_PROBE = 1_000_000


def encoding_of(source: Source, terms: Terms) -> str:
    """Return the name of Python's decoder for a source, told by the whole of it, or of a large one by both its ends."""
    if source.size is not None and source.size <= terms.document:
        sample = source.read(terms.document)
    else:
        sample = beginning(source, _PROBE) + source.tail
    return codec_of(decode(sample, None, is_html=False).encoding)


def open_text(source: Source, encoding: str) -> TextIO:
    """Return the text of a source from its beginning, line ends as they are; to be closed by the caller."""
    stream = io.TextIOWrapper(source.open(), encoding, "replace", newline="")
    if stream.read(1) != "\ufeff":
        stream.close()
        return io.TextIOWrapper(source.open(), encoding, "replace", newline="")
    return stream


def head_text(source: Source) -> str:
    """Return the first 64 kB as text, without a byte order mark: for a glance, legacy charsets are not told apart."""
    head = source.head
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or looks_like_utf16(head):
        is_little = head.startswith(b"\xff\xfe") or head[1:2] == b"\x00"
        return head.decode("utf-16-le" if is_little else "utf-16-be", "replace").removeprefix("\ufeff")
    return head.decode("utf-8", "replace").removeprefix("\ufeff")


def beginning(source: Source, length: int) -> bytes:
    """Return the first ``length`` bytes."""
    with closing(source.open()) as stream:
        return stream.read(length)
