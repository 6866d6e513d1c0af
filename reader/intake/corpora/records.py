"""The records of a JSON file, one at a time, each with its place; broken ones as sentences."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from typing import TextIO

from reader.core.errors import InputError
from reader.core.terms import Terms
from reader.intake.corpora.choice import tells_story
from reader.intake.corpora.flat import flat
from reader.intake.corpora.layouts import meaning_of
from reader.intake.corpora.scan import CutOffError, JsonText, OverlongError
from reader.intake.corpora.shape import Order, Shape
from reader.intake.corpora.text_stream import open_text
from reader.intake.source import Source, too_large

BROKEN = "This record is not valid JSON. Correct it in the file, or get the file again from where it came."
CUT_OFF = "The file ends in the middle of this record. Get it again from where it came."
_STRAY = frozenset(",:}")
_MOST_SEEN = 20_000
_LEAST_ALIKE = 2


@dataclass(frozen=True, slots=True)
class Record:
    """A record and its place, or a ``failure``, a sentence."""

    member: str
    fields: Mapping[str, object]
    failure: str = ""


def records(source: Source, shape: Shape, encoding: str, terms: Terms) -> Iterator[Record]:
    """Yield the records in their order. Raises InputError where the file as a whole cannot be read."""
    if shape.order is Order.WHOLE:
        yield from _inside(source, encoding, terms)
        return
    with closing(open_text(source, encoding)) as stream:
        if shape.order is Order.LINES:
            yield from _on_lines(stream, terms)
        else:
            yield from _in_list(JsonText(stream, terms.document), shape)


def records_of(value: object) -> list[Mapping[str, object]]:
    """Return the records in a value: it is one, or the longest list of objects alike in it is, three levels deep."""
    best: list[Mapping[str, object]] = [value] if isinstance(value, dict) else []
    levels: list[object] = [value]
    for _ in range(4):
        below: list[object] = []
        for one in levels:
            parts = list(one.values()) if isinstance(one, dict) else one if isinstance(one, list) else []
            alike = [part for part in parts if isinstance(part, dict)]
            is_more = len(alike) > len(best) or best == [value]
            if is_more and len(alike) * 2 >= len(parts) and _are_alike(alike, is_list=isinstance(one, list)):
                best = list(alike)
            below += [part for part in parts if isinstance(part, dict | list)]
        levels = below[:_MOST_SEEN]
    return best


def transposed(value: object) -> object:
    """Return the records of a table that was written by its columns, {"title": {"0": …}, "text": {"0": …}}, else it."""
    if not isinstance(value, dict) or "text" not in {meaning_of(str(name)) for name in value}:
        return value
    columns = [dict(enumerate(part)) if isinstance(part, list) else part for part in value.values()]
    first = columns[0]
    if len(columns) < _LEAST_ALIKE or not isinstance(first, dict) or not first:
        return value
    if any(not isinstance(column, dict) or column.keys() != first.keys() for column in columns):
        return value
    return [{name: column[key] for name, column in zip(value, columns, strict=True)} for key in first]


def _are_alike(parts: Sequence[Mapping[str, object]], *, is_list: bool) -> bool:
    """Tell whether objects are records of one kind, not the parts of one record."""
    if not parts or (len(parts) < _LEAST_ALIKE and not is_list):
        return False
    first = set(parts[0])
    return all(len(first & set(part)) * 2 >= len(first) for part in parts[:10])


def _inside(source: Source, encoding: str, terms: Terms) -> Iterator[Record]:
    content = source.read_document(terms).decode(encoding, "replace").removeprefix("\ufeff")
    try:
        value = json.loads(content)
    except RecursionError as error:
        raise InputError("The objects in this JSON file lie too deep in each other to be read.") from error
    except ValueError as error:
        raise InputError("This JSON file is damaged or ends in the middle. Get it again from where it came.") from error
    value = transposed(value)
    found = [value] if isinstance(value, dict) and tells_story(flat(value)) else records_of(value)
    for number, fields in enumerate(found, 1):
        yield Record(f"record {number}" if len(found) > 1 else "", fields)


def _on_lines(stream: TextIO, terms: Terms) -> Iterator[Record]:
    for number in count(1):
        line = stream.readline(terms.document + 1)
        if not line:
            return
        member = f"line {number}"
        if len(line) > terms.document:
            while line and not line.endswith("\n"):
                line = stream.readline(terms.document)
            yield Record(member, {}, str(too_large(None, terms.document)))
            continue
        plain = line.strip(" \t\r\n\x1e\ufeff\x00").removesuffix(",")
        if plain and plain not in {"[", "]"}:
            yield _parsed(plain, member, is_cut=not line.endswith("\n"))


def _in_list(text: JsonText, shape: Shape) -> Iterator[Record]:
    if shape.order is Order.LIST and not _enter(text, shape.path):
        return
    for number in count(1):
        while text.peek() in _STRAY or (text.peek() == "]" and shape.order is Order.VALUES):
            text.drop()
        if not text.peek() and shape.order is Order.LIST:
            yield Record("end", {}, "The file ends in the middle of its list. Get it again from where it came.")
        if text.peek() in {"]", ""}:
            return
        member = f"record {number}"
        try:
            yield _parsed(text.value(), member, is_cut=False)
        except CutOffError:
            yield Record(member, {}, CUT_OFF)
            return
        except OverlongError:
            yield Record(member, {}, str(too_large(None, text.limit)))
            try:
                text.skip()
            except CutOffError:
                return


def _enter(text: JsonText, path: tuple[str, ...]) -> bool:
    """Go into the list to which the keys of ``path`` lead, and tell whether it is there."""
    try:
        return _led(text, path)
    except ValueError:
        return False


def _led(text: JsonText, path: tuple[str, ...]) -> bool:
    for wanted in path:
        if not text.take("{"):
            return False
        while True:
            if text.take(","):
                continue
            if text.peek() != '"':
                return False
            key = json.loads(text.value())
            text.take(":")
            if key == wanted:
                break
            text.skip()
    return text.take("[")


def _parsed(written: str, member: str, *, is_cut: bool) -> Record:
    try:
        value = json.loads(written)
    except (ValueError, RecursionError):
        return Record(member, {}, CUT_OFF if is_cut else BROKEN)
    return Record(member, value if isinstance(value, dict) else {})
