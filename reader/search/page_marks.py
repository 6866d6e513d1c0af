"""What to mark in all stories of a result page at once, from positions in the index.

The same meaning as ``marking`` gives a single text, worked out on columns of places. Scripts that are found by pairs of
characters go the long way, story by story.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from reader.search.codec import spots as sp
from reader.search.codec.executor import Executor
from reader.search.codec.segment import Integers
from reader.search.codec.spots import SHIFT, Spots
from reader.search.codec.units import Units, undivided, unit_starts
from reader.search.compile import Compiler
from reader.search.language import tree
from reader.search.language.tree import Node, Unit, Zone
from reader.search.marking import Leaf, Marker, Range
from reader.search.places import APART
from reader.search.schema import BODY_AT, RANGES, STANDFIRST_AT, TEXT
from reader.search.words import is_paired

_POSITION = (1 << SHIFT) - 1
_ZONES = ((Zone.HEADLINE, 0), (Zone.STANDFIRST, STANDFIRST_AT), (Zone.BODY, BODY_AT), (Zone.BODY, _POSITION))
_LONGEST = 63


@dataclass(frozen=True, slots=True)
class Marks:
    """Ranges of words to mark, in order and disjoint, as keys of documents and positions.

    ``odd`` holds the ranges of which ``wide`` or ``single`` is set, by the key of their first word.
    """

    first: Integers
    last: Integers
    odd: dict[int, Range] = field(default_factory=dict)

    def range(self, number: int) -> Range:
        """Return one of the ranges, as positions in its story."""
        first = int(self.first[number])
        return self.odd.get(first) or Range(first & _POSITION, int(self.last[number]) & _POSITION)


@dataclass(frozen=True, slots=True)
class PageMarker:
    """Finds the marks of a query in stories of a segment."""

    marker: Marker
    compiler: Compiler

    def marks(self, executor: Executor, documents: Integers) -> Marks:
        """Return the marks in some documents, which are ascending."""
        if any(is_paired(leaf.text) for leaf in self.marker.leaves):
            return self._one_by_one(executor, documents)
        found: list[Spots] = []
        for part, zone in self.marker.parts:
            found.extend(_Evaluation(executor, self.compiler, documents, RANGES.get(zone)).marks(part))
        return _disjoint(found)

    def _one_by_one(self, executor: Executor, documents: Integers) -> Marks:
        positions: dict[int, dict[Leaf, list[int]]] = {int(document): {} for document in documents}
        for leaf in self.marker.leaves:
            keys = executor.spots(self.compiler.places(leaf), documents).first
            for document, position in zip((keys >> SHIFT).tolist(), (keys & _POSITION).tolist(), strict=True):
                positions[document].setdefault(leaf, []).append(position)
        ranges = [
            (document << SHIFT, each)
            for document, places in sorted(positions.items())
            for each in self._ranges(places, self._unit_starts(executor, document))
        ]
        return Marks(
            np.array([base + each.first for base, each in ranges], np.int64),
            np.array([base + each.last for base, each in ranges], np.int64),
            {base + each.first: each for base, each in ranges if each.wide or each.single},
        )

    def _unit_starts(self, executor: Executor, document: int) -> dict[Unit, list[int]]:
        owner = executor.columns.field(TEXT)
        if owner is None or not self.marker.has_units:
            return {}
        return {unit: unit_starts(owner, unit, document) for unit in Unit}

    def _ranges(self, positions: dict[Leaf, list[int]], starts: dict[Unit, list[int]]) -> Iterator[Range]:
        for (zone, start), (_, end) in pairwise(_ZONES):
            units = {unit: [at - start for at in places] for unit, places in starts.items()}
            inside = {leaf: [at - start for at in places if start <= at < end] for leaf, places in positions.items()}
            for each in self.marker.ranges({leaf: places for leaf, places in inside.items() if places}, zone, units):
                yield Range(each.first + start, each.last + start, each.wide, each.single)


@dataclass(slots=True)
class _Evaluation:
    """The places of the parts of a query in some documents, in one zone or everywhere."""

    executor: Executor
    compiler: Compiler
    documents: Integers
    zone: tuple[int, int] | None
    known: dict[Node, Spots] = field(default_factory=dict)

    def marks(self, node: Node) -> Iterator[Spots]:
        """Yield the ranges of words that ``node`` marks."""
        match node:
            case tree.Or() | tree.And():
                for part in node.parts:
                    yield from self.marks(part)
            case tree.AtLeast():
                yield from self.marks(node.part)
            case tree.Near():
                left, right = self._spots(node.left), self._spots(node.right)
                yield from self._pair_marks(node, left, right, node.distance)
            case tree.Together():
                yield from self._together_marks(node)
            case _:
                yield from self._place_marks(node, self._spots(node))

    def _spots(self, node: Node) -> Spots:
        found = self.known.get(node)
        if found is None:
            found = self.executor.spots(self.compiler.places(node), self.documents)
            if self.zone is not None:
                found = sp.inside(found, *self.zone)
            self.known[node] = found
        return found

    def _together_marks(self, node: tree.Together) -> Iterator[Spots]:
        owner = self.executor.columns.field(TEXT)
        if owner is None:
            return
        left, right = self._spots(node.left), self._spots(node.right)
        units = Units(owner, node.unit)
        left, right = units.moved(left), units.moved(right)
        if not node.negated:
            left, right = undivided(left), undivided(right)
        yield from self._pair_marks(node, left, right, APART, units.back)

    def _pair_marks(
        self,
        node: tree.Near | tree.Together,
        left: Spots,
        right: Spots,
        distance: int,
        back: Callable[[Spots], Spots] = lambda spots: spots,
    ) -> Iterator[Spots]:
        """Yield what of both sides takes part; ``back`` takes spots that were moved by unit to where they were."""
        if node.negated:
            yield from self._place_marks(node.left, back(sp.lonely(left, right, distance)))
            return
        both = not node.ordered
        lefts = sp.takes_part(left, right, distance, before=both, after=True)
        rights = sp.takes_part(right, left, distance, before=True, after=both)
        yield from self._place_marks(node.left, back(lefts))
        yield from self._place_marks(node.right, back(rights))

    def _place_marks(self, node: Node, places: Spots) -> Iterator[Spots]:
        if isinstance(node, tree.Or):
            for part in node.parts:
                yield from self._place_marks(part, _both(self._spots(part), places))
        elif isinstance(node, tree.Near | tree.Together):
            yield from self.marks(node)
        elif isinstance(node, tree.Sequence) and node.quoted:
            for step in range(len(node.items)):
                words = places.first + step
                yield Spots(words, words)
        else:
            yield places


def _both(left: Spots, right: Spots) -> Spots:
    """Return the spots of the left that are among the right ones."""
    kept = np.isin(_identities(left), _identities(right))
    return Spots(left.first[kept], left.last[kept])


def _identities(spots: Spots) -> Integers:
    """Return a number for each spot that tells it from others; spots longer than any that matter are as one."""
    identities: Integers = spots.first * (_LONGEST + 1) + np.minimum(spots.last - spots.first, _LONGEST)
    return identities


def _disjoint(found: list[Spots]) -> Marks:
    """Return all spots in order, overlapping ones as one."""
    if len(found) == 1:
        first, last = found[0].first, found[0].last
    else:
        first = np.concatenate([np.empty(0, np.int64), *(each.first for each in found)])
        last = np.concatenate([np.empty(0, np.int64), *(each.last for each in found)])
        order = first.argsort(kind="stable")
        first, last = first[order], last[order]
    reach = np.maximum.accumulate(last)
    begins = np.ones(len(first), bool)
    np.greater(first[1:], reach[:-1], out=begins[1:])
    if begins.all():
        return Marks(first, last)
    starts = np.flatnonzero(begins)
    return Marks(first[starts], np.maximum.reduceat(last, starts))
