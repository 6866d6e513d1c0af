"""Extraction processes that can be killed: a crash or a time limit costs one file, never the import."""

import itertools
import logging
import multiprocessing
import time
from collections import deque
from collections.abc import Sequence
from multiprocessing.connection import Connection, wait

from reader.service.extraction import GREETING, Answer, Extraction, Job, Original, serve, unpack
from reader.service.wiring import Wiring

log = logging.getLogger(__name__)

IN_FLIGHT = 12
"""Files sent ahead to each process, so that it never waits while the worker commits or indexes."""

START_LIMIT_S = 60.0
MOST_FAILED_STARTS = 3
CRASHED = "Reading the file made the extraction process crash; the file was left out and the import went on."


class _Child:
    """One process, the jobs it has been sent in order, and since when it has been at the first of them."""

    def __init__(self, wiring: Wiring) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(
            target=serve,
            args=(theirs, wiring.extractor, wiring.memory_bytes, int(2 * wiring.timeout_s) + 5),
            name="extraction",
            daemon=True,
        )
        self.process.start()
        theirs.close()
        self.jobs: deque[Job] = deque()
        self.since = time.monotonic()
        self.has_greeted = False

    def send(self, job: Job) -> None:
        """Send a job; a dead process is noticed when its answer is awaited."""
        if not self.jobs and self.has_greeted:
            self.since = time.monotonic()
        self.jobs.append(job)
        try:
            self.connection.send(job)
        except OSError:
            log.info("An extraction process is gone")

    def receive(self) -> list[Answer]:
        """Return the answers that have arrived; raises EOFError if the process is gone."""
        answers: list[Answer] = []
        try:
            while self.connection.poll():
                answer = unpack(self.connection.recv_bytes())
                self.since = time.monotonic()
                if answer == GREETING:
                    self.has_greeted = True
                else:
                    self.jobs.popleft()
                    answers.append(answer)
        except (OSError, EOFError) as error:
            if not answers:
                raise EOFError from error
        return answers

    def kill(self) -> None:
        """End the process at once."""
        self.process.kill()
        self.process.join()
        self.process.close()
        self.connection.close()


class ExtractionPool:
    """Hands files to extraction processes. Processes start with the first job and again after a crash."""

    def __init__(self, wiring: Wiring) -> None:
        self._wiring = wiring
        self._children: list[_Child] = []
        self._tickets = itertools.count()
        self._failed_starts = 0

    @property
    def room(self) -> int:
        """How many more files may be sent ahead."""
        return IN_FLIGHT * self._wiring.children - self.outstanding

    @property
    def outstanding(self) -> int:
        """How many files have been sent and not answered."""
        return sum(len(child.jobs) for child in self._children)

    def submit(self, path: str, original: Original | None = None) -> int:
        """Send a file, or a kept one, to the least busy process and return the ticket of its answer."""
        if len(self._children) < self._wiring.children:
            self._children.append(_Child(self._wiring))
        job = Job(next(self._tickets), path, original)
        min(self._children, key=lambda child: len(child.jobs)).send(job)
        return job.ticket

    def collect(self, timeout_s: float, wake: Sequence[Connection] = ()) -> list[Answer]:
        """Return answers as they arrive, waiting at most ``timeout_s`` or until something can be read from ``wake``."""
        busy = [child for child in self._children if child.jobs]
        ready = set(wait([*(child.connection for child in busy), *wake], timeout_s))
        answers: list[Answer] = []
        for child in busy:
            answers += self._receive(child) if child.connection in ready else self._overdue(child)
        return answers

    def close(self) -> None:
        """End all processes at once."""
        for child in self._children:
            child.kill()
        self._children.clear()

    def _receive(self, child: _Child) -> list[Answer]:
        try:
            answers = child.receive()
        except EOFError:
            return self._replace(child, CRASHED)
        if child.has_greeted:
            self._failed_starts = 0
        return answers

    def _overdue(self, child: _Child) -> list[Answer]:
        limit_s = self._wiring.timeout_s if child.has_greeted else START_LIMIT_S
        if time.monotonic() - child.since < limit_s:
            return []
        return self._replace(
            child, f"Reading the file took longer than {limit_s:.0f} seconds; it was left out and the import went on."
        )

    def _replace(self, child: _Child, sentence: str) -> list[Answer]:
        """Kill a process, answer for the file it was at, and give the others to a new process."""
        jobs = child.jobs
        child.kill()
        self._children.remove(child)
        answers: list[Answer] = []
        if child.has_greeted:
            guilty = jobs.popleft()
            log.warning("Extraction of a file was given up: %s", sentence)
            answers.append(Answer(guilty.ticket, Extraction("", failure=sentence)))
        else:
            self._failed_starts += 1
            if self._failed_starts >= MOST_FAILED_STARTS:
                raise RuntimeError("the extraction process does not start")
        if jobs:
            successor = _Child(self._wiring)
            self._children.append(successor)
            for job in jobs:
                successor.send(job)
        return answers
