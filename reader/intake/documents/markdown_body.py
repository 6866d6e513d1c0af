"""The text of a note, Markdown by the CommonMark rules and the habits of note programs, as a story's markup."""

import html
import re
from functools import cache

from markdown_it import MarkdownIt

from reader.intake.markup import story_markup

_MOST_LEVELS = 100
"""Of blocks in blocks; deeper ones, which the parser would drop, are brought up to ``_KEPT_MARKERS`` before."""
_KEPT_MARKERS, _KEPT_INDENT = 12, 48
_DEEP = re.compile(
    rf"^((?:[ \t]{{0,4}}(?:>|[-*+](?=[ \t])|\d{{1,9}}[.)](?=[ \t]))){{{_KEPT_MARKERS}}})"
    r"(?:[ \t]{0,4}(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))+",
    re.MULTILINE,
)
_INDENTED = re.compile(rf"^[ \t]{{{_KEPT_INDENT},}}", re.MULTILINE)
_MOST_BRACKETS = 2_000
_FENCE = re.compile(r"^(?: {0,3}|>\s)(`{3,}|~{3,})")
_COMMENT = re.compile(r"%%[^%]{0,4000}%%")
_EMBED = re.compile(r"!\[\[([^\[\]|#\n]{1,300})(?:[#|][^\[\]\n]{0,300})?\]\]")
_WIKILINK = re.compile(r"\[\[(?:[^\[\]|\n]{1,300}\|)?([^\[\]|\n]{1,300})\]\]")
_CALLOUT = re.compile(r"^((?:[ ]{0,3}>[ ]?)+)\[![\w \-]{1,40}\][+\-]?[ ]?", re.MULTILINE)
_HIGHLIGHT = re.compile(r"(?<![=\w])==(?=[^\s=])([^=\n]{1,2000})(?<=\S)==(?![=\w])")
_TASK = re.compile(r"^(\s*(?:>\s?)*(?:[-*+]|\d{1,9}[.)])\s+)\[([ xX\-/])\]\s", re.MULTILINE)
_NOTE_TEXT = re.compile(r"^\[\^([^\]\s]{1,60})\]:[ \t]*", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^([^\]\s]{1,60})\]")
_BLOCK_ID = re.compile(r"[ ]\^[A-Za-z0-9\-]{4,40}$", re.MULTILINE)
_CODE_SPAN = re.compile(r"(`+)[^`\n]{1,2000}\1(?!`)")
_PICTURE_NAMES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".bmp", ".tif", ".tiff")
_SWALLOWING = re.compile(
    r"<(title|textarea|style|xmp|iframe|noembed|noframes|noscript|script|plaintext|select|template|svg|head|object)\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"</([a-zA-Z]{3,10})\s*>")


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True, "maxNesting": _MOST_LEVELS}).enable(["table", "strikethrough"])


def markdown_markup(body: str, language: str = "") -> bytes:
    """Return a note's text as the markup of a story, in UTF-8; everything a reader of the note sees is in it."""
    return story_markup([_parser().render(_prepared(body))], language)


def _prepared(body: str) -> str:
    """Return ``body`` with the habits of note programs turned into plain Markdown, outside of code."""
    lines = body.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").split("\n")
    made: list[str] = []
    passage: list[str] = []
    fence = ""
    for line in lines:
        match = _FENCE.match(line)
        if match and (not fence or (match.group(1).startswith(fence) and not line.strip("`~ \t>"))):
            made.extend(_plain("\n".join(passage)).split("\n") if passage else ())
            passage = []
            fence = "" if fence else match.group(1)
            made.append(line)
        elif fence:
            made.append(line)
        else:
            passage.append(line)
    made.extend(_plain("\n".join(passage)).split("\n") if passage else ())
    return "\n".join(made)


def _plain(text: str) -> str:
    text = _INDENTED.sub(" " * _KEPT_INDENT, text)
    text = _DEEP.sub(r"\1", text)
    text = "\n\n".join(_without_brackets(passage) for passage in text.split("\n\n"))
    text = _NOTE_TEXT.sub(r"\n\\[\1\\] ", text)
    text = _CALLOUT.sub(r"\1", text)
    text = _TASK.sub(lambda found: f"{found.group(1)}{'☐' if found.group(2) == ' ' else '☑'} ", text)
    return _outside_code(text)


def _without_brackets(passage: str) -> str:
    """Return a passage with so many brackets that only a hostile one has them, as plain characters."""
    return passage.replace("[", "&#91;") if passage.count("[") > _MOST_BRACKETS else passage


def _outside_code(text: str) -> str:
    closed = frozenset(found.group(1).lower() for found in _CLOSING.finditer(text))
    is_open = text.count("<!--") > text.count("-->")
    parts: list[str] = []
    at = 0
    for code in _CODE_SPAN.finditer(text):
        parts += [_spans(text[at : code.start()], closed, is_open), code.group()]
        at = code.end()
    return "".join(parts) + _spans(text[at:], closed, is_open)


def _spans(text: str, closed: frozenset[str], has_open_comment: bool) -> str:
    if "<" in text:  # keep HTML from hiding what stands behind it: tags that swallow text, comments without an end
        text = text.replace("<!--", "&lt;!--") if has_open_comment else text
        text = _SWALLOWING.sub(
            lambda found: found.group() if found.group(1).lower() in closed else _escaped(found), text
        )
    text = _COMMENT.sub("", text) if "%%" in text else text
    text = _EMBED.sub(_embedded, text)
    text = _WIKILINK.sub(r"\1", text)
    text = _HIGHLIGHT.sub(r"\1", text) if "==" in text else text
    text = _BLOCK_ID.sub("", text)
    return _NOTE_MARK.sub(r"\\[\1\\]", text)


def _embedded(found: re.Match[str]) -> str:
    name = found.group(1).strip()
    if name.lower().endswith(_PICTURE_NAMES):
        return f'<img src="{html.escape(name)}" alt="">'
    return name


def _escaped(found: re.Match[str]) -> str:
    return "&lt;" + found.group()[1:]
