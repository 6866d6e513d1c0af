"""The text of a record to the content of a snapshot: markup as it is, lines as paragraphs, wrapped lines as text."""

import html
import re
from itertools import pairwise

from reader.core.model import FileKind
from reader.intake.markup import heading, paragraph, story_markup

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(
    r"</?(?:p|div|br|span|a|h[1-6]|ul|ol|li|em|strong|b|i|img|figure|blockquote|table|section|article)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"<(?:p|div|br|li|h[1-6]|tr|section|article|blockquote|pre)\b", re.IGNORECASE)
_STARTS_BLOCK = re.compile(
    r"\s*</?(?:p|div|ul|ol|h[1-6]|table|section|article|blockquote|pre|figure|hr)\b", re.IGNORECASE
)
_ESCAPED_TAG = re.compile(r"&lt;/?(?:p|div|br|a|span)\b", re.IGNORECASE)
_ENTITY = re.compile(
    r"&(?:amp|quot|apos|lt|gt|nbsp|[lr][sd]quo|[mn]dash|hellip|#\d{2,5}|#x[0-9a-f]{2,5});", re.IGNORECASE
)
_BLANK_LINES = re.compile(r"\n[ \t]*\n")
_LINE_END = re.compile("\r\n|[\r\u0085\u2028\u2029]|<n>")
_LEAST_LINES, _WRAPPED_SHARE = 4, 0.7
_SHORTEST_WRAP, _LONGEST_WRAP = 45, 110
_LEAST_WORDS, _LONGEST_HEADLINE = 3, 160
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ENDS = (".", "!", "?", "”", '"', "。", "」", "؟", "।")
_GLANCE = 20_000


def body_of(text: str, language: str = "", *, has_title: bool = True) -> tuple[bytes, FileKind]:
    """Return the content of a snapshot, in UTF-8, and its kind.

    A text whose lines were broken at a width is given as plain text, so that they are joined again; of others, each
    line is a paragraph; the first is the headline where none is known (``has_title``) and it looks like one.
    """
    if _ESCAPED_TAG.search(text, 0, _GLANCE) and not _TAG.search(text, 0, _GLANCE):
        text = html.unescape(text)
    if _PAGE.match(text):
        return _bytes(text), FileKind.HTML
    if is_markup(text):
        return _bytes(_with_paragraphs(text)), FileKind.STORY
    plain = _plain(text)
    lines = [line.rstrip() for line in plain.split("\n")]
    if _is_wrapped(lines):
        return _bytes(plain), FileKind.TEXT
    blocks = [paragraph(line) for line in lines]
    if not has_title and _is_headline(lines):
        blocks[0] = heading(lines[0], 1)
    return story_markup(blocks, language if len(language) <= 12 else ""), FileKind.STORY


def is_markup(text: str) -> bool:
    """Tell whether a text is markup: it has tags of the usual kinds, and not one stray."""
    if "<" not in text:
        return False
    found = [match.group() for match in _TAG.finditer(text, 0, _GLANCE)][:3]
    return len(found) > 1 or any(tag[1:3].casefold() in {"p>", "br", "p "} for tag in found)


def _plain(text: str) -> str:
    if "\n" not in text and text.count("\\n") > 1:  # written by a maker that escaped twice
        text = text.replace("\\r", "").replace("\\n", "\n").replace('\\"', '"')
    if _ENTITY.search(text, 0, _GLANCE):
        text = html.unescape(text)
    return _LINE_END.sub("\n", text)


def _with_paragraphs(markup: str) -> str:
    """Return markup in which blank lines stand for paragraphs, as blog programs keep it, with these marked."""
    if _BLOCK.search(markup) or not _BLANK_LINES.search(markup):
        return markup
    parts = (part.strip() for part in _BLANK_LINES.split(_LINE_END.sub("\n", markup)))
    return "\n".join(part if _STARTS_BLOCK.match(part) else f"<p>{part}</p>" for part in parts if part)


def _is_headline(lines: list[str]) -> bool:
    """Tell whether the first line is short, no sentence, and stands before longer text."""
    first = lines[0].strip()
    words = len(_WIDE.findall(first)) // 2 or len(first.split())
    after = max(map(len, lines[1:]), default=0)
    is_short = words >= _LEAST_WORDS and len(first) <= _LONGEST_HEADLINE and after > len(first)
    return is_short and not first.endswith((".", ",", ";", ":", "。", "…", "؛", "،"))


def _is_wrapped(lines: list[str]) -> bool:
    """Tell whether most lines that are not the last of a paragraph end at about the same width, within sentences."""
    full = [line for line, after in pairwise(lines) if line.strip() and after.strip()]
    width = max(map(len, full), default=0)
    if len(full) < _LEAST_LINES or not _SHORTEST_WRAP <= width <= _LONGEST_WRAP:
        return False
    ended = sum(line.endswith(_ENDS) for line in full)
    return ended * 2 < len(full) and sum(len(line) > width * 0.75 for line in full) >= _WRAPPED_SHARE * len(full)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")
