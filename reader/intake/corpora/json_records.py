"""Stories in JSON: one object, lists of objects wherever they lie, JSON Lines, and lists of read-later programs."""

from collections.abc import Iterator
from contextlib import closing
from itertools import islice

from reader.core.errors import InputError
from reader.core.terms import Terms
from reader.intake.corpora.choice import SAMPLE, chosen, dates_of, order_of
from reader.intake.corpora.entry import entry_of, item_of
from reader.intake.corpora.flat import flat
from reader.intake.corpora.records import records
from reader.intake.corpora.shape import Shape, looks_like_json, shape_of
from reader.intake.corpora.text_stream import encoding_of, head_text, open_text
from reader.intake.format import Format, Item, LeftOut
from reader.intake.source import Source

_PROBE_CHARS = 1_000_000
_LINES_NAMES = frozenset({".jsonl", ".ndjson", ".jsonlines", ".json", ".jl"})
_STARTS = b'{["\x1e\xef\xff\xfe\x00 \t\r\n'


def _is_json(source: Source) -> bool:
    has_lines = source.suffix in _LINES_NAMES
    if source.head[:1] not in [bytes((byte,)) for byte in _STARTS] and not has_lines:
        return False
    return looks_like_json(head_text(source), has_lines=has_lines)


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    encoding = encoding_of(source, terms)
    shape = _shape(source, encoding)
    first = list(islice(records(source, shape, encoding, terms), SAMPLE))
    sample = [flat(record.fields) for record in first if record.fields]
    if not sample and any(record.failure for record in first):
        raise InputError(next(record.failure for record in first if record.failure))
    layout, is_list = chosen(sample, list(dict.fromkeys(str(name) for record in first for name in record.fields)))
    order = order_of([date for fields in sample for date in dates_of(entry_of(fields, layout))])
    for record in records(source, shape, encoding, terms):
        if record.failure:
            yield LeftOut(record.member, failure=record.failure)
        else:
            entry = entry_of(flat(record.fields), layout)
            yield item_of(entry, source, record.member, is_list=is_list, order=order)


JSON_RECORDS = Format("stories in JSON", _is_json, _unpack, is_container=True, is_never_page=True)


def _shape(source: Source, encoding: str) -> Shape:
    with closing(open_text(source, encoding)) as stream:
        text = stream.read(_PROBE_CHARS)
        return shape_of(text, is_all=not stream.read(1))
