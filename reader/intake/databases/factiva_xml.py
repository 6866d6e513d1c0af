"""Factiva exports as XML: an element a document, read one after another."""

import re
from collections.abc import Iterator
from contextlib import closing

from lxml import etree

from reader.core.errors import UnreadableFileError
from reader.core.terms import Terms
from reader.intake.databases.labels import language_code
from reader.intake.databases.story import Block, Story, names, plain, story_snapshot
from reader.intake.format import Format, Item, LeftOut
from reader.intake.source import Source

_MARKS = (b"global.factiva.com", b"<ppsarticle", b"<accessionNo", b"PPSResponse", b"ppsArticleResponse", b"<sourceName")
_LEAST_MARKS = 3
_INDENTED = re.compile(r"\n[ \t]{3,}")
_TEXT = ("leadParagraph", "tailParagraphs", "corrections", "correction", "notes")
_FACTS = (
    "publisherName",
    "wordCount",
    "edition",
    "volume",
    "columnName",
    "credit",
    "contact",
    "copyright",
    "sourceCode",
)
_NAMED = ("region", "newsSubject", "company", "industry", "descField")
_NO_DOCUMENTS = "This XML file of Factiva has no documents that can be read. Export them again."
_EMPTY = "A document of this export has no text that could be read. Look at the file itself."
_DAMAGED = "This XML file of Factiva is damaged. What could be read of it was kept; get the rest again."


def _is_export(source: Source) -> bool:
    begin = source.head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return begin.startswith(b"<") and sum(mark in source.head for mark in _MARKS) >= _LEAST_MARKS


def _unpack(source: Source, _: Terms) -> Iterator[Item]:
    found = declared = 0
    with closing(source.open()) as stream:
        events = etree.iterparse(
            stream,
            events=("start", "end"),
            tag=("{*}ppsarticleResultSet", "{*}article"),
            recover=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
        )
        try:
            for event, element in events:
                name = etree.QName(element).localname
                if event == "start" and name == "ppsarticleResultSet":
                    count = element.get("count") or ""
                    declared += int(count) if count.isdecimal() and len(count) < 7 else 0
                elif event == "end" and name == "article":
                    found += 1
                    story = _story(element, f"document {found}")
                    is_empty = not story.body and not story.headline
                    yield LeftOut(story.member, failure=_EMPTY) if is_empty else story_snapshot(story, source)
                    _forget(element)
        except etree.XMLSyntaxError as error:
            if not found:
                raise UnreadableFileError(_NO_DOCUMENTS) from error
        is_damaged = any(entry.level_name == "FATAL" for entry in events.error_log)
    if not found:
        raise UnreadableFileError(_NO_DOCUMENTS)
    if is_damaged:
        yield LeftOut("", failure=_DAMAGED)
    if declared > found:
        yield LeftOut("", failure=_FEWER.format(declared=declared, found=found))


_FEWER = (
    "This export says that it holds {declared} documents, but only {found} were found in it. Export the others again."
)


def _forget(element: etree._Element) -> None:
    """Free a document that was read, and what lies before it."""
    element.clear()
    above = element.getparent()
    around = above.getparent() if above is not None else None
    if above is None or around is None:
        return
    while (before := above.getprevious()) is not None:
        around.remove(before)


def _story(article: etree._Element, place: str) -> Story:
    number = _value(article, "accessionNo")
    when = article.find("{*}publicationDate")
    time = _value(article, "publicationTime") or (_value(when, "time") if when is not None else "")
    day = (_value(when, "dateTime") or _value(when, "date")) if when is not None else ""
    return Story(
        member=f"Document {number}" if number else place,
        body=tuple(block for name in _TEXT for one in article.findall(f"{{*}}{name}") for block in _blocks(one)),
        headline=_value(article, "headline"),
        authors=names(_value(article, "byline")),
        outlet=_value(article, "sourceName"),
        section=_value(article, "sectionName"),
        language=language_code(_value(article, "baseLanguage")),
        published=f"{day} {time}".strip() if "T" not in day else day,
        captions=tuple(filter(None, (_flat(one) for one in article.findall("{*}artWork")))),
        facts=tuple(_facts(article)),
    )


def _blocks(element: etree._Element) -> Iterator[Block]:
    """Yield the paragraphs of a text; one without elements of its own begins them by an indent."""
    paragraphs = element.findall("{*}paragraph")
    if paragraphs:
        yield from (plain(_flat(one)) for one in paragraphs if _flat(one))
        return
    yield from (plain(" ".join(text.split())) for text in _INDENTED.split("".join(element.itertext())) if text.strip())


def _facts(article: etree._Element) -> Iterator[tuple[str, str]]:
    for name in _FACTS:
        if value := _value(article, name):
            yield name, value
    pages = article.find("{*}pages")
    if pages is not None and _flat(pages):
        yield "pages", _flat(pages)
    for name in _NAMED:
        values = [_flat(one) for one in article.findall(f"{{*}}{name}")]
        if any(values):
            yield name, "; ".join(filter(None, values))


def _value(element: etree._Element, name: str) -> str:
    found = element.find(f"{{*}}{name}")
    return _flat(found) if found is not None else ""


def _flat(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


FACTIVA_XML = Format("Factiva exports", _is_export, _unpack, is_container=True, is_never_page=True)
