"""The documents of posting lists, in two bytes each: the lower half of their numbers, and where the upper half grows.

Documents of a term ascend, so their upper half is told by where in the list it becomes 1, 2 and so on: ``H`` holds for
each term a place in the array of all postings for each such step. A segment of up to 65,536 documents has none.
"""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from reader.search.codec.segment import Integers, SegmentFile, SegmentWriter, smallest

_BITS = 16
_LOWER = (1 << _BITS) - 1
_STRETCH = 1 << 20
"""Postings looked at at a time."""


class Documents:
    """The documents of all postings of a field, as 64-bit numbers: arrays are indexed with those fastest."""

    def __init__(self, file: SegmentFile, name: str, starts: Integers) -> None:
        self._lower = file.array(f"{name}/D")
        self._starts = starts
        self._steps: Integers | None = None
        if file.has(f"{name}/H") and len(starts) > 1:
            self._steps = file.array(f"{name}/H").reshape(len(starts) - 1, -1)

    def of(self, number: int) -> Integers:
        """Return the documents of a term."""
        first, last = int(self._starts[number]), int(self._starts[number + 1])
        found = self._lower[first:last].astype(np.int64)
        if self._steps is not None:
            for step in self._steps[number].tolist():
                found[step - first :] += 1 << _BITS
        return found

    def between(self, first: int, last: int) -> Integers:
        """Return the documents of the terms from ``first`` up to ``last``, one after the other."""
        starts = self._starts[first : last + 1].astype(np.int64)
        found = self._lower[int(starts[0]) : int(starts[-1])].astype(np.int64)
        if self._steps is not None:
            for steps in self._steps[first:last].T.astype(np.int64):
                edges = np.stack((starts[:-1], steps), axis=1).reshape(-1)
                sizes = np.diff(edges, append=starts[-1])
                found += np.repeat(np.tile(np.array([0, 1 << _BITS]), last - first), sizes)
        return found

    def marked(self, marks: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return for all postings whether their documents are marked, in stretches that bound the memory it takes."""
        found = np.zeros(len(self._lower), bool)
        first = 0
        while first < len(self._starts) - 1:
            begin = int(self._starts[first])
            last = int(np.searchsorted(self._starts, begin + _STRETCH, "right")) - 1
            last = max(last, first + 1)
            found[begin : int(self._starts[last])] = marks[self.between(first, last)]
            first = last
        return found


def write_documents(writer: SegmentWriter, name: str, count: int, starts: Integers, pieces: Iterable[Integers]) -> None:
    """Write the documents of all postings of a field, which come in pieces; there are ``count`` documents in all."""
    for _ in writing_documents(writer, name, count, starts, pieces):
        pass


def writing_documents(
    writer: SegmentWriter, name: str, count: int, starts: Integers, pieces: Iterable[Integers]
) -> Iterator[None]:
    """Do as ``write_documents`` does, in steps of bounded time; nothing else may be written meanwhile."""
    levels = max(count - 1, 0) >> _BITS
    if not levels:
        yield from writer.adding(f"{name}/D", np.dtype(np.uint16), pieces)
        return
    steps = np.zeros((len(starts) - 1, levels), np.int64)
    yield from writer.adding(f"{name}/D", np.dtype(np.uint16), _lower_halves(pieces, starts, steps))
    writer.add(f"{name}/H", smallest((steps + starts[:-1, None]).reshape(-1)))


def _lower_halves(pieces: Iterable[Integers], starts: Integers, steps: Integers) -> Iterator[Integers]:
    """Yield the lower halves of documents, and count for each term those below each step."""
    at = 0
    for piece in pieces:
        upper = piece >> _BITS
        owners = np.searchsorted(starts, np.arange(at, at + len(piece)), "right") - 1
        for level in range(steps.shape[1]):
            below = np.bincount(owners[upper <= level], minlength=0)
            steps[: len(below), level] += below
        yield piece & _LOWER
        at += len(piece)
