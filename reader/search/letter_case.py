"""Which letter cases of a word a query accepts."""

from reader.search.codec.text.traits import ALL_CAPITALS, CASE, FIRST_CAPITAL, NO_CAPITAL, OTHER_CAPITALS, trait
from reader.search.language.tree import Letters

_ACCEPTED = {
    Letters.SOME_CAPITALS: frozenset({FIRST_CAPITAL, ALL_CAPITALS, OTHER_CAPITALS}),
    Letters.ALL_CAPITALS: frozenset({ALL_CAPITALS}),
    Letters.NO_CAPITALS: frozenset({NO_CAPITAL}),
}


def accepted(letters: Letters) -> frozenset[int]:
    """Return the codes of ``codec.text.traits`` that a letter case of the query language stands for."""
    return _ACCEPTED[letters]


def is_written(word: str, letters: Letters) -> bool:
    """Whether a word as it stands in a text is in that letter case."""
    return trait(word) & CASE in _ACCEPTED[letters]
