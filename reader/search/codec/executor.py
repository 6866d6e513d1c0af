"""Runs Whoosh query trees over the columns of a segment, a whole posting list at a time.

Each query class has a handler; a class without one is run by its own Whoosh matcher, node by node. Scores are BM25F
with statistics over all segments; the terms of a set are scored as one word, so a rare language's stems weigh no more
than others.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from whoosh.query import And, Every, NullQuery, Or, Prefix, Query, Term
from whoosh.reading import TermNotFound
from whoosh.searching import Searcher

from reader.search.codec import spots as sp
from reader.search.codec.columns import SegmentColumns
from reader.search.codec.field import WEIGHT_SCALE, Field
from reader.search.codec.leaves import K1, Hits, Leaf, Scores, Statistics, size_of, slices_of, term_numbers
from reader.search.codec.segment import Integers
from reader.search.codec.spots import Spots
from reader.search.codec.units import Moved, undivided, unit_starts
from reader.search.letter_case import accepted
from reader.search.nodes import (
    Apart,
    Bounds,
    Consecutive,
    Inside,
    Named,
    Numbered,
    PlaceQuery,
    Repeated,
    TermSet,
    Within,
    Without,
)
from reader.search.places import APART
from reader.search.schema import TEXT
from reader.search.textnodes import Alone, InCase, Shared

_SMALL = 30
"""A posting list this many times longer than the other is looked up in, not walked (100,000 made stories)."""


class Executor:
    """Evaluates queries in one segment. ``look`` is called at every node and may raise to stop."""

    def __init__(
        self, columns: SegmentColumns, statistics: Statistics, searcher: Searcher, look: Callable[[], None]
    ) -> None:
        self.columns = columns
        self.count = columns.count
        self.statistics = statistics
        self.searcher = searcher
        self.look = look
        self.fallbacks: list[str] = []

    def hits(self, query: Query) -> Hits:
        """Return the documents that match, deleted ones included, and their scores."""
        self.look()
        handler = _HANDLERS.get(type(query))
        return handler(self, query) if handler else self._stock(query)

    # Leaves: one term, a set, or all terms with a beginning.

    def _numbers(self, leaf: Leaf) -> tuple[Field | None, Sequence[int]]:
        owner = self.columns.field(leaf.fieldname)
        return owner, [] if owner is None else term_numbers(owner, leaf)

    def _weights(self, owner: Field, numbers: Sequence[int]) -> tuple[Integers, NDArray[np.float32]]:
        """Return the documents with any of the terms and the summed weights."""
        if len(numbers) == 1:
            part = owner.slice(numbers[0])
            return owner.documents[part], owner.weights[part].astype(np.float32)
        parts = slices_of(owner, numbers)
        documents = _joined([owner.documents[part] for part in parts])
        weights = _joined([owner.weights[part] for part in parts])
        summed = np.bincount(documents, weights, self.count)
        found = np.flatnonzero(summed > 0)
        return found, summed[found].astype(np.float32)

    def leaf(self, query: Query) -> Hits:
        """Return the hits of a term, a set or a beginning."""
        leaf = _as_leaf(query)
        owner, numbers = self._numbers(leaf)
        if owner is None or not numbers:
            return _no_hits()
        documents, weights = self._weights(owner, numbers)
        return Hits(documents, self._score(leaf, owner, documents, weights))

    def _score(self, leaf: Leaf, owner: Field, documents: Integers, weights: NDArray[np.float32]) -> Scores:
        weights = weights / np.float32(WEIGHT_SCALE)
        below = weights + self.statistics.norm(self.columns, owner)[documents]
        return weights / below * np.float32(self.statistics.idf(leaf) * (K1 + 1) * leaf.boost)

    def scores_of(self, query: Query, documents: Integers) -> Scores:
        """Return what a query adds to the score of some documents, 0 where it does not match."""
        if isinstance(query, PlaceQuery):
            total = np.zeros(len(documents), np.float32)
            for part in query.parts:
                total += self.scores_of(part, documents)
            return total
        if isinstance(query, Apart):
            return self.scores_of(query.left, documents)
        return self._restricted(query, documents)[1]

    # Combinations.

    def conjunction(self, query: Query) -> Hits:
        """Return the hits of all parts, the rarest first."""
        parts = _parts(query)
        wanted = sorted((p for p in parts if not isinstance(p, Without)), key=self._estimate)
        result = self.hits(wanted[0]) if wanted else self.everything(query)
        for part in wanted[1:]:
            if not len(result.documents):
                return result
            result = self._narrowed(result, part)
        for part in parts:
            if isinstance(part, Without):
                mask = self._mask(self.hits(part.part).documents)
                kept = ~mask[result.documents]
                result = Hits(result.documents[kept], result.scores[kept])
        return result

    def _narrowed(self, hits: Hits, part: Query) -> Hits:
        there, scores = self._restricted(part, hits.documents)
        return Hits(hits.documents[there], hits.scores[there] + scores[there])

    def _restricted(self, query: Query, documents: Integers) -> tuple[NDArray[np.bool_], Scores]:
        """Return which of some documents match, and their scores, 0 where they do not."""
        if isinstance(query, Leaf):
            return self._restricted_leaf(query, documents)
        if isinstance(query, Or):
            there = np.zeros(len(documents), bool)
            scores = np.zeros(len(documents), np.float32)
            for part in query.subqueries:
                also, more = self._restricted(part, documents)
                there |= also
                scores += more
            return there, scores
        hits = self.hits(query)
        return self._mask(hits.documents)[documents], _looked_up(hits, documents, self.count)

    def _restricted_leaf(self, leaf: Leaf, documents: Integers) -> tuple[NDArray[np.bool_], Scores]:
        owner, numbers = self._numbers(leaf)
        if owner is None or not numbers or not len(documents):
            return np.zeros(len(documents), bool), np.zeros(len(documents), np.float32)
        parts = slices_of(owner, numbers)
        own = _joined([owner.documents[part] for part in parts])
        weights = _joined([owner.weights[part] for part in parts])
        if len(numbers) == 1 and len(own) > _SMALL * len(documents):
            places = np.minimum(np.searchsorted(own, documents), len(own) - 1)
            found = np.where(own[places] == documents, weights[places], 0).astype(np.float32)
        else:
            kept = self._mask(documents)[own]
            found = np.bincount(own[kept], weights[kept], self.count)[documents].astype(np.float32)
        return found > 0, self._score(leaf, owner, documents, found)

    def disjunction(self, query: Query) -> Hits:
        """Return the hits of any part, scores added up."""
        found = [self.hits(part) for part in _parts(query)]
        found = [hits for hits in found if len(hits.documents)]
        if len(found) < 2:
            return found[0] if found else _no_hits()
        total = np.zeros(self.count, np.float32)
        mask = np.zeros(self.count, bool)
        for hits in found:
            mask[hits.documents] = True
            total[hits.documents] += hits.scores
        documents = np.flatnonzero(mask)
        return Hits(documents, total[documents])

    def complement(self, query: Query) -> Hits:
        """Return all documents but those of the part."""
        mask = ~self._mask(self.hits(query.part).documents) if isinstance(query, Without) else np.ones(self.count, bool)
        return _unscored(np.flatnonzero(mask))

    def everything(self, query: Query) -> Hits:  # noqa: ARG002 - a handler
        """Return all documents."""
        return _unscored(np.arange(self.count))

    def nothing(self, query: Query) -> Hits:  # noqa: ARG002 - a handler
        """Return no documents."""
        return _no_hits()

    def bounds(self, query: Query) -> Hits:
        """Return the documents with a number between two bounds."""
        if not isinstance(query, Bounds):
            return _no_hits()
        numbers = self.columns.numbers(query.column)
        return _unscored(np.flatnonzero((numbers >= query.low) & (numbers <= query.high)))

    def named(self, query: Query) -> Hits:
        """Return the documents with one of some names in a column."""
        if not isinstance(query, Named):
            return _no_hits()
        wanted = [code for code, name in enumerate(self.columns.names(query.column)) if query.accepts(name)]
        return _unscored(np.flatnonzero(np.isin(self.columns.codes(query.column), wanted)))

    def numbered(self, query: Query) -> Hits:
        """Return the documents of some ids."""
        if not isinstance(query, Numbered):
            return _no_hits()
        ids = np.fromiter(query.ids, np.int64, len(query.ids))
        return _unscored(np.flatnonzero(np.isin(self.columns.numbers("id"), ids)))

    # Places.

    def placed(self, query: Query) -> Hits:
        """Return the hits of a query about places."""
        documents = self.spots(query, self.candidates(query)).documents
        found = _once(documents)
        return Hits(found, self.scores_of(query, found))

    def candidates(self, query: Query) -> Integers:
        """Return documents in order, among them all that can match a query about places."""
        self.look()
        if isinstance(query, Apart):
            return self.candidates(query.left)
        if isinstance(query, PlaceQuery):
            found = sorted((self.candidates(part) for part in query.parts), key=len)
            result = found[0]
            for other in found[1:]:
                result = result[self._mask(other)[result]]
            return result
        if isinstance(query, Or):
            mask = np.zeros(self.count, bool)
            for part in query.subqueries:
                mask[self.candidates(part)] = True
            return np.flatnonzero(mask)
        if not isinstance(query, Leaf):
            return self.hits(query).documents
        owner, numbers = self._numbers(query)
        if owner is None or not numbers:
            return np.empty(0, np.int64)
        parts = slices_of(owner, numbers)
        if len(parts) == 1:
            return owner.documents[parts[0]] if len(numbers) == 1 else _once(np.sort(owner.documents[parts[0]]))
        mask = np.zeros(self.count, bool)
        for where in parts:
            mask[owner.documents[where]] = True
        return np.flatnonzero(mask)

    def spots(self, query: Query, documents: Integers) -> Spots:
        """Return where a query matches in some documents."""
        self.look()
        match query:
            case Consecutive():
                return self._phrase(query, documents)
            case Within():
                left, right = (self.spots(part, documents) for part in query.parts)
                return sp.near(left, right, query.distance, ordered=query.ordered)
            case Shared() | Alone() | InCase():
                return self._by_text(query, documents)
            case Apart():
                left, right = self.spots(query.left, documents), self.spots(query.right, documents)
                return sp.lonely(left, right, query.distance)
            case Inside():
                return sp.inside(self.spots(query.parts[0], documents), query.first, query.last)
            case Repeated():
                return sp.repeated(self.spots(query.parts[0], documents), query.count)
            case Or():
                return sp.joined([self.spots(part, documents) for part in query.subqueries])
            case _:
                return self._leaf_spots(query, documents) if isinstance(query, Leaf) else sp.none()

    def _phrase(self, query: Consecutive, documents: Integers) -> Spots:
        found = self.spots(query.parts[0], documents)
        for part in query.parts[1:]:
            if not len(found.first):
                return found
            found = sp.following(found, self.spots(part, _once(found.documents)))
        return found

    def _by_text(self, query: Shared | Alone | InCase, documents: Integers) -> Spots:
        """Return where a query about sentences, paragraphs or letter case matches."""
        if isinstance(query, InCase):
            return self._leaf_spots(_as_leaf(query.parts[0]), documents, accepted(query.letters))
        owner = self.columns.field(TEXT)
        if owner is None or not len(documents):
            return sp.none()
        parts = (query.left, query.right) if isinstance(query, Alone) else query.parts
        left, right = (self.spots(part, documents) for part in parts)
        moved = Moved(unit_starts(owner, query.unit, _once(left.documents)), left, right)
        left, right = moved.parts
        if isinstance(query, Alone):
            return moved.back(sp.lonely(left, right, APART))
        return moved.back(sp.near(undivided(left), undivided(right), APART, ordered=query.ordered))

    def _leaf_spots(self, leaf: Leaf, documents: Integers, cases: frozenset[int] | None = None) -> Spots:
        """Return where a leaf stands in some documents, in some letter cases alone if ``cases`` are given."""
        owner, numbers = self._numbers(leaf)
        if owner is None or not numbers or not len(documents):
            return sp.none()
        base = self.columns.field(_BASES.get(owner.name, owner.name))
        if base is None:
            return sp.none()
        wanted = self._mask(documents)
        if base is owner:
            return _spots_in(base, slices_of(base, numbers), wanted, cases)
        found: list[Spots] = []
        for number in numbers:
            mask = wanted & self._mask(owner.documents[owner.slice(number)])
            members = [int(member) for member in owner.members(number).tolist()]
            found.append(_spots_in(base, slices_of(base, members), mask, cases))
        return found[0] if len(found) == 1 else sp.joined(found)

    def _mask(self, documents: Integers) -> NDArray[np.bool_]:
        mask = np.zeros(self.count, bool)
        mask[documents] = True
        return mask

    def _estimate(self, query: Query) -> int:
        if isinstance(query, Leaf):
            return size_of(self.columns, query)
        if isinstance(query, Or):
            return sum(self._estimate(part) for part in query.subqueries)
        if isinstance(query, PlaceQuery):
            return min(self._estimate(part) for part in query.parts)
        return self.count

    def _stock(self, query: Query) -> Hits:
        """Run a query by its own matcher."""
        self.fallbacks.append(type(query).__name__)
        documents: list[int] = []
        scores: list[float] = []
        try:
            matcher = query.matcher(self.searcher, self.searcher.context(needs_current=True))
        except TermNotFound:
            return _no_hits()
        while matcher.is_active():
            documents.append(matcher.id())
            scores.append(matcher.score())
            matcher.next()
            self.look()
        return Hits(np.array(documents, np.int64), np.array(scores, np.float32))


_BASES = {"stem": "text", "caption_stem": "caption"}
_HANDLERS: dict[type[Query], Callable[[Executor, Query], Hits]] = {
    Term: Executor.leaf,
    TermSet: Executor.leaf,
    Prefix: Executor.leaf,
    And: Executor.conjunction,
    Or: Executor.disjunction,
    type(NullQuery): Executor.nothing,
    Without: Executor.complement,
    Every: Executor.everything,
    Bounds: Executor.bounds,
    Named: Executor.named,
    Numbered: Executor.numbered,
    Consecutive: Executor.placed,
    Within: Executor.placed,
    Apart: Executor.placed,
    Inside: Executor.placed,
    Repeated: Executor.placed,
    Shared: Executor.placed,
    Alone: Executor.placed,
    InCase: Executor.placed,
}


def _spots_in(base: Field, parts: list[slice], mask: NDArray[np.bool_], cases: frozenset[int] | None = None) -> Spots:
    """Return the spots of some postings of a field with positions, in the documents of the mask."""
    if base.positions is None or base.frequencies is None:
        return sp.none()
    postings = _joined([np.flatnonzero(mask[base.documents[part]]) + part.start for part in parts])
    if not len(postings):
        return sp.none()
    starts = base.position_starts(postings)
    counts = base.frequencies[postings].astype(np.int64)
    where = np.repeat(starts - (np.cumsum(counts) - counts), counts) + np.arange(int(counts.sum()))
    keys = np.repeat(base.documents[postings].astype(np.int64) << sp.SHIFT, counts)
    keys |= base.positions[where].astype(np.int64)
    if cases is not None:
        keys = keys[np.isin(base.cases_at(where), list(cases))]
    if len(parts) > 1 or not np.all(keys[1:] > keys[:-1]):
        keys.sort()
    return Spots(keys, keys)


def _joined(parts: list[Integers]) -> Integers:
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def _as_leaf(query: Query) -> Leaf:
    if not isinstance(query, Leaf):
        raise TypeError("a leaf was expected")
    return query


def _parts(query: Query) -> list[Query]:
    return list(query.subqueries) if isinstance(query, And | Or) else [query]


def _looked_up(hits: Hits, documents: Integers, count: int) -> Scores:
    """Return the scores of some documents, 0 where they are no hits."""
    table = np.zeros(count, np.float32)
    table[hits.documents] = hits.scores
    return table[documents]


def _once(ordered: Integers) -> Integers:
    """Return the values of an ordered array, each once."""
    if not len(ordered):
        return ordered
    is_new = np.ones(len(ordered), bool)
    is_new[1:] = ordered[1:] != ordered[:-1]
    return ordered[is_new]


def _unscored(documents: Integers) -> Hits:
    return Hits(documents, np.zeros(len(documents), np.float32))


def _no_hits() -> Hits:
    return Hits(np.empty(0, np.int64), np.empty(0, np.float32))
