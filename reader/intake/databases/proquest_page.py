"""ProQuest exports as pages: saved, or sent as a mail with one page that holds all documents."""

import email
import re
from collections.abc import Iterator
from email.message import Message

from lxml import html

from reader.core.dates import parse_date
from reader.core.errors import UnreadableFileError
from reader.core.model import FileKind, Moment
from reader.core.model import Source as FactSource
from reader.core.terms import Terms
from reader.intake.databases.labels import labels
from reader.intake.databases.nexis_text import COVERS, FOOTERS, NOT_SPLIT
from reader.intake.databases.pages import classes, flat, has_class, page_parts, parsed
from reader.intake.databases.parts import Part, decoded, head_text, lines_of
from reader.intake.databases.proquest import LABELS, is_document, label_of, labelled_parts, starts_in, story_of
from reader.intake.databases.story import story_snapshot
from reader.intake.format import Format, Item, LeftOut, snapshot
from reader.intake.source import Source

_ANCHOR = re.compile(r"<a\s[^<>]{0,80}name=[\"']?DocID_[^\s\"'<>]{1,60}[^<>]{0,80}>", re.IGNORECASE)
_LABEL = re.compile(
    r"<(?:strong|b)\b[^<>]{0,200}>\s{0,3}([^<>:]{3,40}):[\s\u00a0]{0,3}(?:&nbsp;)?\s{0,3}</(?:strong|b)>"
)
_MAIL = re.compile(rb"\A[\s\xef\xbb\xbf]{0,10}(?:From |[A-Za-z][A-Za-z0-9-]{1,40}:)")
_SOFT_BREAK = re.compile(rb"=\r?\n")
_QUOTED = re.compile(r"^(?:> ?)+", re.MULTILINE)
_MOST_PARTS = 2_000
_LEAST_LABELS = 3


def _is_page(source: Source) -> bool:
    head = source.head
    if b"DocID_" not in head and b"ProQuest" not in head and b"proquest" not in head:
        return False
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _is_export(head_text(head))


def _is_export(text: str) -> bool:
    """Tell an export by labels in bold and, if those are few, an anchor of its documents."""
    known = labels(LABELS)
    found = {known.meaning(match.group(1)) for match in _LABEL.finditer(text)} - {""}
    return len(found) >= _LEAST_LABELS + (0 if _ANCHOR.search(text) else 2)


def _is_mail(source: Source) -> bool:
    head = source.head
    if b"roquest" not in head and b"roQuest" not in head:
        return False
    if not _MAIL.match(head) or b"\nContent-Type:" not in head.replace(b"content-type", b"Content-Type"):
        return False
    text = _SOFT_BREAK.sub(b"", head).replace(b"=3D", b"=")
    if _is_export(head_text(text)):
        return True
    page, plain = _bodies(email.message_from_bytes(head))
    return _is_export(page) or is_document(_plain_parts(plain))


def _page(source: Source, terms: Terms) -> Iterator[Item]:
    content = source.read_document(terms)
    found = list(_documents(decoded(content, is_markup=True), source, None))
    if not any(not isinstance(item, LeftOut) for item in found):
        yield LeftOut("", failure=NOT_SPLIT)
        yield snapshot(content, FileKind.HTML, source)
        return
    yield from found


def _mail(source: Source, terms: Terms) -> Iterator[Item]:
    message = email.message_from_bytes(source.read_document(terms))
    page, plain = _bodies(message)
    saved = parse_date(str(message.get("Date") or ""), ("en",), FactSource.CONTAINER)
    found = list(_documents(page, source, saved)) if page else []
    if not any(not isinstance(item, LeftOut) for item in found):
        found = list(_in_turn(_plain_parts(plain), source, saved))
    if not any(not isinstance(item, LeftOut) for item in found):
        if not page and not plain:
            raise UnreadableFileError("This mail has no text in it. Have the database send the documents again.")
        yield LeftOut("", failure=NOT_SPLIT)
        kind = FileKind.HTML if page else FileKind.TEXT
        yield snapshot((page or plain).encode("utf-8", "replace"), kind, source, saved=saved, charset="utf-8")
        return
    yield from found


def _plain_parts(text: str) -> list[Part]:
    return labelled_parts(lines_of(_QUOTED.sub("", text)))


def _bodies(message: Message) -> tuple[str, str]:
    """Return the page and the plain text of a mail: of several those that have most of it."""
    pages: list[str] = []
    texts: list[str] = []
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            break
        kind = part.get_content_type()
        if part.is_multipart() or kind not in ("text/html", "text/plain"):
            continue
        payload = part.get_payload(decode=True)
        content = payload if isinstance(payload, bytes) else b""
        (pages if kind == "text/html" else texts).append(decoded(content, is_markup=kind == "text/html"))
    return max(pages, key=len, default=""), max(texts, key=len, default="")


def _documents(text: str, source: Source, saved: Moment | None) -> Iterator[Item]:
    """Yield the documents of a page: behind their anchors, or where labels tell where one begins."""
    starts = [match.start() for match in _ANCHOR.finditer(text)]
    if not starts:
        root = parsed(text)
        yield from _in_turn(page_parts(root) if root is not None else [], source, saved)
        return
    for number, (start, stop) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True), 1):
        root = parsed(text[start:stop])
        if root is None:
            yield LeftOut(f"document {number}", "empty documents")
            continue
        captions = _take_pictures(root)
        parts = page_parts(root)
        last = stop == len(text)
        kept = _without_footer(parts) if last else parts
        yield story_snapshot(story_of(kept, f"document {number}", captions), source, saved)
        if len(kept) < len(parts):
            yield LeftOut("end", FOOTERS)


def _in_turn(parts: list[Part], source: Source, saved: Moment | None) -> Iterator[Item]:
    """Yield documents that follow each other without a mark."""
    starts = starts_in(parts)
    if starts and starts[0]:
        yield LeftOut("front", COVERS)
    if not starts:
        return
    for number, (start, stop) in enumerate(zip(starts, [*starts[1:], len(parts)], strict=True), 1):
        one = _without_footer(parts[start:stop])
        if is_document(one):
            yield story_snapshot(story_of(one, f"document {number}"), source, saved)
        else:
            yield LeftOut(f"document {number}", failure=_NO_DOCUMENT)


_NO_DOCUMENT = "A part of this export could not be read as a document. Look at the file itself."


def _without_footer(parts: list[Part]) -> list[Part]:
    """Return parts up to the last label: what stands behind it are notes of the database on the whole export."""
    last = max((n for n, part in enumerate(parts) if _closes(part)), default=len(parts) - 1)
    return parts[: last + 1]


def _closes(part: Part) -> bool:
    found = label_of(part)
    return found is not None and found.meaning == "tail"


def _take_pictures(root: html.HtmlElement) -> tuple[str, ...]:
    """Take the pictures out of a document and return their captions."""
    captions: list[str] = []
    pictures = [
        element for name in ("document_view_image", "illustration_content") for element in has_class(root, name)
    ]
    for picture in pictures:
        shown = " ".join(flat(one) for one in picture.iter("div") if "document_view_caption" in classes(one)).strip()
        titles = (str(link.get("title") or "") for link in picture.iter("a"))
        caption = shown or next((title for title in titles if title), "")
        if not caption and "illustration_content" in classes(picture):
            caption = flat(picture)
        captions.append(caption)
        picture.drop_tree()
    return tuple(caption for caption in dict.fromkeys(captions) if caption)


PROQUEST_PAGE = Format("ProQuest exports", _is_page, _page, is_container=True)
PROQUEST_MAIL = Format("ProQuest exports", _is_mail, _mail, is_container=True, is_never_page=True)
