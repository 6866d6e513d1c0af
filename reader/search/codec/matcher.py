"""Terms and postings of a field behind Whoosh's own interfaces: one at a time."""

from collections.abc import Iterator
from typing import Protocol

import numpy as np
from whoosh.codec.base import FieldCursor
from whoosh.formats import Format
from whoosh.matching import LeafMatcher, Matcher, ReadTooFar
from whoosh.query.spans import Span

from reader.search.codec.field import WEIGHT_SCALE, Field


class Scorer(Protocol):
    """What Whoosh's weighting models give a matcher."""

    def score(self, matcher: Matcher) -> float:
        """Return the score of the document the matcher is at."""
        ...


class ColumnCursor(FieldCursor):
    """Walks the terms of a field in order."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._at = 0

    def first(self) -> str | None:
        """Go to the first term and return it."""
        self._at = 0
        return self.text()

    def find(self, term: str | bytes) -> str | None:
        """Go to the first term that is not less than ``term`` and return it."""
        wanted = term if isinstance(term, bytes) else term.encode("utf-8", "surrogatepass")
        self._at = self._field.lower_bound(wanted)
        return self.text()

    def next(self) -> str | None:
        """Go to the next term and return it."""
        self._at += 1
        return self.text()

    def text(self) -> str | None:
        """Return the term at hand, None behind the last."""
        return self._field.term(self._at).decode("utf-8", "surrogatepass") if self.is_valid() else None

    def is_valid(self) -> bool:
        """Whether there is a term at hand."""
        return self._at < self._field.count


class ColumnMatcher(LeafMatcher):
    """Walks the postings of a term."""

    def __init__(self, field: Field, number: int, base: Field, format_: Format, scorer: Scorer | None) -> None:
        self.scorer = scorer
        self.format = format_
        self._term = (field.name, field.term(number))
        self._field = field
        self._number = number
        self._base = base
        part = field.slice(number)
        self._documents = field.documents.of(number).tolist()
        self._weights = field.weights[part].tolist()
        self._lengths = field.lengths
        self._at = 0

    def is_active(self) -> bool:
        """Whether there is a posting at hand."""
        return self._at < len(self._documents)

    def reset(self) -> None:
        """Go back to the first posting."""
        self._at = 0

    def copy(self) -> "ColumnMatcher":
        """Return a matcher at the same posting."""
        twin = ColumnMatcher(self._field, self._number, self._base, self.format, self.scorer)
        twin._at = self._at
        return twin

    def id(self) -> int:
        """Return the document at hand; the last one when the postings are exhausted."""
        return int(self._documents[min(self._at, len(self._documents) - 1)])

    def next(self) -> None:
        """Go to the next posting."""
        if not self.is_active():
            raise ReadTooFar
        self._at += 1

    def skip_to(self, id: int) -> bool:
        """Go to document ``id`` or the first one after it."""
        while self.is_active() and self._documents[self._at] < id:
            self._at += 1
        return True

    def all_ids(self) -> Iterator[int]:
        """Yield the documents from here on."""
        yield from self._documents[self._at :]

    def weight(self) -> float:
        """Return the weight of the posting at hand."""
        return float(self._weights[self._at]) / WEIGHT_SCALE

    def length(self) -> int:
        """Return the length of the field in the document at hand."""
        return int(self._lengths[self.id()])

    def spans(self) -> list[Span]:
        """Return the positions of the posting at hand."""
        return [Span(position) for position in self._positions()]

    def value_as(self, astype: str) -> object:
        """Return positions or frequency of the posting at hand."""
        positions = self._positions()
        return positions if astype == "positions" else len(positions)

    def supports(self, astype: str) -> bool:
        """Whether ``value_as`` knows this kind of value."""
        return astype in ("positions", "frequency")

    def supports_block_quality(self) -> bool:
        """Return that no block can be passed over: the executor does that better."""
        return False

    def _positions(self) -> list[int]:
        found: list[int] = []
        wanted = self.id()
        for member in self._field.members(self._number).tolist():
            own = self._base.documents.of(int(member))
            place = int(np.searchsorted(own, wanted))
            if place < len(own) and own[place] == wanted:
                found.extend(self._base.positions_of(self._base.slice(int(member)).start + place))
        return sorted(found)
