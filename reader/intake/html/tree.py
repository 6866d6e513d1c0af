"""The values a parsed page is made of: the visible text with its structure, and what the page says about itself."""

from dataclasses import dataclass, field

from reader.core.model import ElementTable, Mark, Piece
from reader.core.pictures import Picture


@dataclass(frozen=True, slots=True)
class MetaTag:
    """A ``<meta>`` with a content; ``name`` is its name, property, itemprop or http-equiv, lower-case."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class LinkTag:
    """A ``<link>`` or ``<a rel>``: one row per word of ``rel``, lower-case; ``href`` and ``hreflang`` as written."""

    rel: str
    href: str
    hreflang: str = ""


@dataclass(frozen=True, slots=True)
class TimeTag:
    """A ``<time>`` element: its ``datetime`` attribute ("" if none), its text, and its index in the ElementTable.

    ``itemprop`` is its itemprop, lower-case, and ``is_pubdate`` whether it has the old ``pubdate`` attribute.
    """

    datetime: str
    text: str
    element: int
    itemprop: str = ""
    is_pubdate: bool = False


@dataclass(frozen=True, slots=True)
class ItemProp:
    """A microdata property: its name, its value (content, datetime or href attribute, else its text), its element.

    A ``<meta itemprop>`` or ``<link itemprop>`` outside the visible text has the element -1 when it is in the head.
    """

    name: str
    value: str
    element: int


@dataclass(frozen=True, slots=True)
class Archived:
    """What a web archive or cache says of the page it shows; ``keeper`` is "" where none does.

    ``url`` is the page's address, ``moment`` says when it was taken: digits, or a text with the date in it.
    """

    keeper: str = ""
    url: str = ""
    moment: str = ""


@dataclass(frozen=True, slots=True)
class HeadFacts:
    """What the page declares, unjudged and in document order. Strings are as written, entities resolved.

    ``title`` is the text of ``<title>``; ``json_ld`` the texts of the JSON-LD scripts; ``data_scripts`` those of other
    JSON scripts (``application/json``); ``language`` of ``<html lang>``; ``is_amp`` whether ``<html>`` says so;
    ``comments`` are the savers' marks (saved-from, SingleFile, HTTrack) and the first and last comments of the page, at
    most 2,000 characters each; ``base`` the ``<base href>``; ``root`` the ``data-*`` attributes of ``<html>``;
    ``archived`` what a web archive wrote around the page.
    """

    title: str = ""
    language: str = ""
    base: str = ""
    is_amp: bool = False
    meta: tuple[MetaTag, ...] = ()
    links: tuple[LinkTag, ...] = ()
    json_ld: tuple[str, ...] = ()
    data_scripts: tuple[str, ...] = ()
    times: tuple[TimeTag, ...] = ()
    item_props: tuple[ItemProp, ...] = ()
    comments: tuple[str, ...] = ()
    root: tuple[tuple[str, str], ...] = ()
    archived: Archived = Archived()


@dataclass(frozen=True, slots=True)
class HtmlTree:
    """A parsed page: ``text`` is the pieces joined by newlines, all offsets are code points into it.

    Pieces are in document order; ``elements`` holds every element of the body that has visible text or a picture in
    it, and the pictures themselves, a parent before its children.
    """

    text: str
    pieces: tuple[Piece, ...]
    elements: ElementTable
    marks: tuple[Mark, ...]
    head: HeadFacts = field(default_factory=HeadFacts)
    pictures: tuple[Picture, ...] = ()
