"""Extraction processes that can be killed: a crash or a time limit costs one file, never the import."""

import itertools
import logging
import multiprocessing
import time
from collections import deque
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait

from reader.core.terms import Terms
from reader.intake.format import LeftOut
from reader.service.extraction import Extraction, Job, Original
from reader.service.serving import GREETING, Answer, serve, unpack
from reader.service.wiring import Wiring

log = logging.getLogger(__name__)

IN_FLIGHT = 12
"""Files sent ahead to each process, so that it never waits while the worker commits or indexes."""

MOST_PARTS, MOST_PART_BYTES = 64, 48_000_000
"""Parts taken from a process at a time, and about how large; it waits with the next until these are committed."""

START_LIMIT_S = 60.0
MOST_FAILED_STARTS = 3
BYTES_PER_S = 5_000_000
"""A large file may take longer to its first part, and between parts: as if it were read this slowly."""

CRASHED = "Reading the file made the extraction process crash; the file was left out and the import went on."
MEMBER_CRASHED = "Reading this part of the file made the extraction process crash; it was left out."
REST_CRASHED = "Reading the file made the extraction process crash; the rest of it was left out."


@dataclass(slots=True)
class _Sent:
    """A job on its way: how many findings have come back, whether there was any part, and what was announced last."""

    job: Job
    size_bytes: int
    received: int = 0
    has_parts: bool = False
    is_announced: bool = False

    def resumed(self, skip: int) -> "_Sent":
        """Return the job to be sent again to another process, going on behind ``skip`` findings with care."""
        return _Sent(replace(self.job, skip=skip, careful=True), self.size_bytes, has_parts=True)


class _Child:
    """One process, the jobs it has been sent in order, and since when it has been at the first of them."""

    def __init__(self, wiring: Wiring) -> None:
        self.terms = wiring.terms
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(
            target=serve,
            args=(theirs, wiring.extractor, wiring.terms, wiring.memory_bytes, int(2 * wiring.timeout_s) + 5),
            name="extraction",
            daemon=True,
        )
        self.process.start()
        theirs.close()
        self.sent: deque[_Sent] = deque()
        self.since = time.monotonic()
        self.has_greeted = False

    def send(self, sent: _Sent) -> None:
        """Send a job; a dead process is noticed when its answer is awaited."""
        if not self.sent and self.has_greeted:
            self.since = time.monotonic()
        self.sent.append(sent)
        try:
            self.connection.send(sent.job)
        except OSError:
            log.info("An extraction process is gone")

    def receive(self) -> list[Answer]:
        """Return the answers that have arrived; raises EOFError if the process is gone."""
        answers: list[Answer] = []
        size_bytes = 0
        try:
            while len(answers) < MOST_PARTS and size_bytes < MOST_PART_BYTES and self.connection.poll():
                packed = self.connection.recv_bytes()
                size_bytes += len(packed)
                answer = unpack(packed)
                self.since = time.monotonic()
                if answer == GREETING:
                    self.has_greeted = True
                else:
                    self._count(answer.extraction)
                    answers.append(answer)
        except (OSError, EOFError) as error:
            if not answers:
                raise EOFError from error
        return answers

    def _count(self, part: Extraction) -> None:
        sent = self.sent[0]
        sent.received += len(part.findings)
        sent.has_parts = True
        sent.is_announced = part.announces
        if part.is_last:
            self.sent.popleft()

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
        return sum(len(child.sent) for child in self._children)

    def submit(self, path: str, original: Original | None = None, *, skip: int = 0, large_bytes: int = 0) -> int:
        """Send a file, or a kept one, to the least busy process and return the ticket of its answers.

        The first ``skip`` findings are known already. ``large_bytes`` is the size of a file that was not read.
        """
        self._retire()
        fit = [child for child in self._children if child.terms == self._wiring.terms]
        if len(fit) < self._wiring.children:
            fit.append(_Child(self._wiring))
            self._children.append(fit[-1])
        job = Job(next(self._tickets), path, original, skip, is_large=large_bytes > 0)
        min(fit, key=lambda child: len(child.sent)).send(_Sent(job, large_bytes))
        return job.ticket

    def collect(self, timeout_s: float, wake: Sequence[Connection] = ()) -> list[Answer]:
        """Return answers as they arrive, waiting at most ``timeout_s`` or until something can be read from ``wake``."""
        busy = [child for child in self._children if child.sent]
        ready = set(wait([*(child.connection for child in busy), *wake], timeout_s))
        answers: list[Answer] = []
        for child in busy:
            answers += self._receive(child) if child.connection in ready else self._overdue(child)
        return answers

    def abandon(self, tickets: Set[int]) -> None:
        """Give up files that have given parts and have not ended; what has not begun is answered as usual."""
        for child in list(self._children):
            if child.sent and child.sent[0].has_parts and child.sent[0].job.ticket in tickets:
                child.sent.popleft()
                self._restart(child)

    def read_on(self, terms: Terms) -> None:
        """Read files that are sent from now on on these terms; those on their way are read on the old ones."""
        self._wiring = replace(self._wiring, terms=terms)
        self._retire()

    def _retire(self) -> None:
        """End the processes that read on old terms and have nothing left to do."""
        for child in list(self._children):
            if child.terms != self._wiring.terms and not child.sent:
                child.kill()
                self._children.remove(child)

    def close(self) -> None:
        """End all processes at once."""
        for child in self._children:
            child.kill()
        self._children.clear()

    def _receive(self, child: _Child) -> list[Answer]:
        try:
            answers = child.receive()
        except EOFError:
            return self._replace(child, "")
        if child.has_greeted:
            self._failed_starts = 0
        return answers

    def _overdue(self, child: _Child) -> list[Answer]:
        limit_s = self._wiring.timeout_s if child.has_greeted else START_LIMIT_S
        limit_s += child.sent[0].size_bytes / BYTES_PER_S
        if time.monotonic() - child.since < limit_s:
            return []
        return self._replace(
            child, f"Reading the file took longer than {limit_s:.0f} seconds; it was left out and the import went on."
        )

    def _replace(self, child: _Child, late: str) -> list[Answer]:
        """Answer for the file a process was at when it crashed or, with a sentence, was ``late``; start another one."""
        answers: list[Answer] = []
        if child.has_greeted:
            guilty = child.sent.popleft()
            log.warning("Extraction of a file was given up: %s", late or CRASHED)
            if guilty.has_parts:
                answers += self._go_on(child, guilty, late)
            else:
                answers.append(Answer(guilty.job.ticket, Extraction(failure=late or CRASHED)))
        else:
            self._failed_starts += 1
            if self._failed_starts >= MOST_FAILED_STARTS:
                raise RuntimeError("the extraction process does not start")
        self._restart(child)
        return answers

    def _go_on(self, child: _Child, guilty: _Sent, late: str) -> list[Answer]:
        """Let a container go on behind the member that brought the process down, once that is known for sure."""
        at, ticket = guilty.job.skip + guilty.received, guilty.job.ticket
        if not guilty.job.careful:
            child.sent.appendleft(guilty.resumed(at))
            return []
        if not guilty.is_announced:  # what cannot be unpacked cannot be passed over either
            return [Answer(ticket, Extraction(failure=late or REST_CRASHED))]
        child.sent.appendleft(guilty.resumed(at + 1))
        failed = LeftOut("", failure=late or MEMBER_CRASHED)
        return [Answer(ticket, Extraction(findings=(failed,), is_last=False))]

    def _restart(self, child: _Child) -> None:
        """Kill a process and give what it had to do to a new one."""
        waiting = child.sent
        child.kill()
        self._children.remove(child)
        if waiting:
            successor = _Child(replace(self._wiring, terms=child.terms))
            self._children.append(successor)
            for sent in waiting:
                successor.send(sent)
