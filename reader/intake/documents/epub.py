"""E-books (EPUB): the stories of news that calibre fetches, of read-later programs, and chapters of books.

A story is a document of the reading order with an entry in the contents, and the documents behind it that have none.
"""

import re
from collections.abc import Iterator

from lxml import etree

from reader.core.dates import parse_date
from reader.core.model import Candidate, Field, FileKind, Moment
from reader.core.model import Source as Origin
from reader.core.terms import Terms
from reader.intake.containers.members import is_zip, names_at_edges
from reader.intake.documents.epub_package import Entry, Package, read_package
from reader.intake.documents.parts import Parts, attribute, local, opened_parts, parsed, part_beside
from reader.intake.format import Format, Item, LeftOut, snapshot
from reader.intake.markup import story_markup
from reader.intake.source import Source

_TYPE = b"mimetypeapplication/epub+zip"
_TOOLS = re.compile(
    r"calibre|wallabag|readeck|instapaper|pocket|dotepub|fivefilters|push to kindle|omnivore|pandoc|percollate|"
    r"epubpress|readability|crofflr|ebook-convert|unknown",
    re.IGNORECASE,
)
_ISSUE = re.compile(r"\s*[\[(][^\[\]()]{4,60}[\])]\s*\Z")
_FEED = re.compile(r"(?:\A|/)(?:feed_\d+/)?index(?:_u\d+)?\.x?html\Z")
_CALIBRE = "calibre-downloaded-from"
_NAVIGATION = re.compile(r"\bcalibre_?navbar|calibre_feed_navbar|\bnavbar\b|\bcalibreMeta\b")
_LINKED_SHARE = 0.7
_FEWEST_LINKS = 3
_TITLE_PAGE = 300
_CONTENTS, _NO_WORDS, _FRONT = "lists of contents", "pages without text", "title pages"


def _is_epub(source: Source) -> bool:
    if not is_zip(source):
        return False
    if _TYPE in source.head[:200]:
        return True
    names = names_at_edges(source)
    return "META-INF/container.xml" in names and any(name.lower().endswith(".opf") for name in names)


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    with opened_parts(source, terms) as parts:
        package = read_package(parts)
        stories = list(_stories(package))
        for names in stories:
            yield from _story(parts, package, names, source, is_only=len(stories) == 1)


EPUB = Format("e-books (EPUB)", _is_epub, _unpack, is_container=True, is_never_page=True)


def _stories(package: Package) -> Iterator[list[str]]:
    """Yield the documents of each story."""
    listed = [name for name in package.texts if name in package.contents]
    story: list[str] = []
    for name in package.texts:
        if story and (name in package.contents or len(listed) < 2):
            yield story
            story = []
        story.append(name)
    if story:
        yield story


def _story(parts: Parts, package: Package, names: list[str], source: Source, *, is_only: bool) -> Iterator[Item]:
    markup: list[str] = []
    url = ""
    is_list = True
    for name in names:
        root = parsed(parts.read(name))
        body = _body(root)
        if body is None:
            continue
        url = url or _take_out_navigation(body)
        is_list = is_list and _is_contents(body, name, package)
        markup.append(_inside(body, name))
    shown = sum(len(re.sub(r"<[^>]*>|\s", "", one)) for one in markup)
    if not shown:
        yield LeftOut(names[0], _NO_WORDS)
        return
    if shown < _TITLE_PAGE and names[0] not in package.contents and not is_only:
        yield LeftOut(names[0], _FRONT)
        return
    if is_list and not is_only:
        yield LeftOut(names[0], _CONTENTS)
        return
    yield snapshot(
        story_markup(markup, package.language),
        FileKind.STORY,
        source,
        member=names[0],
        url=url or (package.source if is_only and package.source.startswith("http") else None),
        saved=_saved(package),
        charset="utf-8",
        stated=tuple(_stated(package, package.contents.get(names[0], Entry()), is_only=is_only)),
        attached=parts.picture,
    )


def _body(root: etree._Element | None) -> etree._Element | None:
    return next((one for one in root.iter() if local(one) == "body"), None) if root is not None else None


def _inside(body: etree._Element, place: str) -> str:
    """Return the content of a body as HTML, references to pictures as names of parts."""
    for element in body.iter():
        if isinstance(element.tag, str):
            element.tag = local(element)
        for key in list(element.attrib):
            if str(key).rpartition("}")[2] in ("src", "href") and local(element) in ("img", "image"):
                element.set("src", part_beside(place, str(element.attrib[key])))
    written = etree.tostring(body, method="html", encoding="unicode", with_tail=False)
    return re.sub(r"\A<body[^>]*>|</body>\s*\Z", "", str(written))


def _take_out_navigation(body: etree._Element) -> str:
    """Take the bars out that calibre puts around a story, and return the address that they name, or ""."""
    url = ""
    for element in list(body.iter()):
        if local(element) == "a" and attribute(element, "rel") == _CALIBRE:
            url = url or attribute(element, "href")
    for element in list(body.iter()):
        if _NAVIGATION.search(attribute(element, "class")) and element is not body:
            above = element.getparent()
            if above is not None:
                element.clear(keep_tail=True)
    return url if url.startswith("http") else ""


def _is_contents(body: etree._Element, place: str, package: Package) -> bool:
    """Tell a page that is little more than links to other documents of the book."""
    linked = count = 0
    for link in body.iter():
        if local(link) == "a" and part_beside(place, attribute(link, "href")) in package.texts:
            count += 1
            linked += len("".join(map(str, link.itertext())).strip())
    whole = len(" ".join("".join(map(str, body.itertext())).split()))
    is_feed = _is_news(package) and _FEED.search(place) is not None and "article_" not in place
    return count >= _FEWEST_LINKS and (is_feed or linked > _LINKED_SHARE * whole)


def _is_news(package: Package) -> bool:
    """Tell an issue of news from a book."""
    return package.publication_type.startswith("periodical") or _ISSUE.search(package.title) is not None


def _stated(package: Package, entry: Entry, *, is_only: bool) -> Iterator[Candidate]:
    is_news = _is_news(package)
    headline = package.title if is_only and package.title else entry.label
    if headline:
        yield Candidate(Field.HEADLINE, headline, Origin.CONTAINER)
    names = [entry.author] if entry.author else [] if is_news else list(package.creators)
    for name in names:
        if name and not _TOOLS.search(name):
            yield Candidate(Field.AUTHOR, name, Origin.CONTAINER)
    if entry.description:
        yield Candidate(Field.DESCRIPTION, entry.description, Origin.CONTAINER)
    outlet = package.publisher if is_only or not package.title else _ISSUE.sub("", package.title)
    if outlet and not _TOOLS.search(outlet):
        yield Candidate(Field.OUTLET, outlet, Origin.CONTAINER)
    if package.language and package.language.lower() not in ("und", "mul"):
        yield Candidate(Field.LANGUAGE, package.language, Origin.META)
    for event, written in package.dates:
        if event == "publication" and not is_news and not _is_tools(package):
            yield Candidate(Field.PUBLISHED, written, Origin.CONTAINER)


def _is_tools(package: Package) -> bool:
    """Tell whether a program made the book of saved stories: then its dates are those of the making."""
    return any(_TOOLS.search(one) for one in (package.publisher, package.maker, *package.creators))


def _saved(package: Package) -> Moment | None:
    written = [package.modified, *(text for event, text in package.dates if event != "publication")]
    moments = (parse_date(one, (), Origin.CONTAINER) for one in written if one)
    return next((moment for moment in moments if moment is not None and moment.value.year > 1990), None)
