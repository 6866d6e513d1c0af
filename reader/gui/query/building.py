"""Writes query text from rows of a form: a field, how its words are meant, and the words. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

FIELDS = ("", "headline", "lead", "body", "byline", "outlet", "section", "caption", "tag", "note")
"""Where words can be looked for; "" is the whole story."""

MOST_ROWS = 12

DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
_RESERVED = frozenset({"and", "or", "not", "but", "same", "near"})


class Meaning(Enum):
    """How the words of a row are meant."""

    ALL = "all"
    ANY = "any"
    PHRASE = "phrase"
    NEAR = "near"
    NONE = "none"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the form. ``within`` counts words and is for ``NEAR`` alone; ``TYPED`` is in the query language."""

    words: str
    meaning: Meaning = Meaning.ALL
    field: str = ""
    within: int = 5


def query_of(rows: Sequence[Row], since: str = "", until: str = "") -> str:
    """Return the query that rows and dates stand for; rows without words are left out, and so are half-typed dates."""
    parts = [_part(row) for row in rows]
    first, last = (day if re.fullmatch(DATE, day) else "" for day in (since.strip(), until.strip()))
    if first and last:
        parts.append(f"date:{first}..{last}")
    elif first:
        parts.append(f"date:{first}/")
    elif last:
        parts.append(f"date:/{last}")
    return " ".join(part for part in parts if part)


def _part(row: Row) -> str:
    if row.meaning is Meaning.TYPED:
        return row.words.strip()
    words = [_word(word) for word in row.words.replace('"', " ").split()]
    words = [word for word in words if word]
    if not words:
        return ""
    match row.meaning:
        case Meaning.PHRASE:
            text = " ".join(re.sub(r'["~!]', " ", row.words).split())
            return _in_field(row.field, f'"{text}"')
        case Meaning.ANY:
            text = _grouped(words, " or ")
        case Meaning.NEAR:
            text = _grouped(words, f" w/{min(255, max(1, row.within))} ")
        case Meaning.NONE:
            return "-" + _in_field(row.field, _grouped(words, " or "))
        case _:
            text = _grouped(words, " ") if row.field else " ".join(words)
    return _in_field(row.field, text)


def _in_field(field: str, text: str) -> str:
    return f"{field}:{text}" if field else text


def _grouped(words: Sequence[str], between: str) -> str:
    return words[0] if len(words) == 1 else f"({between.join(words)})"


def _word(word: str) -> str:
    """Return a word as it is searched for as such: in quotation marks where it would mean something else."""
    if not any(sign.isalnum() for sign in word):
        return ""
    is_plain = re.fullmatch(r"\w[\w*?]*", word) is not None and word.lower() not in _RESERVED
    return word if is_plain else f'"{re.sub(r"[*?~!]+", "", word)}"'
