"""Query classes that look at more than positions: sentences, paragraphs, and the letter case of words.

Their matchers ask the reader, which must know its texts (``TextFacts``); where it does not, a story is one sentence and
no word is in any letter case.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, runtime_checkable

from whoosh.query import Query
from whoosh.reading import IndexReader

from reader.search.language.tree import Letters, Unit
from reader.search.letter_case import accepted
from reader.search.nodes import Apart, PlaceQuery, Select
from reader.search.places import APART, Place, in_units, lonely, near, out_of_units, undivided


@runtime_checkable
class TextFacts(Protocol):
    """What a reader may know of the text of a story beside its words."""

    def unit_starts(self, unit: Unit, document: int) -> Sequence[int]:
        """Return the positions at which sentences or paragraphs begin, ascending."""
        ...

    def letters(self, fieldname: str, document: int) -> Mapping[int, int]:
        """Return the letter case (see ``codec.text.traits``) at each position of a field."""
        ...


class Shared(PlaceQuery):
    """Two parts in one sentence or paragraph, the first one first if ``ordered``."""

    def __init__(self, left: Query, right: Query, unit: Unit, *, ordered: bool) -> None:
        super().__init__((left, right))
        self.unit = unit
        self.ordered = ordered

    def selector(self, reader: IndexReader, number: Callable[[], int]) -> Select:
        """Return what selects the places that cover both."""

        def select(places: list[list[Place]]) -> list[Place]:
            starts = _unit_starts(reader, self.unit, number())
            left, right = (undivided(in_units(each, starts)) for each in places)
            return out_of_units(near(left, right, APART, ordered=self.ordered))

        return select


class Alone(Apart):
    """At least one place of the first part without the second in its sentence or paragraph."""

    def __init__(self, left: Query, right: Query, unit: Unit) -> None:
        super().__init__(left, right, APART)
        self.unit = unit

    def select(self, left: list[Place], right: list[Place], reader: IndexReader, number: int) -> list[Place]:
        """Return the left places that are alone."""
        starts = _unit_starts(reader, self.unit, number)
        return out_of_units(lonely(in_units(left, starts), in_units(right, starts), APART))


class InCase(PlaceQuery):
    """The places of a part, whose places are single words of a field, that stand there in some letter case."""

    def __init__(self, part: Query, fieldname: str, letters: Letters) -> None:
        super().__init__((part,))
        self.fieldname = fieldname
        self.letters = letters

    def selector(self, reader: IndexReader, number: Callable[[], int]) -> Select:
        """Return what selects the places in that letter case."""

        def select(places: list[list[Place]]) -> list[Place]:
            cases = reader.letters(self.fieldname, number()) if isinstance(reader, TextFacts) else {}
            return [place for place in places[0] if cases.get(place[0]) in accepted(self.letters)]

        return select


def _unit_starts(reader: IndexReader, unit: Unit, document: int) -> Sequence[int]:
    return reader.unit_starts(unit, document) if isinstance(reader, TextFacts) else ()
