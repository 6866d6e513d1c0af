"""Memory and speed with files that do not fit into memory: ``python -m tests.bench.bigfiles [--size MB | --full]``.

Makes a big WARC file, mailbox, JSON Lines file, tar and zip archive in ``.bench/``, then reads each in a process of its
own, as an import does, and prints the peak of its resident memory and stories per second. ``--full`` makes files of
2 GB. What must hold whatever the machine: the peak does not grow with the file.
"""

import argparse
import gzip
import io
import json
import random
import subprocess
import sys
import tarfile
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.clean.pipeline import clean
from reader.core.errors import InputError
from reader.core.model import Snapshot
from reader.intake.read import read
from reader.intake.source import Source
from reader.intake.table import FORMATS
from reader.intake.unfold import recognise, unfold

FOLDER = Path(".bench")
MB = 1_000_000
_CLEANED_EVERY = 200
_WORDS = (
    "harbour", "council", "ferry", "island", "market", "bridge", "school", "winter", "storm", "budget", "theatre",
    "mayor", "railway", "forest", "teacher", "hospital", "fisher", "lighthouse", "village", "election", "orchard",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figures:
    """What reading a file took, as its process told."""

    stories: int
    seconds: float
    peak_bytes: int
    base_bytes: int


def story(number: int, paragraphs: int = 12) -> tuple[str, list[str]]:
    """Return the headline and paragraphs of an invented story; those of one number are always the same."""
    chance = random.Random(number)
    lines = [" ".join(chance.choices(_WORDS, k=60)).capitalize() + "." for _ in range(paragraphs)]
    return f"Story {number}: {' '.join(chance.choices(_WORDS, k=6))}", lines


def page(number: int) -> bytes:
    """Return a story as a page of about 35 kB, most of it noise around the story as in real pages."""
    headline, lines = story(number)
    noise = "".join(
        f'<li class="teaser"><a href="/s/{number + n}">Other story {number + n}</a></li>' for n in range(400)
    )
    body = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{headline}</title></head><body><nav><ul>{noise}</ul></nav>"
        f"<article><h1>{headline}</h1>{body}</article></body></html>"
    ).encode()


def _warc_records(size: int) -> Iterator[bytes]:
    made = number = 0
    while made < size:
        url = f"http://paper.example/{number}"
        is_picture = number % 3 == 1
        body = random.Random(number).randbytes(90_000) if is_picture else page(number)
        kind = "image/jpeg" if is_picture else "text/html; charset=utf-8"
        block = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-03-04T05:06:07Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        record = head.encode() + block + b"\r\n\r\n"
        made += len(record)
        number += 1
        yield record


def make_warc(path: Path, size: int) -> None:
    """Write a WARC file of about ``size`` bytes."""
    with path.open("wb") as file:
        file.writelines(_warc_records(size))


def make_warc_gz(path: Path, size: int) -> None:
    """Write a WARC file that unpacks to about ``size`` bytes, a gzip member for each record."""
    with path.open("wb") as file:
        file.writelines(gzip.compress(record, 1) for record in _warc_records(size))


def make_mbox(path: Path, size: int) -> None:
    """Write a mailbox; with the full size it has 100,000 mails."""
    with path.open("wb") as file:
        number = 0
        while file.tell() < size:
            headline, lines = story(number, 4)
            body = "\n\n".join(lines)
            file.write(
                "From news@paper.example Thu Mar  4 05:06:07 2021\n"
                f"From: News <news@paper.example>\nSubject: {headline}\n"
                f"Date: Thu, 4 Mar 2021 05:06:07 +0000\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
                f"{body}\n\n".encode()
            )
            number += 1


def make_lines(path: Path, size: int) -> None:
    """Write a JSON Lines file in the way of C4 and news-please."""
    with path.open("wb") as file:
        number = 0
        while file.tell() < size:
            headline, lines = story(number)
            entry = {
                "url": f"http://paper.example/{number}",
                "title": headline,
                "maintext": "\n".join(lines),
                "text": "\n".join(lines),
                "date_publish": "2021-03-04 05:06:07",
                "timestamp": "2021-03-05T00:00:00Z",
            }
            file.write(json.dumps(entry).encode() + b"\n")
            number += 1


def make_tar_gz(path: Path, size: int) -> None:
    """Write a packed tar archive of pages that unpacks to about ``size`` bytes."""
    with tarfile.open(path, "w:gz", compresslevel=1) as archive:
        for number in range(min(size // 40_000, 19_000)):
            content = page(number)
            info = tarfile.TarInfo(f"pages/{number}.html")
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))


def make_zip(path: Path, size: int) -> None:
    """Write a zip archive of pages that unpacks to about ``size`` bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(min(size // 40_000, 19_000)):
            archive.writestr(f"pages/{number}.html", page(number))


MAKERS: dict[str, Callable[[Path, int], None]] = {
    "big.warc": make_warc,
    "big.warc.gz": make_warc_gz,
    "big.mbox": make_mbox,
    "big.jsonl": make_lines,
    "big.tar.gz": make_tar_gz,
    "big.zip": make_zip,
}
SHARES = {"big.mbox": 0.12, "big.jsonl": 0.25}
"""Mailboxes and JSON Lines are smaller in life; with ``--full`` they are 240 MB (100,000 mails) and 500 MB."""


def measure(path: Path, cleaned_every: int = _CLEANED_EVERY) -> Figures:
    """Read a file in a new process. Raises RuntimeError where that fails."""
    command = [sys.executable, "-m", "tests.bench.bigfiles", "--read", str(path), "--every", str(cleaned_every)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-2_000:])
    return Figures(**json.loads(done.stdout))


def _read_file(path: Path, cleaned_every: int) -> None:
    """Read a file and print what it took; the base is what a small page takes, cleaned."""
    small = next(item for item in unfold(Source.of_bytes(page(0), "a.html")) if isinstance(item, Snapshot))
    clean(read(small))
    base = _peak()
    begin, stories = time.perf_counter(), 0
    for item in unfold(Source.of_file(path)):
        if isinstance(item, Snapshot):
            if not stories % cleaned_every:
                clean(read(item))
            stories += 1
    print(json.dumps({
        "stories": stories, "seconds": time.perf_counter() - begin, "peak_bytes": _peak(), "base_bytes": base
    }))  # fmt: skip


def _peak() -> int:
    import resource  # noqa: PLC0415 - not on Windows, where tests import this module

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def is_readable(path: Path) -> bool:
    """Tell whether a file is of a format of its own, and not taken for a plain text."""
    try:
        return recognise(Source.of_file(path)) not in FORMATS[-2:]
    except InputError:
        return False


def main() -> None:
    """Make the files, read them, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=200, help="megabytes of the largest file")
    parser.add_argument("--full", action="store_true", help="2 GB")
    parser.add_argument("--keep", action="store_true", help="leave the files in .bench")
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--every", type=int, default=_CLEANED_EVERY, help="clean every n-th story")
    options = parser.parse_args()
    if options.read:
        _read_file(options.read, options.every)
        return
    size = (2_000 if options.full else options.size) * MB
    FOLDER.mkdir(exist_ok=True)
    for name, make in MAKERS.items():
        path = FOLDER / name
        make(path, int(size * SHARES.get(name, 1)))
        begin = f"{name:12} {path.stat().st_size / MB:7.0f} MB"
        if is_readable(path):
            took = measure(path, options.every)
            print(
                f"{begin} {took.stories:8,} stories {took.stories / took.seconds:9,.0f} per second   peak "
                f"{took.peak_bytes / MB:5.0f} MB, {(took.peak_bytes - took.base_bytes) / MB:5.1f} MB over a page alone"
            )
        else:
            print(f"{begin} not readable yet")
        if not options.keep:
            path.unlink()


if __name__ == "__main__":
    main()
