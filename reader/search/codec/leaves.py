"""Leaves of a query in a segment: a term, a set of terms, all terms with a beginning; and statistics for scores."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log

import numpy as np
from numpy.typing import NDArray
from whoosh.query import Prefix, Term

from reader.search.codec.columns import SegmentColumns
from reader.search.codec.field import WEIGHT_SCALE, Field
from reader.search.nodes import TermSet

Scores = NDArray[np.float32]
K1 = 1.2
_MOST_REMEMBERED = 500
B = 0.75

Leaf = Term | TermSet | Prefix


@dataclass
class Statistics:
    """Counts over all segments, for scoring; remembers what it has worked out."""

    segments: tuple[SegmentColumns, ...]
    _factors: dict[tuple[str, object], float] = field(default_factory=dict)
    _norms: dict[tuple[int, str], Scores] = field(default_factory=dict)

    @property
    def documents(self) -> int:
        """How many documents there are, deleted ones included."""
        return sum(segment.count for segment in self.segments)

    def idf(self, leaf: Leaf) -> float:
        """Return the inverse document frequency of a leaf, its terms taken as one; Whoosh's formula."""
        found = sum(size_of(segment, leaf) for segment in self.segments)
        return log(self.documents / (min(found, self.documents) + 1)) + 1

    def factor(self, leaf: Leaf) -> float:
        """Return what the saturated weight of a leaf is multiplied with; remembered."""
        key = (leaf.fieldname, terms_of(leaf))
        found = self._factors.get(key)
        if found is None:
            if len(self._factors) > _MOST_REMEMBERED:
                self._factors.clear()
            found = self._factors[key] = self.idf(leaf) * (K1 + 1)
        return found * float(leaf.boost)

    def norm(self, segment: SegmentColumns, owner: Field) -> Scores:
        """Return the part of BM25F's denominator that depends on the length of the field, by document.

        Scaled like the weights of postings.
        """
        key = (id(segment), owner.name)
        norm = self._norms.get(key)
        if norm is None:
            fields = (each.field(owner.name) for each in self.segments)
            total = sum(each.total_length for each in fields if each is not None)
            average = total / max(1, self.documents) or 1.0
            norm = K1 * ((1 - B) + B * owner.lengths / average) * WEIGHT_SCALE
            norm = self._norms[key] = norm.astype(np.float32)
        return norm


def terms_of(leaf: Leaf) -> object:
    """Return what tells a leaf from others of its field."""
    return leaf.terms_of_set if isinstance(leaf, TermSet) else (type(leaf) is Prefix, leaf.text)


def term_numbers(owner: Field, leaf: Leaf) -> Sequence[int]:
    """Return the numbers of the terms of a leaf that exist, ascending; remembered by the field."""
    numbers = owner.known.get(terms_of(leaf))
    return remember(owner, leaf, _find_numbers(owner, leaf)) if numbers is None else numbers


def remember(owner: Field, leaf: Leaf, numbers: Sequence[int]) -> Sequence[int]:
    """Let a field remember the numbers of the terms of a leaf that exist, and return them in order."""
    if len(owner.known) > _MOST_REMEMBERED:
        owner.known.clear()
    numbers = owner.known[terms_of(leaf)] = numbers if isinstance(numbers, range) else sorted(numbers)
    return numbers


def _find_numbers(owner: Field, leaf: Leaf) -> Sequence[int]:
    if isinstance(leaf, TermSet):
        found = (owner.find(_encoded(term)) for term in leaf.terms_of_set)
        return list({number for number in found if number >= 0})
    if isinstance(leaf, Prefix):
        return range(*owner.prefix_range(_encoded(leaf.text)))
    number = owner.find(_encoded(leaf.text))
    return [number] if number >= 0 else []


def size_of(columns: SegmentColumns, leaf: Leaf) -> int:
    """Return how many postings a leaf has in a segment."""
    owner = columns.field(leaf.fieldname)
    if owner is None:
        return 0
    key = terms_of(leaf)
    size = owner.known_sizes.get(key)
    if size is None:
        if len(owner.known_sizes) > _MOST_REMEMBERED:
            owner.known_sizes.clear()
        size = owner.known_sizes[key] = _size(owner, term_numbers(owner, leaf))
    return size


def _size(owner: Field, numbers: Sequence[int]) -> int:
    if isinstance(numbers, range):
        return int(owner.starts[numbers.stop]) - int(owner.starts[numbers.start])
    return sum(part.stop - part.start for part in map(owner.slice, numbers))


def _encoded(text: object) -> bytes:
    return text if isinstance(text, bytes) else str(text).encode("utf-8", "surrogatepass")
