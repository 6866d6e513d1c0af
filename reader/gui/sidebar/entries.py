"""What the sidebar lists, made from the library's counts and the facets of the last answer. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.core.query import FacetCount
from reader.core.records import LibraryStats
from reader.gui.terms import STATES, has_term, quoted

MOST_VALUES = 12


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a group of entries."""

    title: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A filter: its label, how many stories it keeps, the term it stands for ("" for all stories).

    ``stories`` is None where they are not counted; ``is_excluded`` says that the query leaves them out.
    """

    label: str
    stories: int | None
    term: str
    is_active: bool
    is_state: bool = False
    is_excluded: bool = False


Item = Heading | Entry


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of the sidebar in the reader's language."""

    library: str
    all: str
    unread: str
    starred: str
    check: str
    duplicates: str
    versions: str
    outlets: str
    years: str
    languages: str
    sections: str
    tags: str
    authors: str


def entries(
    stats: LibraryStats | None,
    facets: Sequence[tuple[str, tuple[FacetCount, ...]]],
    query: str,
    words: Wording,
    languages: dict[str, str],
) -> tuple[Item, ...]:
    """Return the items in order; ``languages`` maps codes to names."""
    items: list[Item] = [Heading(words.library)]
    if stats is not None:
        states = zip(STATES, (words.unread, words.starred, words.check, words.duplicates, words.versions), strict=True)
        counts = (stats.unread, stats.starred, stats.check, None, None)
        in_a_state = any(has_term(query, term) for term in STATES)
        items.append(Entry(words.all, stats.stories, "", is_active=not in_a_state, is_state=True))
        for (term, label), count in zip(states, counts, strict=True):
            items.append(Entry(label, count, term, has_term(query, term), is_state=True))
    found = dict(facets)
    items += _group(words.outlets, found.get("outlet", ()), "outlet", query, {})
    items += _group(words.years, _newest_first(found.get("year", ())), "date", query, {})
    items += _group(words.languages, found.get("language", ()), "lang", query, languages)
    items += _group(words.sections, found.get("section", ()), "section", query, {})
    items += _group(words.tags, found.get("tag", ()), "tag", query, {})
    items += _group(words.authors, found.get("author", ()), "author", query, {})
    return tuple(items)


def _newest_first(counts: Sequence[FacetCount]) -> tuple[FacetCount, ...]:
    return tuple(sorted(counts, key=lambda count: count.value, reverse=True))


def _group(title: str, counts: Sequence[FacetCount], field: str, query: str, names: dict[str, str]) -> tuple[Item, ...]:
    known = [count for count in counts if count.value]
    if not known:
        return ()
    made = (
        Entry(
            names.get(count.value, count.value),
            count.stories,
            term,
            has_term(query, term),
            is_excluded=has_term(query, f"-{term}"),
        )
        for count in known[:MOST_VALUES]
        for term in (f"{field}:{quoted(count.value)}",)
    )
    return (Heading(title), *made)
