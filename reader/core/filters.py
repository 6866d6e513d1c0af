"""Filters of a result: values of facets that stories must have one of, and values they must not have."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from reader.core.query import FACETS

MOST_VALUES = 500
"""Values of a facet that can be chosen; what is kept by somebody else's hand is cut to this."""

FIELDS = {"year": "date", "month": "date", "day": "date", "language": "lang"}
"""The query language's names for facets, where they differ."""

Values = tuple[tuple[str, tuple[str, ...]], ...]


class Chosen(NamedTuple):
    """One value of a facet that is asked for, or left out."""

    facet: str
    value: str
    is_excluded: bool = False


@dataclass(frozen=True, slots=True)
class Filters:
    """What is chosen beside a query. Values of one facet are alternatives, facets narrow, excluded values drop.

    Both are pairs of a facet and its values, in the order of ``FACETS``; no facet without a value is among them.
    """

    include: Values = ()
    exclude: Values = ()

    def __bool__(self) -> bool:
        return bool(self.include or self.exclude)

    def included(self, facet: str) -> tuple[str, ...]:
        """Return the values of a facet that are asked for."""
        return dict(self.include).get(facet, ())

    def excluded(self, facet: str) -> tuple[str, ...]:
        """Return the values of a facet that are left out."""
        return dict(self.exclude).get(facet, ())

    def has(self, chosen: Chosen) -> bool:
        """Tell whether a value is chosen in this way."""
        return chosen.value in (self.excluded if chosen.is_excluded else self.included)(chosen.facet)

    def each(self) -> tuple[Chosen, ...]:
        """Return every value that is chosen, facet by facet."""
        return tuple(
            Chosen(facet, value, is_excluded)
            for facet in FACETS
            for is_excluded in (False, True)
            for value in (self.excluded if is_excluded else self.included)(facet)
        )

    def toggled(self, chosen: Chosen) -> "Filters":
        """Return the filters with a value chosen, or no longer where it is so already; its opposite goes."""
        rest = self.without(chosen.facet, chosen.value)
        if self.has(chosen):
            return rest
        old = (rest.excluded if chosen.is_excluded else rest.included)(chosen.facet)
        return rest.changed(chosen.facet, (*old, chosen.value), is_excluded=chosen.is_excluded)

    def without(self, facet: str, value: str | None = None) -> "Filters":
        """Return the filters without a value of a facet, or without the whole facet."""

        def kept(values: tuple[str, ...]) -> tuple[str, ...]:
            return () if value is None else tuple(each for each in values if each != value)

        rest = self.changed(facet, kept(self.included(facet)))
        return rest.changed(facet, kept(self.excluded(facet)), is_excluded=True)

    def changed(self, facet: str, values: Iterable[str], *, is_excluded: bool = False) -> "Filters":
        """Return the filters with exactly these values of a facet asked for, or left out."""
        found = dict(self.exclude if is_excluded else self.include)
        found[facet] = tuple(dict.fromkeys(values))[:MOST_VALUES]
        made = tuple((name, found[name]) for name in FACETS if found.get(name))
        return replace(self, exclude=made) if is_excluded else replace(self, include=made)

    def written(self) -> str:
        """Return the filters as a query says them; "" where there are none.

        Stories without a value of a facet cannot be asked for in words; such values are passed over.
        """
        parts = []
        for facet in FACETS:
            for sign, values in (("", self.included(facet)), ("-", self.excluded(facet))):
                said = [quoted(value) for value in values if value]
                if said:
                    parts.append(sign + _one_of(FIELDS.get(facet, facet), said))
        return " ".join(parts)

    def as_json(self) -> str:
        """Return the filters as they are kept; "" where there are none."""
        made = {"include": dict(self.include), "exclude": dict(self.exclude)}
        return json.dumps(made, ensure_ascii=False) if self else ""


NO_FILTERS = Filters()


def from_json(text: str) -> Filters:
    """Return the filters that ``as_json`` wrote; what cannot be read is passed over."""
    made = Filters()
    try:
        read = json.loads(text) if text else {}
    except ValueError:
        return made
    for name, is_excluded in (("include", False), ("exclude", True)):
        choice = read.get(name) if isinstance(read, dict) else None
        for facet, values in choice.items() if isinstance(choice, dict) else ():
            if facet in FACETS and isinstance(values, list):
                said = [value for value in values if isinstance(value, str)]
                made = made.changed(facet, said, is_excluded=is_excluded)
    return made


def _one_of(field: str, said: list[str]) -> str:
    """Return a field with any of some values as a query says it; a time stands alone behind its colon."""
    if len(said) == 1:
        return f"{field}:{said[0]}"
    if field == "date":
        return f"({' or '.join(f'{field}:{value}' for value in said)})"
    return f"{field}:({' or '.join(said)})"


def quoted(value: str) -> str:
    """Return a value as the query language wants it after a field's colon."""
    bare = value.replace('"', " ").strip()
    return bare if re.fullmatch(r"[\w-]+", bare) and bare.lower() not in _WORDS else f'"{bare}"'


_WORDS = frozenset({"and", "or", "not", "but", "same", "near"})
