"""One segment's content as the search sees it: fields, columns of numbers and names, rows."""

from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reader.search.codec.field import Field
from reader.search.codec.segment import Integers, SegmentFile
from reader.search.codec.stored import LONG, PARTS, SAMPLE, SAMPLE_STARTS, SAMPLES, STARTS, STEP_STARTS, STEPS, TEXT
from reader.search.schema import Row

_LINE = np.arange(PARTS + 1)
_SINCE_SAMPLE = np.arange(1, SAMPLE)


class SegmentColumns:
    """A segment file, opened. Document numbers are local to it and do not change."""

    def __init__(self, path: Path) -> None:
        self.file = SegmentFile(path)
        self.count = int(str(self.file.meta.get("documents", 0)))
        self._fields: dict[str, Field | None] = {}
        self._names: dict[str, list[str]] = {}

    def field(self, name: str) -> Field | None:
        """Return a field, None when no document has it."""
        if name not in self._fields:
            self._fields[name] = Field(self.file, name) if self.file.has(f"{name}/T") else None
        return self._fields[name]

    def numbers(self, name: str) -> Integers:
        """Return a column of numbers by document."""
        return self.file.array(f"column/{name}")

    def codes(self, name: str) -> Integers:
        """Return a column of places in ``names`` by document; of lists, those of all documents in a row."""
        return self.file.array(f"codes/{name}")

    def list_starts(self, name: str) -> Integers:
        """Return where in ``codes`` of a column of lists those of each document begin, and where the last ends."""
        return self.file.array(f"list_starts/{name}")

    def names(self, name: str) -> list[str]:
        """Return the values of a column of names, sorted."""
        if name not in self._names:
            offsets = self.file.array(f"name_starts/{name}").tolist()
            content = self.file.raw(f"names/{name}")
            self._names[name] = [content[a:b].decode("utf-8", "surrogatepass") for a, b in pairwise(offsets)]
        return self._names[name]

    def row(self, document: int) -> Row:
        """Return what a result row shows of a document."""
        ((*starts, end),) = self.part_starts(np.array([document])).tolist()
        parts = (str(self.row_text[a:b], "utf-8", "surrogatepass") for a, b in pairwise((*starts, end)))
        headline, published, standfirst, body = parts
        outlet = self.names("outlet")[int(self.codes("outlet")[document])]
        return Row(headline, published, standfirst.removesuffix(" "), body, outlet)

    def part_starts(self, documents: Integers) -> Integers:
        """Return, a line for each document, where the parts of its row begin in the text, and where the last ends."""
        starts: Integers = self._row_starts[documents[:, None] * PARTS + _LINE]
        return starts

    @cached_property
    def row_text(self) -> memoryview:
        """The text of all rows."""
        return self.file.view(TEXT)

    def word_counts(self, documents: Integers) -> Integers:
        """Return how many words the bodies of documents have."""
        counts: Integers = self._step_starts[documents + 1] - self._step_starts[documents]
        return counts

    def word_starts(self, documents: Integers, numbers: Integers) -> Integers:
        """Return at which bytes of the bodies of documents the words of some numbers begin; -1 for what is not known.

        That is where a long word or gap stands between the word and the last sample before it.
        """
        samples = self._samples[self._sample_starts[documents] + numbers // SAMPLE]
        behind = numbers % SAMPLE
        first = self._step_starts[documents] + numbers - behind
        last = len(self._steps) - 1
        steps = self._steps[np.minimum(first[:, None] + _SINCE_SAMPLE, last)]
        steps = np.where(behind[:, None] >= _SINCE_SAMPLE, steps, 0)
        found: Integers = samples + steps.sum(1, dtype=np.int64)
        found[(steps == LONG).any(1)] = -1
        return found

    def sample(self, document: int, number: int) -> tuple[int, int]:
        """Return at which byte of a body the last sampled word up to another begins, and how many words behind that."""
        place = int(self._sample_starts[document]) + number // SAMPLE
        return int(self._samples[place]), number % SAMPLE

    @cached_property
    def _row_starts(self) -> Integers:
        return self.file.array(STARTS)

    @cached_property
    def _sample_starts(self) -> Integers:
        return self.file.array(SAMPLE_STARTS).astype(np.int64)

    @cached_property
    def _step_starts(self) -> Integers:
        return self.file.array(STEP_STARTS).astype(np.int64)

    @cached_property
    def _steps(self) -> Integers:
        return self.file.array(STEPS)

    @cached_property
    def _samples(self) -> Integers:
        return self.file.array(SAMPLES)


Live = NDArray[np.bool_]
"""Which documents of a segment are not deleted."""
