"""The parts of a document that is a zip file, by name, each read within limits and never written out."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO
from urllib.parse import unquote

from lxml import etree

from reader.core.errors import TooLargeError, UnreadableFileError
from reader.core.terms import Terms
from reader.intake.source import Source

_DAMAGED = "The document is damaged and cannot be unpacked. Get it again from where it came."
_ENCRYPTED = 0x1
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|//")


class Parts:
    """The parts of a zip file. ``is_locked`` tells that one of them asks for a password."""

    def __init__(self, stream: IO[bytes], terms: Terms) -> None:
        """Raise UnreadableFileError or TooLargeError where the list of parts is damaged or too long."""
        try:
            self._zip = zipfile.ZipFile(stream)
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
            raise UnreadableFileError(_DAMAGED) from error
        if len(entries) > terms.members:
            raise TooLargeError(
                f"The document has more than {terms.members:,} parts, too many for a saved story. "
                "Save it anew with the program that made it."
            )
        self._entries = {entry.filename: entry for entry in entries if not entry.is_dir()}
        self._terms = terms
        self._used = 0
        self.is_locked = any(entry.flag_bits & _ENCRYPTED for entry in entries)

    @classmethod
    def of(cls, source: Source, terms: Terms) -> "Parts":
        """Return the parts of a source: a file on the disk is not held in memory."""
        stream = source.open() if source.path is not None else io.BytesIO(source.read_document(terms))
        return cls(stream, terms)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts in their order."""
        return tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes | None:
        """Return a part, or None where there is none of the name or it cannot be unpacked.

        Raises TooLargeError where it, or all that was read so far, unpacks to more than a document may.
        """
        entry = self._entries.get(name)
        if entry is None or entry.flag_bits & _ENCRYPTED:
            return None
        allowed = self._terms.expanded - self._used
        by_ratio = max(self._terms.ratio_floor, self._terms.ratio * entry.compress_size)
        limit = min(allowed, by_ratio, self._terms.document)
        try:
            with self._zip.open(entry) as part:
                content = part.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, NotImplementedError, RuntimeError):
            return None
        if len(content) > limit:
            raise TooLargeError(
                "A part of the document unpacks to more than a saved story may have. "
                "Save the part that is wanted as a document of its own."
            )
        self._used += len(content)
        return content

    def picture(self, name: str) -> bytes | None:
        """Return a part that may be missing or too large to be shown; it does not count against the whole."""
        try:
            content = self.read(name)
        except TooLargeError:
            return None
        self._used -= len(content or b"")
        return content


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
