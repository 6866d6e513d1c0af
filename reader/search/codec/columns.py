"""One segment's content as the search sees it: fields, columns of numbers and names, rows."""

from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
import zstandard
from numpy.typing import NDArray

from reader.core.errors import IndexDamagedError
from reader.search.codec.field import Field
from reader.search.codec.segment import Integers, SegmentFile
from reader.search.schema import Row

_LARGEST_ROW = 1 << 28


class SegmentColumns:
    """A segment file, opened. Document numbers are local to it and do not change."""

    def __init__(self, path: Path) -> None:
        self.file = SegmentFile(path)
        self.count = int(str(self.file.meta.get("documents", 0)))
        self._fields: dict[str, Field | None] = {}
        self._decompressor = zstandard.ZstdDecompressor()

    def field(self, name: str) -> Field | None:
        """Return a field, None when no document has it."""
        if name not in self._fields:
            self._fields[name] = Field(self.file, name) if self.file.has(f"{name}/T") else None
        return self._fields[name]

    def numbers(self, name: str) -> Integers:
        """Return a column of numbers by document."""
        return self.file.array(f"column/{name}")

    def codes(self, name: str) -> Integers:
        """Return a column of places in ``names`` by document."""
        return self.file.array(f"codes/{name}")

    def names(self, name: str) -> list[str]:
        """Return the values of a column of names, sorted."""
        offsets = self.file.array(f"name_starts/{name}").tolist()
        content = self.file.raw(f"names/{name}")
        return [content[a:b].decode("utf-8", "surrogatepass") for a, b in pairwise(offsets)]

    def row(self, document: int) -> Row:
        """Return what a result row shows of a document; raises ``IndexDamagedError``."""
        start, end = (int(place) for place in self._row_starts[document : document + 2])
        try:
            content = self._decompressor.decompress(self.file.piece("rows", start, end), _LARGEST_ROW)
            return Row.from_json(content.decode("utf-8", "surrogatepass"))
        except (zstandard.ZstdError, ValueError) as error:
            raise IndexDamagedError("The search index is damaged. It is built anew from the library.") from error

    def samples(self, document: int) -> list[int]:
        """Return where in the body every 8th word begins."""
        start, end = (int(place) for place in self._sample_starts[document : document + 2])
        return [int(place) for place in self._samples[start:end].tolist()]

    @cached_property
    def _row_starts(self) -> Integers:
        return self.file.array("row_starts")

    @cached_property
    def _sample_starts(self) -> Integers:
        return self.file.array("sample_starts")

    @cached_property
    def _samples(self) -> Integers:
        return self.file.array("samples")


Live = NDArray[np.bool_]
"""Which documents of a segment are not deleted."""
