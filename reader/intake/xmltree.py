"""XML as people have it, parsed with repair: no DTD is loaded, no entity of the file expanded, nothing fetched."""

import html.entities
import re
from dataclasses import dataclass

from lxml import etree

from reader.core.errors import UnreadableFileError
from reader.intake.decode import decode

_NAME = re.compile(r"<(?:[\w.\-]{1,60}:)?([A-Za-z_][\w.\-]{0,60})")
_ENTITY = re.compile(r"&(?:#|([A-Za-z_][\w.\-]{0,40});|)")
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Prolog:
    """The beginning of an XML file: the root's name without prefix, in lower case, and where the root and DTD stand."""

    root: str
    start: int
    doctype: tuple[int, int] | None = None
    has_entities: bool = False


def prolog(text: str) -> Prolog | None:
    """Return what stands before the root element of ``text``, or None where it begins with no element."""
    at, doctype, has_entities = 0, None, False
    while True:
        while at < len(text) and (text[at].isspace() or text[at] == "\ufeff"):
            at += 1
        if text.startswith("<?", at):
            end = text.find("?>", at)
        elif text.startswith("<!--", at):
            end = text.find("-->", at) + 1
        elif text[at : at + 9].lower() == "<!doctype":
            end = _doctype_end(text, at) - 2
            doctype = (at, end + 2)
            has_entities = "<!entity" in text[at : end + 2].lower()
        else:
            name = _NAME.match(text, at)
            return Prolog(name.group(1).lower(), at, doctype, has_entities) if name else None
        if end <= at:
            return None
        at = end + 2


def beginning(head: bytes) -> str:
    """Return the text of the beginning of a file that may be XML, "" where it is none."""
    if not head.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<") and b"<\x00" not in head[:64]:
        return ""
    return decode(head, None, True).text


def tree_of(content: bytes) -> etree._Element:
    """Return the root of an XML document, as much as can be parsed of it.

    Entities of HTML are read, others stay in the text as they are written. Raises UnreadableFileError.
    """
    text = _NOT_XML.sub("", decode(content, None, True).text)
    before = prolog(text)
    if before is None:
        raise UnreadableFileError("The file is no XML, though it begins like one. Get it again from where it came.")
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    readable = _ENTITY.sub(_readable, text[before.start :])
    try:
        root = etree.fromstring(readable.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFileError(
            "The file is damaged so that nothing of it can be read. Get it again from where it came."
        ) from error
    if root is None:
        raise UnreadableFileError("There is nothing in this file. Get it again from where it came.")
    return root


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace, in lower case."""
    return str(element.tag).rpartition("}")[2].lower()


def namespace(element: etree._Element) -> str:
    """Return an element's namespace, or ""."""
    return str(element.tag)[1:].partition("}")[0] if str(element.tag).startswith("{") else ""


def flat_text(element: etree._Element | None) -> str:
    """Return all text in an element on one line, "" for None."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _doctype_end(text: str, at: int) -> int:
    """Return where a document type declaration ends, behind its inner subset."""
    quote, is_inside = "", False
    for i in range(at, len(text)):
        char = text[i]
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        elif char in "[]":
            is_inside = char == "["
        elif char == ">" and not is_inside:
            return i + 1
    return at


def _readable(match: re.Match[str]) -> str:
    """Return an entity in a form that needs no declaration, and a stray ampersand as one that is meant."""
    name = match.group(1)
    if match.group() == "&#" or name in _OF_XML:
        return match.group()
    if name is None:
        return "&amp;"
    return html.entities.html5.get(f"{name};", f"&amp;{name};")
