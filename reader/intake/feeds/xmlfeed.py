"""Feeds in XML: RSS 0.9 to 2.0, RSS 1.0 and 1.1 (RDF), Atom 0.3 and 1.0, with the modules that news sites use."""

import base64
import binascii
import html
from collections.abc import Iterator

from lxml import etree

from reader.core.errors import EmptyFileError
from reader.core.terms import Terms
from reader.intake.feeds.entry import Entry, Feed, dated, item_of
from reader.intake.format import Format, Item, LeftOut
from reader.intake.source import Source
from reader.intake.xmltree import beginning, flat_text, local_name, namespace, prolog, tree_of

_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC, _DC_TERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
_XHTML = "http://www.w3.org/1999/xhtml"
_FEEDBURNER = "http://rssnamespace.org/feedburner/ext/1.0"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_OF_RSS_IN_RDF = (
    "purl.org/rss/1.0/",
    "my.netscape.com/rdf/simple/0.9",
    "purl.org/net/rss1.1",
    "channel.netscape.com/rdf",
)
_OF_ATOM = ("www.w3.org/2005/atom", "purl.org/atom/ns#", "www.w3.org/1999/atom")
_MODULES = ("media", "itunes", "podcast", "geo", "slash", "dc", "content", "feedburner", "sy", "wfw", "thr", "georss")
_KIND = "schemas.google.com/g/2005#kind"
OTHER_KINDS = "entries of other kinds"
_ENTRIES = frozenset({"item", "entry"})


def _is_feed(source: Source) -> bool:
    text = beginning(source.head)
    found = prolog(text) if text else None
    if found is None:
        return False
    lowered = text[found.start :].lower().replace("purl.org/rss/1.0/modules/", "")
    match found.root:
        case "rss":
            return True
        case "rdf" | "channel":
            return any(mark in lowered for mark in _OF_RSS_IN_RDF)
        case "feed":
            return any(mark in lowered for mark in _OF_ATOM)
    return False


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    root = tree_of(source.read_document(terms))
    feed = _feed(root)
    entries = (one for one in root.iter() if local_name(one) in _ENTRIES and len(one))
    number = 0
    for number, element in enumerate(entries, 1):
        parts = _parts(element)
        if _is_other_kind(parts):
            yield LeftOut(str(number), OTHER_KINDS)
        else:
            yield item_of(_entry(element, parts), feed, source, number)
    if not number:
        raise EmptyFileError(
            "There is no entry in this feed. Save it again when it has some, or save the stories' pages."
        )


FEED = Format("feeds", _is_feed, _unpack, is_container=True, is_never_page=True)


def _feed(root: etree._Element) -> Feed:
    """Return what stands in the feed's own element: the channel, or the root of an Atom feed."""
    inside = next((one for one in root if local_name(one) == "channel"), root)
    parts = _parts(inside)
    authors = [flat_text(name) for one in parts.get("author", ()) for name in one if local_name(name) == "name"]
    return Feed(
        title=_title(parts) or flat_text(next(iter(parts.get("dc:publisher", ())), None)),
        link=_link(inside, parts),
        language=_first(parts, "language", "dc:language") or _language_of(inside),
        authors=tuple(name for name in authors if name),
    )


def _is_other_kind(parts: dict[str, list[etree._Element]]) -> bool:
    """Tell what the exports of WordPress and Blogger have among the posts: pictures, menus, comments, settings."""
    post_type = _first(parts, "wp:post_type")
    kinds = [str(one.get("term")) for one in parts.get("category", ()) if _KIND in str(one.get("scheme") or "")]
    is_post = all(kind.endswith(("#post", "#page")) for kind in kinds)
    return post_type not in {"", "post", "page", "article"} or not is_post


def _entry(element: etree._Element, parts: dict[str, list[etree._Element]]) -> Entry:
    text, is_plain = _text(parts)
    summary = _markup(next(iter([*parts.get("description", ()), *parts.get("summary", ())]), None))
    if not summary:
        summary = _first(parts, "dc:description", "media:description", "itunes:summary", "dcterms:abstract")
    published = ("pubdate", "published", "issued", "dc:date", "dcterms:issued", "dcterms:created", "date", "created")
    return Entry(
        title=_title(parts),
        link=_link(element, parts),
        published=dated(*(_first(parts, name) for name in published)),
        updated=dated(*(_first(parts, name) for name in ("updated", "modified", "dcterms:modified", "lastbuilddate"))),
        authors=_authors(parts),
        text=text,
        summary=summary,
        outlet=_outlet(parts),
        categories=_categories(parts),
        language=_first(parts, "language", "dc:language") or str(element.get(_LANGUAGE) or ""),
        is_plain=is_plain,
    )


def _parts(element: etree._Element) -> dict[str, list[etree._Element]]:
    """Return an element's children by name; those of a module have its usual prefix before the name."""
    found: dict[str, list[etree._Element]] = {}
    for child in element:
        found.setdefault(_prefix(child) + local_name(child), []).append(child)
    return found


def _prefix(element: etree._Element) -> str:
    space = namespace(element)
    known = {_CONTENT: "content:", _DC: "dc:", _DC_TERMS: "dcterms:", _XHTML: "xhtml:", _FEEDBURNER: "feedburner:"}
    if space in known:
        return known[space]
    lowered = space.lower()
    if not space or any(mark in lowered for mark in (*_OF_RSS_IN_RDF, *_OF_ATOM)):
        prefix = str(element.prefix or "")
        return f"{prefix}:" if not space and prefix in _MODULES else ""
    if "search.yahoo.com/mrss" in lowered:
        return "media:"
    if "podcast" in lowered or "itunes" in lowered:
        return "itunes:"
    return f"{element.prefix}:" if element.prefix else ""


def _first(parts: dict[str, list[etree._Element]], *names: str) -> str:
    return next((text for name in names for one in parts.get(name, ()) if (text := flat_text(one))), "")


def _title(parts: dict[str, list[etree._Element]]) -> str:
    found = next(iter([*parts.get("title", ()), *parts.get("dc:title", ()), *parts.get("media:title", ())]), None)
    return " ".join(_markup(found).split())


def _link(element: etree._Element, parts: dict[str, list[etree._Element]]) -> str:
    """Return the address of the story: what a feed service put aside, the best alternate link, the permanent id."""
    original = _first(parts, "feedburner:origlink", "origlink")
    if original:
        return original
    links = parts.get("link", [])
    ranked = sorted(links, key=_rank_of_link)
    for one in ranked:
        address = str(one.get("href") or "").strip() or flat_text(one)
        if address and _rank_of_link(one) < _OTHER:
            return address
    for one in [*parts.get("guid", ()), *parts.get("id", ())]:
        if one.get("isPermaLink", "true").lower() == "true" and flat_text(one).startswith(("http://", "https://")):
            return flat_text(one)
    return str(element.get(_ABOUT) or "")


_OTHER = 3


def _rank_of_link(link: etree._Element) -> int:
    relation = str(link.get("rel") or "")
    if relation == "alternate":
        return 0 if str(link.get("type") or "text/html") in {"text/html", "application/xhtml+xml"} else 2
    return 1 if not relation else _OTHER


def _authors(parts: dict[str, list[etree._Element]]) -> tuple[str, ...]:
    found: list[str] = []
    for one in parts.get("author", ()):
        names = [flat_text(child) for child in one if local_name(child) == "name"]
        found += names if len(one) else [flat_text(one)]
    found += [flat_text(one) for one in parts.get("dc:creator", ())]
    if not any(found):
        found += [flat_text(one) for one in (*parts.get("itunes:author", ()), *parts.get("media:credit", ()))]
    return tuple(dict.fromkeys(name for name in found if name))


def _outlet(parts: dict[str, list[etree._Element]]) -> str:
    """Return the outlet that an entry of a collected feed names as its source."""
    for one in parts.get("source", ()):
        titles = [flat_text(child) for child in one if local_name(child) == "title"]
        return titles[0] if titles else flat_text(one) if not len(one) else ""
    return _first(parts, "dc:publisher")


def _categories(parts: dict[str, list[etree._Element]]) -> tuple[str, ...]:
    given = [*parts.get("category", ()), *parts.get("dc:subject", ())]
    elements = [one for one in given if _KIND not in str(one.get("scheme") or "")]
    return tuple(str(one.get("label") or one.get("term") or flat_text(one)) for one in elements)


def _language_of(element: etree._Element | None) -> str:
    while element is not None:
        if found := element.get(_LANGUAGE):
            return str(found)
        element = element.getparent()
    return ""


def _text(parts: dict[str, list[etree._Element]]) -> tuple[str, bool]:
    """Return an entry's full text and whether it is declared to be plain; "" where it has none."""
    for name in ("content:encoded", "encoded", "xhtml:body", "xhtml:div", "content", "fulltext", "full-text", "body"):
        for one in parts.get(name, ()):
            if one.get("src") is None and (markup := _markup(one)).strip():
                return markup, name == "content" and str(one.get("type") or "") in {"text", "text/plain"}
    return "", False


def _markup(element: etree._Element | None) -> str:
    """Return what is in an element as it is written: escaped markup as text, real elements as markup."""
    if element is None:
        return ""
    if not len(element):
        text = str(element.text or "")
        return _from_base64(text) if element.get("mode") == "base64" else text
    for one in element.iter():
        one.tag = local_name(one)
    etree.cleanup_namespaces(element)
    inside = [html.escape(str(element.text or ""), quote=False)]
    inside += [etree.tostring(child, encoding="unicode", method="html", with_tail=True) for child in element]
    return "".join(inside)


def _from_base64(text: str) -> str:
    try:
        return base64.b64decode(text).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return text
