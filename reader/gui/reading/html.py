"""Turns paragraphs into the flat HTML the reading pane shows. Pure; the only place where reading HTML is written.

Grammar: ``h1 h2 p ul li`` as blocks, ``a em strong code sup sub span br img`` inside. Each paragraph becomes exactly
one block of the document, with exactly the characters of its ``Shown.text``, so that hits can be marked by offset.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import urljoin, urlsplit

from reader.core.model import MarkKind, Span
from reader.core.pictures import WIDEST_PX, KeptPicture
from reader.gui.reading.paragraphs import Paragraph, Run, RunKind, Style

PART_CHARS = 1_000_000
PART_BLOCKS = 8_000  # a block takes 14 us to lay out, however short
PARAGRAPH_CHARS = 20_000
WORD_CHARS = 500
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), " ") | {0x0A: "\u2028", 0x2029: "\u2028"}
_CONTROLS |= {0xFDD0: "\ufffd", 0xFDD1: "\ufffd", 0xFFFC: "\ufffd", 0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}
_BIDI = dict.fromkeys((*range(8234, 8239), *range(8294, 8298)))
_BIDI_SHOWN_AS = dict.fromkeys(_BIDI, "\u200b")
_SURROGATES = re.compile("[\ud800-\udfff]")
RESTORE = "restore:"
"""Scheme of our own links: the chip of a removal, by its number. A page's links are only ever http or https."""
PICTURE = "picture:"
"""Scheme of our own pictures, by the digest of their bytes. No other picture is ever asked for."""
OBJECT = "\ufffc"
"""What a picture is in the text of its block (Unicode's object replacement character)."""

TALLEST = 1.4
"""Height of a picture at most, in widths of the column."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_IMAGE = re.compile(f'<img src="{PICTURE}([0-9a-f]{{64}})">')

_LONG_WORD = re.compile(rf"\S{{{WORD_CHARS}}}(?=\S)")
_TAGS = {
    MarkKind.EMPHASIS: "em",
    MarkKind.STRONG: "strong",
    MarkKind.CODE: "code",
    MarkKind.SUPERSCRIPT: "sup",
    MarkKind.SUBSCRIPT: "sub",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """The text of one block of the document, and the parts of it where a hit is not marked.

    ``number`` is that of a paragraph of the story, from 1; 0 for what is none.
    """

    text: str
    apart: tuple[Span, ...] = ()
    searched: bool = True
    number: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A page of a story, at most ``PART_CHARS`` and ``PART_BLOCKS`` long: its HTML and the text of each block.

    ``pictures`` are those on the page; in ``html`` they have no size yet.
    """

    html: str
    shown: tuple[Shown, ...]
    pictures: tuple[KeptPicture, ...] = ()


def safe_text(text: str) -> str:
    """Return text as it may be shown: no control, no surrogate, no override of direction, no endless word."""
    text = _SURROGATES.sub("\ufffd", text.translate(_CONTROLS).translate(_BIDI))
    return _LONG_WORD.sub("\\g<0>\u200b", text)


def same_length_text(text: str) -> str:
    """Return text as a list may show it, on one line and with every character where it was."""
    shown = _SURROGATES.sub("\ufffd", text.translate(_CONTROLS).translate(_BIDI_SHOWN_AS))
    return shown.replace("\u2028", " ")


def direction(text: str) -> str:
    """Return ``rtl`` or ``ltr`` by the first strong letter (Unicode Bidirectional Algorithm, rule P2)."""
    for char in text[:1_000]:
        match unicodedata.bidirectional(char):
            case "L":
                return "ltr"
            case "R" | "AL":
                return "rtl"
    return "ltr"


def web_address(href: str, base: str) -> str:
    """Return the absolute http or https address a link leads to, or "" for anything else."""
    try:
        address = urljoin(base, href.strip())
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.hostname else ""


def parts_of(paragraphs: Iterable[Paragraph], base: str = "") -> tuple[Part, ...]:
    """Return the pages of a story; ``base`` is the address that relative links start from. Never empty."""
    parts: list[Part] = []
    batch: list[Paragraph] = []
    size = 0
    for paragraph in _bounded(paragraphs):
        length = sum(len(run.text) for run in paragraph.runs)
        if batch and (size + length > PART_CHARS or len(batch) == PART_BLOCKS):
            parts.append(_part(batch, base, _count(parts)))
            batch, size = [], 0
        batch.append(paragraph)
        size += length
    if batch or not parts:
        parts.append(_part(batch, base, _count(parts)))
    return tuple(parts)


def _count(parts: list[Part]) -> int:
    """Return the number of the last paragraph so far."""
    return max((shown.number for part in parts for shown in part.shown), default=0)


def _bounded(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Yield paragraphs of at most ``PARAGRAPH_CHARS`` each, cut after a space where there is one; blank ones go.

    A blank one would get no block of its own in the document.
    """
    for paragraph in paragraphs:
        if paragraph.picture is not None:
            if is_showable(paragraph.picture):
                yield paragraph
            continue
        if not "".join(run.text for run in paragraph.runs).translate(_CONTROLS).strip():
            continue
        if sum(len(run.text) for run in paragraph.runs) <= PARAGRAPH_CHARS:
            yield paragraph
            continue
        batch: list[Run] = []
        size = 0
        for run in _bounded_runs(paragraph.runs):
            if batch and size + len(run.text) > PARAGRAPH_CHARS:
                yield replace(paragraph, runs=tuple(batch))
                batch, size = [], 0
            batch.append(run)
            size += len(run.text)
        yield replace(paragraph, runs=tuple(batch))


def _bounded_runs(runs: Iterable[Run]) -> Iterator[Run]:
    for run in runs:
        rest = run.text
        while len(rest) > PARAGRAPH_CHARS:
            cut = rest.rfind(" ", PARAGRAPH_CHARS // 2, PARAGRAPH_CHARS) + 1 or PARAGRAPH_CHARS
            yield Run(rest[:cut], run.kind, run.marks, run.href)
            rest = rest[cut:]
        yield Run(rest, run.kind, run.marks, run.href)


def is_showable(picture: KeptPicture) -> bool:
    """Whether a picture is as the program keeps them: a library may come from somebody else."""
    is_bounded = 0 < picture.width <= WIDEST_PX and 0 < picture.height <= WIDEST_PX
    return is_bounded and _DIGEST.fullmatch(picture.sha256) is not None


def fitted(picture: KeptPicture, column: int) -> tuple[int, int]:
    """Return the width and height at which a picture is shown in a column of this width."""
    scale = min(1.0, column / picture.width, TALLEST * column / picture.height)
    return max(1, round(picture.width * scale)), max(1, round(picture.height * scale))


def justified(html: str) -> str:
    """Return the HTML of a page with its running text set to both edges; Qt knows the attribute, not the rule."""
    for style in (Style.STANDFIRST, Style.BODY, Style.QUOTE):
        html = html.replace(f'<p class="{style.value}"', f'<p align="justify" class="{style.value}"')
    return html


def sized_html(part: Part, column: int) -> str:
    """Return the HTML of a page with its pictures sized for a column of this width."""
    known = {picture.sha256: picture for picture in part.pictures}

    def with_size(match: re.Match[str]) -> str:
        width, height = fitted(known[match[1]], column)
        return f'<img src="{PICTURE}{match[1]}" width="{width}" height="{height}">'

    return _IMAGE.sub(with_size, part.html) if known else part.html


def _part(paragraphs: list[Paragraph], base: str, counted: int) -> Part:
    html: list[str] = []
    shown: list[Shown] = []
    way = "ltr"
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1].style if number + 1 < len(paragraphs) else None
        if paragraph.picture is not None:
            shown.append(Shown(OBJECT, searched=False))
            inner = f'<img src="{PICTURE}{paragraph.picture.sha256}">'
        else:
            # The meta line is ours: its parts are safe already, and isolated from each other.
            texts = [run.text if paragraph.style is Style.META else safe_text(run.text) for run in paragraph.runs]
            is_counted = paragraph.is_counted and paragraph.style in NUMBERED
            counted += is_counted
            shown.append(_shown(paragraph, texts, counted if is_counted else 0))
            inner = "".join(_run(run, text, base) for run, text in zip(paragraph.runs, texts, strict=True))
            way = direction(shown[-1].text)
        html.append(_block(paragraph, inner, way, is_last=following is not _FOLLOWERS.get(paragraph.style)))
    pictures = tuple(paragraph.picture for paragraph in paragraphs if paragraph.picture is not None)
    return Part("".join(html), tuple(shown), pictures)


_FOLLOWERS = {
    Style.LIST_ITEM: Style.LIST_ITEM,
    Style.PICTURE: Style.CAPTION,
    Style.CAPTION: Style.CAPTION,
}
"""What stands closer to a paragraph of such a style than anything else does."""


NUMBERED = frozenset({Style.BODY, Style.LIST_ITEM, Style.QUOTE, Style.PREFORMATTED, Style.TABLE_ROW})
"""Paragraphs of the story that have a number."""


def _shown(paragraph: Paragraph, texts: list[str], number: int) -> Shown:
    apart: list[Span] = []
    at = 0
    for run, text in zip(paragraph.runs, texts, strict=True):
        if run.kind is not RunKind.KEPT:
            apart.append(Span(at, at + len(text)))
        at += len(text)
    return Shown("".join(texts), tuple(apart), paragraph.searched, number)


def _block(paragraph: Paragraph, inner: str, way: str, *, is_last: bool) -> str:
    """Return a paragraph as a block; ``is_last`` says that nothing behind it belongs to it."""
    attributes = f'class="{paragraph.style.value}" dir="{way}"'
    match paragraph.style:
        case Style.HEADLINE:
            return f"<h1 {attributes}>{inner}</h1>"
        case Style.HEADING:
            return f"<h2 {attributes}>{inner}</h2>"
        case Style.LIST_ITEM:
            indent = min(max(paragraph.level, 1), 6)
            if is_last:
                attributes = f'class="last" dir="{way}"'
            return f'<ul style="-qt-list-indent: {indent}"><li {attributes}>{inner}</li></ul>'
        case Style.PICTURE | Style.CAPTION if is_last:
            return f'<p class="{paragraph.style.value}-last" dir="{way}">{inner}</p>'
        case _:
            return f"<p {attributes}>{inner}</p>"


def _run(run: Run, text: str, base: str) -> str:
    html = escape(text).replace("\u2028", "<br>")
    for mark in run.marks:
        if mark is not MarkKind.LINK:
            html = f"<{_TAGS[mark]}>{html}</{_TAGS[mark]}>"
    if run.href and (address := web_address(run.href, base)):
        html = f'<a href="{escape(address)}">{html}</a>'
    if run.kind is not RunKind.KEPT:
        html = f'<span class="{run.kind.value}">{html}</span>'
    return f'<a href="{RESTORE}{run.removal}">{html}</a>' if run.removal >= 0 else html
