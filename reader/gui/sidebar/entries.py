"""What the sidebar lists, made from the library's counts and the facets of the last answer. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.core.filters import Chosen, Filters
from reader.core.query import FacetCount
from reader.core.records import LibraryStats
from reader.gui.query.terms import STATES, has_term

MOST_VALUES = 10
SHOWN = ("outlet", "year", "language", "section", "tag", "author")
"""The facets of the sidebar."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a group of entries."""

    title: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A filter: its label, how many stories it keeps, and the value it stands for.

    Without a value it is a view of the library, by the ``term`` it puts into the query ("" for all stories).
    ``stories`` is None where they are not counted; ``is_excluded`` says that the value is left out.
    """

    label: str
    stories: int | None
    term: str = ""
    is_active: bool = False
    chosen: Chosen | None = None
    is_excluded: bool = False


@dataclass(frozen=True, slots=True)
class Door:
    """Leads to a list of its own: all ``stories`` many values of a facet, or ("") links whose stories are not here."""

    label: str
    stories: int
    facet: str


Item = Heading | Entry | Door


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of the sidebar in the reader's language; ``groups`` are titles of facets, in the order of ``SHOWN``."""

    library: str
    all: str
    states: tuple[str, ...]
    missing: str
    groups: tuple[str, ...]
    more: str


Facets = Sequence[tuple[str, tuple[FacetCount, ...]]]


def entries(
    stats: LibraryStats | None,
    facets: Facets,
    chosen: tuple[str, Filters],
    words: Wording,
    name_of: Callable[[str, str], str] = lambda _, value: value,
) -> tuple[Item, ...]:
    """Return the items in order; ``chosen`` are query and filters, ``name_of`` gives the name of a facet's value."""
    query, filters = chosen
    items: list[Item] = [Heading(words.library)]
    if stats is not None:
        counts = (
            stats.unread,
            stats.starred,
            stats.check,
            stats.copies,
            stats.versions,
            stats.annotated,
            stats.pictured,
        )
        in_a_state = any(has_term(query, term) for term in STATES)
        items.append(Entry(words.all, stats.stories, is_active=not in_a_state))
        for term, label, count in zip(STATES, words.states, counts, strict=True):
            items.append(Entry(label, count, term, has_term(query, term)))
        if stats.missing:
            items.append(Door(words.missing, stats.missing, ""))
    found = dict(facets)
    for facet, title in zip(SHOWN, words.groups, strict=True):
        made = _group(facet, with_chosen(facet, found.get(facet, ()), filters), filters, words.more, name_of)
        items += (Heading(title), *made) if made else ()
    return tuple(items)


def with_chosen(facet: str, counts: Sequence[FacetCount], filters: Filters) -> tuple[FacetCount, ...]:
    """Return the counts of a facet; what is chosen or left out is among them, be it that no story has it."""
    known = {count.value for count in counts}
    absent = (value for value in (*filters.included(facet), *filters.excluded(facet)) if value not in known)
    return (*(count for count in counts if count.value), *(FacetCount(value, 0) for value in absent))


def _group(
    facet: str,
    counts: Sequence[FacetCount],
    filters: Filters,
    more: str,
    name_of: Callable[[str, str], str],
) -> tuple[Item, ...]:
    if facet == "year":
        counts = sorted(counts, reverse=True)
    picked = {*filters.included(facet), *filters.excluded(facet)}
    kept = {count.value for count in counts[:MOST_VALUES]} | picked
    made = (
        Entry(
            name_of(facet, value),
            stories,
            is_active=value in filters.included(facet),
            chosen=Chosen(facet, value),
            is_excluded=value in filters.excluded(facet),
        )
        for value, stories in counts
        if value in kept
    )
    door = (Door(more, len(counts), facet),) if len(counts) > MOST_VALUES else ()
    return (*made, *door)
