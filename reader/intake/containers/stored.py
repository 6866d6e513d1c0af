"""Members that lie in a zip archive on the disk as they are: they can be sought in, and need no unpacking."""

import struct
import zipfile
from collections.abc import Collection
from contextlib import closing

from reader.intake.containers.window import window
from reader.intake.source import Source

_LOCAL_HEADER_BYTES = 30


def stored_sources(source: Source, names: Collection[str]) -> dict[str, Source]:
    """Return those of the members of these names that are not packed, as sources that can be sought in.

    Their checksums are not looked at. There are none where the archive is no file on the disk, or cannot be read.
    """
    found: dict[str, Source] = {}
    if source.path is None or not names:
        return found
    wanted = frozenset(names)
    try:
        with closing(source.open_beside()) as stream, zipfile.ZipFile(stream) as zipped:
            for info in zipped.infolist():
                if info.filename in wanted and info.compress_type == zipfile.ZIP_STORED:
                    stream.seek(info.header_offset)
                    name, extra = struct.unpack_from("<HH", stream.read(_LOCAL_HEADER_BYTES), 26)
                    start = info.header_offset + _LOCAL_HEADER_BYTES + name + extra
                    found[info.filename] = window(source, info.filename, start, info.file_size)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, IndexError, struct.error):
        return {}
    return found
