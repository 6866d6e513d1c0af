"""Reads a query into rows of the form; what the form cannot show stays as it was typed. Pure."""

import re
from collections.abc import Iterator

from reader.gui.query.building import DATE, FIELDS, MOST_ROWS, Meaning, Row, query_of

_OPERATOR = re.compile(
    r"(?:and|or|not|but|same|near|near/?\d+|onear/\d+|adj\d+|(?:w|pre|\+)?/?\d+|w/[sp]|pre/[sp]|&|\|)$", re.IGNORECASE
)
_NEAR = re.compile(r" w/(\d{1,3}) ", re.IGNORECASE)
_RANGE = re.compile(rf"date:(?P<since>{DATE})?(?:\.\.|/)(?P<until>{DATE})?$", re.IGNORECASE)


def rows_of(query: str) -> tuple[tuple[Row, ...], str, str]:
    """Return the rows of the form that stand for a query, and the days since and until when.

    ``query_of`` makes a query of the same meaning of them. Operators between words bind more than one word, so a query
    with any of them outside brackets stays one row as it was typed.
    """
    parts = list(_parts(query))
    if any(_OPERATOR.match(part) for part in parts):
        return (Row(query.strip(), Meaning.TYPED),), "", ""
    rows: list[Row] = []
    since = until = ""
    for part in parts:
        dates = _RANGE.match(part)
        if dates and not (since or until) and (dates["since"] or dates["until"]):
            since, until = dates["since"] or "", dates["until"] or ""
            continue
        row = _row(part)
        last = rows[-1] if rows else None
        can_join = row.meaning in (Meaning.ALL, Meaning.TYPED) and not row.field
        if last and can_join and (last.meaning, last.field) == (row.meaning, row.field):
            rows[-1] = Row(f"{last.words} {row.words}", row.meaning)
        else:
            rows.append(row)
    if len(rows) > MOST_ROWS:
        rest = " ".join(query_of([row]) for row in rows[MOST_ROWS - 1 :])
        rows[MOST_ROWS - 1 :] = [Row(rest, Meaning.TYPED)]
    return tuple(rows), since, until


def _parts(query: str) -> Iterator[str]:
    """Yield what stands between blanks outside brackets and quotation marks."""
    part, depth, is_quoted = "", 0, False
    for sign in query:
        if sign == '"':
            is_quoted = not is_quoted
        elif not is_quoted:
            depth = max(0, depth + (sign == "(") - (sign == ")"))
        if sign.isspace() and not depth and not is_quoted:
            if part:
                yield part
            part = ""
        else:
            part += sign
    if part:
        yield part


def _row(part: str) -> Row:
    """Return the row that writes a part of a query, or the part as it was typed where no row does."""
    bare = part.removeprefix("-")
    field, colon, rest = bare.partition(":")
    if not (colon and field.lower() in FIELDS):
        field, rest = "", bare
    inner = rest[1:-1] if rest.startswith("(") and rest.endswith(")") else rest
    near = _NEAR.search(inner)
    either = re.sub(r" or ", " ", inner, flags=re.IGNORECASE)
    tried = [
        Row(inner, Meaning.ALL, field.lower()),
        Row(either, Meaning.ANY, field.lower()),
        Row(either, Meaning.NONE, field.lower()),
        Row(rest.strip('"'), Meaning.PHRASE, field.lower()),
    ]
    if near:
        tried.append(Row(_NEAR.sub(" ", inner), Meaning.NEAR, field.lower(), int(near[1])))
    for row in tried:
        if query_of([row]).lower() == part.lower():
            return row
    return Row(part, Meaning.TYPED)
