"""Query classes that Whoosh lacks, with matchers that any Whoosh codec can run.

Positions come from the parts' own matchers, so the parts can be anything that has spans: terms, sets of terms, each
other.
"""

from collections.abc import Callable, Iterator, Sequence

from whoosh.matching import IntersectionMatcher, ListMatcher, Matcher, NullMatcher, WrappingMatcher
from whoosh.query import MultiTerm, Query
from whoosh.query.spans import Span
from whoosh.reading import IndexReader, TermNotFound
from whoosh.searching import SearchContext, Searcher

from reader.search.places import Place, consecutive, lonely, near

_NO_SCORE = 1e-9
"""Whoosh takes a weight of 0 for none given, and then gives 1."""

Select = Callable[[list[list[Place]]], list[Place]]
"""Places of a match from the places of each part; none means the story does not match."""


class TermSet(MultiTerm):
    """Any of some terms of a field. ``terms`` need not exist."""

    def __init__(self, fieldname: str, terms: Sequence[str], boost: float = 1.0) -> None:
        self.fieldname = fieldname
        self.terms_of_set = tuple(terms)
        self.boost = boost

    def __repr__(self) -> str:
        return f"TermSet({self.fieldname!r}, {self.terms_of_set!r})"

    def field(self) -> str:
        """Return the field's name."""
        return self.fieldname

    def _btexts(self, ixreader: IndexReader) -> Iterator[bytes]:
        for term in self.terms_of_set:
            encoded = term.encode("utf-8", "surrogatepass")
            if (self.fieldname, encoded) in ixreader:
                yield encoded


class PlaceQuery(Query):
    """Base of queries about places: all ``parts`` in a story, at places that ``select`` lets through."""

    def __init__(self, parts: Sequence[Query], boost: float = 1.0) -> None:
        self.parts = tuple(parts)
        self.boost = boost

    def select(self, places: list[list[Place]]) -> list[Place]:
        """Return the places of a match, given the places of each part; none means the story does not match."""
        raise NotImplementedError

    def selector(self, reader: IndexReader, number: Callable[[], int]) -> Select:  # noqa: ARG002 - for those that look
        """Return ``select``, or what selects by more than places: ``number`` tells the document at hand."""
        return self.select

    def estimate_size(self, ixreader: IndexReader) -> int:
        """Return an upper bound of how many stories match."""
        return min(part.estimate_size(ixreader) for part in self.parts)

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        """Return a matcher over the stories of the searcher's segment."""
        matchers = [_matcher_of(part, searcher, context) for part in self.parts]
        if not all(matcher.is_active() for matcher in matchers):
            return NullMatcher()
        whole = matchers[0]
        for matcher in matchers[1:]:
            whole = IntersectionMatcher(whole, matcher)
        return PlaceMatcher(whole, matchers, self.selector(searcher.reader(), whole.id))


class Consecutive(PlaceQuery):
    """The parts side by side."""

    def select(self, places: list[list[Place]]) -> list[Place]:
        """Return the places where the parts follow each other without a gap."""
        return consecutive(places)


class Within(PlaceQuery):
    """Two parts at most ``distance`` words apart, the first one first if ``ordered``."""

    def __init__(self, left: Query, right: Query, distance: int, *, ordered: bool) -> None:
        super().__init__((left, right))
        self.distance = distance
        self.ordered = ordered

    def select(self, places: list[list[Place]]) -> list[Place]:
        """Return the places that cover both."""
        return near(places[0], places[1], self.distance, ordered=self.ordered)


class Inside(PlaceQuery):
    """A part, at positions from ``first`` to ``last`` only."""

    def __init__(self, part: Query, first: int, last: int) -> None:
        super().__init__((part,))
        self.first = first
        self.last = last

    def select(self, places: list[list[Place]]) -> list[Place]:
        """Return the places that lie wholly inside."""
        return [place for place in places[0] if place[0] >= self.first and place[1] <= self.last]


class Repeated(PlaceQuery):
    """A part that occurs ``count`` times or more."""

    def __init__(self, part: Query, count: int) -> None:
        super().__init__((part,))
        self.count = count

    def select(self, places: list[list[Place]]) -> list[Place]:
        """Return all places, if they are enough."""
        return places[0] if len(places[0]) >= self.count else []


class Apart(Query):
    """At least one place of the first part without the second within ``distance`` words."""

    def __init__(self, left: Query, right: Query, distance: int) -> None:
        self.left = left
        self.right = right
        self.distance = distance
        self.boost = 1.0

    def select(self, left: list[Place], right: list[Place], reader: IndexReader, number: int) -> list[Place]:  # noqa: ARG002
        """Return the left places that are alone in a document."""
        return lonely(left, right, self.distance)

    def estimate_size(self, ixreader: IndexReader) -> int:
        """Return an upper bound of how many stories match."""
        return self.left.estimate_size(ixreader)

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        """Return a matcher over the stories of the searcher's segment."""
        left = _matcher_of(self.left, searcher, context)
        right = _matcher_of(self.right, searcher, context)

        def select(places: list[list[Place]]) -> list[Place]:
            if right.is_active() and right.id() < left.id():
                right.skip_to(left.id())
            meets = right.is_active() and right.id() == left.id()
            return self.select(places[0], _places(right) if meets else [], searcher.reader(), left.id())

        return PlaceMatcher(left, [left], select) if left.is_active() else NullMatcher()


class Without(Query):
    """All stories but those of the part; adds nothing to the score."""

    def __init__(self, part: Query) -> None:
        self.part = part
        self.boost = 1.0

    def estimate_size(self, ixreader: IndexReader) -> int:
        """Return an upper bound of how many stories match."""
        return ixreader.doc_count()

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        """Return a matcher over the stories of the searcher's segment."""
        reader = searcher.reader()
        child = _matcher_of(self.part, searcher, context)
        excluded = set(_walk(child))
        return _listed([number for number in reader.all_doc_ids() if number not in excluded])


class Numbered(Query):
    """Stories whose ``id`` is among some; adds nothing to the score."""

    def __init__(self, ids: frozenset[int]) -> None:
        self.ids = ids
        self.boost = 1.0

    def estimate_size(self, ixreader: IndexReader) -> int:
        """Return an upper bound of how many stories match."""
        return min(len(self.ids), ixreader.doc_count())

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:  # noqa: ARG002
        """Return a matcher over the stories of the searcher's segment."""
        reader = searcher.reader()
        column = reader.column_reader("id")
        found = [number for number in reader.all_doc_ids() if column[number] in self.ids]
        return _listed(found)


class _Chosen(Query):
    """Stories whose value in a column is accepted; adds nothing to the score."""

    def __init__(self, column: str, accepts: Callable[[str], bool]) -> None:
        self.column = column
        self.accepts = accepts
        self.boost = 1.0

    def estimate_size(self, ixreader: IndexReader) -> int:
        """Return an upper bound of how many stories match."""
        return ixreader.doc_count()

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:  # noqa: ARG002
        """Return a matcher over the stories of the searcher's segment."""
        reader = searcher.reader()
        column = reader.column_reader(self.column)
        return _listed([number for number in reader.all_doc_ids() if self.accepts(str(column[number]))])


class Bounds(_Chosen):
    """Stories with a number between two inclusive bounds; adds nothing to the score."""

    def __init__(self, column: str, low: int, high: int) -> None:
        super().__init__(column, lambda value: low <= int(value) <= high)
        self.low = low
        self.high = high


class Named(_Chosen):
    """Stories whose value in a column of names is accepted; adds nothing to the score."""


class PlaceMatcher(WrappingMatcher):
    """Walks ``child`` and stops only where ``select`` finds places among those of the ``leaves``."""

    def __init__(self, child: Matcher, leaves: Sequence[Matcher], select: Select) -> None:
        super().__init__(child)
        self.leaves = tuple(leaves)
        self.select = select
        self.found: list[Place] = []
        self._find()

    def _find(self) -> None:
        while self.child.is_active():
            self.found = self.select([_places(leaf) for leaf in self.leaves])
            if self.found:
                return
            self.child.next()
        self.found = []

    def next(self) -> None:
        """Go to the next story."""
        self.child.next()
        self._find()

    def skip_to(self, id: int) -> bool:
        """Go to story ``id`` or the first match after it."""
        if self.child.is_active() and self.child.id() < id:
            self.child.skip_to(id)
            self._find()
        return True

    def all_ids(self) -> Iterator[int]:
        """Yield the stories from here on."""
        while self.is_active():
            yield self.id()
            self.next()

    def spans(self) -> list[Span]:
        """Return the places in the story at hand."""
        return [Span(first, last) for first, last in self.found]

    def replace(self, minquality: float = 0) -> Matcher:  # noqa: ARG002 - Whoosh's signature
        """Return itself: places cannot be told from qualities."""
        return self

    def supports_block_quality(self) -> bool:
        """Return that no block can be passed over."""
        return False


def _matcher_of(query: Query, searcher: Searcher, context: SearchContext | None) -> Matcher:
    try:
        return query.matcher(searcher, context)
    except TermNotFound:
        return NullMatcher()


def _walk(matcher: Matcher) -> Iterator[int]:
    while matcher.is_active():
        yield matcher.id()
        matcher.next()


def _listed(numbers: list[int]) -> Matcher:
    return ListMatcher(numbers, all_weights=_NO_SCORE) if numbers else NullMatcher()


def _places(matcher: Matcher) -> list[Place]:
    return [(span.start, span.end) for span in matcher.spans()]
