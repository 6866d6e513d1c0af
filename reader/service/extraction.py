"""A file to its cleaned stories: what runs inside an extraction process, and the values it sends back."""

import contextlib
import hashlib
import importlib
import logging
import os
import pickle
import pkgutil
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import zstandard

from reader.core.errors import ReaderError
from reader.core.evidence import NO_EVIDENCE, Evidence, Passage
from reader.core.model import Article
from reader.service.collecting import rare_collections
from reader.store import Originals

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ExtractedStory:
    """A story and its place inside its file ("" for a plain file), with what is compared with other stories."""

    member: str
    article: Article
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a file holds: stories, or a sentence why there are none. ``sha256`` is that of the bytes that were read."""

    sha256: str
    stories: tuple[ExtractedStory, ...] = ()
    failure: str = ""


Extractor = Callable[[str], Extraction]


def extract_file(path: str) -> Extraction:
    """Read, recognise, parse and clean one file; a file that cannot be read is an answer, not an error."""
    from reader.intake.load import load  # noqa: PLC0415 - the worker itself must stay small

    sha256 = ""
    try:
        content = load(Path(path))
        sha256 = hashlib.sha256(content).hexdigest()
        stories = tuple(_stories(content, path))
    except ReaderError as error:
        return Extraction(sha256, failure=str(error))
    return Extraction(sha256, stories)


@dataclass(frozen=True, slots=True)
class Original:
    """A file kept in the folder ``originals``, to be extracted anew; ``evidence`` for its stories by their place."""

    originals: str
    sha256: str
    size_bytes: int
    evidence: tuple[Evidence, ...]


def extract_original(path: str, original: Original) -> Extraction:
    """Extract a kept file anew with the library's evidence; ``path`` is where it was found and need not exist."""
    try:
        content = Originals(Path(original.originals)).read(original.sha256, original.size_bytes)
        stories = tuple(_stories(content, path, original.evidence))
    except ReaderError as error:
        return Extraction(original.sha256, failure=str(error))
    return Extraction(original.sha256, stories)


def _stories(content: bytes, path: str, evidence: Sequence[Evidence] = ()) -> Iterator[ExtractedStory]:
    """Yield the cleaned stories in the bytes of a file. Raises InputError."""
    from reader.clean.pipeline import examine  # noqa: PLC0415 - the worker itself must stay small
    from reader.intake.read import read  # noqa: PLC0415
    from reader.intake.sniff import sniff  # noqa: PLC0415

    for place, snapshot in enumerate(sniff(content, path)):
        cleaned = examine(read(snapshot), evidence[place] if place < len(evidence) else NO_EVIDENCE)
        yield ExtractedStory(snapshot.member, cleaned.article, cleaned.passages)


@dataclass(frozen=True, slots=True)
class Job:
    """A file to extract, from where it was found or from the library. ``ticket`` names the answer."""

    ticket: int
    path: str
    original: Original | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a job; ticket -1 is the child's greeting."""

    ticket: int
    extraction: Extraction


GREETING = Answer(-1, Extraction(""))


def pack(answer: Answer) -> bytes:
    """Return the answer as compressed bytes: several wait in the pipe while the worker is busy with the index."""
    return zstandard.ZstdCompressor(level=1).compress(pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))


def unpack(packed: bytes) -> Answer:
    """Return the answer that ``pack`` was given; raises EOFError if it is none."""
    try:
        answer = pickle.loads(zstandard.ZstdDecompressor().decompress(packed))  # noqa: S301 - our own child's
    except (pickle.UnpicklingError, zstandard.ZstdError) as error:
        raise EOFError from error
    if type(answer) is not Answer:
        raise EOFError("not an answer")
    return answer


def serve(connection: Connection, extractor: str, memory_bytes: int, cpu_seconds: int) -> None:
    """Answer jobs in their order until the other end is closed. Runs as the main function of a spawned process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # each thread would reserve memory that counts as used
    extract: Extractor = pkgutil.resolve_name(extractor)
    if extract is extract_file:
        for module in ("reader.clean.pipeline", "reader.intake.load", "reader.intake.read", "reader.intake.sniff"):
            importlib.import_module(module)
    limit_memory(memory_bytes)
    with rare_collections() as between, contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        connection.send_bytes(pack(GREETING))
        while True:
            between()
            job = connection.recv()
            _limit_time(cpu_seconds)
            connection.send_bytes(pack(Answer(job.ticket, _extract(extract, job))))


def _extract(extract: Extractor, job: Job) -> Extraction:
    try:
        return extract(job.path) if job.original is None else extract_original(job.path, job.original)
    except MemoryError:
        return Extraction("", failure="Reading the file takes more memory than the program allows; it was left out.")
    except RecursionError:
        return Extraction("", failure="The file is nested too deeply to be read; it was left out.")
    except Exception as error:
        log.exception("Extraction failed")
        return Extraction(
            "", failure=f"The program made a mistake reading this file ({type(error).__name__}); it was left out."
        )


def limit_memory(memory_bytes: int) -> None:
    """Let this process take at most ``memory_bytes`` beyond what it has now, where the system can limit that."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - does not exist on Windows

    with contextlib.suppress(OSError, ValueError):
        taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        wanted = taken + memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _limit_time(cpu_seconds: int) -> None:
    """End this process by itself if a job computes for too long: nobody else does when the worker was killed."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - does not exist on Windows

    with contextlib.suppress(OSError, ValueError):
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + cpu_seconds, hard))
