"""Where queries match: places of words in the documents that have all of them."""

from collections.abc import Callable, Collection, Sequence

import numpy as np
from whoosh.query import Or, Prefix, Query, Term

from reader.search.codec import spots as sp
from reader.search.codec.columns import SegmentColumns
from reader.search.codec.field import Field
from reader.search.codec.leaves import Leaf, size_of, term_numbers
from reader.search.codec.lists import Lists, mask_of, once, pooled, shared
from reader.search.codec.nearness import MOST_DOCUMENTS, can_be_packed, near_turns
from reader.search.codec.phrases import Occurrences, begins_of, common_documents, shared_keys
from reader.search.codec.picking import Among, picked
from reader.search.codec.segment import Integers, together
from reader.search.codec.spots import SHIFT, Spots
from reader.search.codec.units import Units, undivided
from reader.search.letter_case import accepted
from reader.search.nodes import Apart, Consecutive, Inside, PlaceQuery, Repeated, TermSet, Within
from reader.search.places import APART
from reader.search.schema import TEXT
from reader.search.textnodes import Alone, InCase, Shared

_BASES = {"stem": "text", "caption_stem": "caption"}
_BLOCK = 25_000
"""Documents looked at at a time: bounds the memory, and the time until somebody looks whether to stop."""


class Spotter:
    """Finds places in one segment. ``look`` is called at every node and may raise to stop."""

    def __init__(self, columns: SegmentColumns, look: Callable[[], None], lists: Lists) -> None:
        self._columns = columns
        self._count = columns.count
        self._look = look
        self._list = lists.of

    def matching(self, query: Query, within: Integers | None = None) -> Integers:
        """Return the documents in which a query about places matches, among some or all."""
        if isinstance(query, Consecutive):
            return once(self._phrase(query, within) >> SHIFT)
        near = self._near(query, within) if isinstance(query, Within) else None
        if near is not None:
            return near
        documents = self.candidates(query)
        if within is not None:
            documents = documents[shared(documents, within, self._count)[0]]
        if len(documents) <= _BLOCK:
            return self._matching_among(query, documents)
        blocks = (documents[first : first + _BLOCK] for first in range(0, len(documents), _BLOCK))
        return np.concatenate([self._matching_among(query, block) for block in blocks])

    def _matching_among(self, query: Query, documents: Integers) -> Integers:
        if not len(documents):
            return documents
        if isinstance(query, Within):
            left, right = (self.spots(part, documents) for part in query.parts)
            return once(sp.near_documents(left, right, query.distance, ordered=query.ordered))
        return once(self.spots(query, documents).documents)

    def candidates(self, query: Query) -> Integers:
        """Return documents in order, among them all that can match a query about places."""
        self._look()
        match query:
            case Apart():
                return self.candidates(query.left)
            case PlaceQuery():
                return self._common(query.parts)
            case Or():
                mask = np.zeros(self._count, bool)
                for part in query.subqueries:
                    mask[self.candidates(part)] = True
                return mask.nonzero()[0]
            case Term() | TermSet() | Prefix():
                return self._documents(query)
            case _:
                return np.empty(0, np.int64)

    def _common(self, parts: Sequence[Query]) -> Integers:
        """Return the documents that all parts may match, the rarest parts first."""
        ordered = sorted(parts, key=self.estimate)
        result = self.candidates(ordered[0])
        for part in ordered[1:]:
            if not len(result):
                break
            result = result[shared(result, self.candidates(part), self._count)[0]]
        return result

    def _documents(self, leaf: Leaf) -> Integers:
        owner = self._columns.field(leaf.fieldname)
        numbers = term_numbers(owner, leaf) if owner is not None else ()
        if owner is None or not numbers:
            return np.empty(0, np.int64)
        if len(numbers) == 1:
            return self._list(owner, numbers[0])
        return mask_of(pooled(owner, numbers)[0], self._count).nonzero()[0]

    def estimate(self, query: Query) -> int:
        """Return an upper bound of how many documents match a query about places."""
        match query:
            case Term() | TermSet() | Prefix():
                return size_of(self._columns, query)
            case Or():
                return sum(self.estimate(part) for part in query.subqueries)
            case PlaceQuery():
                return min(self.estimate(part) for part in query.parts)
            case Apart():
                return self.estimate(query.left)
            case _:
                return self._count

    def spots(self, query: Query, documents: Integers) -> Spots:
        """Return where a query matches in some documents, which are ascending."""
        self._look()
        match query:
            case Consecutive():
                begins = self._phrase(query, documents)
                return Spots(begins, begins + (len(query.parts) - 1))
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
                return self._leaf_spots(query, documents)

    def _by_text(self, query: Shared | Alone | InCase, documents: Integers) -> Spots:
        """Return where a query about sentences, paragraphs or letter case matches."""
        if isinstance(query, InCase):
            return self._leaf_spots(query.parts[0], documents, accepted(query.letters))
        owner = self._columns.field(TEXT)
        if owner is None or not len(documents):
            return sp.none()
        parts = (query.left, query.right) if isinstance(query, Alone) else query.parts
        left, right = (self.spots(part, documents) for part in parts)
        units = Units(owner, query.unit)
        left, right = units.moved(left), units.moved(right)
        if isinstance(query, Alone):
            return units.back(sp.lonely(left, right, APART))
        return units.back(sp.near(undivided(left), undivided(right), APART, ordered=query.ordered))

    def _phrase(self, query: Consecutive, documents: Integers | None) -> Integers:
        """Return the keys at which words side by side begin, among some documents or all."""
        self._look()
        words = self._occurrences(query)
        if words is None:
            return self._begins(query, self.candidates(query) if documents is None else documents)
        common = common_documents([each.documents for each in words], documents, self._count)
        if not len(common[0]):
            return np.empty(0, np.int64)
        words = [word.at(places) for word, places in zip(words, common[1], strict=True)]
        return begins_of(words, common[0])

    def _occurrences(self, query: Consecutive) -> list[Occurrences] | None:
        """Return the occurrences of the words of a phrase; None when one of its parts is not a single word."""
        found: list[Occurrences] = []
        for step, part in enumerate(query.parts):
            owner = self._columns.field(part.fieldname) if isinstance(part, Leaf) else None
            numbers = term_numbers(owner, part) if owner is not None and isinstance(part, Leaf) else ()
            if owner is None or len(numbers) != 1 or owner.positions is None:
                return None
            found.append(Occurrences(owner, numbers[0], step, self._list(owner, numbers[0])))
        return found

    def _begins(self, query: Consecutive, documents: Integers) -> Integers:
        """Return the keys at which a phrase begins that has wildcards, looked for by the rarest part first."""
        begins: Integers | None = None
        for step in sorted(range(len(query.parts)), key=lambda step: self.estimate(query.parts[step])):
            own = self.spots(query.parts[step], documents).first - step
            begins = own if begins is None else shared_keys(begins, own)
            documents = once(begins >> SHIFT)
            if not len(begins):
                break
        return np.empty(0, np.int64) if begins is None else begins

    def _leaf_spots(self, leaf: Query, documents: Integers, cases: Collection[int] | None = None) -> Spots:
        """Return where a leaf stands in some documents, in some letter cases alone if ``cases`` are given."""
        if not isinstance(leaf, Leaf):
            return sp.none()
        owner = self._columns.field(leaf.fieldname)
        numbers = term_numbers(owner, leaf) if owner is not None else ()
        base = self._columns.field(_BASES.get(leaf.fieldname, leaf.fieldname))
        if owner is None or base is None or not numbers or not len(documents):
            return sp.none()
        if base is owner:
            return self._words(base, numbers, documents, cases)
        found: list[Spots] = []
        for number in numbers:
            # A stem of one language has words in common with those of others: only its own documents count.
            own = documents
            if len(numbers) > 1:
                own = documents[shared(documents, self._list(owner, number), self._count)[0]]
            found.append(self._words(base, owner.members(number).tolist(), own, cases))
        return found[0] if len(found) == 1 else sp.joined(found)

    def _words(
        self, base: Field, numbers: Sequence[int], documents: Integers, cases: Collection[int] | None = None
    ) -> Spots:
        """Return the spots of some words in some documents."""
        found = picked(base, numbers, Among(documents, self._count), self._list)
        if not len(found.postings):
            return sp.none()
        keys = base.keys(found.postings, documents.take(found.turns), cases)
        if len(numbers) > 1:
            keys.sort(kind="stable")  # merges what is in order already
        return Spots(keys, keys)

    def _near(self, query: Within, within: Integers | None) -> Integers | None:
        """Return the documents in which two plain words are near each other; None when it takes spots to tell.

        They are among those of the rarer word, so it is enough to look at the places that the other has in these.
        """
        parts = sorted(query.parts, key=self.estimate)
        words = [each for each in map(self._plain, parts) if each is not None]
        if len(words) != len(parts) or not all(can_be_packed(owner) for owner, _ in words):
            return None
        documents = self.candidates(parts[0])
        if within is not None:
            documents = documents[shared(documents, within, self._count)[0]]
        if not len(documents):
            return documents
        found: list[Integers] = []
        for first in range(0, len(documents), MOST_DOCUMENTS):
            self._look()
            among = Among(documents[first : first + MOST_DOCUMENTS], self._count)
            frequent = picked(*words[1], among, self._list)
            among.only(frequent.turns)
            rare = picked(*words[0], among, self._list)
            left, right = (rare, frequent) if parts[0] is query.parts[0] else (frequent, rare)
            turns = near_turns(left, right, query.distance, ordered=query.ordered)
            if turns is None:
                return None
            found.append(among.documents.take(once(turns)))
        return together(found)

    def _plain(self, leaf: Query) -> tuple[Field, Sequence[int]] | None:
        """Return the words of a leaf; None where not all their places are the leaf's."""
        owner = self._columns.field(leaf.fieldname) if isinstance(leaf, Leaf) else None
        numbers = term_numbers(owner, leaf) if owner is not None and isinstance(leaf, Leaf) else ()
        if owner is None or not numbers:
            return None
        if owner.name not in _BASES:
            return owner, numbers
        base = self._columns.field(_BASES[owner.name])
        return (base, owner.members(numbers[0]).tolist()) if base is not None and len(numbers) == 1 else None
