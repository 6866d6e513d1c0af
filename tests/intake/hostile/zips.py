"""Zip archives that lie."""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator

STORY = (
    b"Lighthouse keeper retires\n\nAfter forty years on the rock the keeper of the north light goes ashore today.\n\n"
    b"The light itself has worked without anybody since the spring, the harbour office says.\n"
)
NAMES = (
    "../../../../etc/cron.d/story.txt",
    "/etc/story.txt",
    "C:\\Windows\\story.txt",
    "\\\\host\\share\\story.txt",
    "..\\..\\story.txt",
    "a/../../story.txt",
    "con.txt",
    "story\u202etxt.exe.txt",
    "x" * 60_000 + ".txt",
    " .txt",
    "a\nb\r.txt",
    "a//b///story.txt",
    "~/story.txt",
    "$(touch story).txt",
)


def zipped(files: Iterable[tuple[str, bytes]], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive; names may be there twice, and be odd."""
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", packing) as archive:
        warnings.simplefilter("ignore")  # the names that are there twice
        for name, content in files:
            info = zipfile.ZipInfo("x")
            info.filename = name
            info.compress_type = packing
            archive.writestr(info, content)
    return made.getvalue()


def with_link() -> bytes:
    """Return an archive with a symbolic link out of it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        link.create_system = 3
        archive.writestr(link, "/etc/passwd")
        archive.writestr("story.txt", STORY)
    return made.getvalue()


def with_nul_in_name() -> bytes:
    """Return an archive whose member's name has a NUL in it."""
    return zipped([("storyXtxt", STORY), ("good.txt", STORY)]).replace(b"storyXtxt", b"story\0txt")


def encrypted() -> bytes:
    """Return an archive whose first member says that it is encrypted."""
    content = bytearray(zipped([("secret.txt", STORY), ("story.txt", STORY)]))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def flat_bomb(size: int = 40_000_000) -> bytes:
    """Return an archive with a member of blanks, a thousand times smaller."""
    return zipped([("bomb.txt", b" " * size), ("story.txt", STORY)])


def overlapping(copies: int = 5_000) -> bytes:
    """Return an archive whose members all lie in the same place (after Fifield, "A better zip bomb", 2019)."""
    one = zipped([("a.txt", b"Harbour " * 20_000)])
    start = one.index(b"PK\x01\x02")
    end = one.index(b"PK\x05\x06")
    entry = one[start:end]
    tail = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, copies, copies, len(entry) * copies, start, 0)
    return one[:start] + entry * copies + tail


def nested(levels: int, width: int = 1) -> bytes:
    """Return archives in archives, ``width`` of them in each."""
    content, name = STORY, "story.txt"
    for level in range(levels):
        content = zipped([(f"{number}-{name}", content) for number in range(width)])
        name = f"level{level}.zip"
    return content


def lying() -> Iterator[tuple[str, bytes]]:
    """Yield archives in which one field after the other of a header says something else."""
    good = zipped([("a.txt", STORY), ("b.txt", STORY[::-1])])
    fields = {
        b"PK\x03\x04": {"version": (4, 2), "flags": (6, 2), "method": (8, 2), "crc": (14, 4), "packed": (18, 4),
                        "size": (22, 4), "name": (26, 2), "extra": (28, 2)},
        b"PK\x01\x02": {"flags": (8, 2), "method": (10, 2), "crc": (16, 4), "packed": (20, 4), "size": (24, 4),
                        "name": (28, 2), "extra": (30, 2), "comment": (32, 2), "offset": (42, 4)},
        b"PK\x05\x06": {"disk": (4, 2), "count": (8, 2), "total": (10, 2), "length": (12, 4), "start": (16, 4),
                        "comment": (20, 2)},
    }  # fmt: skip
    for mark, places in fields.items():
        at = good.index(mark)
        for field, (offset, width) in places.items():
            for value in (0, 1, 0x7F, (1 << (8 * width)) - 1, (1 << (8 * width - 1))):
                lie = value.to_bytes(width, "little")
                yield f"{mark[2:].hex()}-{field}-{value:x}", good[: at + offset] + lie + good[at + offset + width :]


def large_64() -> bytes:
    """Return an archive whose end says that it has 2^60 members of a directory of 2^60 bytes."""
    good = zipped([("a.txt", STORY)])
    start, end = good.index(b"PK\x01\x02"), good.index(b"PK\x05\x06")
    many = 1 << 60
    record = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, many, many, many, start)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    tail = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return good[:end] + record + locator + tail


def lying_about_size(declared: int = 200, real: int = 30_000_000) -> bytes:
    """Return an archive whose member unpacks to far more than both headers say."""
    good = zipped([("a.txt", b" " * real), ("story.txt", STORY)])
    lie = struct.pack("<L", declared)
    return good.replace(struct.pack("<L", real), lie)


def damaged_sum() -> bytes:
    """Return an archive whose first member has another checksum than is told."""
    good = zipped([("a.txt", STORY[::-1]), ("story.txt", STORY)])
    told = struct.pack("<L", zlib.crc32(STORY[::-1]))
    return good.replace(told, bytes(4))
