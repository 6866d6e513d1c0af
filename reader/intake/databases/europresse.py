"""Europresse exports as pages: an ``article`` a document, or in the older layout a cell of a table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import html

from reader.core.dates import find_date, parse_date
from reader.core.model import FileKind, Moment
from reader.core.model import Source as FactSource
from reader.core.terms import Terms
from reader.intake.databases.labels import labels
from reader.intake.databases.nexis_text import NOT_SPLIT
from reader.intake.databases.pages import classes, flat, has_class, page_parts, parsed
from reader.intake.databases.parts import Part, decoded
from reader.intake.databases.story import Block, Story, names, plain, story_snapshot
from reader.intake.format import Format, Item, LeftOut, snapshot
from reader.intake.metadata.names import is_person_like
from reader.intake.source import Source

LABELS = "europresse"
_MARKS = (
    re.compile(rb"class=[\"']DocPublicationName"),
    re.compile(rb"class=[\"']DocHeader"),
    re.compile(rb"class=[\"'][^\"']{0,60}titreArticle", re.IGNORECASE),
    re.compile(rb"docOcurrContainer|PubliC_lbl|cedrom-sni|europresse\.com|eureka\.cc"),
)
_LEAST_MARKS = 3
_ISSUE = re.compile(r",?\s*(?:no|n°|nº|nr|vol|issue|numéro)\.?\s*\d.*\Z", re.IGNORECASE)
_ON_WEB = re.compile(r"\s*\((?:site web|web site|site|website)[^()]*\)", re.IGNORECASE)
_DAYS = re.compile(
    r"[\s,]*(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)?"
    r"[\s,]*\Z",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\bpp?\.\s?[\w\-, ]{1,20}|\bpage\s[\w-]{1,10}", re.IGNORECASE)
_LANGUAGES = ("fr", "en", "es", "de")
_LONGEST_BYLINE = 200
_LEAST_STANDFIRST = 6
"""So many words below a headline are text of the story."""
_NO_DOCUMENT = "A document of this export has no text that could be read. Look at the file itself."


@dataclass(slots=True)
class _Draft:
    """What has been gathered of a story."""

    headline: str = ""
    standfirst: list[str] = field(default_factory=list)
    outlet: str = ""
    section: str = ""
    published: str = ""
    authors: list[str] = field(default_factory=list)
    number: str = ""
    saved: Moment | None = None
    body: list[Block] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)

    def story(self, place: str) -> Story:
        """Return it as a story."""
        return Story(
            member=self.number or place,
            body=tuple(self.body),
            headline=self.headline,
            standfirst=" ".join(self.standfirst),
            authors=tuple(dict.fromkeys(self.authors)),
            outlet=self.outlet,
            section=self.section,
            published=self.published,
            languages=_LANGUAGES,
            captions=tuple(self.captions),
            facts=tuple(self.facts),
        )


def _is_export(source: Source) -> bool:
    head = source.head
    if b"DocPublicationName" not in head or not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return False
    tail = source.tail if source.size is not None and source.size > len(head) else b""
    return sum(1 for mark in _MARKS if mark.search(head) or mark.search(tail)) >= _LEAST_MARKS


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    content = source.read_document(terms)
    root = parsed(decoded(content, is_markup=True))
    drafts = list(_drafts(root)) if root is not None else []
    if not drafts:
        yield LeftOut("", failure=NOT_SPLIT)
        yield snapshot(content, FileKind.HTML, source)
        return
    for number, draft in enumerate(drafts, 1):
        story = draft.story(f"document {number}")
        if story.body or story.headline:
            yield story_snapshot(story, source, draft.saved)
        else:
            yield LeftOut(story.member, failure=_NO_DOCUMENT)


def _drafts(root: html.HtmlElement) -> Iterator[_Draft]:
    articles = [one for one in root.iter("article") if next(has_class(one, "docpublicationname"), None) is not None]
    if articles:
        yield from map(_article, articles)
        return
    seen: set[int] = set()
    for name in has_class(root, "docpublicationname"):
        cell = next(name.iterancestors("td", "table"), None)
        if cell is not None and id(cell) not in seen:
            seen.add(id(cell))
            yield _cell(cell)


def _article(article: html.HtmlElement) -> _Draft:
    draft = _Draft()
    taken = _take_names(article, draft)
    head = next(article.iter("header"), None)
    section = next(article.iter("section"), None)
    if section is None:
        section = next((one for name in ("doctext", "dococurrcontainer") for one in has_class(article, name)), None)
    if head is not None:
        _take_header(head, taken, draft)
    if section is not None:
        draft.body += [block for part in page_parts(section) for block in part.body]
    for aside in article.iter("aside"):
        _take_behind(page_parts(aside), draft)
    for footer in article.iter("footer"):
        _take_behind(page_parts(footer), draft, is_text=False)
    return draft


def _take_names(root: html.HtmlElement, draft: _Draft) -> list[html.HtmlElement]:
    """Take outlet, date line and headline by their classes; return the elements."""
    outlet = next(has_class(root, "docpublicationname"), None)
    headers = list(has_class(root, "docheader"))
    title = next((one for name in ("titrearticlevisu", "rdp__articletitle") for one in has_class(root, name)), None)
    title = title if title is not None else next(has_class(root, "titrearticle"), None)
    draft.headline = flat(title)
    _take_outlet(flat(outlet), draft)
    _take_line(" ".join(flat(one) for one in headers), draft)
    return [one for one in (outlet, title, *headers) if one is not None]


def _take_outlet(written: str, draft: _Draft) -> None:
    draft.outlet = _ON_WEB.sub("", _ISSUE.sub("", written)).strip(" ,")
    if draft.outlet != written:
        draft.facts.append(("Publication", written))


def _take_line(line: str, draft: _Draft) -> None:
    """Take a line such as "Politique, mardi 14 mars 2006, p. 12": section, date, page."""
    found = find_date(line, _LANGUAGES)
    page = _PAGE.search(line)
    draft.facts += [("Page", page.group().strip())] if page else []
    if found is None:
        draft.facts += [("Date", line)] if line else []
        return
    draft.published = found[1].iso
    draft.section = _DAYS.sub("", line[: found[0].start]).strip(" ,")
    rest = line[found[0].end :].replace(page.group() if page else "", "").strip(" ,")
    draft.facts += [("Header", rest)] if rest else []


def _take_header(head: html.HtmlElement, taken: list[html.HtmlElement], draft: _Draft) -> None:
    """Take authors and what else stands in the header: what comes behind the headline first is the byline."""
    known = {id(below) for one in taken for below in one.iter()}
    is_below = False
    for one in head.iter("div", "p", "span"):
        if id(one) in known:
            is_below = is_below or one is _title_of(taken)
            continue
        text = flat(one)
        if not text or any(below is not one for below in one.iter("div", "p", "span")):
            continue
        marks = classes(one)
        is_author = "docauthors" in marks or (is_below and "rdp__subtitle" not in marks and not draft.authors)
        found = names(text) if is_author and len(text) <= _LONGEST_BYLINE else ()
        draft.authors += found
        if is_below and not found and ("rdp__subtitle" in marks or len(text.split()) >= _LEAST_STANDFIRST):
            draft.standfirst.append(text)
        else:
            draft.facts.append(("Authors" if found else "Subtitle" if is_below else "Kicker", text))


def _title_of(taken: list[html.HtmlElement]) -> html.HtmlElement | None:
    return taken[1] if len(taken) > 1 else None


def _take_behind(parts: list[Part], draft: _Draft, *, is_text: bool = True) -> None:
    """Take captions, notes, copyright, number and certificate from the parts behind the text."""
    known = labels(LABELS)
    meaning = ""
    for part in parts:
        found = known.labelled(part.text)
        if found is not None and found.meaning in ("caption", "more"):
            meaning = found.meaning
            value = found.value
        elif found is not None:
            _take_field(found.meaning, found.value, draft)
            draft.facts.append((found.label, found.value))
            continue
        else:
            value = part.text
        if not value:
            continue
        if not is_text or known.is_rights(value):
            draft.facts.append(("Footer", value))
        elif meaning == "caption":
            draft.captions.append(value)
        else:
            draft.body += part.body if found is None else [plain(value)]


def _take_field(meaning: str, value: str, draft: _Draft) -> None:
    if meaning == "identifier" and value:
        draft.number = draft.number or value.split(maxsplit=1)[0]
    elif meaning == "saved":
        draft.saved = draft.saved or parse_date(value, _LANGUAGES, FactSource.CONTAINER)


def _cell(cell: html.HtmlElement) -> _Draft:
    """Return a document of the older layout, where only outlet, date and headline have classes."""
    draft = _Draft()
    _take_names(cell, draft)
    known = labels(LABELS)
    parts = page_parts(cell)
    below = next((n for n, part in enumerate(parts) if draft.headline and draft.headline in part.text), 0)
    above = [line for line in parts[below].lines if line not in draft.headline] if parts else []
    draft.facts += [("Subtitle", line) for line in above]
    text = parts[below + 1 :]
    if text and (_is_byline(text[0].text) or (_stands_alone(cell, text[0].text) and names(text[0].text))):
        draft.authors += names(text[0].text)
        draft.facts.append(("Authors", text.pop(0).text))
    end = next((n for n, part in enumerate(text) if _ends_text(part, known.is_rights(part.text))), len(text))
    draft.body = [block for part in text[:end] for block in part.body]
    _take_behind(text[end:], draft, is_text=False)
    return draft


def _stands_alone(cell: html.HtmlElement, text: str) -> bool:
    """Tell a line between two line breaks, as bylines are; paragraphs of the text stand between paragraph marks."""
    breaks = (one for one in cell.iter("br") if " ".join((one.tail or "").split()) == text)
    following = (one.getnext() for one in breaks)
    return any(after is not None and after.tag == "br" for after in following)


def _ends_text(part: Part, is_rights: bool) -> bool:
    found = labels(LABELS).labelled(part.text)
    return is_rights or (found is not None and found.meaning in ("identifier", "saved"))


def _is_byline(text: str) -> bool:
    found = names(text)
    return bool(found) and len(text) <= _LONGEST_BYLINE and not text.endswith(".") and all(map(is_person_like, found))


EUROPRESSE = Format("Europresse exports", _is_export, _unpack, is_container=True)
