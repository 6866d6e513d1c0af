"""Counts by outlet, date, language, section, tag and author over whole results, and choosing stories by such values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from reader.core.query import FACETS, FacetCount, SearchRequest
from reader.search.calendar import UNITS, Calendar, names_of, number_of
from reader.search.codec.scoring import Hits
from reader.search.codec.segment import Integers, together
from reader.search.columns import Columns
from reader.search.labels import States, labels_of
from reader.search.language.tree import Zone
from reader.search.run import Found, Leaf
from reader.search.schema import LISTS

MOST_VALUES = 1_000
"""Values of a facet that are told, the most frequent ones; years, months and days are told all."""

Mask = NDArray[np.bool_]
Counts = tuple[tuple[str, tuple[FacetCount, ...]], ...]


class Names(Protocol):
    """The names of the values of a facet by their codes. The name of stories without a value is ""."""

    def __len__(self) -> int:
        """Return how many there are."""
        ...

    def of(self, codes: Integers) -> list[str]:
        """Return the names of codes."""
        ...

    def code(self, name: str) -> int | None:
        """Return the code of a name, None if there is no such value."""
        ...


class Listed:
    """Names that are written down, in order."""

    def __init__(self, names: list[str]) -> None:
        self._names = names

    def __len__(self) -> int:
        return len(self._names)

    def of(self, codes: Integers) -> list[str]:
        """Return the names of codes."""
        return [self._names[code] for code in codes.tolist()]

    def code(self, name: str) -> int | None:
        """Return the code of a name, None if there is no such value."""
        return self._codes.get(name)

    @cached_property
    def _codes(self) -> dict[str, int]:
        return {name: code for code, name in enumerate(self._names)}


@dataclass(frozen=True, slots=True)
class Times:
    """Names of ``count`` years, months or days in a row; code 0 is an unknown date."""

    unit: str
    first: int
    count: int

    def __len__(self) -> int:
        return self.count + 1

    def of(self, codes: Integers) -> list[str]:
        """Return the names of codes."""
        names = names_of(self.unit, self.first + codes - 1)
        return [name if code else "" for name, code in zip(names, codes.tolist(), strict=True)]

    def code(self, name: str) -> int | None:
        """Return the code of a name, None if there is no such value."""
        number = number_of(self.unit, name) if name else self.first - 1
        return None if number is None or not -1 <= number - self.first < self.count else number - self.first + 1


@dataclass(frozen=True, slots=True)
class Values:
    """The values of a facet: their ``names``, and the ``codes`` that documents have.

    ``owners`` are the documents of the codes, in any order; without them there is one code for each document.
    """

    names: Names
    codes: Integers
    owners: Integers | None = None

    def counts(self, found: Integers, documents: int) -> Integers:
        """Return how many of the documents ``found``, among ``documents``, have each value."""
        if self.owners is None:
            codes = self.codes[found] if len(found) < documents else self.codes
        else:
            mask = np.zeros(documents, bool)
            mask[found] = True
            codes = self.codes[mask[self.owners]]
        return np.bincount(codes, minlength=len(self.names))

    def having(self, wanted: Iterable[str], documents: int) -> Mask:
        """Return which of the documents have one of the wanted values."""
        asked = set(wanted)
        are_wanted = np.zeros(len(self.names), bool)
        are_wanted[[code for code in map(self.names.code, asked) if code is not None]] = True
        kept: Mask = are_wanted[self.codes]
        if self.owners is None:
            return kept
        found = np.zeros(documents, bool)
        found[self.owners[kept]] = True
        if "" in asked:
            bare = np.ones(documents, bool)
            bare[self.owners] = False
            found |= bare
        return found


@dataclass(frozen=True)
class Facets:
    """The facets of one state of an index."""

    leaves: tuple[Leaf, ...]
    columns: Columns
    _known: dict[str, Values] = field(default_factory=dict)

    def counts(self, found: Found, request: SearchRequest, states: States) -> Counts:
        """Return the counts of the facets asked for over a result of which nothing has been ``chosen`` yet."""
        tests = self._tests(request, states)
        results: dict[str, Integers] = {}
        made = []
        for name in FACETS:
            if name in request.facet_names:
                own = name if name in tests else ""
                if own not in results:
                    mask = _all_of([test for facet, test in tests.items() if facet != own])
                    results[own] = found.numbers if mask is None else found.numbers[mask[found.numbers]]
                made.append((name, self._counted(name, results[own], states)))
        return tuple(made)

    def chosen(self, found: Found, request: SearchRequest, states: States) -> Found:
        """Return the stories of a result that have the values a request includes and none of those it excludes."""
        mask = _all_of(list(self._tests(request, states).values()))
        if mask is None:
            return found
        if found.hits.table is not None:
            return replace(found, hits=Hits(None, None, found.hits.table * mask))
        kept = mask[found.numbers]
        return replace(found, hits=Hits(found.numbers[kept], found.scores[kept]))

    @cached_property
    def calendar(self) -> Calendar:
        """When the stories were published."""
        return Calendar.of(self.columns.numbers["published"])

    @property
    def everything(self) -> Integers:
        """The documents that are not deleted."""
        return self._by_id[1]

    @property
    def _count(self) -> int:
        return len(self.columns.numbers["id"])

    def _tests(self, request: SearchRequest, states: States) -> Mapping[str, Mask]:
        """Return which documents pass, for each facet that something is chosen of."""
        tests: dict[str, Mask] = {}
        for name in FACETS:
            wanted, unwanted = request.include.get(name, ()), request.exclude.get(name, ())
            if wanted or unwanted:
                values = self._values(name, states)
                mask = values.having(wanted, self._count) if wanted else np.ones(self._count, bool)
                tests[name] = mask & ~values.having(unwanted, self._count)
        return tests

    def _counted(self, name: str, found: Integers, states: States) -> tuple[FacetCount, ...]:
        values = self._values(name, states)
        counts = values.counts(found, self._count)
        codes = counts.nonzero()[0]
        if name not in UNITS:  # times are in order already, as names are for equal counts
            codes = codes[(-counts[codes]).argsort(kind="stable")][: MOST_VALUES + 1]
        pairs = zip(values.names.of(codes), counts[codes].tolist(), strict=True)
        made = list(map(FacetCount._make, [pair for pair in pairs if pair[0]]))
        return tuple(made if name in UNITS else made[:MOST_VALUES])

    def _values(self, name: str, states: States) -> Values:
        """Return the values of a facet; remembered, but for tags, which the caller may change."""
        if name == "tag":
            return self._tags(states)
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._made(name)
        return found

    def _made(self, name: str) -> Values:
        if name in LISTS:
            return self._lists(name)
        if name not in UNITS:
            return Values(Listed(self.columns.names[name]), self.columns.codes[name])
        numbers = self.calendar.numbers(name)
        known = numbers[self.calendar.known]
        first, last = (int(known.min()), int(known.max())) if len(known) else (0, -1)
        return Values(Times(name, first, last - first + 1), np.where(self.calendar.known, numbers - first + 1, 0))

    def _lists(self, name: str) -> Values:
        """Return a column of lists of all segments."""
        own = [leaf.columns.names(name) for leaf in self.leaves]
        names = sorted({value for values in own for value in values})
        places = {value: place for place, value in enumerate(names)}
        codes: list[Integers] = [np.empty(0, np.int64)]
        owners: list[Integers] = [np.empty(0, np.int64)]
        for leaf, values in zip(self.leaves, own, strict=True):
            codes.append(np.array([places[value] for value in values], np.int64)[leaf.columns.codes(name)])
            starts = leaf.columns.list_starts(name).astype(np.int64)
            sizes = starts[1:] - starts[:-1]
            owners.append(np.repeat(np.arange(leaf.offset, leaf.offset + len(sizes)), sizes))
        return Values(Listed(names), together(codes), together(owners))

    def _tags(self, states: States) -> Values:
        tagged = labels_of(states, Zone.TAG)
        names = sorted(tagged)
        sizes = [len(tagged[name]) for name in names]
        ids = np.array([number for name in names for number in tagged[name]], np.int64)
        owners = self._documents(ids)
        are_here = owners >= 0
        return Values(Listed(names), np.repeat(np.arange(len(names)), sizes)[are_here], owners[are_here])

    def documents_of(self, stories: Iterable[int]) -> Integers:
        """Return the documents of the stories that are indexed, in their order."""
        documents = self._documents(np.array(list(stories), np.int64))
        return documents[documents >= 0]

    def _documents(self, ids: Integers) -> Integers:
        """Return the documents of stories, -1 for what is not indexed."""
        known, documents = self._by_id
        if not len(known):
            return np.full(len(ids), -1, np.int64)
        places = np.minimum(np.searchsorted(known, ids), len(known) - 1)
        return np.where(known[places] == ids, documents[places], -1)

    @cached_property
    def _by_id(self) -> tuple[Integers, Integers]:
        """The ids of the stories that are not deleted, ascending, and their documents."""
        live = np.ones(self._count, bool)
        for leaf in self.leaves:
            if leaf.live is not None:
                live[leaf.offset : leaf.offset + len(leaf.live)] = leaf.live
        documents = live.nonzero()[0]
        ids = self.columns.numbers["id"][documents]
        order = ids.argsort(kind="stable")
        return ids[order], documents[order]


def _all_of(masks: list[Mask]) -> Mask | None:
    """Return which documents all masks let pass, None if there is no mask."""
    return np.logical_and.reduce(masks) if masks else None
