"""WARC and ARC files, plain or compressed."""

import os
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO

from reader.core.model import Attached
from reader.core.terms import Terms
from reader.intake.format import Format, Item
from reader.intake.source import Source
from reader.intake.warc.captures import Captures, Known
from reader.intake.warc.chunks import GZIP, ZSTD, ZSTD_DICTIONARY, beginning, unpacked
from reader.intake.warc.pictures import Pictures
from reader.intake.warc.records import records
from reader.intake.warc.stream import ArchiveStream

_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?[\r\n]*(?:WARC/\d+\.\d|filedesc://)")
_ZSTD_NAMES = (".warc.zst", ".arc.zst", ".warc.zstd")


def is_archive(source: Source) -> bool:
    """Tell a WARC or ARC file by its first record."""
    if source.head.startswith(ZSTD_DICTIONARY):
        return True
    if source.head.startswith(ZSTD):
        return source.short_name.lower().endswith(_ZSTD_NAMES)
    return _BEGINNING.match(beginning(source.head)) is not None


def stories(source: Source, terms: Terms, known: Known, pictures: Pictures) -> Iterator[Item]:
    """Yield the stories of one WARC or ARC file, and what is left out.

    Raises UnreadableFileError at the end where the file is damaged, and TooLargeError.
    """

    def attached_for(url: str) -> Attached:
        return partial(pictures.of, url)

    with source.open() as stream:
        found = records(ArchiveStream(unpacked(stream, terms), _jump(stream, source)))
        yield from Captures(source, terms, known, attached_for).sort(found)


def _jump(stream: BinaryIO, source: Source) -> Callable[[int], int] | None:
    """Return a way to pass over bytes without reading them, for plain archives on the disk."""
    size = source.size
    if source.path is None or size is None or source.head.startswith((GZIP, ZSTD, ZSTD_DICTIONARY)):
        return None

    def jump(count: int) -> int:
        before = stream.tell()
        return stream.seek(min(before + count, size), os.SEEK_SET) - before

    return jump


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    yield from stories(source, terms, Known(), Pictures((source,), terms))


WARC = Format("web archives (WARC)", is_archive, _unpack, is_container=True, is_never_page=True)
