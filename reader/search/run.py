"""Runs a Whoosh query over all segments of an index, within a deadline."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from time import monotonic

import numpy as np
from whoosh.query import Prefix, Query, Term
from whoosh.searching import Searcher

from reader.core.cancel import CancelToken
from reader.core.errors import SearchCancelledError
from reader.search.codec.columns import Live, SegmentColumns
from reader.search.codec.executor import Executor
from reader.search.codec.field import Field
from reader.search.codec.leaves import Scores, Statistics, remember, size_of
from reader.search.codec.scoring import Hits
from reader.search.codec.segment import Integers, together
from reader.search.edits import Neighbours
from reader.search.language.patterns import expression
from reader.search.nodes import TermSet

_STRIDE = 32_768
_WILD = "*?"
_MOST_POSTINGS = 250_000
"""A beginning of a word with more postings is searched by its most frequent words alone while it is typed."""
_MOST_TYPED = 24


class OutOfTime(Exception):  # noqa: N818 - it is no error: the search answers with what it has
    """The deadline has passed."""


class Watch:
    """Knows when to stop: a deadline, and a token that somebody else may set."""

    def __init__(self, cancel: CancelToken | None, deadline_ms: float) -> None:
        self._cancel = cancel
        self._end = monotonic() + deadline_ms / 1000

    def unbind(self) -> None:
        """Let only the token stop what comes: what has been found is shown, however late it is."""
        self._end = inf

    def look(self) -> None:
        """Raise ``SearchCancelledError`` or ``OutOfTime`` when it is time to stop."""
        if self._cancel is not None and self._cancel.is_cancelled:
            raise SearchCancelledError("A newer search took over.")
        if self.is_over:
            raise OutOfTime

    @property
    def is_over(self) -> bool:
        """Whether the deadline has passed."""
        return monotonic() >= self._end


@dataclass(frozen=True, slots=True)
class Leaf:
    """A segment that is searched: its columns, Whoosh's searcher of it, its first document number, which are live."""

    columns: SegmentColumns
    searcher: Searcher
    offset: int
    live: Live | None


@dataclass(frozen=True)
class Found:
    """Matching documents, ascending, and their scores; unless ``is_complete`` the deadline passed before the end.

    ``executors`` are those of the segments that were searched, with what they have learnt.
    """

    hits: Hits
    executors: tuple[Executor, ...]
    is_complete: bool = True

    @property
    def numbers(self) -> Integers:
        """The numbers of the documents."""
        return self.hits.documents

    @property
    def scores(self) -> Scores:
        """The scores of the documents."""
        return self.hits.scores

    @cached_property
    def total(self) -> int:
        """How many documents match."""
        table = self.hits.table
        return len(self.hits.documents) if table is None else int(np.count_nonzero(table > 0))


@dataclass(frozen=True)
class Engine:
    """The segments of one state of an index, and statistics over them."""

    leaves: tuple[Leaf, ...]
    _neighbours: dict[str, Neighbours] = field(default_factory=dict)

    def fields(self, fieldname: str) -> list[Field]:
        """Return a field of all segments that have it."""
        owners = (leaf.columns.field(fieldname) for leaf in self.leaves)
        return [owner for owner in owners if owner is not None and owner.count]

    def neighbours(self, fieldname: str) -> Neighbours:
        """Return the words of a field by their letters; made when they are first asked for."""
        found = self._neighbours.get(fieldname)
        if found is None:
            totals: dict[bytes, int] = {}
            for owner in self.fields(fieldname):
                sizes = owner.sizes(0, owner.count).tolist()
                for term, size in zip(owner.terms(0, owner.count), sizes, strict=True):
                    totals[term] = totals.get(term, 0) + size
            words = b"\n".join(totals).decode("utf-8", "surrogatepass").split("\n") if totals else []
            counts = np.fromiter(totals.values(), np.int64, len(totals))
            found = self._neighbours[fieldname] = Neighbours.of(words, counts)
        return found

    @cached_property
    def statistics(self) -> Statistics:
        """Counts over all segments, for scoring."""
        return Statistics(tuple(leaf.columns for leaf in self.leaves))

    def executor(self, leaf: Leaf, watch: Watch, *, is_scored: bool = True) -> Executor:
        """Return an executor for a segment."""
        return Executor(leaf.columns, self.statistics, leaf.searcher, watch.look, is_scored=is_scored)

    def run(self, query: Query, watch: Watch, *, is_scored: bool = True) -> Found:
        """Return all stories that match, or those of the segments that could be searched before the deadline."""
        found: list[Hits] = []
        executors = tuple(self.executor(leaf, watch, is_scored=is_scored) for leaf in self.leaves)
        is_complete = True
        try:
            for leaf, executor in zip(self.leaves, executors, strict=True):
                hits = executor.hits(query)
                if leaf.live is not None:
                    kept = leaf.live[hits.documents]
                    hits = Hits(hits.documents[kept], hits.scores[kept])
                found.append(hits)
        except OutOfTime:
            is_complete = False
        if len(self.leaves) == len(found) == 1:
            return Found(found[0], executors)
        numbers = [hits.documents + leaf.offset for leaf, hits in zip(self.leaves, found, strict=False)]
        scores = together([hits.scores for hits in found]).astype(np.float32, copy=False)
        return Found(Hits(together(numbers), scores), executors, is_complete)


class IndexLexicon:
    """The words of an index, expanded by wildcards within the deadline."""

    def __init__(self, engine: Engine, watch: Watch) -> None:
        self._engine = engine
        self._watch = watch

    def expand(self, fieldname: str, pattern: str, most: int) -> tuple[Query, bool]:
        """Return a query for the ``most`` most frequent terms that match, and whether some were cut."""
        stop = min((pattern.find(sign) for sign in _WILD if sign in pattern), default=len(pattern))
        prefix = pattern[:stop]
        ranges = [(owner, *owner.prefix_range(_encoded(prefix))) for owner in self._engine.fields(fieldname)]
        if pattern[stop:] != "*":
            return self._matching(fieldname, ranges, pattern, most)
        if sum(last - first for _, first, last in ranges) <= most:
            return Prefix(fieldname, prefix), False
        if self._watch.is_over:
            return TermSet(fieldname, ()), True
        totals = _totals(ranges, most)
        is_cut = len(totals) > most or any(last - first > most for _, first, last in ranges)
        return TermSet(fieldname, totals[:most]), is_cut

    def near(self, fieldname: str, word: str, edits: int, most: int) -> tuple[Query, bool]:
        """Return a query for the ``most`` most frequent terms within some edits, and whether some were cut."""
        if self._watch.is_over:
            return TermSet(fieldname, ()), True
        found = self._engine.neighbours(fieldname).near(word, edits)
        return TermSet(fieldname, [term for term, _ in found[:most]]), len(found) > most

    def begin(self, fieldname: str, beginning: str) -> Query:
        """Return a query for the terms that begin so; the most frequent ones alone where they are very many."""
        ranges = [(owner, *owner.prefix_range(_encoded(beginning))) for owner in self._engine.fields(fieldname)]
        postings = sum(int(owner.starts[last]) - int(owner.starts[first]) for owner, first, last in ranges)
        if postings <= _MOST_POSTINGS:
            return Prefix(fieldname, beginning)
        return TermSet(fieldname, _totals(ranges, _MOST_TYPED)[:_MOST_TYPED])

    def beginning(self, fieldname: str, start: str, most: int) -> list[tuple[str, int]]:
        """Return the ``most`` most frequent terms that begin so, and in how many stories each is."""
        ranges = [(owner, *owner.prefix_range(_encoded(start))) for owner in self._engine.fields(fieldname)]
        return _counted(ranges, most)[:most]

    def nearest(self, fieldname: str, word: str) -> tuple[str, int] | None:
        """Return the most frequent of the terms one edit away, or two edits but with the same first letter.

        None if there are none: who mistypes a word seldom begins with it, and so far away there is much else.
        """
        neighbours = self._engine.neighbours(fieldname)
        found = neighbours.near(word, 1) or [pair for pair in neighbours.near(word, 2) if pair[0][0] == word[0]]
        return found[0] if found else None

    def has_any(self, query: Query) -> bool:
        """Whether a term or one of a set of terms is in the index."""
        segments = (leaf.columns for leaf in self._engine.leaves)
        return not isinstance(query, Term | TermSet) or any(size_of(segment, query) for segment in segments)

    def _matching(
        self, fieldname: str, ranges: list[tuple[Field, int, int]], pattern: str, most: int
    ) -> tuple[Query, bool]:
        """Return the most frequent of the terms that match a pattern."""
        matching = _matcher(pattern)
        totals: dict[bytes, int] = {}
        known: list[tuple[Field, dict[bytes, int]]] = []
        is_cut = False
        try:
            for owner, first, last in ranges:
                found: dict[bytes, int] = {}
                known.append((owner, found))
                for start in range(first, last, _STRIDE):
                    self._watch.look()
                    numbers = matching(owner, start, min(start + _STRIDE, last))
                    sizes = owner.sizes_of(numbers).tolist()
                    for number, size in zip(numbers.tolist(), sizes, strict=True):
                        term = owner.term(number)
                        found[term] = number
                        totals[term] = totals.get(term, 0) + size
        except OutOfTime:
            is_cut = True
        best = sorted(totals, key=lambda term: (-totals[term], term))[:most]
        query = TermSet(fieldname, [term.decode("utf-8", "surrogatepass") for term in best])
        for owner, found in known if not is_cut else ():
            remember(owner, query, [found[term] for term in best if term in found])
        return query, is_cut or len(totals) > most


def _matcher(pattern: str) -> Callable[[Field, int, int], Integers]:
    """Return what finds the numbers of the terms that match a pattern, among some that begin as it does."""
    start, star, end = pattern.partition("*")
    if star and not any(sign in start + end for sign in _WILD):
        tail = _encoded(end)
        least = len(_encoded(start)) + len(tail)
        return lambda owner, first, last: owner.ending(tail, first, last, least)
    fits = _line_regex(pattern)
    return lambda owner, first, last: owner.matching(fits, first, last)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _line_regex(pattern: str) -> re.Pattern[bytes]:
    """Return the regular expression of the lines of UTF-8 that a folded word with ``*`` and ``?`` means."""
    body = expression(pattern, one=r"[^\n\x80-\xbf][\x80-\xbf]*", some=r"[^\n]")
    return re.compile(rb"^" + _encoded(body) + rb"$", re.MULTILINE)


def _totals(ranges: list[tuple[Field, int, int]], most: int) -> list[str]:
    """Return the most frequent terms of some ranges, at least ``most`` if there are, the most frequent first."""
    return [term for term, _ in _counted(ranges, most)]


def _counted(ranges: list[tuple[Field, int, int]], most: int) -> list[tuple[str, int]]:
    """Return the most frequent terms of some ranges as ``_totals`` does, and in how many stories each is."""
    totals: dict[bytes, int] = {}
    for owner, first, last in ranges:
        sizes = owner.sizes(first, last)
        top = np.argpartition(-sizes, most - 1)[:most] if len(sizes) > most else np.arange(len(sizes))
        for place in top.tolist():
            term = owner.term(first + place)
            totals[term] = totals.get(term, 0) + int(sizes[place])
    best = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    return [(term.decode("utf-8", "surrogatepass"), total) for term, total in best]
