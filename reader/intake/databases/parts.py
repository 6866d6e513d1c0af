"""Parts of an export, from whatever file it came: lines, paragraphs of a document, blocks of a page."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from reader.intake.databases.story import Block, plain
from reader.intake.decode import decode, looks_like_utf16
from reader.intake.documents.paragraphs import Paragraph
from reader.intake.metadata.folding import word_set
from reader.intake.source import Source

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_LEAST_WIDTH, _MOST_WIDTH = 55, 110
"""Widths between which the lines of a text are taken for hard-wrapped ones."""
_SLACK = 3
_ENDED = re.compile(r"[.!?:;…\"”»’)\]]\Z")
_BEGINS = re.compile(r"[\"“„«'‘(\[]?[A-ZÀ-ÞА-Я0-9•*\-–—]")
_ITEM = re.compile(r"[•*\-–—]\s")
_HYPHENED = re.compile(r"[^\W\d_]-")
_LINKS_WORDS = word_set("and or und oder bzw et ou y o e en of to bis sowie i")
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of an export: its lines as they stand there, and what it is in the body of a story."""

    lines: tuple[str, ...]
    body: tuple[Block, ...]
    is_centred: bool = False
    text: str = field(init=False)
    """All of it in one line."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", joined(self.lines))


def text_part(text: str) -> Part:
    """Return plain text as a part."""
    return Part((" ".join(text.split()),), (plain(text),))


def decoded(content: bytes, *, is_markup: bool = False) -> str:
    """Return the text of an export; NULs are left out."""
    return decode(content, None, is_markup).text.replace("\x00", "")


@lru_cache(maxsize=2)
def head_text(head: bytes) -> str:
    """Return the beginning of a file as text, good enough to see labels in; many formats ask for it."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or looks_like_utf16(head):
        little = head.startswith(b"\xff\xfe") or head[1:2] == b"\x00"
        return head.decode("utf-16le" if little else "utf-16be", "replace").removeprefix("\ufeff")
    text = head.removeprefix(_MARK).decode("utf-8", "replace")
    return text if text.count("\ufffd") <= 2 else head.decode("cp1252", "replace")


@lru_cache(maxsize=2)
def head_lines(head: bytes) -> tuple[str, ...]:
    """Return the stripped lines at the beginning of a text, blank ones left out."""
    return tuple(line.strip() for line in lines_of(head_text(head)) if line.strip())


def is_plain_text(source: Source) -> bool:
    """Tell whether a file may be a plain text: no markup, no binary at its beginning."""
    begin = source.head[:512].removeprefix(_MARK).lstrip()
    return bool(begin) and not begin.startswith((b"<", b"{\\rtf", b"PK\x03\x04", b"%PDF", b"\x1f\x8b", b"\xd0\xcf"))


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, without their ends."""
    return _LINE_END.split(text)


def text_parts(lines: Iterable[str]) -> list[Part]:
    """Return what stands between blank lines, hard-wrapped lines rejoined."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line.rstrip())
        elif groups[-1]:
            groups.append([])
    groups = [group for group in groups if group]
    width = max((len(line) for group in groups for line in group if len(line) <= _MOST_WIDTH), default=0)
    return [_text_part(group, width) for group in groups]


def _text_part(group: list[str], width: int) -> Part:
    stripped = tuple(" ".join(line.split()) for line in group)
    is_centred = all(line.startswith("     ") for line in group)
    is_wrapped = width >= _LEAST_WIDTH and all(len(line) <= _MOST_WIDTH for line in group)
    texts = rejoined(group, width) if is_wrapped else list(stripped)
    return Part(stripped, tuple(plain(text) for text in texts), is_centred)


def rejoined(lines: Iterable[str], width: int) -> list[str]:
    """Return the paragraphs of lines that were wrapped at ``width``: a line ends one where the next word had fitted.

    A short line counts for that only before an item of a list, or after the end of a sentence and before what looks
    like the beginning of one.
    """
    made: list[list[str]] = []
    before = ""
    for line in lines:
        text = " ".join(line.split())
        first = text.split(" ", 1)[0]
        had_room = len(before.rstrip()) + 1 + len(first) <= width - _SLACK
        is_item = _ITEM.match(text) is not None
        if not made or (had_room and (is_item or (_ENDED.search(before) and _BEGINS.match(text)))):
            made.append([text])
        else:
            made[-1].append(text)
        before = line
    return [joined(one) for one in made]


def joined(lines: Iterable[str]) -> str:
    """Return lines as one; a word divided at its hyphen ("free-" "trade") is closed up."""
    made: list[str] = []
    for line in lines:
        text = line.strip()
        if text:
            made += [text] if not made or _is_divided(made[-1], text) else [" ", text]
    return "".join(made)


def _is_divided(before: str, after: str) -> bool:
    """Tell a word divided at its hyphen from one that stands for two ("pre- and post-war")."""
    first = after.split(" ", 1)[0].lower()
    return _HYPHENED.fullmatch(before[-2:]) is not None and after[0].islower() and first not in _LINKS_WORDS


def document_parts(paragraphs: Iterable[Paragraph]) -> Iterator[Part]:
    """Yield the paragraphs of a Word document or a rich text as parts; marks of search hits are taken off."""
    for one in paragraphs:
        if one.text.strip():
            lines = tuple(" ".join(line.split()) for line in one.text.split("\n") if line.strip())
            yield Part(lines, (_without_hits(one),), one.alignment == "center")


def _without_hits(one: Paragraph) -> Paragraph:
    """Return a paragraph without the look of search hits: bold and slanted at once, within a line."""
    shown = [run for run in one.runs if run.text.strip()]
    if all(run.is_bold and run.is_italic for run in shown):
        return one
    runs = (replace(run, is_bold=False, is_italic=False) if run.is_bold and run.is_italic else run for run in one.runs)
    return replace(one, runs=tuple(runs))
