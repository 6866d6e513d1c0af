"""Lists in XML and text: the posts of Pinboard and Delicious, and wallabag's exports that are no JSON."""

import re
from collections.abc import Iterator

from reader.core.terms import Terms
from reader.intake.corpora.entry import Entry, entry_of, item_of
from reader.intake.corpora.flat import flat
from reader.intake.corpora.layouts import layout_of
from reader.intake.corpora.text_stream import head_text
from reader.intake.decode import decode
from reader.intake.format import Format, Item
from reader.intake.source import Source

_POSTS = re.compile(rb"<posts(?:\s[^<>]{0,2000})?>\s*(?:<!--.{0,500}?-->\s*)?<post\s", re.DOTALL)
_ENTRIES = re.compile(rb"<entry>\s*(?:<!--.{0,500}?-->\s*)?<[a-z_]+>", re.DOTALL)
_GLANCE = 8_192
_BAR = "=" * 100
_BARRED = re.compile(r"\s*={100}\s*\n\s*\n?[^\n]+\n\s*\n?={100}")


def _is_list(source: Source) -> bool:
    head = source.head
    if _POSTS.search(head, 0, _GLANCE):
        return True
    return bool(_ENTRIES.search(head, 0, _GLANCE)) and b"<is_archived>" in head


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    from reader.intake.corpora.xml_records import elements, record_of  # noqa: PLC0415 - lxml, for these alone

    found = elements(source, terms, lambda element: element.tag in {"post", "entry"})
    for number, element in enumerate(found, 1):
        fields = flat(record_of(element))
        layout = layout_of(fields)
        if layout is not None:
            yield item_of(entry_of(fields, layout), source, f"record {number}", is_list=True)


XML_POSTS = Format("entries of a reading list", _is_list, _unpack, is_container=True)


def _is_barred(source: Source) -> bool:
    return b"=" * 100 in source.head[:_GLANCE] and bool(_BARRED.match(head_text(source)))


def _unpack_barred(source: Source, terms: Terms) -> Iterator[Item]:
    text = decode(source.read_document(terms), None, is_html=False).text.replace("\r\n", "\n")
    parts = text.split(_BAR)[1:]
    for number, (title, body) in enumerate(zip(parts[::2], parts[1::2], strict=False), 1):
        entry = Entry(text=body.strip(), title=" ".join(title.split()))
        yield item_of(entry, source, f"record {number}")


WALLABAG_TEXT = Format(
    "stories in a wallabag export", _is_barred, _unpack_barred, is_container=True, is_never_page=True
)
