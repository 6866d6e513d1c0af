"""The package of an EPUB: its facts, its documents in reading order, and what its contents call them.

Source: W3C, EPUB 3.3, and IDPF, OPF 2.0.1 for the older layout.
"""

from dataclasses import dataclass, field

from lxml import etree

from reader.core.errors import UnreadableFileError
from reader.intake.documents.parts import Parts, attribute, child, children, first_text, local, parsed, part_beside

DAMAGED = "This e-book names no text; it may be damaged. Get it again from where it came."
LOCKED = "This e-book is protected against copying (DRM), and only the program it was bought for can read it."
_FONT_METHODS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_NCX = "application/x-dtbncx+xml"
_TEXT_TYPES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"})


@dataclass(slots=True)
class Entry:
    """What the contents say of a document."""

    label: str = ""
    author: str = ""
    description: str = ""


@dataclass(slots=True)
class Package:
    """An EPUB: places are names of parts. ``texts`` are the documents in reading order, without the contents."""

    title: str = ""
    creators: tuple[str, ...] = ()
    publisher: str = ""
    language: str = ""
    source: str = ""
    dates: tuple[tuple[str, str], ...] = ()
    modified: str = ""
    maker: str = ""
    publication_type: str = ""
    texts: tuple[str, ...] = ()
    contents: dict[str, Entry] = field(default_factory=dict)


def read_package(parts: Parts) -> Package:
    """Return the package. Raises UnreadableFileError where it is protected or names no text."""
    _check_lock(parts)
    place = _package_place(parts)
    root = parsed(parts.read(place))
    if root is None:
        raise UnreadableFileError(DAMAGED)
    facts = child(root, "metadata")
    items = {attribute(item, "id"): item for item in children(child(root, "manifest"), "item")}
    spine = child(root, "spine")
    found = Package(
        title=first_text(facts, "title"),
        creators=tuple(" ".join((one.text or "").split()) for one in _all(facts, "creator")),
        publisher=first_text(facts, "publisher"),
        language=first_text(facts, "language"),
        source=first_text(facts, "source"),
        dates=tuple((attribute(one, "event"), (one.text or "").strip()) for one in _all(facts, "date")),
        modified=_meta(facts, "dcterms:modified"),
        maker=" ".join([_meta(facts, "generator"), *(one.text or "" for one in _all(facts, "contributor"))]),
        publication_type=_meta(facts, "calibre:publication_type"),
    )
    navigation = [item for item in items.values() if "nav" in attribute(item, "properties").split()]
    found.texts = tuple(
        part_beside(place, attribute(items[name], "href"))
        for reference in children(spine, "itemref")
        if (name := attribute(reference, "idref")) in items
        and attribute(items[name], "media-type") in _TEXT_TYPES
        and items[name] not in navigation
    )
    if not found.texts:
        raise UnreadableFileError(DAMAGED)
    found.contents = _new_contents(parts, place, navigation) | _old_contents(parts, place, items, spine)
    return found


def _check_lock(parts: Parts) -> None:
    """Raise where documents are encrypted; fonts alone may be."""
    root = parsed(parts.read("META-INF/encryption.xml"))
    for method in root.iter() if root is not None else ():
        if local(method) == "EncryptionMethod" and attribute(method, "Algorithm") not in _FONT_METHODS:
            raise UnreadableFileError(LOCKED)
    if parts.is_locked:
        raise UnreadableFileError(LOCKED)


def _package_place(parts: Parts) -> str:
    root = parsed(parts.read("META-INF/container.xml"))
    for one in root.iter() if root is not None else ():
        if local(one) == "rootfile" and attribute(one, "full-path") in parts:
            return attribute(one, "full-path")
    return next((name for name in parts.names if name.lower().endswith(".opf")), "")


def _all(facts: etree._Element | None, name: str) -> list[etree._Element]:
    return [one for one in facts.iter() if local(one) == name] if facts is not None else []


def _meta(facts: etree._Element | None, name: str) -> str:
    """Return what a ``meta`` of the old or the new kind says."""
    for one in _all(facts, "meta"):
        if attribute(one, "name") == name or attribute(one, "property") == name:
            return (attribute(one, "content") or one.text or "").strip()
    return ""


def _old_contents(
    parts: Parts, place: str, items: dict[str, etree._Element], spine: etree._Element | None
) -> dict[str, Entry]:
    """Return what the contents of EPUB 2 (NCX) call the documents; calibre's name author and summary too."""
    given = items.get(attribute(spine, "toc")) if spine is not None else None
    if given is None:
        given = next((one for one in items.values() if attribute(one, "media-type") == _NCX), None)
    found: dict[str, Entry] = {}
    if given is None:
        return found
    name = part_beside(place, attribute(given, "href"))
    for point in _all(parsed(parts.read(name)), "navPoint"):
        target = child(point, "content")
        if target is not None:
            said = {attribute(one, "name"): " ".join((one.text or "").split()) for one in children(point, "meta")}
            label = first_text(child(point, "navLabel"), "text")
            entry = Entry(label, said.get("author", ""), said.get("description", ""))
            found.setdefault(part_beside(name, attribute(target, "src")), entry)
    return found


def _new_contents(parts: Parts, place: str, navigation: list[etree._Element]) -> dict[str, Entry]:
    """Return what the contents of EPUB 3 call the documents; the first word on one stands."""
    found: dict[str, Entry] = {}
    for item in navigation:
        name = part_beside(place, attribute(item, "href"))
        for link in _all(parsed(parts.read(name)), "a"):
            label = " ".join("".join(map(str, link.itertext())).split())
            found.setdefault(part_beside(name, attribute(link, "href")), Entry(label))
    return found
