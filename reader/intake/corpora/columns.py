"""What the columns of a table mean: by its header, by what stands in them, or as the reader said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from reader.core.errors import UnclearColumnsError, UnknownFormatError
from reader.core.model import Field
from reader.core.terms import ColumnNames, Terms
from reader.intake.corpora.choice import is_prose
from reader.intake.corpora.layouts import Layout, folded, generic, layout_of, meaning_of
from reader.intake.corpora.values import date_of, line_of

_FIELDS = {
    "text": Field.BODY,
    "title": Field.HEADLINE,
    "url": Field.URL,
    "canonical": Field.CANONICAL_URL,
    "published": Field.PUBLISHED,
    "modified": Field.MODIFIED,
    "author": Field.AUTHOR,
    "outlet": Field.OUTLET,
    "section": Field.SECTION,
    "language": Field.LANGUAGE,
    "description": Field.DESCRIPTION,
    "keyword": Field.TAG,
}
_MEANINGS = {field: meaning for meaning, field in _FIELDS.items()}
_LONGEST_NAME = 60
_LONG_TEXT, _TIMES_LONGER = 250, 4
"""A column whose cells have so many characters on average, and so many times those of the next, is the text."""
_MOST_ROWS_TOLD, _MOST_CHARS_TOLD = 5, 300
_NAMES_TOLD = 8
_WORD = re.compile(r"[^\W_]+")
_OF_PARTS = frozenset({
    "image", "images", "img", "photo", "picture", "thumbnail", "video", "icon", "logo", "id", "count", "length", "size",
    "score", "number", "user", "comment", "comments", "birth", "start", "end", "label", "type", "code", "hash",
})  # fmt: skip
"""Words in names of columns that speak of something else than the story's own text, title, address or date."""


@dataclass(frozen=True, slots=True)
class Columns:
    """``names`` of the columns, folded and different from each other, and the ``layout`` that says what they mean.

    ``is_list`` tells links without text; ``has_header`` that the first row is one.
    """

    names: tuple[str, ...]
    layout: Layout
    is_list: bool = False
    has_header: bool = True


def columns_of(table: Sequence[Sequence[str]], terms: Terms) -> Columns:
    """Return the columns of a table by its first rows, the header among them.

    Raises UnclearColumnsError where the reader has to name them, UnknownFormatError where there are no stories.
    """
    has_header = is_header(table[0])
    header = tuple(table[0]) if has_header else tuple(f"Column {i}" for i in range(1, len(table[0]) + 1))
    rows = table[1:] if has_header else table
    names = _names(header)
    stated = next((one for one in terms.columns if one.header == header), None)
    if stated is not None:
        return Columns(names, _layout(stated, names), has_header=has_header)
    known = layout_of(names) if has_header else None
    if known is not None:
        return Columns(names, known, known.is_list, has_header)
    guessed = guess(header, rows)
    if has_header and Field.BODY in guessed.fields and _is_told(guessed):
        return Columns(names, _layout(guessed, names), has_header=has_header)
    longest = _LONG_TEXT if has_header else _LONG_TEXT // 2
    if Field.URL in guessed.fields and not any(len(cell) > longest and is_prose(cell) for row in rows for cell in row):
        return Columns(names, _layout(guessed, names), is_list=True, has_header=has_header)
    raise _unclear(header, rows, has_header=has_header)


def guess(header: Sequence[str], rows: Sequence[Sequence[str]]) -> ColumnNames:
    """Return what the columns seem to mean, by their names and by what stands in ``rows``; each meaning once."""
    meanings = [meaning_of(name) or _by_words(name) for name in header]
    for i, meaning in enumerate(meanings):
        cells = [cell for row in rows[:50] if i < len(row) and (cell := row[i].strip())]
        if not _agrees(meaning, cells):
            is_address = meaning != "text" and cells and all(map(_is_address, cells))
            meanings[i] = "url" if is_address else ""
    for meaning in set(meanings) - {""}:
        _keep_first(meanings, header, meaning)
    if "text" not in meanings:
        longest = _text_column(rows, len(header))
        if longest is not None and meanings[longest] in {"", "description", "title"}:
            meanings[longest] = "text"
    return ColumnNames(tuple(header), tuple(_FIELDS.get(meaning) for meaning in meanings))


def _by_words(name: str) -> str:
    """Return what a longer name speaks of, by its last word that has a meaning: "News title (EN)"."""
    words = [folded(word) for word in _WORD.findall(name)]
    if len(words) < 2 or not _OF_PARTS.isdisjoint(words):
        return ""
    return next((meaning for word in reversed(words) if len(word) > 2 and (meaning := meaning_of(word))), "")


def is_header(row: Sequence[str]) -> bool:
    """Tell whether a first row names columns: short names, different ones, no addresses, dates or sentences."""
    named = [cell.strip() for cell in row if cell.strip()]
    if any(map(meaning_of, named)) and all(len(name) <= _LONGEST_NAME for name in named):
        return True
    return (
        bool(named)
        and all(
            len(name) <= _LONGEST_NAME and not _is_address(name) and not name[0].isdigit() and len(name.split()) <= 4
            for name in named
        )
        and len(set(named)) == len(named)
    )


def fields_of(row: Sequence[str], columns: Columns) -> dict[str, object]:
    """Return a row as a record; cells that are missing have no field, those without a column are passed over."""
    return {name: cell for name, cell in zip(columns.names, row, strict=False) if cell.strip()}


def _names(header: Sequence[str]) -> tuple[str, ...]:
    """Return folded names; of columns of the same name, and those without, the later are told by their place."""
    names: list[str] = []
    for i, name in enumerate(header, 1):
        plain = folded(name)
        names.append(plain if plain and plain not in names else f"{plain}.{i}")
    return tuple(names)


def _layout(stated: ColumnNames, names: Sequence[str]) -> Layout:
    """Return a layout of the meanings; with ``saved`` by its usual names, which the reader cannot state."""
    found: dict[str, list[str]] = {}
    for field, name in zip(stated.fields, names, strict=False):
        if field in _MEANINGS:
            found.setdefault(_MEANINGS[field], []).append(name)
    taken = {name for names_of_one in found.values() for name in names_of_one}
    found["saved"] = [name for name in generic().names["saved"] if name in names and name not in taken]
    return Layout("", MappingProxyType({meaning: tuple(of_one) for meaning, of_one in found.items()}))


def _is_told(guessed: ColumnNames) -> bool:
    return any(field in guessed.fields for field in (Field.HEADLINE, Field.URL, Field.PUBLISHED))


def _agrees(meaning: str, cells: Sequence[str]) -> bool:
    """Tell whether cells can be what a column's name says."""
    if not meaning or not cells:
        return bool(meaning)
    match meaning:
        case "text":
            return sum(map(is_prose, cells)) * 3 >= len(cells)
        case "url" | "canonical":
            return any(map(_is_address, cells))
        case "published" | "modified":
            return any(any(char.isdigit() for char in date_of(cell)) for cell in cells)
        case "title" | "author" | "outlet":
            return any(any(map(str.isalpha, cell)) for cell in cells) and not all(map(_is_address, cells))
        case _:
            return True


def _keep_first(meanings: list[str], header: Sequence[str], meaning: str) -> None:
    """Leave a meaning to the column whose name comes first in the order of preference."""
    order = generic().names.get(meaning, ())
    places = [i for i, one in enumerate(meanings) if one == meaning]
    best = min(places, key=lambda i: order.index(folded(header[i])) if folded(header[i]) in order else len(order))
    for i in places:
        if i != best:
            meanings[i] = ""


def _text_column(rows: Sequence[Sequence[str]], width: int) -> int | None:
    """Return the one column that is much longer than every other, or None."""
    lengths = sorted(
        ((sum(len(row[i]) for row in rows if i < len(row)) / max(1, len(rows)), i) for i in range(width)), reverse=True
    )
    if not lengths or lengths[0][0] < _LONG_TEXT:
        return None
    next_length = lengths[1][0] if len(lengths) > 1 else 0.0
    cells = [row[lengths[0][1]] for row in rows if lengths[0][1] < len(row)]
    is_clear = lengths[0][0] >= _TIMES_LONGER * next_length and any(map(is_prose, cells))
    return lengths[0][1] if is_clear else None


def _is_address(cell: str) -> bool:
    return cell.strip()[:8].casefold().startswith(("http://", "https://", "www."))


def _unclear(
    header: tuple[str, ...], rows: Sequence[Sequence[str]], *, has_header: bool
) -> UnclearColumnsError | UnknownFormatError:
    told = ", ".join(filter(None, map(line_of, header[:_NAMES_TOLD]))) + (" …" if len(header) > _NAMES_TOLD else "")
    if not any(is_prose(cell) for row in rows for cell in row):
        return UnknownFormatError(
            f"This is a table, but none of its columns has the text of stories (columns: {told}). "
            "A story needs a column with its text, such as text, content or body, and a title, url or date."
        )
    sample = tuple(tuple(cell[:_MOST_CHARS_TOLD] for cell in row) for row in rows[:_MOST_ROWS_TOLD])
    what = f"which column has the text cannot be told (columns: {told})" if has_header else "it has no header"
    return UnclearColumnsError(
        f"This is a table of stories, but {what}. Name the columns once; all tables with this header are read so.",
        header,
        sample,
    )
