"""What work costs, as a multiple of a fixed piece of work done beside it: seconds say nothing on a crowded machine.

Counted is the time that the calling thread computes, without collections of garbage, which grow with all that the
tests before have left behind.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import thread_time

RUNS = 4
"""How often work is done at most, when it seems to cost too much."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold back the collection of garbage."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def cpu_s(work: Callable[[], object]) -> float:
    """Return for how many seconds this thread computes in doing ``work`` once."""
    with uncollected():
        begin = thread_time()
        work()
        return thread_time() - begin


def unit_s() -> float:
    """Return for how many seconds this thread computes in doing the fixed piece of work: some 5 ms in 2025."""
    return min(cpu_s(_fixed_work) for _ in range(3))


def effort(work: Callable[[], object], at_most: float) -> float:
    """Return what ``work`` costs in units; where that is more than ``at_most``, the least of several runs."""
    least = float("inf")
    for _ in range(RUNS):
        least = min(least, cpu_s(work) / unit_s())
        if least <= at_most:
            break
    return least


@dataclass(slots=True)
class Spent:
    """What has been spent, in units, once it is known."""

    units: float = 0.0


@contextmanager
def spending() -> Iterator[Spent]:
    """Tell what the block spends."""
    spent = Spent()
    with uncollected():
        begin = thread_time()
        yield spent
        seconds = thread_time() - begin
    spent.units = seconds / unit_s()


def _fixed_work() -> int:
    total = 0
    for number in range(100_000):
        total += number % 7
    return total
