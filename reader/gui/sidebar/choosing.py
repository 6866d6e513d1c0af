"""What a choice in the sidebar does to query and filters. Pure."""

from dataclasses import dataclass

from reader.core.filters import Chosen, Filters
from reader.gui.query.terms import in_state


@dataclass(frozen=True, slots=True)
class FilterChosen:
    """What the reader chose: a value of a facet, or a view of the library by its ``term`` ("" for all stories).

    With ``through`` it is every year from the chosen one to that one.
    """

    term: str = ""
    chosen: Chosen | None = None
    through: str = ""


@dataclass(frozen=True, slots=True)
class DoorOpened:
    """The reader wants to see all values of a facet, or, for "", the links whose stories are not here."""

    facet: str


def after(query: str, filters: Filters, choice: FilterChosen) -> tuple[str, Filters]:
    """Return query and filters after a choice."""
    if choice.chosen is None:
        return in_state(query, choice.term), filters
    if not choice.through:
        return query, filters.toggled(choice.chosen)
    years = years_between(choice.chosen.value, choice.through)
    return query, filters.without("year").changed("year", years, is_excluded=choice.chosen.is_excluded)


def years_between(one: str, other: str) -> tuple[str, ...]:
    """Return the years from one to another, whichever comes first; none where these are no years."""
    if not (one.isdecimal() and other.isdecimal()):
        return ()
    first, last = sorted((int(one), int(other)))
    return tuple(f"{year:04}" for year in range(first, last + 1))


def runs(years: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return years put together that follow on each other, the earliest first."""
    found: list[list[str]] = []
    for year in sorted(years):
        follows = found and year.isdecimal() and found[-1][-1].isdecimal() and int(year) == int(found[-1][-1]) + 1
        if follows:
            found[-1].append(year)
        else:
            found.append([year])
    return tuple(tuple(run) for run in found)
