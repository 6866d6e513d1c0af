"""The XML of news agencies and newspaper corpora: NITF documents and the items of NewsML-G2."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.core.errors import EmptyFileError
from reader.core.model import Candidate, Field, FileKind
from reader.core.model import Source as Origin
from reader.core.terms import Terms
from reader.intake.corpora.values import date_of
from reader.intake.format import Format, Item, LeftOut, snapshot
from reader.intake.markup import bullets, heading, paragraph, quote, rows, story_markup
from reader.intake.source import Source

if TYPE_CHECKING:
    from lxml import etree

_NITF = re.compile(rb"<nitf[\s>]")
_NEWSML = re.compile(rb"<(?:\w+:)?(?:newsMessage|newsItem)[\s>]")
_GLANCE = 16_384
_BLOCKS = frozenset(
    {
        "p",
        "hl1",
        "hl2",
        "blockquote",
        "bq",
        "ul",
        "ol",
        "dl",
        "table",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "note",
    }
)
_MOST_BLOCKS = 20_000


def _is_agency(source: Source) -> bool:
    head = source.head
    if not head[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return False
    is_newsml = b"iptc.org/std/nar" in head[:_GLANCE] and _NEWSML.search(head, 0, _GLANCE)
    return bool(_NITF.search(head, 0, _GLANCE) or is_newsml)


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    from reader.intake.corpora.xml_records import document_of  # noqa: PLC0415 - lxml, for these alone

    root = document_of(source, terms)
    documents = [root] if _name(root) in {"newsItem", "nitf"} else _all(root, "newsItem") or _all(root, "nitf")
    for number, document in enumerate(documents, 1):
        member = f"record {number}" if len(documents) > 1 else ""
        made = _item(document, source, member)
        if made is None and len(documents) == 1:
            raise EmptyFileError("There is no text in this document of a news agency.")
        yield made or LeftOut(member, "items without text")


AGENCY_XML = Format("documents of news agencies", _is_agency, _unpack, is_never_page=True)


def _item(document: "etree._Element", source: Source, member: str) -> Item | None:
    nitf = document if _name(document) == "nitf" else next(iter(_all(document, "nitf")), None)
    body = nitf if nitf is not None else next(iter(_all(document, "html")), None)
    blocks = _blocks(body) if body is not None else _plain_blocks(document)
    if not any(blocks):
        return None
    stated = _of_nitf(nitf) if nitf is not None else ()
    stated = (*stated, *_of_newsml(document))
    return snapshot(
        story_markup(blocks, _language(document)),
        FileKind.STORY,
        source,
        member=member,
        url=_address(nitf, document),
        charset="utf-8",
        stated=_once(stated),
    )


def _blocks(body: "etree._Element") -> list[str]:
    """Return the paragraphs of a document's content as markup; captions and what stands in the head are not of it."""
    content = _all(body, "body.content") or _all(body, "body") or [body]
    main = [one for one in (_all(content[0], "block")) if one.get("class") in {"full_text", "lead_paragraph"}]
    full = [one for one in main if one.get("class") == "full_text"]
    made: list[str] = []
    for area in full or main or content[:1]:
        waiting = list(reversed(area))
        while waiting and len(made) < _MOST_BLOCKS:
            element = waiting.pop()
            name = _name(element)
            if name in _BLOCKS:
                made.append(_block(element, name))
            elif name not in {"media", "figure", "head", "script", "style"}:
                waiting.extend(reversed(element))
    return made


def _block(element: "etree._Element", name: str) -> str:
    match name:
        case "hl1" | "hl2" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            return heading(_text(element))
        case "blockquote" | "bq":
            return quote(_text(element))
        case "ul" | "ol":
            return bullets((_text(item) for item in element), is_numbered=name == "ol")
        case "table":
            return rows([_text(cell) for cell in row] for row in _all(element, "tr"))
        case _:
            return paragraph(_text(element))


def _plain_blocks(document: "etree._Element") -> list[str]:
    texts = _all(document, "inlineData")
    return [paragraph(line) for text in texts for line in "".join(text.itertext()).splitlines()]


def _of_nitf(nitf: "etree._Element") -> tuple[Candidate, ...]:
    head = _all(nitf, "body.head") or [nitf]
    issued = [date_of(one.get("norm")) for name in ("date.issue", "date.release") for one in _all(nitf, name)]
    published = [date_of(one.get("date.publication")) for one in _all(nitf, "pubdata")]
    bylines = _all(head[0], "byline")
    persons = [_text(one) for byline in bylines for one in _all(byline, "person")]
    named = [one for one in bylines if one.get("class") in {"normalized_byline", None}] or bylines
    written = [text for text in (re.sub(r"(?i)\Aby\s+", "", _text(one)) for one in bylines) if text]
    found = [(Field.HEADLINE, text) for name in ("hl1", "title") for one in _all(nitf, name) if (text := _text(one))]
    found += [(Field.DESCRIPTION, _text(one)) for one in _all(head[0], "abstract") + _all(head[0], "hl2")]
    found += [(Field.AUTHOR, author) for author in persons or (written[:1] if named else [])]
    found += [(Field.OUTLET, one.get("name", "")) for one in _all(nitf, "pubdata")]
    found += [(Field.SECTION, one.get("position.section", "")) for one in _all(nitf, "pubdata")]
    found += [
        (Field.SECTION, one.get("content", "")) for one in _all(nitf, "meta") if one.get("name") == "online_sections"
    ]
    found += [(Field.PUBLISHED, date) for date in (published + issued)]
    return _candidates(found)


def _of_newsml(document: "etree._Element") -> tuple[Candidate, ...]:
    if _name(document) != "newsItem":
        return ()
    found = [(Field.HEADLINE, _text(one)) for one in _all(document, "headline")]
    found += [(Field.AUTHOR, re.sub(r"(?i)\Aby\s+", "", _text(one))) for one in _all(document, "by")]
    creators = [name for one in _all(document, "creator") for name in _all(one, "name")]
    found += [(Field.AUTHOR, _text(one)) for one in creators if not _all(document, "by")]
    sources = [name for tag in ("infoSource", "provider") for one in _all(document, tag) for name in _all(one, "name")]
    found += [(Field.OUTLET, _text(one)) for one in sources]
    found += [(Field.DESCRIPTION, _text(one)) for one in _all(document, "description")]
    found += [(Field.LANGUAGE, one.get("tag", "")) for one in _all(document, "language")]
    issued = [_text(one) for tag in ("firstCreated", "contentCreated") for one in _all(document, tag)]
    versions = [_text(one) for one in _all(document, "versionCreated")]
    found += [(Field.PUBLISHED, date_of(date)) for date in (issued or versions)[:1]]
    found += [(Field.MODIFIED, date_of(date)) for date in versions[:1] if issued]
    return _candidates(found)


def _candidates(found: Sequence[tuple[Field, str]]) -> tuple[Candidate, ...]:
    return tuple(Candidate(field, value, Origin.CONTAINER) for field, value in found if value)


def _once(stated: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return each candidate once; of fields with one value the first says it, authors may be several."""
    return tuple(dict.fromkeys(stated))


def _language(document: "etree._Element") -> str:
    return document.get("{http://www.w3.org/XML/1998/namespace}lang", "")[:12]


def _address(nitf: "etree._Element | None", document: "etree._Element") -> str | None:
    given = [one.get("ex-ref") for one in (_all(nitf, "pubdata") if nitf is not None else [])]
    given += [one.get("href") for one in _all(document, "link")]
    return next((url for url in given if url and url.startswith(("http://", "https://"))), None)


def _all(element: "etree._Element", name: str) -> "list[etree._Element]":
    """Return all elements of a local name below ``element``, in their order."""
    return [one for one in element.iter(f"{{*}}{name}") if one is not element]


def _name(element: "etree._Element") -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def _text(element: "etree._Element") -> str:
    return " ".join("".join(part for part in element.itertext() if isinstance(part, str)).split())
