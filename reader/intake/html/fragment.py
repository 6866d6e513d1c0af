"""A piece of HTML or plain text found in a page's data, as paragraphs."""

import html
import re
from dataclasses import dataclass

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from reader.core.model import Role
from reader.intake.html.flatten import flattened
from reader.intake.html.walk import TreeWalk, is_blank

LONGEST_FRAGMENT = 2_000_000
"""Characters up to which a fragment is read."""

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,4000}>")
_ESCAPED_TAG = re.compile(r"&(?:amp;)?lt;/?[a-zA-Z]")
_BREAK = re.compile(r"<(?:p|br|div|li|h[1-6]|blockquote|tr|section)\b", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_DENSE = re.compile("[\u0e00-\u0e7f\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_LINE_END = re.compile(r"[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]+")
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, heading, list item, quote, cell or caption of a story found in data; ``text`` has no line ends."""

    text: str
    role: Role = Role.PARAGRAPH
    level: int = 0

    @property
    def words(self) -> int:
        """The number of words; in scripts without word spaces two characters count as one."""
        return word_count(self.text)


def parts_of(text: str) -> tuple[Part, ...]:
    """Return the paragraphs of a string from a page's data: HTML (also escaped once too often) or plain text."""
    text = text[:LONGEST_FRAGMENT]
    if _ESCAPED_TAG.search(text):
        text = html.unescape(html.unescape(text))
    if _TAG.search(text):
        return _parts_of_html(text if _BREAK.search(text) else text.replace("\n", "<br>"))
    plain = html.unescape(text) if "&" in text else text
    lines = (" ".join(_CONTROL.sub("", line).split()) for line in _LINE_END.split(plain))
    return tuple(Part(line) for line in lines if not is_blank(line))


def _parts_of_html(text: str) -> tuple[Part, ...]:
    source = flattened(text)
    document = LexborHTMLParser(source, options=LexborDocumentOptions.WO_EVENTS)
    if document.root is None:
        return ()
    walk = TreeWalk(frozenset())
    walk.walk(document.root)
    whole = walk.text
    found: list[Part] = []
    for piece in walk.pieces:
        role = Role.PARAGRAPH if piece.role in (Role.LOOSE, Role.PREFORMATTED) else piece.role
        found.append(Part(" ".join(piece.span.of(whole).split()), role, piece.level))
    return tuple(part for part in found if not is_blank(part.text))


def word_count(text: str) -> int:
    """Return the number of words; in scripts without word spaces two characters count as one."""
    words = len(text.split())
    return words if text.isascii() else words + sum(len(run) // 2 for run in _DENSE.findall(text))


def squeezed(text: str) -> str:
    """Return the letters and digits of ``text`` alone, lower-case, for looking up one text in another."""
    return _NOT_WORD.sub("", text.lower())
