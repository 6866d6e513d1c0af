"""Factiva exports as pages: an element a document, with two-cell rows of codes or with lines in a known order."""

import re
from collections.abc import Iterator

from lxml import html

from reader.core.model import FileKind
from reader.core.terms import Terms
from reader.intake.databases.factiva import NUMBER, Coded, Draft, coded_story, is_code, number_in, take_header
from reader.intake.databases.nexis_text import NOT_SPLIT
from reader.intake.databases.pages import classes, flat, page_parts, parsed
from reader.intake.databases.parts import decoded
from reader.intake.databases.story import Story, names, story_snapshot
from reader.intake.format import Format, Item, LeftOut, snapshot
from reader.intake.source import Source

_MARKS = (
    re.compile(rb"<title>\s{0,20}(?:Dow Jones )?Factiva\b", re.IGNORECASE),
    re.compile(rb"class=[\"']article(?: [a-z]{2}Article)?[\"']"),
    re.compile(rb"class=[\"']articleParagraph [a-z]{2}articleParagraph"),
    re.compile(rb"class=[\"']index[\"'][^<>]{0,80}>\s{0,5}(?:<p>)?<b>[A-Z]{2,3}</b>"),
    re.compile(rb">\s{0,5}[^<>\s]{2,40}\s" + NUMBER.encode() + rb"\s{0,5}<"),
    re.compile(rb"id=[\"']postProcessingNav|#postProcessingNav"),
)
_LEAST_MARKS = 2
_LANGUAGE = re.compile(r"([a-z]{2})article")
_NO_DOCUMENT = "A document of this export has no text that could be read. Look at the file itself."


def _is_export(source: Source) -> bool:
    head = source.head
    if b"activa" not in head and b"articleParagraph" not in head:
        return False
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return False
    tail = source.tail if source.size is not None and source.size > len(head) else b""
    return sum(1 for mark in _MARKS if mark.search(head) or mark.search(tail)) >= _LEAST_MARKS


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    content = source.read_document(terms)
    root = parsed(decoded(content, is_markup=True))
    articles = _articles(root) if root is not None else []
    if not articles:
        yield LeftOut("", failure=NOT_SPLIT)
        yield snapshot(content, FileKind.HTML, source)
        return
    for number, article in enumerate(articles, 1):
        story = _story(article, f"document {number}")
        if story.body or story.headline:
            yield story_snapshot(story, source)
        else:
            yield LeftOut(story.member, failure=_NO_DOCUMENT)


def _articles(root: html.HtmlElement) -> list[html.HtmlElement]:
    """Return the elements of documents: the innermost ones, as some layouts have one around each."""
    found = [one for one in root.iter("div") if "article" in classes(one)]
    around = {id(above) for one in found for above in one.iterancestors("div")}
    return [one for one in found if id(one) not in around]


def _story(article: html.HtmlElement, place: str) -> Story:
    language = next((match.group(1) for name in classes(article) if (match := _LANGUAGE.fullmatch(name))), "")
    fields = list(_coded(article))
    if fields:
        return coded_story(fields, place, language)
    return _by_order(article, language, place)


def _coded(article: html.HtmlElement) -> Iterator[Coded]:
    for row in article.iter("tr"):
        cells = [cell for cell in row if cell.tag == "td"]
        code = flat(cells[0]) if len(cells) > 1 else ""
        if is_code(code):
            parts = tuple(part for cell in cells[1:] for part in page_parts(cell, with_bold=False))
            yield Coded(code, " ".join(part.text for part in parts), parts)


def _by_order(article: html.HtmlElement, language: str, place: str) -> Story:
    draft = Draft(language=language)
    above: list[str] = []
    cells: list[str] = []
    behind: list[str] = []
    has_text = False
    for one in article.iter("div", "p", "span", "b", "pre"):
        names_of = classes(one)
        if "articleparagraph" in names_of or one.tag == "pre":
            has_text = True
            draft.body += [block for part in page_parts(one, with_bold=False) for block in part.body]
        elif any(name.endswith("headline") for name in names_of):
            draft.headline = draft.headline or flat(one)
        elif one.tag in ("span", "b") or _has_blocks(one) or _is_inside_text(one) or not flat(one):
            continue
        elif "author" in names_of:
            draft.authors += names(flat(one))
            draft.facts.append(("BY", flat(one)))
        elif has_text:
            behind.append(flat(one))
        else:
            (cells if draft.headline else above).append(flat(one))
    draft.section = above[-1] if above else ""
    header = take_header(cells, draft)
    draft.facts += [("ED", cell) for cell in cells[header:]]
    _take_behind(behind, draft)
    return draft.story(place)


def _has_blocks(element: html.HtmlElement) -> bool:
    return any(True for _ in element.iter("div", "p", "table")) and any(
        child is not element for child in element.iter("div", "p", "table")
    )


def _is_inside_text(element: html.HtmlElement) -> bool:
    return any(
        "articleparagraph" in classes(one) or any(name.endswith("headline") for name in classes(one))
        for one in element.iterancestors("p", "pre", "span", "div")
    ) or any(any(name.endswith("headline") for name in classes(one)) for one in element.iter("span", "b"))


def _take_behind(lines: list[str], draft: Draft) -> None:
    """Take what stands behind the text: captions, the publisher and the number."""
    if lines and number_in(lines[-1]):
        draft.number = number_in(lines.pop())
    if lines and not lines[-1].rstrip().endswith((".", "!", "?", ".”", '."')):
        draft.facts.append(("PUB", lines.pop()))
    draft.captions += lines


FACTIVA_PAGE = Format("Factiva exports", _is_export, _unpack, is_container=True)
