"""XML whose root holds one element a record, read one at a time: no DTD, no entities, no network."""

import io
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import BinaryIO

from lxml import etree

from reader.core.errors import InputError
from reader.core.terms import Terms
from reader.intake.source import Source, too_large

_DEEPEST = 100


def elements(source: Source, terms: Terms, is_wanted: Callable[[etree._Element], bool]) -> Iterator[etree._Element]:
    """Yield the elements right below the root that are wanted, each to be used before the next is asked for.

    Damaged XML gives what can be recovered. Raises InputError where there is no XML, or a record is over the limit.
    """
    with closing(source.open()) as stream:
        bounded = _Bounded(stream, terms.document)
        parser = etree.iterparse(
            bounded,
            events=("start", "end"),
            recover=True,
            huge_tree=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
        )
        depth = 0
        try:
            for event, element in parser:
                depth += 1 if event == "start" else -1
                if depth > _DEEPEST:
                    raise InputError("The elements of this XML file lie too deep in each other to be read.")
                if event == "end" and depth == 1:
                    if isinstance(element.tag, str) and is_wanted(element):
                        yield element
                    _forget(element)
                    bounded.start_anew()
        except etree.XMLSyntaxError as error:
            raise InputError("This XML file is damaged. Get it again from where it came.") from error


def record_of(element: etree._Element) -> dict[str, object]:
    """Return an element as a record: its attributes, and what its children hold, lists of what is two levels down."""
    record: dict[str, object] = {str(name): str(value) for name, value in element.attrib.items()}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        inner = [text_in(one) for one in child if isinstance(one.tag, str)]
        record.setdefault(child.tag.rsplit("}", 1)[-1], inner or text_in(child))
    return record


def text_in(element: etree._Element) -> str:
    """Return all text in an element."""
    return "".join(part for part in element.itertext() if isinstance(part, str)).strip()


def document_of(source: Source, terms: Terms) -> etree._Element:
    """Return the root of an XML document. Raises InputError."""
    parser = etree.XMLParser(
        recover=True, huge_tree=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(source.read_document(terms), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError("This XML file is damaged. Get it again from where it came.") from error
    if root is None:
        raise InputError("This XML file is damaged or empty. Get it again from where it came.")
    return root


def _forget(element: etree._Element) -> None:
    """Free an element and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


class _Bounded(io.RawIOBase):
    """A stream that may give so many bytes between two records."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        super().__init__()
        self._stream = stream
        self._limit = limit
        self._given = 0

    def start_anew(self) -> None:
        """Count from here."""
        self._given = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes. Raises TooLargeError."""
        content = self._stream.read(size if size > 0 else 65_536)
        self._given += len(content)
        if self._given > self._limit:
            raise too_large(None, self._limit)
        return content
