"""Runs a Whoosh query to the end: every matching story and its score, within a deadline."""

from time import monotonic

import numpy as np
from numpy.typing import NDArray
from whoosh.query import Query
from whoosh.reading import IndexReader, TermNotFound
from whoosh.searching import Searcher

from reader.core.cancel import CancelToken
from reader.core.errors import SearchCancelledError
from reader.search.marking import pattern_regex

_STRIDE = 256
_WILD = "*?"


class OutOfTime(Exception):  # noqa: N818 - it is no error: the search answers with what it has
    """The deadline has passed."""


class Watch:
    """Knows when to stop: a deadline, and a token that somebody else may set."""

    def __init__(self, cancel: CancelToken | None, deadline_ms: float) -> None:
        self._cancel = cancel
        self._end = monotonic() + deadline_ms / 1000

    def look(self) -> None:
        """Raise ``SearchCancelledError`` or ``OutOfTime`` when it is time to stop."""
        if self._cancel is not None and self._cancel.is_cancelled:
            raise SearchCancelledError("A newer search took over.")
        if monotonic() >= self._end:
            raise OutOfTime


class Found:
    """Matching document numbers and their scores, in order of document number."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.scores: list[float] = []
        self.complete = True

    def arrays(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return numbers and scores as arrays."""
        return np.array(self.numbers, np.int64), np.array(self.scores, np.float64)


def run(searcher: Searcher, query: Query, watch: Watch) -> Found:
    """Return all stories that match; those found so far, ``complete`` unset, when the deadline passes."""
    found = Found()
    try:
        for leaf, offset in searcher.leaf_searchers():
            _run_segment(leaf, offset, query, watch, found)
    except OutOfTime:
        found.complete = False
    return found


def _run_segment(searcher: Searcher, offset: int, query: Query, watch: Watch, found: Found) -> None:
    watch.look()
    try:
        matcher = query.matcher(searcher, searcher.context(needs_current=True))
    except TermNotFound:
        return
    steps = 0
    while matcher.is_active():
        found.numbers.append(matcher.id() + offset)
        found.scores.append(matcher.score())
        matcher.next()
        steps += 1
        if not steps % _STRIDE:
            watch.look()


class IndexLexicon:
    """The words of an index, expanded by wildcards within the deadline."""

    def __init__(self, reader: IndexReader, watch: Watch) -> None:
        self._reader = reader
        self._watch = watch

    def expand(self, fieldname: str, pattern: str, most: int) -> tuple[list[str], bool]:
        """Return the terms that match the pattern, at most ``most`` (the most frequent), and whether some were cut."""
        stop = min((pattern.find(sign) for sign in _WILD if sign in pattern), default=len(pattern))
        prefix = pattern[:stop]
        fits = None if pattern[stop:] == "*" else pattern_regex(pattern).fullmatch
        terms: list[str] = []
        try:
            for place, encoded in enumerate(self._reader.expand_prefix(fieldname, prefix)):
                term = encoded.decode()
                if fits is None or fits(term):
                    terms.append(term)
                if not place % _STRIDE:
                    self._watch.look()
        except OutOfTime:
            return terms[:most], True
        if len(terms) <= most:
            return terms, False
        terms.sort(key=lambda term: (-self._reader.doc_frequency(fieldname, term), term))
        return terms[:most], True
