"""Runs Whoosh query trees over the columns of a segment, a whole posting list at a time.

Each query class has a handler; a class without one is run by its own Whoosh matcher, node by node. Scores are BM25F
with statistics over all segments; the terms of a set are scored as one word, so a rare language's stems weigh no more
than others. In a conjunction documents are narrowed down first, and scored when they are few.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from whoosh.query import And, Every, NullQuery, Or, Prefix, Query, Term
from whoosh.reading import TermNotFound
from whoosh.searching import Searcher

from reader.search.codec.columns import SegmentColumns
from reader.search.codec.leaves import Leaf, Scores, Statistics, size_of
from reader.search.codec.lists import Lists, Postings, postings_of, postings_within, shared
from reader.search.codec.scoring import Hits, Scorer
from reader.search.codec.segment import Integers
from reader.search.codec.spots import Spots
from reader.search.codec.spotting import Spotter
from reader.search.codec.tables import Table, accepted
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
from reader.search.textnodes import Alone, InCase, Shared


class Executor:
    """Evaluates queries in one segment. ``look`` is called at every node and may raise to stop.

    Unless ``is_scored`` scores are not worked out: all are 0.
    """

    def __init__(
        self,
        columns: SegmentColumns,
        statistics: Statistics,
        searcher: Searcher,
        look: Callable[[], None],
        *,
        is_scored: bool = True,
    ) -> None:
        self.columns = columns
        self.count = columns.count
        self.searcher = searcher
        self.look = look
        self.scorer = Scorer(columns, statistics, is_scored=is_scored)
        self.fallbacks: list[str] = []
        self.lists = Lists()
        self.spotter = Spotter(columns, look, self.lists)

    def hits(self, query: Query) -> Hits:
        """Return the documents that match, deleted ones included, and their scores."""
        self.look()
        handler = _HANDLERS.get(type(query))
        return handler(self, query) if handler else self._stock(query)

    def spots(self, query: Query, documents: Integers) -> Spots:
        """Return where a query matches in some documents, which are ascending."""
        return self.spotter.spots(query, documents)

    # Leaves: one term, a set, or all terms with a beginning.

    def leaf(self, query: Query) -> Hits:
        """Return the hits of a term, a set or a beginning."""
        if not isinstance(query, Leaf):
            return _no_hits()
        table = self.scorer.table(query)
        if table is not None:
            return Hits(None, None, table)
        postings = postings_of(self.columns, query)
        return _no_hits() if postings is None else Hits(postings.documents, self.scorer.scores([postings]))

    def scores_of(self, query: Query, documents: Integers) -> Scores:
        """Return what a query adds to the score of some documents, 0 where it does not match."""
        if not self.scorer.is_scored:
            return np.zeros(len(documents), np.float32)
        if isinstance(query, PlaceQuery):
            leaves = [part for part in query.parts if isinstance(part, Leaf)]
            if len(leaves) == len(query.parts):
                within = (postings_within(self.columns, leaf, documents, self.lists) for leaf in leaves)
                found = [postings for postings in within if postings is not None]
                return self.scorer.scores(found) if found else np.zeros(len(documents), np.float32)
            total = np.zeros(len(documents), np.float32)
            for part in query.parts:
                total += self.scores_of(part, documents)
            return total
        if isinstance(query, Apart):
            return self.scores_of(query.left, documents)
        return self._restricted(query, documents)[1]

    # Combinations.

    def conjunction(self, query: Query) -> Hits:
        """Return the hits of all parts: words are intersected, the rarest first, then what is left is looked up."""
        parts = _parts(query)
        leaves = sorted((part for part in parts if isinstance(part, Leaf)), key=self._estimate)
        found = self._shared(leaves) if leaves else []
        if leaves and not found:
            return _no_hits()
        rest = [part for part in parts if not isinstance(part, Leaf | Table | Without)]
        tables = [part for part in parts if isinstance(part, Table)]
        if not found and not rest:
            hits = self._filtered(tables)
        elif found:
            kept = self._accepted(found[0].documents, tables)
            found = found if kept is None else [each.at(kept) for each in found]
            hits = Hits(found[0].documents, self.scorer.scores(found))
        else:
            rest.sort(key=self._estimate)
            hits = self.hits(rest.pop(0))
            kept = self._accepted(hits.documents, tables)
            hits = hits if kept is None else Hits(hits.documents[kept], hits.scores[kept])
        for part in sorted(rest, key=self._estimate):
            there, scores = self._restricted(part, hits.documents)
            hits = Hits(hits.documents[there], (hits.scores + scores)[there])
        for part in parts:
            if isinstance(part, Without):
                there = ~self._restricted(part.part, hits.documents)[0]
                hits = Hits(hits.documents[there], hits.scores[there])
        return hits

    def _shared(self, leaves: Sequence[Leaf]) -> list[Postings]:
        """Return the postings of all leaves in the documents that have all of them; none when there are none."""
        first = postings_of(self.columns, leaves[0])
        found = [] if first is None else [first]
        for leaf in leaves[1:]:
            self.look()
            postings = postings_within(self.columns, leaf, found[0].documents) if found else None
            if postings is None:
                return []
            kept = (postings.weights > 0).nonzero()[0]
            if not len(kept):
                return []
            if len(kept) < len(postings.documents):
                found = [each.at(kept) for each in found]
                postings = postings.at(kept)
            found.append(postings)
        return found

    def _accepted(self, documents: Integers, tables: Sequence[Table]) -> Integers | None:
        """Return the places of the documents that all tables accept; None for all places."""
        if not tables:
            return None
        kept = np.ones(len(documents), bool)
        for table in tables:
            kept &= accepted(self.columns, table, documents)
        return kept.nonzero()[0]

    def _filtered(self, tables: Sequence[Table]) -> Hits:
        kept = np.ones(self.count, bool)
        for table in tables:
            kept &= accepted(self.columns, table)
        return _unscored(kept.nonzero()[0])

    def _restricted(self, query: Query, documents: Integers) -> tuple[NDArray[np.bool_], Scores]:
        """Return which of some documents match, and their scores, 0 where they do not."""
        self.look()
        there = np.zeros(len(documents), bool)
        scores = np.zeros(len(documents), np.float32)
        if isinstance(query, Or):
            for part in query.subqueries:
                also, more = self._restricted(part, documents)
                there |= also
                scores += more
            return there, scores
        if isinstance(query, Table):
            return accepted(self.columns, query, documents), scores
        if isinstance(query, Leaf):
            postings = postings_within(self.columns, query, documents, self.lists)
            return (there, scores) if postings is None else (postings.weights > 0, self.scorer.scores([postings]))
        if isinstance(query, PlaceQuery | Apart):
            own = self.spotter.matching(query, documents)
            found = Hits(own, self.scores_of(query, own))
        else:
            found = self.hits(query)
        places, own_places = shared(documents, found.documents, self.count)
        there[places] = True
        scores[places] = found.scores[own_places]
        return there, scores

    def disjunction(self, query: Query) -> Hits:
        """Return the hits of any part, scores added up."""
        found = [self.hits(part) for part in _parts(query)]
        found = [hits for hits in found if hits.table is not None or len(hits.documents)]
        if len(found) < 2:
            return found[0] if found else _no_hits()
        total = np.zeros(self.count, np.float32)
        for hits in found:
            if hits.table is None:
                np.add.at(total, hits.documents, hits.scores)
            else:
                total += hits.table
        if all(hits.table is not None or hits.scores.min() > 0 for hits in found):
            return Hits(None, None, total)
        mask = np.zeros(self.count, bool)
        for hits in found:  # what adds nothing to scores is found all the same
            mask[hits.documents] = True
        documents = mask.nonzero()[0]
        return Hits(documents, total.take(documents))

    def complement(self, query: Query) -> Hits:
        """Return all documents but those of the part."""
        mask = np.ones(self.count, bool)
        if isinstance(query, Without):
            mask[self.hits(query.part).documents] = False
        return _unscored(mask.nonzero()[0])

    def everything(self, query: Query) -> Hits:  # noqa: ARG002 - a handler
        """Return all documents."""
        return _unscored(np.arange(self.count))

    def nothing(self, query: Query) -> Hits:  # noqa: ARG002 - a handler
        """Return no documents."""
        return _no_hits()

    def table(self, query: Query) -> Hits:
        """Return the documents that a query about a column accepts."""
        return self._filtered([query]) if isinstance(query, Table) else _no_hits()

    def placed(self, query: Query) -> Hits:
        """Return the hits of a query about places."""
        found = self.spotter.matching(query)
        return Hits(found, self.scores_of(query, found))

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


_HANDLERS: dict[type[Query], Callable[[Executor, Query], Hits]] = {
    Term: Executor.leaf,
    TermSet: Executor.leaf,
    Prefix: Executor.leaf,
    And: Executor.conjunction,
    Or: Executor.disjunction,
    type(NullQuery): Executor.nothing,
    Without: Executor.complement,
    Every: Executor.everything,
    Bounds: Executor.table,
    Named: Executor.table,
    Numbered: Executor.table,
    Consecutive: Executor.placed,
    Within: Executor.placed,
    Apart: Executor.placed,
    Inside: Executor.placed,
    Repeated: Executor.placed,
    Shared: Executor.placed,
    Alone: Executor.placed,
    InCase: Executor.placed,
}


def _parts(query: Query) -> list[Query]:
    return list(query.subqueries) if isinstance(query, And | Or) else [query]


def _unscored(documents: Integers) -> Hits:
    return Hits(documents, np.zeros(len(documents), np.float32))


def _no_hits() -> Hits:
    return Hits(np.empty(0, np.int64), np.empty(0, np.float32))
