"""A look at the first lines of a Word document or a rich text, cheap enough to be asked of every file."""

import io
import re
import struct
import zlib
from contextlib import closing
from functools import lru_cache
from html import unescape

from reader.core.errors import InputError
from reader.intake.documents.rtf_text import rtf_paragraphs
from reader.intake.source import HEAD_BYTES, Source

_LOCAL = b"PK\x03\x04"
_MAIN = b"word/document.xml"
_MOST_BYTES = 200_000
_MOST_LINES = 300
_PARAGRAPH = re.compile(r"</w:p>")
_TEXT = re.compile(r"<w:t(?:\s[^>]{0,80})?>([^<]{0,10000})</w:t>")
_RTF = b"{\\rtf"


def word_lines(source: Source) -> tuple[str, ...]:
    """Return the first paragraphs of a Word document, () for anything else."""
    head = source.head
    if not head.startswith(_LOCAL) or (b"word/" not in head and b"word/" not in source.tail):
        return ()
    return _word_lines(_member_start(source, head))


def _member_start(source: Source, head: bytes) -> bytes:
    """Return the local header of the document's text and what follows; mostly it lies near the beginning."""
    at = head.find(_MAIN)
    while at >= 30:
        if head.startswith(_LOCAL, at - 30):
            return head[at - 30 :]
        at = head.find(_MAIN, at + 1)
    return _by_directory(source)


def _by_directory(source: Source) -> bytes:
    """Return the same by the archive's directory, with one small read of the file."""
    tail = source.tail
    at = tail.find(_MAIN)
    if at < 46 or not tail.startswith(b"PK\x01\x02", at - 46):
        return b""
    (offset,) = struct.unpack_from("<I", tail, at - 4)
    try:
        with closing(source.open()) as stream:
            stream.seek(offset, io.SEEK_SET)
            return stream.read(HEAD_BYTES)
    except (OSError, ValueError, InputError):
        return b""


@lru_cache(maxsize=2)
def _word_lines(member: bytes) -> tuple[str, ...]:
    if len(member) < 30:
        return ()
    method, name_size, extra_size = struct.unpack_from("<8xH16xHH", member)
    packed = member[30 + name_size + extra_size :]
    try:
        xml = zlib.decompressobj(-15).decompress(packed, _MOST_BYTES) if method == 8 else packed
    except zlib.error:
        return ()
    paragraphs = _PARAGRAPH.split(xml.decode("utf-8", "replace"))[:_MOST_LINES]
    lines = (" ".join(unescape("".join(_TEXT.findall(one))).split()) for one in paragraphs)
    return tuple(line for line in lines if line)


def rich_lines(source: Source) -> tuple[str, ...]:
    """Return paragraphs from the beginning and the end of a rich text, () for anything else."""
    if not source.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_RTF):
        return ()
    first = _rich_lines(source.head)
    last = first if source.size is None or source.size <= HEAD_BYTES else _rich_lines(_RTF + b" " + source.tail)
    return first[:_MOST_LINES] + last[-_MOST_LINES:]


@lru_cache(maxsize=4)
def _rich_lines(content: bytes) -> tuple[str, ...]:
    lines = (" ".join(one.text.split()) for one in rtf_paragraphs(content))
    return tuple(line for line in lines if line)
