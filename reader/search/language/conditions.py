"""Dates and lengths of a query, as bounds of a column."""

from collections.abc import Callable
from datetime import date

from reader.search.dates import DateRange, after, before, later, parse_range, until
from reader.search.language.fields import DATES
from reader.search.language.scan import Lexeme
from reader.search.language.tree import Between, Column

_MOST_WORDS = 2**31 - 1
_RELATIONS: dict[str, Callable[[str], DateRange | None]] = {
    "aft": later, "after": later, ">": later, ">=": after, "since": after,
    "bef": before, "before": before, "<": before, "<=": until, "until": until,
}  # fmt: skip


def date_condition(lexeme: Lexeme, today: date) -> Between | None:
    """Return the bounds that a date of a query means; None when it is no date."""
    name, _, relation = lexeme.relation.partition(" ")
    comparison = _RELATIONS.get(relation)
    found = comparison(lexeme.text) if comparison else parse_range(lexeme.text, today)
    return None if found is None else Between(DATES[name], found.first, found.last, found.words)


def length_condition(lexeme: Lexeme) -> Between:
    """Return the bounds that a length of a query means."""
    low, joint, high = lexeme.text.partition("..")
    least = min(int(low or 0), _MOST_WORDS)
    most = min(int(high), _MOST_WORDS) if high else _MOST_WORDS
    if not joint:
        least, most = {
            ">": (least + 1, _MOST_WORDS),
            ">=": (least, _MOST_WORDS),
            "<": (0, least - 1),
            "<=": (0, least),
        }.get(lexeme.relation, (least, least))
    return Between(Column.WORDS, least, most, _length_words(least, most))


def _length_words(least: int, most: int) -> str:
    if least == most:
        return f"exactly {least} words"
    if most == _MOST_WORDS:
        return f"{least} words or more"
    return f"{least} to {most} words" if least else f"{most} words or fewer"
