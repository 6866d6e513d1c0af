"""The parts of a document that is a zip file, by name, each read within limits and never written out."""

import posixpath
import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote

from lxml import etree

from reader.core.errors import InputError, TooLargeError
from reader.core.terms import Terms
from reader.intake.containers.members import ENCRYPTED, Archive, opened_zip
from reader.intake.source import Source

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|//")


class Parts:
    """The parts of a zip file. ``is_locked`` tells that one of them asks for a password."""

    def __init__(self, archive: Archive, terms: Terms) -> None:
        self._archive = archive
        self._terms = terms
        self._used = 0
        self.is_locked = any(member.problem == ENCRYPTED for member in archive.members)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts in their order."""
        return tuple(member.name for member in self._archive.members)

    def __contains__(self, name: str) -> bool:
        return name in self._archive.by_name

    def read(self, name: str) -> bytes | None:
        """Return a part, or None where there is none of the name or it is damaged.

        Raises TooLargeError where it, or all that was read so far, unpacks to more than a document may.
        """
        member = self._archive.by_name.get(name)
        if member is None:
            return None
        try:
            content = self._archive.read(member, min(self._terms.document, self._terms.expanded - self._used))
        except TooLargeError:
            raise
        except InputError:
            return None
        self._used += len(content)
        return content

    def picture(self, name: str) -> bytes | None:
        """Return a part that may be missing or too large to be shown; it does not count against the whole."""
        member = self._archive.by_name.get(name)
        try:
            return self._archive.read(member, self._terms.document) if member is not None else None
        except InputError:
            return None


@contextmanager
def opened_parts(source: Source, terms: Terms) -> Iterator[Parts]:
    """Yield the parts of a source. Raises InputError where it is damaged or unpacks to too much."""
    with opened_zip(source, terms) as archive:
        yield Parts(archive, terms)


def part_beside(part: str, reference: str) -> str:
    """Return the name of the part that ``part`` refers to, or "" for an address outside of the document."""
    plain = unquote(reference.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0])
    if not plain or _ADDRESS.match(reference):
        return ""
    joined = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), plain))
    return joined.lstrip("/")


def parsed(content: bytes | None) -> etree._Element | None:
    """Return the root of a part that is XML, repaired where it is broken, or None. Nothing outside is ever loaded."""
    if not content:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=True, remove_comments=True
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace, "" for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute by its name without namespace, or ""."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """Yield the children of this name, whatever their namespace."""
    for child in element if element is not None else ():
        if local(child) == name:
            yield child


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of this name, or None."""
    return next(children(element, name), None)


def first_text(root: etree._Element | None, name: str) -> str:
    """Return the text of the first element of this name below ``root``, white space folded, or ""."""
    for element in root.iter() if root is not None else ():
        if local(element) == name:
            text = " ".join("".join(map(str, element.itertext())).split())
            if text:
                return text
    return ""
