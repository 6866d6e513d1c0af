"""The two plain formats: a page of HTML and a plain text, told by the bytes; the name only decides where both fit."""

import re
from collections.abc import Iterator

from reader.core.model import FileKind
from reader.core.terms import Terms
from reader.intake.decode import utf16_name
from reader.intake.format import Format, Item, snapshot
from reader.intake.magic import binary_kind
from reader.intake.source import HEAD_BYTES, Source
from reader.intake.webarchives.beside import attached_beside
from reader.intake.webarchives.scrapbook import noted_beside

_PAGE_NAMES = frozenset({".html", ".htm", ".xhtml", ".xht", ".shtml"})
_MARKS = {b"\xff\xfe": "utf-16le", b"\xfe\xff": "utf-16be"}
_FEW_TAGS, _MANY_TAGS = 1, 20
_START_OF_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!doctype\s+html|<(?:html|head|body|title|meta|link|script|style|div|p|article|main"
    r"|section|table|h[1-6]|center|font|header|nav|span|ul|ol|blockquote|pre|b|i|a|img|br|hr)[\s/>])",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"</?(?:html|head|body|title|meta|div|p|a|span|br|h[1-6]|table|td|li|article)(?:\s[^<>]{0,300})?/?>", re.IGNORECASE
)
_XML_ROOT = re.compile(r"<([A-Za-z_][\w:.\-]{0,60})")
_ODD_CONTROLS = bytes(set(range(0x20)) - {0x00, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B})
_ODD_SHARE = 0.02


def _is_page(source: Source) -> bool:
    return kind_of(source.head, source.suffix) is FileKind.HTML


def _is_text(source: Source) -> bool:
    return kind_of(source.head, source.suffix) is FileKind.TEXT


def _page(source: Source, terms: Terms) -> Iterator[Item]:
    content = source.read_document(terms)
    if source.path is None:
        yield snapshot(content, FileKind.HTML, source)
        return
    noted = noted_beside(source.path)
    yield snapshot(
        content,
        FileKind.HTML,
        source,
        url=noted.url,
        saved=noted.saved,
        charset=noted.charset,
        curation=noted.curation,
        attached=attached_beside(source.path),
    )


def _text(source: Source, terms: Terms) -> Iterator[Item]:
    yield snapshot(source.read_document(terms), FileKind.TEXT, source)


HTML_PAGE = Format("web pages", _is_page, _page)
PLAIN_TEXT = Format("plain texts", _is_text, _text)


def kind_of(head: bytes, suffix: str) -> FileKind | None:
    """Return what a file is by its beginning, HTML or TEXT, or None where it is neither."""
    if binary_kind(head) is not None:
        return None
    probe = _probe_text(head)
    if probe is None:
        return None
    start = _after_comments(probe)
    if _START_OF_PAGE.match(start):
        return FileKind.HTML
    if start.startswith("<?xml") or start[:9].lower() == "<!doctype":
        root = _XML_ROOT.search(start)
        return FileKind.HTML if root and root.group(1).lower() in {"html", "body"} else None
    tags = len(_TAG.findall(probe))
    if tags >= (_FEW_TAGS if suffix in _PAGE_NAMES else _MANY_TAGS):
        return FileKind.HTML
    return FileKind.TEXT


def _probe_text(content: bytes) -> str | None:
    """Return the beginning of the file, good enough to see markup in, or None where it is no text."""
    probe = content[:HEAD_BYTES]
    wide = _MARKS.get(probe[:2]) or utf16_name(probe)
    if wide is not None:
        text = probe.decode(wide, "replace")
        return text.removeprefix("\ufeff").replace("\x00", "")
    rest = probe.removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"")
    odd = len(rest) - len(rest.translate(None, _ODD_CONTROLS))
    text = rest.decode("latin-1")
    if odd > max(4, _ODD_SHARE * len(rest)) and not _START_OF_PAGE.match(_after_comments(text)):
        return None
    return text


def _after_comments(text: str) -> str:
    """Return ``text`` behind the white space and comments that stand before anything else."""
    at = 0
    while True:
        while at < len(text) and (text[at].isspace() or text[at] == "\ufeff"):
            at += 1
        if not text.startswith("<!--", at):
            return text[at:]
        end = text.find("-->", at)
        if end < 0:
            return text[at:]
        at = end + 3
