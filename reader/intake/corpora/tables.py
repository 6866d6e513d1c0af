"""Stories and links in tables of text: CSV and TSV with a header, of any size."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

from reader.core.errors import EmptyFileError, UnknownFormatError
from reader.core.terms import Terms
from reader.intake.corpora.choice import dates_of, order_of
from reader.intake.corpora.columns import Columns, columns_of, fields_of
from reader.intake.corpora.dialect import Dialect, dialect_of, first_rows, rows
from reader.intake.corpora.entry import entry_of, item_of
from reader.intake.corpora.layouts import folded, layout_of, meaning_of
from reader.intake.corpora.text_stream import encoding_of, head_text, open_text
from reader.intake.format import Format, Item, LeftOut
from reader.intake.magic import binary_kind
from reader.intake.source import Source, too_large

_NAMES = frozenset({".csv", ".tsv", ".tab", ".psv"})
_SAMPLE_ROWS = 60
_PROBE_CHARS = 65_536
_LONGEST_HEADER = 4_000
_LEAST_KNOWN = 2
_TAG = re.compile(r"<[A-Za-z!?/]")


@dataclass(frozen=True, slots=True)
class _Table:
    """How a table is written and what is in its columns; ``order`` tells how its numeric dates are read."""

    encoding: str
    dialect: Dialect
    columns: Columns
    order: tuple[str, ...]


def _is_table(source: Source) -> bool:
    if source.head[:4].lstrip(b"\xef\xbb\xbf\xff\xfe \r\n")[:1] in {b"<", b"{", b"["} or binary_kind(source.head):
        return False
    head = head_text(source)
    if not head or _is_cut_oddly(head):
        return False
    dialect = dialect_of(head)
    if dialect is None:
        return False
    if source.suffix in _NAMES:
        return True
    table = first_rows(head, dialect, 2)
    return _is_known(table[0] if table else [])


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    encoding = encoding_of(source, terms)
    with closing(open_text(source, encoding)) as stream:
        beginning = stream.read(_PROBE_CHARS)
    dialect = dialect_of(beginning)
    if dialect is None:
        raise UnknownFormatError("This is no table: its lines have no columns in common.")
    sample = _sample(source, encoding, dialect, terms)
    if not sample:
        raise EmptyFileError("There are no rows in this table.")
    columns = columns_of(sample, terms)
    first = [entry_of(fields_of(row, columns), columns.layout) for row in sample[int(columns.has_header) :]]
    order = order_of([date for entry in first for date in dates_of(entry)])
    yield from _items(source, _Table(encoding, dialect, columns, order), terms)


TABLES = Format("stories in tables", _is_table, _unpack, is_container=True, is_never_page=True)


def _items(source: Source, table: _Table, terms: Terms) -> Iterator[Item]:
    columns = table.columns
    with closing(open_text(source, table.encoding)) as stream:
        found = rows(stream, table.dialect, terms.document)
        if columns.has_header:
            next(found, None)
        for number, row in found:
            member = f"line {number}"
            if row is None:
                yield LeftOut(member, failure=str(too_large(None, terms.document)))
                continue
            entry = entry_of(fields_of(row, columns), columns.layout)
            yield item_of(entry, source, member, is_list=columns.is_list, order=table.order)


def _sample(source: Source, encoding: str, dialect: Dialect, terms: Terms) -> list[list[str]]:
    with closing(open_text(source, encoding)) as stream:
        found = islice(rows(stream, dialect, terms.document), _SAMPLE_ROWS)
        return [row for _, row in found if row is not None]


def _is_known(header: list[str]) -> bool:
    """Tell whether a first line is surely a header: of a known layout, or naming text or address, and another."""
    if layout_of([folded(name) for name in header]):
        return True
    meanings = {meaning_of(name) for name in header if name.strip()} - {""}
    return len(meanings) >= _LEAST_KNOWN and bool(meanings & {"text", "url"})


def _is_cut_oddly(head: str) -> bool:
    """Tell whether the first line is too long, or has tags: no header."""
    first = head.split("\n", 1)[0]
    return len(first) > _LONGEST_HEADER or bool(_TAG.search(first))
