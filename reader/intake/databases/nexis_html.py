"""Nexis exports as a page: documents behind anchors, or behind their counting lines where there are none."""

import re
from collections.abc import Iterator

from reader.core.model import FileKind
from reader.core.terms import Terms
from reader.intake.databases.labels import labels
from reader.intake.databases.nexis import LABELS, Document, Export, take_apart
from reader.intake.databases.nexis_text import NOT_SPLIT, items_of
from reader.intake.databases.pages import page_parts, parsed
from reader.intake.databases.parts import Part, decoded, head_text
from reader.intake.format import Format, Item, LeftOut, snapshot
from reader.intake.source import Source

_ANCHOR = re.compile(r"<a\s+name=[\"']?DOC_ID_\d{1,6}(?:_\d{1,6})?[\"']?\s*/?>", re.IGNORECASE)
_DOCUMENT = re.compile(r"<DOC\s+NUMBER=[\"']?\d{1,6}[\"']?>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--\s*Hide XML section from browser", re.IGNORECASE)
_LABEL = re.compile(r">\s{0,3}([A-ZÀ-Þ][A-ZÀ-Þ\- ]{2,24}):\s{0,3}(?:&nbsp;)?\s{0,3}<")
_TEXT = re.compile(r">\s{0,3}([^<>]{5,60})\s{0,3}<")
_LEAST_MARKS = 2


def _is_export(source: Source) -> bool:
    head = source.head
    if b"DOC_ID_" not in head and b"LexisNexis" not in head and b"DOCUMENTS" not in head and b"okument" not in head:
        return False
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return False
    text = head_text(head)
    known = labels(LABELS)
    count = bool(_ANCHOR.search(text)) + bool(_DOCUMENT.search(text) and _COMMENT.search(text))
    count += min(2, len({match.group(1) for match in _LABEL.finditer(text) if known.meaning(match.group(1))}))
    count += any(known.counter(inside) for inside in _TEXT.findall(text))
    return count > _LEAST_MARKS


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    content = source.read_document(terms)
    text = decoded(content, is_markup=True)
    export = _by_anchors(text) or take_apart(_parts(text))
    if export is None:
        yield LeftOut("", failure=NOT_SPLIT)
        yield snapshot(content, FileKind.HTML, source)
        return
    yield from items_of(export, source)


def _by_anchors(text: str) -> Export | None:
    starts = [match.start() for match in _ANCHOR.finditer(text)] or [
        match.start() for match in _DOCUMENT.finditer(text)
    ]
    if not starts:
        return None
    known = labels(LABELS)
    made = []
    for start, stop in zip(starts, [*starts[1:], len(text)], strict=True):
        parts = _parts(text[start:stop])
        counter = next((found for part in parts[:3] if (found := known.counter(part.text))), None)
        made.append(Document([part for part in parts if known.counter(part.text) is None], counter, is_classic=True))
    return Export([one for one in made if one.parts], _parts(text[: starts[0]]))


def _parts(text: str) -> list[Part]:
    root = parsed(text)
    return page_parts(root) if root is not None else []


NEXIS_HTML = Format("Nexis exports", _is_export, _unpack, is_container=True)
