"""The main function of an extraction process, its limits, and the form in which answers travel."""

import contextlib
import importlib
import logging
import os
import pickle
import pkgutil
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import zstandard

from reader.core.terms import Terms
from reader.service.collecting import rare_collections
from reader.service.extraction import Extraction, Extractor, Job, extract, extract_original, mistake
from reader.service.wire import flattened, whole

log = logging.getLogger(__name__)

_MODULES = ("reader.clean.pipeline", "reader.intake.read", "reader.intake.unfold")


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a job, or of a part of it; ticket -1 is the process's greeting."""

    ticket: int
    extraction: Extraction


GREETING = Answer(-1, Extraction())


def pack(answer: Answer) -> bytes:
    """Return the answer as compressed bytes: several wait in the pipe while the worker is busy with the index."""
    sent = (answer.ticket, flattened(answer.extraction))
    return zstandard.ZstdCompressor(level=1).compress(pickle.dumps(sent, pickle.HIGHEST_PROTOCOL))


def unpack(packed: bytes) -> Answer:
    """Return the answer that ``pack`` was given; raises EOFError if it is none."""
    try:
        ticket, sent = pickle.loads(zstandard.ZstdDecompressor().decompress(packed))  # noqa: S301 - our own child's
        return Answer(ticket, whole(sent))
    except (pickle.UnpicklingError, zstandard.ZstdError, TypeError, ValueError) as error:
        raise EOFError("not an answer") from error


def serve(connection: Connection, extractor: str, terms: Terms, memory_bytes: int, cpu_seconds: int) -> None:
    """Answer jobs in their order until the other end is closed. Runs as the main function of a spawned process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # each thread would reserve memory that counts as used
    work: Extractor = pkgutil.resolve_name(extractor)
    if work is extract:
        for module in _MODULES:
            importlib.import_module(module)
    limit_memory(memory_bytes)
    with rare_collections() as between, contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        connection.send_bytes(pack(GREETING))
        while True:
            between()
            job = connection.recv()
            _limit_time(cpu_seconds)
            for part in _parts(work, job, terms):
                connection.send_bytes(pack(Answer(job.ticket, part)))
                between()
                _limit_time(cpu_seconds)


def _parts(work: Extractor, job: Job, terms: Terms) -> Iterator[Extraction]:
    """Yield the parts of a job's answer; the last of them always comes, whatever goes wrong."""
    try:
        if job.original is not None:
            yield extract_original(job.path, job.original, terms)
        else:
            yield from work(job, terms)
    except MemoryError:
        yield Extraction(failure="Reading the file takes more memory than the program allows; it was left out.")
    except RecursionError:
        yield Extraction(failure="The file is nested too deeply to be read; it was left out.")
    except Exception as error:
        log.exception("Extraction failed")
        yield Extraction(failure=mistake(error))


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
    """End this process by itself if a part computes for too long: nobody else does when the worker was killed."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - does not exist on Windows

    with contextlib.suppress(OSError, ValueError):
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + cpu_seconds, hard))
