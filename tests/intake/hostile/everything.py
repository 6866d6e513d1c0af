"""All hostile files one after the other, in a process whose memory is bounded: run as a script by the test.

Writes a line for each file, and how much memory the process took at most.
"""

import gzip
import resource
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import reader.cli.clean  # noqa: F401 - loaded before memory is measured
from tests.intake.hostile import zips
from tests.intake.hostile.markup import mails, nestings, xml_bombs
from tests.intake.hostile.survey import survey_bytes
from tests.intake.warc.fixtures import HARBOUR, answer, record

MEMORY = 1_200_000_000
"""Bytes of addresses; the program without any file has about 400 MB of them, most of it libraries."""


def hostile_files() -> Iterator[tuple[str, bytes]]:
    """Yield everything the hostile packages build, and the bombs by packing."""
    yield from chain(xml_bombs("/etc/hostname"), mails(), nestings(), zips.lying())
    yield "flat.zip", zips.flat_bomb(400_000_000)
    yield "overlapping.zip", zips.overlapping(15_000)
    yield "nested.zip", zips.nested(12)
    yield "lie.zip", zips.lying_about_size(real=300_000_000)
    yield "large.zip", zips.large_64()
    blanks = gzip.compress(bytes(1_000_000) * 300, 9)
    yield "blanks.txt.gz", blanks
    yield "again.gz", gzip.compress(blanks)
    page = answer(blanks, "Content-Type: text/html", "Content-Encoding: gzip")
    yield "page.warc", record("response", HARBOUR, page)
    yield "long.warc", record("response", HARBOUR, answer(b"<p>short</p>"), size=10**14)
    yield "head.warc", b"WARC/1.0\r\n" + b"X-Field: y\r\n" * 2_000_000
    yield "line.warc", b"WARC/1.0\r\nX-Field: " + b"y" * 30_000_000


def main() -> None:
    """Read every file and tell."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for name, content in hostile_files():
        made = survey_bytes(content, name)
        told = "told" if made.sentences else "read" if made.articles else "left"
        print(f"{told} {name}")  # noqa: T201 - what the test reads
    print(f"peak {_peak()}")  # noqa: T201 - what the test reads


def _peak() -> int:
    """Return the most memory this process has had, in bytes: without what it was forked from, where that is told."""
    status = Path("/proc/self/status")
    if status.is_file():
        lines = status.read_text(encoding="ascii", errors="replace").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
