"""BM25F on whole posting lists: what executor and callers hand about as hits."""

from collections.abc import Sequence

import numpy as np

from reader.search.codec.columns import SegmentColumns
from reader.search.codec.leaves import Leaf, Scores, Statistics, size_of, term_numbers
from reader.search.codec.lists import Postings, summed_weights
from reader.search.codec.segment import Integers

_MANY = 10
"""A leaf in more than one of so many documents is scored for all of them at once (100,000 made stories)."""


class Hits:
    """Documents in order, each once, and their scores.

    Where they are many they come as a ``table`` of scores by document, 0 for those that are no hits, and are listed
    only when asked for.
    """

    __slots__ = ("_documents", "_scores", "table")

    def __init__(self, documents: Integers | None, scores: Scores | None, table: Scores | None = None) -> None:
        self._documents = documents
        self._scores = scores
        self.table = table

    @property
    def documents(self) -> Integers:
        """The documents, ascending."""
        if self._documents is None:
            self._documents = (self.table > 0).nonzero()[0] if self.table is not None else np.empty(0, np.int64)
        return self._documents

    @property
    def scores(self) -> Scores:
        """The scores of the documents."""
        if self._scores is None:
            self._scores = np.empty(0, np.float32) if self.table is None else self.table.take(self.documents)
        return self._scores


class Scorer:
    """Scores postings of one segment; unless ``is_scored`` all scores are 0."""

    def __init__(self, columns: SegmentColumns, statistics: Statistics, *, is_scored: bool) -> None:
        self._columns = columns
        self._statistics = statistics
        self.is_scored = is_scored

    def scores(self, parts: Sequence[Postings]) -> Scores:
        """Return the summed scores of postings that are of the same documents."""
        documents = parts[0].documents
        total = np.zeros(len(documents), np.float32)
        if not self.is_scored:
            return total
        norms: dict[str, Scores] = {}
        for part in parts:
            norm = norms.get(part.owner.name)
            if norm is None:
                norm = norms[part.owner.name] = self._statistics.norm(self._columns, part.owner).take(documents)
            weights = part.weights.astype(np.float32)
            weights /= norm + weights
            weights *= np.float32(self._statistics.factor(part.leaf))
            total = weights if len(parts) == 1 else total + weights
        return total

    def table(self, leaf: Leaf) -> Scores | None:
        """Return the scores of a leaf by document where that is quicker than a list of those that have it."""
        if not self.is_scored or size_of(self._columns, leaf) * _MANY <= self._columns.count:
            return None
        owner = self._columns.field(leaf.fieldname)
        numbers = term_numbers(owner, leaf) if owner is not None else ()
        if owner is None or len(numbers) < 2:  # the postings of a single term are a list already
            return None
        weights = summed_weights(owner, numbers, self._columns.count).astype(np.float32)
        weights /= self._statistics.norm(self._columns, owner) + weights
        weights *= np.float32(self._statistics.factor(leaf))
        return weights
