"""The element tree of a page as arrays: sums over subtrees, ways up, and which names stand around a piece."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reader.clean.choice.letters import Flags, Floats, Ints
from reader.clean.choice.words import mask_of
from reader.core.model import ElementTable

_INLINE_NAMES = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr o:p q ruby s samp small "
    "span strike strong sub sup time tt u var"
)
INLINE = frozenset(_INLINE_NAMES.split())


class Layout:
    """The elements around the pieces, a row each, in document order with parents first.

    ``end`` is the row after the last descendant; ``block`` the nearest element that is not inline, itself included;
    ``up`` the block around that block (the root's is itself); ``own`` and ``around`` are masks of label groups: of
    the element alone, and of it with all its ancestors.
    """

    def __init__(self, elements: ElementTable) -> None:
        self.tags = elements.tags
        self.labels = elements.labels
        self.rows = len(elements.tags)
        self._rows_of: dict[str, list[int]] = {}
        for row, tag in enumerate(elements.tags):
            self._rows_of.setdefault(tag, []).append(row)
        own = [mask_of(labels) if labels else 0 for labels in elements.labels]
        depth, end, block, up, around = _climb(elements.parents, elements.tags, own)
        self.parents: Ints = np.array(elements.parents, dtype=np.int64)
        self.depth: Ints = np.array(depth, dtype=np.int64)
        self.end: Ints = np.array(end, dtype=np.int64)
        self.block: Ints = np.array(block, dtype=np.int64)
        self.up: Ints = np.array(up, dtype=np.int64)
        self.own: NDArray[np.int64] = np.array(own, dtype=np.int64)
        self.around: NDArray[np.int64] = np.array(around, dtype=np.int64)
        self.hidden: Flags = np.array(elements.hidden, dtype=np.bool_)

    def total(self, rows: Ints, values: Floats) -> Floats:
        """Return, for each row, the sum of ``values`` over the pieces whose elements (``rows``) lie in its subtree."""
        sums = np.concatenate(([0.0], np.cumsum(np.bincount(rows, values, minlength=self.rows))))
        result: Floats = sums[self.end] - sums[:-1]
        return result

    def path(self, row: int) -> list[int]:
        """Return the rows from the root down to ``row``."""
        rows = [row]
        while self.parents[rows[-1]] >= 0:
            rows.append(int(self.parents[rows[-1]]))
        return rows[::-1]

    def steps_to_path(self, row: int) -> Ints:
        """Return, for each row, how many steps up it is to an ancestor of ``row`` or ``row`` itself."""
        meeting = np.zeros(self.rows, dtype=np.int64)
        for ancestor in self.path(row):
            meeting[ancestor : self.end[ancestor]] = self.depth[ancestor]
        return self.depth - meeting

    def inside(self, row: int) -> Flags:
        """Return, for each row, whether it is ``row`` or below it."""
        flags = np.zeros(self.rows, dtype=np.bool_)
        flags[row : self.end[row]] = True
        return flags

    def rows_of(self, tag: str) -> list[int]:
        """Return the rows with this tag."""
        return self._rows_of.get(tag, [])

    def nearest(self, tags: frozenset[str]) -> Ints:
        """Return, for each row, the nearest row at or above it with one of these tags, or -1."""
        found = np.full(self.rows, -1, dtype=np.int64)
        for row in sorted(row for tag in tags for row in self.rows_of(tag)):
            found[row : self.end[row]] = row
        return found


def _climb(
    parents: Sequence[int], tags: Sequence[str], own: Sequence[int]
) -> tuple[list[int], list[int], list[int], list[int], list[int]]:
    """Return depth, end, block, up and around, by one pass down and one back up."""
    rows = len(parents)
    depth, block, up, around = [0] * rows, [0] * rows, [0] * rows, [0] * rows
    for row, parent in enumerate(parents):
        if parent < 0:
            block[row] = up[row] = row
            around[row] = own[row]
            continue
        depth[row] = depth[parent] + 1
        around[row] = around[parent] | own[row]
        if tags[row] in INLINE:
            block[row], up[row] = block[parent], up[parent]
        else:
            block[row], up[row] = row, block[parent]
    end = list(range(1, rows + 1))
    for row in range(rows - 1, 0, -1):
        parent = parents[row]
        if parent >= 0 and end[row] > end[parent]:
            end[parent] = end[row]
    return depth, end, block, up, around
