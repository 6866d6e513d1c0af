"""The element tree of a page as arrays: sums over subtrees, ways up, and which names stand around a piece."""

import numpy as np
from numpy.typing import NDArray

from reader.clean.choice.letters import Flags, Floats, Ints
from reader.clean.choice.tags import Codes, codes_of, flags_of
from reader.clean.choice.words import mask_of
from reader.core.model import ElementTable

_INLINE_NAMES = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr o:p q ruby s samp small "
    "span strike strong sub sup time tt u var"
)
_INLINE = flags_of(_INLINE_NAMES.split())


class Layout:
    """The elements around the pieces, a row each, in document order with parents first.

    ``codes`` are the numbers of the tags (see ``tags``). ``end`` is the row after the last descendant; ``block`` the
    nearest element that is not inline, itself included; ``up`` the block around that block (the root's is itself);
    ``own`` and ``around`` are masks of label groups: of the element alone, and of it with all its ancestors.
    """

    def __init__(self, elements: ElementTable) -> None:
        self.tags = elements.tags
        self.labels = elements.labels
        self.rows = len(elements.tags)
        self.codes: Codes = codes_of(elements.tags)
        self.hidden: Flags = np.array(elements.hidden, dtype=np.bool_)
        number: Ints = np.arange(self.rows)
        above: Ints = np.array(elements.parents, dtype=np.int64)
        is_root = above < 0
        self.parents: Ints = np.where(is_root, number, above)
        """The row around each; the root's is itself."""
        self._jumps = _jumps(self.parents)
        self.depth: Ints = _depth(self._jumps, is_root)
        self.end: Ints = self.inherited(_next_alike(self.depth), np.minimum)
        self.block: Ints = self.inherited(np.where(_INLINE[self.codes] & ~is_root, -1, number), np.maximum)
        self.up: Ints = self.block[self.parents][self.block]
        masks = {labels: mask_of(labels) for labels in set(elements.labels)}
        self.own: NDArray[np.int64] = np.array([masks[labels] for labels in elements.labels], dtype=np.int64)
        self.around: NDArray[np.int64] = self.inherited(self.own, np.bitwise_or)

    def inherited(self, values: Ints, unite: np.ufunc) -> Ints:
        """Return for each row what ``unite`` (maximum, minimum, or) makes of its value and those of all its ancestors.

        The last axis of ``values`` are the rows.
        """
        for jump in self._jumps:
            values = unite(values, values.take(jump, axis=-1))
        return values

    def totals(self, rows: Ints, *values: Floats) -> Floats:
        """Return, for each of ``values`` and each row, its sum over the pieces (in ``rows``) in the subtree."""
        sums = np.zeros((len(values), self.rows + 1))
        for number, one in enumerate(values):
            sums[number, 1:] = np.bincount(rows, one, minlength=self.rows)
        np.cumsum(sums, axis=1, out=sums)
        result: Floats = sums[:, self.end] - sums[:, :-1]
        return result

    def total(self, rows: Ints, values: Floats) -> Floats:
        """Return, for each row, the sum of ``values`` over the pieces whose elements (``rows``) lie in its subtree."""
        result: Floats = self.totals(rows, values)[0]
        return result

    def path(self, row: int) -> list[int]:
        """Return the rows from the root down to ``row``."""
        rows: list[int] = np.flatnonzero(self.end[: row + 1] > row).tolist()
        return rows

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

    def nearest(self, is_one: Flags) -> Ints:
        """Return, for each row, the nearest flagged row at or above it, or -1; the last axis of ``is_one`` are rows."""
        return self.inherited(np.where(is_one, np.arange(self.rows), -1), np.maximum)

    def way_up(self, rows: Ints, is_goal: Flags, most: int) -> tuple[Ints, Ints]:
        """Return, for each of ``rows``, the nearest flagged row at or above it, and how many steps up it is.

        Where it is farther than ``most`` steps or nowhere: the row that many steps up (or the root), and ``most``.
        """
        goal = self.nearest(is_goal).take(rows, axis=-1)
        steps = np.where(goal >= 0, self.depth[rows] - self.depth[goal], most + 1)
        farthest = rows
        for bit in range(most.bit_length()):
            if most >> bit & 1:
                farthest = self._jumps[min(bit, len(self._jumps) - 1)][farthest]
        return np.where(steps <= most, goal, farthest), np.minimum(steps, most)


def _jumps(parents: Ints) -> list[Ints]:
    """Return where 1, 2, 4, 8… steps up lead from each row, until all lead to the root.

    What each row has from its ancestors is so found for all rows at once, in as many steps as the depth has binary
    digits, rather than row by row.
    """
    jumps = [parents]
    while True:
        further = jumps[-1][jumps[-1]]
        if np.array_equal(further, jumps[-1]):
            return jumps
        jumps.append(further)


def _depth(jumps: list[Ints], is_root: Flags) -> Ints:
    depth: Ints = (~is_root).astype(np.int64)
    for jump in jumps:
        depth = depth + depth[jump]
    return depth


def _next_alike(depth: Ints) -> Ints:
    """Return the next row of the same depth after each, their number if none: a subtree ends there or above."""
    order = np.argsort(depth, kind="stable")
    following = np.full(len(depth), len(depth), dtype=np.int64)
    is_pair = depth[order[1:]] == depth[order[:-1]]
    following[order[:-1][is_pair]] = order[1:][is_pair]
    return following
